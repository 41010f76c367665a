"""`new`: an agenda to start from, an empty one or what is understood of a plan that somebody has (`--from`)."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Failure, asked_language, language_option
from workshop_tui.cli.output import STDOUT, print_json
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, row, say, speak
from workshop_tui.locale.languages import ENGLISH
from workshop_tui.locale.system import missing, reason
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.plans.agenda_text import Person
    from workshop_tui.plans.meaning.proposal import Proposal, Question
    from workshop_tui.plans.meaning.understanding import Asked
    from workshop_tui.plans.rows import Sheet


@click.command("new", help=_("Write an agenda to start from, or one from a plan (-: to standard output)."))
@click.argument("file", metavar=_("FILE"))
@click.option(
    "--from", "plan", metavar=_("PLAN"), help=_("a plan that you have: .xlsx, .ods, .xls, .csv, .tsv, .docx, .md, .ics")
)
@click.option("--sheet", metavar="S", help=_("of a workbook: the sheet that is meant, its name or number"))
@click.option(
    "--map",
    "mapped",
    metavar=_("COLUMN=FIELD"),
    multiple=True,
    help=_("what a column holds, where that was guessed wrong; may be repeated"),
)
@click.option(
    "--start",
    "starts",
    metavar="T",
    multiple=True,
    help=_("where only lengths are given: when the day begins; may be repeated, once a block"),
)
@click.option(
    "--end",
    "ends",
    metavar="T",
    multiple=True,
    help=_("when the last segment ends, where nothing says it; may be repeated"),
)
@click.option(
    "--participants", "people", metavar=_("FILE"), help=_("who is registered: a list of names and organisations")
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
@language_option
def new(
    file: str,
    plan: str | None,
    sheet: str | None,
    mapped: tuple[str, ...],
    starts: tuple[str, ...],
    ends: tuple[str, ...],
    people: str | None,
    as_json: bool,
    language: str | None,
) -> None:
    given = {"--sheet": sheet, "--map": mapped, "--start": starts, "--end": ends, "--json": as_json}
    if plan is None and (unfit := next((option for option, value in given.items() if value), None)):
        raise click.UsageError(_("{option} goes with --from", option=unfit))
    if chosen := asked_language(language):
        speak(chosen)
    path = None if file == STDOUT else _named(file)
    if path and path.exists():
        raise Failure(say("{file} is there already: give another name", file=path))
    expected = _people(people) if people else []
    if plan is None:
        from workshop_tui.plans.agenda_text import participants_text

        _write(path, "\n".join(filter(None, (_starter(), participants_text(expected)))))
        return
    _from(path, plan, _asked(plan, sheet, mapped, starts, ends, language), expected, as_json)


def _from(path: Path | None, plan: str, asked: Asked, people: list[Person], as_json: bool) -> None:
    """Write what is understood of a plan, and show it. Raises `Failure` with the rows, where that is not all."""
    from workshop_tui.plans import told
    from workshop_tui.plans.agenda_text import agenda_text

    sheets = _sheets(plan)
    made = _understood(sheets, asked, plan)
    if made.questions and not as_json and not made.mistakes and all(map(streams.somebody_at, (sys.stdin, sys.stderr))):
        made = _understood(sheets, _answered(asked, made.questions[0]), plan)
    name = clean_line(Path(plan).name)
    if as_json:
        if made.is_whole and path:
            _write(path, agenda_text(made, name, str(path), people), told=False)
        print_json(told.shape(made, name, str(path) if made.is_whole and path else None))
    else:
        from shutil import get_terminal_size

        for line in told.table(made, name, max(60, get_terminal_size((120, 40)).columns)):
            streams.tell(line)
    if not made.is_whole:
        raise Failure("\n".join(told.mistakes(made, name)))
    if not as_json:
        _write(path, agenda_text(made, name, str(path or "FILE"), people))
    _check(path)


def _understood(sheets: list[Sheet], asked: Asked, plan: str) -> Proposal:
    from workshop_tui.plans.meaning.understanding import understood
    from workshop_tui.plans.rows import Unread

    try:
        return understood(sheets, asked)
    except Unread as unread:
        raise Failure(f"{clean_line(plan)}: {unread.message}") from None


def _sheets(plan: str) -> list[Sheet]:
    from zoneinfo import ZoneInfo

    from workshop_tui.host.zone import host_zone
    from workshop_tui.plans.forms.reading import read
    from workshop_tui.plans.rows import Unread

    try:
        return read(Path(plan), ZoneInfo(host_zone()))
    except Unread as unread:
        raise Failure(f"{clean_line(plan)}: {unread.message}") from None


def _asked(
    plan: str,
    sheet: str | None,
    mapped: tuple[str, ...],
    starts: tuple[str, ...],
    ends: tuple[str, ...],
    language: str | None,
) -> Asked:
    from workshop_tui.plans.meaning.understanding import Asked

    title = clean_line(Path(plan).stem.replace("_", " ").replace("-", " ")) or "?"
    return Asked(
        sheet=sheet,
        columns=dict(map(_pair, mapped)),
        starts=_hours(starts, "--start"),
        ends=_hours(ends, "--end"),
        language=asked_language(language),
        title=title[:1].upper() + title[1:],
    )


def _pair(text: str) -> tuple[str, str]:
    from workshop_tui.plans.meaning.heads import FIELDS

    column, sign, name = text.rpartition("=")
    if not sign or name.strip() not in FIELDS:
        known = ", ".join(FIELDS)
        raise click.BadParameter(
            _("“{text}”: write COLUMN=FIELD; fields are {known}", text=text, known=known), param_hint="--map"
        )
    return column.strip(), name.strip()


def _hours(texts: tuple[str, ...], option: str) -> tuple[int, ...]:
    return tuple(_hour(one, option) for text in texts for one in text.replace(";", ",").split(","))


def _hour(text: str, option: str) -> int:
    """Minutes of the day. Raises click's usage error if `text` says no hour."""
    from workshop_tui.agenda.times import Mistake, parse_clock

    try:
        return parse_clock(text.strip()).minutes
    except Mistake as mistake:
        raise click.BadParameter(str(mistake.message), param_hint=option) from None


