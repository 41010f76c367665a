"""Classes of screens, widgets and of the app, of which Textual need not work everything out.

It works out for each class what it binds, computes and is styled by, from all that it is made of: for the thirty of the
run screen that took a tenth of the time to the first frame.
"""

from __future__ import annotations

from typing import Any

from textual.dom import DOMNode
from textual.reactive import Reactive

_COMPUTES = ("compute_", "_compute_")


class Parted:
    """Base of a class in parts: those say `part=True`. Nothing is made of a part; the whole takes in all of them."""

    def __init_subclass__(cls, *, part: bool = False, **settings: Any) -> None:
        """Let Textual work the class out, unless it is a `part`: then what its base has stands for it, unused."""
        if not part:
            super().__init_subclass__(**settings)


class Kin:
    """Base of widgets many of which bind and compute no more than what they come from."""

    def __init_subclass__(cls, **settings: Any) -> None:
        """Take over what was worked out for the widget that it comes from, under its own name, where that is all."""
        bases = [base for base in cls.__bases__ if base is not Kin]
        if settings or len(bases) != 1 or not _adds_nothing(cls) or not _is_worked_out(bases[0]):
            super().__init_subclass__(**settings)
            return
        widget, base = _widget(cls), _widget(bases[0])
        widget._reactives, widget._computes = base._reactives, base._computes
        widget._merged_bindings = base._merged_bindings
        widget._inherit_css = widget._inherit_bindings = widget._inherit_component_classes = True
        widget._css_type_name = cls.__name__
        widget._css_type_names = base._css_type_names | {cls.__name__}


def _adds_nothing(widget: type) -> bool:
    own = vars(widget)
    return "BINDINGS" not in own and not any(
        isinstance(value, Reactive) or name.startswith(_COMPUTES) for name, value in own.items()
    )


def _is_worked_out(widget: type) -> bool:
    return "_merged_bindings" in vars(widget)


def _widget(one: type) -> type[DOMNode]:
    assert issubclass(one, DOMNode)
    return one
