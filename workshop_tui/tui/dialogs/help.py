"""The help: what the keys of a screen do, and what its signs mean.

In groups, those of a first day first; on two columns where there is room, so that nothing has to be scrolled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.locale import Message, _, say
from workshop_tui.session.timing.day import Standing
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.key import Key
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import LEFT_OVER, MARKS, SIGNS

Sign = tuple[str, Message]
Group = list[Content]
"""A heading, if it has one, and a line for each key or sign."""
TAG: Sign = ("?", say("a tag that no list knows"))
OF_THE_DAY: tuple[Sign, ...] = (*SIGNS.values(), LEFT_OVER, *MARKS, TAG)
WITH_TAGS: tuple[Sign, ...] = (SIGNS[Standing.LIVE], TAG)
OF: dict[str, tuple[Sign, ...]] = {
    "notes": WITH_TAGS,
    "matrix": WITH_TAGS,
    "initiatives": WITH_TAGS,
    "initiative": WITH_TAGS,
    "points": WITH_TAGS,
    "group": WITH_TAGS,
    "attendance": (SIGNS[Standing.LIVE], ("✓", say("is there"))),
    "turns": (
        ("►", say("speaks")),
        ("✓", say("has spoken in the round")),
        ("1", say("the place in the fair order")),
    ),
    "groups": (SIGNS[Standing.LIVE], ("✓", say("has finished")), ("+", say("asks for time"))),
    "todo": (("[x]", say("ticked")), ("[!]", say("not ticked, and late")), ("[ ]", say("to be done"))),
    "decisions": (SIGNS[Standing.LIVE],),
    "counting": (SIGNS[Standing.LIVE],),
    "evaluation": (SIGNS[Standing.LIVE],),
    "report": (SIGNS[Standing.LIVE],),
    "serve": (SIGNS[Standing.LIVE],),
    "said": (SIGNS[Standing.LIVE],),
    "observatory": (("✓", say("marked")),),
    "observatory_matrix": (TAG,),
    "observatory_notes": (TAG,),
    "home": (),
}
"""Signs of a screen, by its name, that shows no timetable: there they may mean something else."""
GROUPS: tuple[tuple[Message, str], ...] = (
    (say("On a first day"), "next pause note extend fit undo help quit"),
    (say("The day’s time"), "goto longer shorter redo stop skip add move shift replan end todo"),
    (say("Together, and elsewhere"), "hand signal room serve bell home"),
    (
        say("What was said, and who is here"),
        "notes tags matrix initiatives attendance turns groups points decisions evaluation why report said",
    ),
)
"""Of many keys, which actions stand together; what is in none stands after them."""
MANY = 20
"""Keys from which on they are grouped."""
BESIDE, GAP, INDENT = 110, 3, 5
"""Columns of a terminal from which on there are two; cells between them, and before the words of a line."""
WIDEST, FRAME = 116, 5
"""Columns of the panel at the most; those of its border, its padding and its scroll bar, which few terminals need."""


class HelpScreen(Dialog[None]):
    """Closed by any of escape, ? and q."""

    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("escape,question_mark,q", "dismiss", show=False)]

    def __init__(self, keys: tuple[Key, ...], signs: Sequence[Sign] = OF_THE_DAY) -> None:
        super().__init__()
        self._keys = keys
        self._signs = signs

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", classes="panel") as panel:
            panel.border_title = Content(_("Keys and signs"))
            panel.border_subtitle = Content(_("escape closes"))
            panel.set_class(self._wide, "wide")
            yield Line(self._drawn(), id="lines")

    def sized(self) -> None:
        self.query_one("#help").set_class(self._wide, "wide")
        self.query_one("#lines", Line).show(self._drawn(), layout=True)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= BESIDE and len(self._keys) >= MANY

    def _drawn(self) -> Content:
        groups = [*self._grouped()]
        if not self._wide:
            return Content("\n").join(_joined([*groups, self._signs_told()]))
        room = (min(WIDEST, self.app.size.width - 4) - FRAME - GAP) // 2
        heading, *signs = self._signs_told()
        left, right = _halves([*(_wrapped(group, room) for group in groups), [heading, *_paired(signs, room)]])
        rows = max(len(left), len(right))
        left, right = ([*side, *[Content("")] * (rows - len(side))] for side in (left, right))
        gap = " " * GAP
        return Content("\n").join(
            one.pad_right(room - one.cell_length) + gap + other for one, other in zip(left, right, strict=True)
        )

    def _grouped(self) -> Iterator[Group]:
        everywhere = [
            Content.assemble((":,^p ", "bold $accent"), _("The palette: all of it, by name")),
            Content.assemble((" ^l  ", "bold $accent"), _("Paint the whole screen anew")),
        ]
        if len(self._keys) < MANY:
            yield [*map(_told, self._keys), *everywhere]
            return
        left = {key.action: key for key in self._keys}
        for heading, actions in GROUPS:
            those = [left.pop(action) for action in actions.split() if action in left]
            if those:
                yield [_heading(heading), *map(_told, those)]
        yield [*([_heading(say("Everywhere"))]), *map(_told, left.values()), *everywhere]

    def _signs_told(self) -> Group:
        signs = [(sign, word) for sign, word in self._signs if sign.strip()]
        if not signs:
            return []
        heading = [_heading(say("Signs"))] if len(self._keys) >= MANY else []
        return [*heading, *(Content.assemble((f"{sign:>3}  ", "bold"), str(word)) for sign, word in signs)]


def _heading(words: Message) -> Content:
    return Content.styled(str(words), "bold $text-muted")


def _told(key: Key) -> Content:
    return Content.assemble((f"{key.sign:>3}  ", "bold $accent"), str(key.told))


def _wrapped(group: Group, room: int) -> Group:
    """The lines of a group on `room` cells, what goes on indented."""
    made: Group = []
    for line in group:
        first, *others = line[INDENT:].wrap(room - INDENT)
        made += [line[:INDENT] + first, *(Content(" " * INDENT) + one for one in others)]
    return made


def _paired(lines: Group, room: int) -> Group:
    """Short lines two by two on `room` cells; a long one has a line of its own."""
    made, half = list[Content](), room // 2
    waits: Content | None = None
    for line in lines:
        if line.cell_length > half - 1:
            made += _wrapped([line], room)
        elif waits is None:
            waits = line
        else:
            made.append(waits.pad_right(half - waits.cell_length) + line)
            waits = None
    return [*made, *([waits] if waits else [])]


def _halves(groups: Sequence[Group]) -> tuple[Group, Group]:
    """The groups in two columns as even as may be, in their order, an empty line between two."""
    ways = [(_joined(groups[:k]), _joined(groups[k:])) for k in range(1, len(groups))]
    return min(ways, key=lambda way: max(map(len, way)))


def _joined(groups: Sequence[Group]) -> Group:
    """The lines of these groups, an empty one between two."""
    return [line for group in groups for line in (Content(""), *group)][1:]
