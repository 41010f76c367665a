"""What makes it start sooner: a person who types the command waits for all that is imported before the first frame."""

from __future__ import annotations

import gc
import os
import sys
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

LATER = ("workshop_tui.session.intents", "workshop_tui.session.decisions")
"""Modules that take long, and are not needed before a person does something."""


def start() -> None:
    """Before anything else is imported.

    Starting makes objects that stay, so nothing is collected; what runs on (a screen, `--watch`) turns that on again.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or each start reads every package's metadata
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":  # and the module that would read it takes 20 ms by itself
        loader = ModuleType("pydantic.plugin._loader")
        loader.get_plugins = lambda: ()  # type: ignore[attr-defined]
        sys.modules[loader.__name__] = loader
    for name in LATER:
        _put_off(name)


def _put_off(name: str) -> None:
    """Let the module be loaded when something in it is first looked at; `from package import module` does not."""
    spec = find_spec(name)
    assert isinstance(spec, ModuleSpec)
    assert spec.loader
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    package, _dot, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)


def catch_up() -> None:
    """Load what was put off: the first frame is shown, and nobody waits."""
    for name in LATER:
        _ = sys.modules[name].__doc__ if name in sys.modules else None
