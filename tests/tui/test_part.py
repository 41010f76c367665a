"""Classes that are parts of screens and of the app."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import workshop_tui.tui
from workshop_tui.tui.part import Parted


def below(known: type) -> set[type]:
    return {known} | {one for each in known.__subclasses__() for one in below(each)}


def test_a_part_is_of_something_and_nothing_is_made_of_it_alone():
    for module in walk_packages(workshop_tui.tui.__path__, "workshop_tui.tui."):
        import_module(module.name)
    classes = {one for one in below(Parted) - {Parted} if one.__module__.startswith("workshop_tui.")}
    parts = {one for one in classes if "_merged_bindings" not in vars(one)}
    assert {"KeyedScreen", "MovesTheDay", "Dressed"} <= {one.__name__ for one in parts}
    assert {"RunScreen", "HomeScreen", "WorkshopApp"} <= {one.__name__ for one in classes - parts}
    for part in parts:
        assert below(part) & (classes - parts), part


def test_a_whole_is_styled_by_the_names_of_its_parts_and_binds_their_keys():
    from workshop_tui.tui.app import WorkshopApp
    from workshop_tui.tui.screens.run import RunScreen

    assert {"RunScreen", "Composes", "KeyedScreen", "Screen"} <= RunScreen._css_type_names
    assert RunScreen._css_type_name == "RunScreen"
    assert WorkshopApp._merged_bindings is not None
    assert "ctrl+l" in WorkshopApp._merged_bindings.key_to_bindings
    assert "theme" in WorkshopApp._reactives
