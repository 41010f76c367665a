"""Sheets of rows → a proposal: all that was understood of a plan, and beside it all that was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workshop_tui.locale import language as spoken
from workshop_tui.locale import say, speaking
from workshop_tui.plans.meaning import words as words_of
from workshop_tui.plans.meaning.blocks import blocks_of
from workshop_tui.plans.meaning.entries import ABOUT, Heading, Walked
from workshop_tui.plans.meaning.grouping import DayGroups, Group, grouped, is_another, title_of
from workshop_tui.plans.meaning.laying import LONGEST, Answers, Laid, Unknown, clock, laid
from workshop_tui.plans.meaning.proposal import Bloc, DayPlan, Proposal, Question
from workshop_tui.plans.meaning.sections import dates_in, section_of
from workshop_tui.plans.meaning.walking import walked
from workshop_tui.plans.meaning.whens import when_of
from workshop_tui.plans.rows import Sheet, Unread
from workshop_tui.text import fold
from workshop_tui.text.typography import quoted

_LETTERS = {"fr": frozenset("àâçéèêëîïôùûœ")}
"""Letters of a language of which one in a row is as good as one of the small words."""
_STARTS, _PLACES, _AUDIENCES = ABOUT["start"], ABOUT["place"], ABOUT["audience"]
_DATES, _TITLED = ABOUT["date"], ABOUT["title"]
_NAMED = ("titre", "title", "intitule")
"""Labels of a title that is said to be one: it counts before a heading."""


@dataclass(frozen=True)
class Asked:
    """The person's own words on a plan: which sheet is meant, which field a column holds, when blocks begin and their
    last segments end (minutes of the day), its language, and the title that it has if it says none."""

    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    language: str | None = None
    title: str = ""


def understood(sheets: Sequence[Sheet], asked: Asked) -> Proposal:
    """Understand a plan. Raises `Unread` where there is none in these sheets."""
    pages = [walked(sheet, asked.columns, asked.language) for sheet in _meant(sheets, asked)]
    language = asked.language or _commonest(_heads(pages)) or _commonest(_words(pages)) or spoken()
    made = Proposal(language=language, zone=next((one.zone for one in sheets if one.zone), None))
    made.remarks += [say("sheet “{name}” is hidden: not read", name=one.name) for one in sheets if not one.shown]
    with speaking(language):
        pages = _with_plans(pages, asked, made)
        _columns_missing(pages, asked, made)
        _grid(pages, made)
        days = _days(pages, made)
        unknown = _lay(days, pages, asked, made)
        _name(pages, days, asked, made)
    _questions(unknown, made)
    return made


def _meant(sheets: Sequence[Sheet], asked: Asked) -> Sequence[Sheet]:
    if asked.sheet is None:
        return [sheet for sheet in sheets if sheet.rows]
    meant = [
        one for number, one in enumerate(sheets, 1) if fold(one.name) == fold(asked.sheet) or str(number) == asked.sheet
    ]
    if not meant:
        names = ", ".join(one.name for one in sheets) or "1"
        raise Unread(say("there is no sheet “{name}”; there are: {names}", name=asked.sheet, names=names))
    return meant


def _commonest(counts: Counter[str]) -> str | None:
    """The language that has more than any other; None in doubt."""
    (first, most), (_second, fewer) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > fewer else None


def _heads(pages: Sequence[Walked]) -> Counter[str]:
    return sum((page.heads for page in pages), Counter())


def _words(pages: Sequence[Walked]) -> Counter[str]:
    """How much of a plan's letters and words is of each language."""
    told = [read.row.told for page in pages for read in page.rows]
    words = [word for one in told for word in fold(one).split()]
    found = Counter({code: sum(map(its.__contains__, words)) for code, its in words_of.LANGUAGES.items()})
    for code, letters in _LETTERS.items():
        found[code] += sum(any(sign in letters for sign in one.lower()) for one in told)
    return found


