"""Classes of screens, widgets and of the app, of which Textual need not work everything out.

It works out for each class what it binds, computes and is styled by, from all that it is made of: for the thirty of the
run screen that took a tenth of the time to the first frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from textual.dom import DOMNode
from textual.events import Callback
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive

_COMPUTES = ("compute_", "_compute_")


class Hears(MessagePump):
    """Base of what gets messages: who hears one is found once for a class, not in all that it is made of each time."""

    def _get_dispatch_methods(self, method_name: str, message: Message) -> Iterable[tuple[type, Callable[..., Any]]]:
        hearing = _hearing(type(self), method_name)
        if hearing is None:
            yield from super()._get_dispatch_methods(method_name, message)
            return
        for one, name in hearing:
            if message._no_default_action:
                return
            yield one, vars(one)[name].__get__(self, one)

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Textual's, which looks each time how many arguments it is to give: none."""
        return self.post_message(done_later(callback, *args, **kwargs))


def done_later(callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Callback:
    """The message by which a widget, a screen or the app calls it in its turn."""
    called = partial(callback, *args, **kwargs)
    called._param_count = 0  # type: ignore[attr-defined] # Textual keeps it there
    return Callback(called)


@lru_cache(8192)
def _hearing(kind: type, name: str) -> tuple[tuple[type, str], ...] | None:
    """The classes that `kind` is made of which hear this, and by which method; None where Textual's decorators say."""
    made_of = [(one, vars(one)) for one in kind.__mro__]
    if any(own.get("_decorated_handlers") for _one, own in made_of):
        return None
    return tuple(
        (one, f"_{name}" if own.get(f"_{name}") else name)
        for one, own in made_of
        if own.get(f"_{name}") or own.get(name)
    )


class Parted(Hears):
    """Base of a class in parts: those say `part=True`. Nothing is made of a part; the whole takes in all of them."""

    def __init_subclass__(cls, *, part: bool = False, **settings: Any) -> None:
        """Let Textual work the class out, unless it is a `part`: then what its base has stands for it, unused."""
        if not part:
            super().__init_subclass__(**settings)


class Kin(Hears):
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
