"""Importing a package without modules that it names and this program never uses.

Psycopg imports asyncio for its asynchronous half, and reads how it was installed for the number of its version: a
quarter of the time that importing it takes, which is what a note on a server takes longest for.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _StandIn(ModuleType):
    """A module in which whatever is looked for is an error of its own, which nobody raises."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (Exception,), {"__class_getitem__": classmethod(lambda of, _item: of)})
        setattr(self, name, found)
        return found


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Inside, something stands in for each of these modules that is not imported yet; afterwards they can be.

    What cannot be imported without them (whatever it raises) is as if nobody had begun to.
    """
    before = {*sys.modules}
    put = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(put)
    if metadata := put.get("importlib.metadata"):
        metadata.version = lambda _package: "0"  # type: ignore[attr-defined]
        importlib.metadata = metadata
    try:
        yield
    except Exception:
        for name in sys.modules.keys() - before - put.keys():
            del sys.modules[name]
        raise
    finally:
        for name in put:
            del sys.modules[name]
        if metadata:
            del importlib.metadata


@contextmanager
def instead(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Inside, each of these that is not imported yet is another module, or none (None): then importing it fails.

    Afterwards they can be imported. The other one has all that is looked for there.
    """
    put = {name: other for name, other in modules.items() if name not in sys.modules}
    sys.modules.update(put)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]
