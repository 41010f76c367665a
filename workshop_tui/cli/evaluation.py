"""The command of the evaluation: hands that were counted, and what was answered so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.note_options import names_option, warn_of
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import as_option, at_option, instant, language_option, session_of, session_option
from workshop_tui.host import streams
from workshop_tui.locale import _, plural
from workshop_tui.text import clean_line, letters

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda
    from workshop_tui.agenda.evaluation import Asked
    from workshop_tui.session.evaluation.commands import CountHands, RemoveSheet
    from workshop_tui.session.evaluation.results import Result, Results
    from workshop_tui.session.evaluation.sheets import Evaluation, Row

_COUNT = re.compile(
    r"\s*(?P<question>[^/:]+?)(/(?P<objective>\d{1,3}))?:(?P<value>[^=]+)=(?P<sign>[+\-−]?)(?P<count>\d{1,6})\s*"
)


class Hands(click.ParamType):  # type: ignore[type-arg]
    """Hands that were counted: `2:4=6`, six for the value 4 of question 2; `1/2:met=8`, of its second objective."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> re.Match[str]:
        found = value if isinstance(value, re.Match) else _COUNT.fullmatch(str(value))
        if found is None:
            told = _("“{value}” is no count of hands: write 2:4=6, or 1/2:met=8", value=clean_line(str(value)))
            self.fail(told, param, ctx)
        return found


