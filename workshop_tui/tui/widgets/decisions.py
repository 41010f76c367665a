"""A decision as lines: in the list of all, and as it is counted, its choices and its objections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, clock_time, plural, say
from workshop_tui.session.decisions.results import adopted, result
from workshop_tui.session.decisions.taken import VOTES, Choice, Taken
from workshop_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State


def choice_name(taken: Taken, choice: Choice) -> str:
    """The words for a choice: a vote, or an option."""
    return taken.options.get(choice, "…") if isinstance(choice, int) else str(VOTES[choice]).capitalize()


def choice_rows(taken: Taken, letters: str) -> list[Row]:
    """`a  9  For`, of each choice."""
    signs = [*letters, *" " * len(taken.choices)]
    return [
        (
            f"c{one}",
            Content.assemble(
                (f"{letter}  ", "bold $text-accent"), (f"{taken.count(one):>4}  ", "bold"), choice_name(taken, one)
            ),
        )
        for letter, one in zip(signs, taken.choices, strict=False)
    ]


def objection_rows(taken: Taken) -> list[Row]:
    """`Objection  its words  (who)`; `lifted  …` of one that is."""
    rows: list[Row] = []
    for number, one in taken.said:
        word = _("lifted") if one.standing == "lifted" else _("objection")
        who = f"  ({one.who})" if one.who else ""
        style = "$text-muted" if one.standing == "lifted" else "bold $text-warning"
        rows.append((f"o{number}", Content.assemble((f"{word}  ", style), " ".join(one.text.split()), who)))
    return rows


def decision_lines(state: State, notes: list[Note], width: int) -> list[Content]:
    """`10:21  the text  adopted: 9 for, 2 against, 1 abstains` of each, in columns of together `width` cells.

    What came of it is cut last: the text stands whole beside, or under, the list.
    """
    came = [_came(state.decisions.of(note.number)) for note in notes]
    texts = [Content(" ".join(note.taken.text.split())) for note in notes]
    room = width - 9
    wanted = max((one.cell_length for one in came), default=0)
    results = min(wanted, max(room // 2, room - max((one.cell_length for one in texts), default=0)))
    return [
        Content.assemble(
            (f"{clock_time(note.taken.at, state.agenda.zone):>5}  ", "$text-muted"),
            text.truncate(max(0, room - results), ellipsis=True, pad=True),
            "  ",
            told.truncate(results, ellipsis=True, pad=True),
        )
        for note, text, told in zip(notes, texts, came, strict=True)
    ]


def _came(taken: Taken) -> Content:
    """Tell what came of it, in the colour of that; a dash where nothing was counted."""
    style = {True: "bold $text-success", False: "bold $text-warning", None: "$text-muted"}[adopted(taken)]
    return Content.styled(result(taken) or "–", style)


def decision_told(taken: Taken, *, there: int | None = None) -> list[Content]:
    """How it was taken, a line each: what came of it, who carries it, who is there."""
    lines = [Content.styled(came, "bold")] if (came := result(taken)) else []
    lines += [
        Content(_("{label}: {value}", label=str(label).capitalize(), value=value))
        for label, value in ((say("who"), taken.who), (say("by when"), taken.due))
        if value
    ]
    if taken.rule == "dots" and taken.each:
        lines.append(Content(_("{label}: {value}", label=str(say("dots each")).capitalize(), value=taken.each)))
    if there is not None:
        lines.append(Content.styled(plural("{count} person there", "{count} people there", there), "$text-muted"))
    return lines
