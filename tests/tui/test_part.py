"""Classes that are parts of screens and of the app."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from textual.dom import DOMNode

import workshop_tui.tui
from workshop_tui.tui.part import Kin, Parted


def below(known: Any) -> set[Any]:
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


WORKED_OUT = ("_computes", "_css_type_name", "_css_type_names", "_inherit_bindings", "_inherit_component_classes",
              "_inherit_css", "_reactives")  # fmt: skip


def test_what_a_widget_takes_over_is_what_textual_would_work_out():
    for module in walk_packages(workshop_tui.tui.__path__, "workshop_tui.tui."):
        import_module(module.name)
    widgets = [one for one in below(Kin) - {Kin} if one.__module__.startswith("workshop_tui.")]
    assert {"KeyBar", "Now", "Beside", "Timetable"} <= {one.__name__ for one in widgets}
    for widget in widgets:
        taken = {name: getattr(widget, name) for name in WORKED_OUT}
        bound, focus = widget._merged_bindings.key_to_bindings, (widget.can_focus, widget.can_focus_children)
        bindings, css, parts = (taken[f"_inherit_{name}"] for name in ("bindings", "css", "component_classes"))
        DOMNode.__init_subclass__.__func__(  # type: ignore[attr-defined]
            widget, inherit_css=css, inherit_bindings=bindings, inherit_component_classes=parts
        )
        assert {name: getattr(widget, name) for name in WORKED_OUT} == taken, widget
        assert widget._merged_bindings.key_to_bindings == bound, widget
        assert (widget.can_focus, widget.can_focus_children) == focus


def test_a_whole_is_styled_by_the_names_of_its_parts_and_binds_their_keys():
    from workshop_tui.tui.app import WorkshopApp
    from workshop_tui.tui.screens.run import RunScreen

    assert {"RunScreen", "Composes", "KeyedScreen", "Screen"} <= RunScreen._css_type_names
    assert RunScreen._css_type_name == "RunScreen"
    assert WorkshopApp._merged_bindings is not None
    assert "ctrl+l" in WorkshopApp._merged_bindings.key_to_bindings
    assert "theme" in WorkshopApp._reactives


def test_no_handler_calls_the_one_that_textual_calls_as_well():
    calls = [
        f"{path.name}:{call.lineno}: {call.func.attr}"
        for path in Path(workshop_tui.tui.__path__[0]).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and _is_super(call.func.value)
        and call.func.attr.startswith("on_")
        and call.func.attr != "on_event"  # that one is no handler of a message
    ]
    assert not calls, "Textual calls the handler of each class that has one: what it does would be done twice"


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