@click.command("evaluation", help=_("What was answered to the evaluation, or hands that were counted for it."))
@click.option(
    "--count",
    "counts",
    type=Hands(),
    multiple=True,
    metavar=_("Q:VALUE=N"),
    help=_("hands for a value of question Q: 2:4=6; of its second objective: 1/2:met=8; +1 one more; may be repeated"),
)
@click.option("--sheets", is_flag=True, help=_("each sheet by its number, to remove one: its words, else its marks"))
@click.option(
    "--remove",
    "removed",
    type=Between(1),
    metavar="N",
    help=_("sheet N counts no more: a mistake, a joke; the record says so"),
)
@click.option("--back", type=Between(1), metavar="N", help=_("sheet N, which was removed, counts again"))
@click.option("--texts", is_flag=True, help=_("only what was written in words, whoever wrote it; no mark beside it"))
@names_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/evaluation.md)"))
@session_option
@as_option
@at_option
@language_option
def evaluation(
    counts: tuple[re.Match[str], ...],
    sheets: bool,
    removed: int | None,
    back: int | None,
    texts: bool,
    names: bool,
    as_json: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    from workshop_tui.session.evaluation.commands import NO_EVALUATION, RemoveSheet
    from workshop_tui.session.evaluation.results import results, written
    from workshop_tui.session.privacy.hiding import Hidden, hidden

    if sum((sheets, texts, as_json)) > 1:
        raise click.UsageError(_("one of --sheets, --texts and --json"))
    with session_of(session, by, language) as opened:
        when = instant(opened.state, at, now=opened.now())
        if not opened.state.agenda.questions and not counts:
            streams.tell(str(NO_EVALUATION))
        meant: list[CountHands | RemoveSheet] = [_meant(opened.state.agenda, one) for one in counts]
        meant += [RemoveSheet(removed)] if removed else []
        meant += [RemoveSheet(back, back=True)] if back else []
        for command in meant:  # nothing is half done
            command.decide(opened.state.agenda, opened.state.evaluation, opened.now(), opened.by)
        for command in meant:
            opened.do(command, when)
        handed_out = Hidden(opened.state) if names else hidden(opened.state)
        found = results(handed_out.state.agenda, handed_out.state.evaluation)
        warn_of(handed_out.asked)
        if as_json:
            from workshop_tui.shapes.evaluation import evaluation as shape

            streams.for_machines(shape(handed_out.state, found) + "\n")
            return
        state = handed_out.state
        lines = _lines(found)
        if sheets:
            lines = _sheets(state.agenda, state.evaluation)
        elif texts:
            lines = _texts(written(state.agenda, state.evaluation))
        for line in lines:
            click.echo(line)


def _meant(agenda: Agenda, said: re.Match[str]) -> CountHands:
    """The command that `--count` means. Raises `Refused`."""
    from workshop_tui.locale import say
    from workshop_tui.session.evaluation.commands import NO_EVALUATION, CountHands, find_row
    from workshop_tui.session.refusal import Refused, there_are

    if not agenda.questions:
        raise Refused(NO_EVALUATION)
    named = said["question"]
    keys = [one.key for one in agenda.questions]
    key = keys[int(named) - 1] if named.isascii() and named.isdecimal() and 0 < int(named) <= len(keys) else named
    if key not in keys:
        there = there_are(f"{place} ({key})" for place, key in enumerate(keys, 1))
        raise Refused(say("there is no question “{name}”{there}", name=clean_line(named), there=there))
    kind = next(one.kind for one in agenda.questions if one.key == key)
    objective = int(said["objective"] or (1 if kind == "objectives" and len(agenda.objectives) == 1 else 0))
    row = find_row(agenda, key, objective)
    words = {letters(row.called(one) if row.objective else row.label(one)): one for one in row.values()}
    value = _value(said["value"], words, row)
    if value is None:
        allowed = ", ".join(row.called(one) for one in row.values())
        raise Refused(say("“{value}” is none of: {allowed}", value=clean_line(said["value"]), allowed=allowed))
    count = int(said["count"])
    if said["sign"]:
        return CountHands(key, value, objective, change=count if said["sign"] == "+" else -count)
    return CountHands(key, value, objective, count=count)


def _value(said: str, called: dict[str, int], row: Row) -> int | None:
    """The mark that is meant: a number, or a word for it in either language."""
    text = letters(clean_line(said))
    if row.objective:
        words = {
            "met": 1,
            "reached": 1,
            "yes": 1,
            "oui": 1,
            "atteint": 1,
            "partly": 2,
            "enpartie": 2,
            "no": 3,
            "not": 3,
            "non": 3,
        }
        return called.get(text) or words.get(text)
    number = int(text) if text.isascii() and text.isdecimal() else None
    return number if number in row.values() else called.get(text or "-")


def _lines(found: Results) -> Iterator[str]:
    """Each question, its marks on a line, what was written on lines of its own."""
    yield plural("{count} sheet filled in", "{count} sheets filled in", found.sheets) + _removed(found)
    for place, one in enumerate(found.questions, 1):
        yield f"{place}  {clean_line(one.asked.text)}"
        for row in one.marked:
            about = f"{place}/{row.row.objective}  {clean_line(row.about)}  " if row.about else ""
            marks = " · ".join(
                _("{label}: {value}", label=row.row.called(value), value=count) for value, count in row.counts.items()
            )
            mean = "  " + _("mean {mean}", mean=row.told_mean) if row.told_mean else ""
            few = "  " + _("(few answers: they say little)") if row.few else ""
            yield f"    {about}{marks}{mean}{few}"
        yield from _words(one)


def _removed(found: Results) -> str:
    return "  " + plural("({count} removed)", "({count} removed)", found.removed) if found.removed else ""


def _sheets(agenda: Agenda, evaluation: Evaluation) -> Iterator[str]:
    """Each sheet that came in, by its number."""
    from workshop_tui.session.evaluation.results import sheet_told

    for number, one in enumerate(evaluation.came, 1):
        gone = "  " + _("(removed)") if number in evaluation.removed else ""
        yield f"{number}  {clean_line(sheet_told(agenda, one))}{gone}"


def _words(one: Result) -> Iterator[str]:
    if one.withheld:
        yield "    " + _("what was written is not shown beside the marks of so few (--texts shows it by itself)")
        return
    yield from (f"    – {clean_line(text)}" for text in one.words)


def _texts(found: list[tuple[Asked, list[str]]]) -> Iterator[str]:
    for asked, words in found:
        yield clean_line(asked.text)
        yield from (f"    – {clean_line(text)}" for text in words)