def _with_plans(pages: list[Walked], asked: Asked, made: Proposal) -> list[Walked]:
    """The sheets that hold a plan: one, or one a day; of others the person says which is meant."""
    found = [page for page in pages if page.has_plan]
    if not found:
        raise Unread(
            say("no plan was found in it: no row says an hour or a length; --map COLUMN=FIELD says what a column holds")
        )
    if len(found) > 1 and not all(section_of(page.name).day for page in found):
        days = [page for page in found if section_of(page.name).day]
        if len(days) > 1:
            found = days
        elif not all(section_of(page.name).part_of_day for page in found):
            names = ", ".join(quoted(page.name, spoken()) for page in found)
            made.questions.append(Question("--sheet", say("which sheet is the plan? {names}", names=names)))
            found = found[:1]
    for page in pages:
        if page not in found and page.name:
            made.remarks.append(
                say("sheet “{name}”: not read, no plan is in it", name=page.name)
                if not page.has_plan
                else say("sheet “{name}”: not read", name=page.name)
            )
    return found


def _columns_missing(pages: Sequence[Walked], asked: Asked, made: Proposal) -> None:
    """Say which columns that the person named there are not."""
    heads = {word for page in pages for one in page.columns for word in (fold(one.head), one.column.lower())}
    heads |= {str(number) for number in range(1, 61)}
    for column in asked.columns:
        if fold(column) not in heads:
            names = ", ".join(dict.fromkeys(one.head or one.column for page in pages for one in page.columns))
            made.mistakes.append(say("there is no column “{name}”; there are: {names}", name=column, names=names))


def _grid(pages: Sequence[Walked], made: Proposal) -> None:
    """Refuse two tables side by side: which of them comes first nobody says."""
    for page in pages:
        twice = [one.head for one in page.columns if one.field in ("time", "start", "length", "title") and one.head]
        if any(twice.count(head) > 1 for head in twice):
            made.mistakes.append(say("two tables stand side by side: put one below the other"))


def _days(pages: Sequence[Walked], made: Proposal) -> list[DayGroups]:
    days: list[DayGroups] = []
    for page in pages:
        made.rows += page.rows
        made.columns += page.columns
        title = title_of(page.pieces)
        if title and made.title is None:
            made.title = title.section.title
        named = section_of(page.name)
        if len(pages) > 1:
            if not days or (named.day and is_another(days, named)):
                days.append(DayGroups(named.number, named.day_title, named.date, named=named.named))
            if named.title and named.part_of_day:
                days[-1].groups.append(Group(named.title, named.hours))
        grouped(page.pieces, title, days)
    for day in days:
        if not day.entries and day.heading:
            day.heading.what = "text"  # it heads nothing
    return [day for day in days if day.entries]


def _lay(days: Sequence[DayGroups], pages: Sequence[Walked], asked: Asked, made: Proposal) -> Unknown:
    said = {label: text for page in pages for label, text in page.said.items()}
    hint = next((found.start for label in _STARTS if (found := when_of(said.get(label, ""))).start is not None), None)
    unknown = Unknown([], [])
    starts, ends = list(asked.starts), list(asked.ends)
    _places(days, made)
    whole = list[Laid]()
    for day in days:
        plan = DayPlan(day.title, day.date)
        starts, ends = starts or list(asked.starts), ends or list(asked.ends)
        answers = Answers(starts, ends)
        rows = laid(day, answers, hint, unknown)
        for group, held in rows:
            blocks_of(group, held, plan)
        _totals(rows, whole)
        _night(plan)
        if not plan.blocks and not (unknown.starts or unknown.ends):
            continue  # nothing but its end, or its lunch, is said of it
        made.days.append(plan)
        for entry in day.entries:
            entry.read.day = len(made.days)
    _impossible(made)
    if not (any(day.blocks for day in made.days) or unknown.starts or unknown.ends) and made.is_whole:
        made.mistakes.append(say("no segment was found in it"))
    return unknown


def _impossible(made: Proposal) -> None:
    """Refuse segments that no day has: before it begins, of less than nothing, or of more than half of it."""
    for one in made.rows:
        segment = one.segment
        if segment and not one.mistakes and not (segment.start >= 0 <= segment.minutes <= LONGEST):
            one.mistakes.append(
                say(
                    "from {start} to {end} is no length of a segment",
                    start=clock(segment.start),
                    end=clock(segment.end),
                )
            )


