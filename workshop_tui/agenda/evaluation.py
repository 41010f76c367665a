"""The questions by which a day is evaluated: on a scale, objective by objective, or in free words.

`evaluation = true` asks the default ones; `[evaluation]` is one question, `[[evaluation]]` one of several.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from workshop_tui.agenda.fields import Key, Line, Table
from workshop_tui.holds import Words
from workshop_tui.locale import _, language, speaking
from workshop_tui.locale.languages import known

Sort = Literal["scale", "objectives", "free"]


class Asked(Table, frozen=True, kw_only=True):
    """A question of the evaluation. A scale goes from `min` to `max`; `labels`: of its two ends, or of each value."""

    key: Key
    text: Line[Words]
    kind: Sort = "scale"
    low: Annotated[int, Meta(ge=0, le=10)] = field(default=1, name="min")
    high: Annotated[int, Meta(ge=1, le=10)] = field(default=5, name="max")
    labels: tuple[Line[Words], ...] = ()


def with_questions(data: dict[str, Any]) -> dict[str, Any]:
    """`data`, the tables of an agenda as TOML gives them, its evaluation as a list of questions."""
    given = data.get("evaluation")
    if given is True:
        spoken = data.get("language")
        with speaking(str(spoken) if known(spoken) else language()):
            return data | {"evaluation": _default(objectives=bool(data.get("objectives")))}
    if given is False:
        return {key: value for key, value in data.items() if key != "evaluation"}
    return data | {"evaluation": [given]} if isinstance(given, dict) else data


def _default(*, objectives: bool) -> list[dict[str, Any]]:
    """The default questions, in the language in use."""
    asked: list[dict[str, Any]] = []
    if objectives:
        asked.append({"key": "objectives", "kind": "objectives", "text": _("Were the objectives met?")})
    return [
        *asked,
        {"key": "useful", "text": _("Was this day useful to you?"), "labels": [_("not at all"), _("very")]},
        {"key": "words", "kind": "free", "text": _("What you take home, and what was missing")},
    ]