def _answered(asked: Asked, question: Question) -> Asked:
    """Ask whoever sits there."""
    from workshop_tui.agenda.times import Mistake, parse_clock

    def read(text: str) -> tuple[int, ...]:
        try:
            return tuple(parse_clock(one.strip()).minutes for one in text.replace(";", ",").split(","))
        except Mistake as mistake:
            raise click.UsageError(str(mistake.message)) from None

    if question.option == "--sheet":
        return replace(asked, sheet=str(click.prompt(str(question.message), prompt_suffix=" ", err=True)))
    answer: tuple[int, ...] = click.prompt(str(question.message), value_proc=read, prompt_suffix=" ", err=True)
    return replace(asked, starts=answer) if question.option == "--start" else replace(asked, ends=answer)


def _people(file: str) -> list[Person]:
    """The people of a list. Raises `Failure` with each line that is not taken."""
    from workshop_tui.plans.agenda_text import Person
    from workshop_tui.plans.lists import listed
    from workshop_tui.plans.rows import Unread

    try:
        roster = listed(Path(file))
    except Unread as unread:
        raise Failure(f"{clean_line(file)}: {unread.message}") from None
    for line, why in roster.unread:
        streams.tell(clean_line(f"{file}:{line}: {why}" if line else f"{file}: {why}"))
    if roster.refused:
        lines = (f"{file}:{line}: {why}" if line else f"{file}: {why}" for line, why in roster.refused)
        raise Failure("\n".join(map(clean_line, lines)))
    return [Person(one.name, one.organisation) for one in roster.people]


def _write(path: Path | None, text: str, *, told: bool = True) -> None:
    """Write an agenda that is not there yet, and print its path; to standard output, where there is none."""
    from workshop_tui.report.writing import write

    if path is None:
        streams.for_machines(text)
        return
    try:
        write(path, text, over=False)
    except FileExistsError:
        raise Failure(say("{file} is there already: give another name", file=path)) from None
    except FileNotFoundError:
        unfit = say("there is no folder {folder}: make it first, or give another name", folder=path.parent)
        raise Failure(missing(path, unfit)) from None
    except OSError as error:
        raise Failure(say("{file} cannot be written: {why}", file=path, why=reason(error))) from None
    done(Deed.WRITTEN)
    if told:
        click.echo(path)


def _check(path: Path | None) -> None:
    """Say what is still missing in the agenda that was written. Raises `Failure` if something is."""
    from workshop_tui.agenda.reading import examine

    if path is not None and (findings := examine(path, warn=False)[1]):
        raise Failure("\n".join(finding.told(path) for finding in findings))


def _named(file: str) -> Path:
    """The agenda to write: `mine` is `mine.toml`, as home and editors want it. Raises `Failure` for a folder."""
    path = Path(file)
    if path.is_dir():
        raise Failure(say("{file} is a folder: give a name in it, {near}", file=file, near=path / "day.toml"))
    return path if path.suffix or path.exists() else path.with_name(f"{path.name}.toml")


def _starter() -> str:
    """The agenda to begin with: where the language has none of its own, the English one, said to be in it."""
    begun = (resources.files("workshop_tui.agenda") / row().starter).read_text(encoding="utf-8")
    return begun.replace(f'language = "{ENGLISH.code}"', f'language = "{row().code}"', 1)