def _questions(unknown: Unknown, made: Proposal) -> None:
    if unknown.starts:
        names = ", ".join(map(str, unknown.starts))
        made.questions.append(Question("--start", say("only lengths are given: when does {names} begin?", names=names)))
    elif unknown.ends:
        names = ", ".join(quoted(one.title, spoken()) for one in unknown.ends)
        made.questions.append(
            Question("--end", say("nothing says when this ends: {names}. When does it?", names=names))
        )


def _totals(rows: Sequence[tuple[Group, list[Laid]]], whole: list[Laid]) -> None:
    """Say of a row that sums up where the rows above it, of its group, of the day or of the `whole` so far, to which
    this day is added, make another sum."""
    day = list[Laid]()
    for group, held in rows:
        day += held
        whole += held
        for entry in group.entries:
            said = entry.when.minutes
            sums = {*_sums(held), *_sums(day), *_sums(whole)}
            if entry.what == "total" and said is not None and held and said not in sums:
                entry.read.remarks.append(
                    say("says {said} min; the rows above make {sum}", said=said, sum=_sums(day)[0])
                )


def _sums(held: Sequence[Laid]) -> tuple[int, int, int]:
    """The minutes of segments; with lunch; and without breaks."""
    spans = [(one, (one.end or one.start) - one.start) for one in held]
    segments = sum(span for one, span in spans if one.entry.what == "segment")
    breaks = sum(span for one, span in spans if one.entry.what == "segment" and one.entry.kind == "pause")
    return segments, sum(span for _one, span in spans), segments - breaks


def _places(days: Sequence[DayGroups], made: Proposal) -> None:
    """Take for the place of the whole what is that of every row that says one, if most do."""
    entries = [entry for day in days for entry in day.entries]
    placed = [text for entry in entries for text in entry.texts.get("place", [])]
    said = set(placed)
    if len(said) == 1 and len(placed) * 2 >= len(entries):
        made.place = said.pop()
        for entry in entries:
            entry.texts.pop("place", None)


def _night(plan: DayPlan) -> None:
    """Say of two blocks that overlap; that only rows out of their order make."""
    plan.blocks[:] = [block for block in plan.blocks if block.segments]
    for before, after in pairwise(plan.blocks):
        if after.start < before.end:
            _cut(before, after)


def _cut(before: Bloc, after: Bloc) -> None:
    """End a block whose heading says a later hour than that at which the next one begins."""
    before.end = max(before.segments[-1].end, min(before.end, after.start))


def _name(pages: Sequence[Walked], days: Sequence[DayGroups], asked: Asked, made: Proposal) -> None:
    said = {label: text for page in pages for label, text in page.said.items()}
    titled = next((said[label] for label in _TITLED if label in said), None)
    only = days[0].title if len(days) == 1 else None
    named = next((said[label] for label in _NAMED if label in said), None)
    for read in made.rows:
        if named and read.what == "title":
            read.what = "text"
    made.title = named or made.title or titled or only
    if not made.title:
        made.title = asked.title
        made.remarks.append(say("it has no title: “{title}” is the file’s name", title=asked.title))
    made.place = next((said[label] for label in _PLACES if label in said), None) or made.place
    made.audience = next((said[label] for label in _AUDIENCES if label in said), None)
    dates = next((found for label in _DATES if (found := dates_in(said.get(label, "")))), [])
    dated = next(iter(dates), None)
    taken = {*_PLACES, *_AUDIENCES, *_TITLED, *_STARTS, *(_DATES if dated else ())}
    for page in pages:
        unread = [read for label, read in page.said_by.items() if label not in taken]
        for read in page.said_by.values():
            read.what = read.what if any(read is one for one in unread) else "about"
    first = next((piece.section.date for page in pages for piece in page.pieces if isinstance(piece, Heading)), None)
    dated = dated or (first if len(days) == 1 else None)
    dates = dates or dates_in(made.title)
    if len(dates) == len(made.days) > 1 and not any(day.date for day in made.days):
        for day, date in zip(made.days, dates, strict=True):
            day.date = date
    if made.days and made.days[0].date is None and dated:
        made.days[0].date = dated
    last = None
    for day in made.days:
        if day.date and last and day.date <= last:
            made.remarks.append(say("the dates of its days do not go up: they are left out"))
            for one in made.days:
                one.date = None
            break
        last = day.date or last
