"""A proposal as an agenda in TOML, commented, as a person would have written it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.agenda.vocabulary import kind_word
from workshop_tui.locale import Message, _, speaking
from workshop_tui.locale.languages import row_of
from workshop_tui.plans.meaning.proposal import Bloc, DayPlan, Proposal, Seg
from workshop_tui.text import clean_line, fold, slug

FLEX = 20
"""Percents that a segment whose bounds no plan says may bend: people write “45 min”, and mean about that."""
_ROLES = ("lead", "support", "tech", "needs")
_TEXTS, _LISTS = ("objective", "method", "output", "plan_b"), ("prompts", "material")


@dataclass(frozen=True)
class Person:
    """A person who is expected: the name, and where they come from."""

    name: str
    organisation: str | None


def agenda_text(proposal: Proposal, source: str, file: str, participants: Sequence[Person] = ()) -> str:
    """The agenda, which will be in `file`; `source` is what it was made from."""
    with speaking(proposal.language):
        return "\n".join(_lines(proposal, source, file, participants)) + "\n"


def participants_text(participants: Sequence[Person]) -> str:
    """The tables of who is expected."""
    return "\n".join(_participants(participants)) + "\n" if participants else ""


def _lines(proposal: Proposal, source: str, file: str, participants: Sequence[Person]) -> Iterator[str]:
    yield "# " + _("Made from {source}.", source=clean_line(source))
    yield f"#     workshop-tui check {clean_line(file)}    " + _("every mistake in it, and what is unwise")
    dated = proposal.days[0].date if len(proposal.days) == 1 else None
    yield f"#     workshop-tui run {clean_line(file)}" + (f" --date {dated.isoformat()}" if dated else "")
    for remark in proposal.remarks:
        yield _comment(remark)
    for unread in _unread(proposal):
        yield _comment(unread)
    yield "# " + _("A segment may also have min, max, prompts, steps, plan_b…: docs/agenda.md.")
    yield ""
    yield f"title = {_text(proposal.title or '')}"
    yield f"language = {_text(proposal.language)}"
    yield f'flex = "{FLEX}%"  # ' + _("how far a segment that has only minutes may be cut or stretched")
    if proposal.zone:
        yield f"timezone = {_text(proposal.zone)}"
    if proposal.place:
        yield f"place = {_text(proposal.place)}"
    if proposal.audience:
        yield f"audience = {_text(proposal.audience)}"
    keys = _keys(proposal)
    for table, named in (("trainers", keys.trainers), ("guests", keys.guests)):
        for name, key in named.items():
            yield from ("", f"[[{table}]]", f"key = {_text(key)}", f"name = {_text(name)}")
    several = len(proposal.days) > 1
    for day in proposal.days:
        if several:
            yield from _day(day)
        for block in day.blocks:
            yield from _block(block, keys, proposal.language, "days.blocks" if several else "blocks")
    if participants:
        yield ""
        yield from _participants(participants)


def _day(day: DayPlan) -> Iterator[str]:
    yield ""
    yield "[[days]]"
    if day.title:
        yield f"title = {_text(day.title)}"
    if day.date:
        yield f"date = {day.date.isoformat()}"


def _block(block: Bloc, keys: _Keys, language: str, table: str) -> Iterator[str]:
    yield ""
    for told in block.before:
        yield _comment(told)
    yield f"[[{table}]]"
    yield f"title = {_text(block.title)}"
    yield f"start = {_text(_hour(block.start, language))}"
    yield f"end = {_text(_hour(block.end, language))}"
    for segment in block.segments:
        yield from _segment(segment, keys, language, f"{table}.segments")


def _segment(one: Seg, keys: _Keys, language: str, table: str) -> Iterator[str]:
    yield ""
    yield from (_comment(remark) for remark in one.remarks)
    yield f"[[{table}]]"
    said = {
        "title": _text(one.title),
        "minutes": str(one.minutes),
        "min": None if one.shortest is None else str(one.shortest),
        "max": None if one.longest is None else str(one.longest),
        "at": None if one.at is None else _text(_hour(one.at, language)),
        "kind": None if one.kind is None else _text(kind_word(one.kind, language)),
        "optional": "true" if one.optional else None,
    }
    said |= {role: _list(found) for role in _ROLES if (found := keys.of(one, role))}
    said |= {name: _text(text) for name in _TEXTS if (text := one.texts.get(name))}
    if form := one.texts.get("form"):
        said["form"] = _text(clean_line(form))
    said |= {name: _list(_lines_of(text)) for name in _LISTS if (text := one.texts.get(name))}
    yield from (f"{key} = {value}" for key, value in said.items() if value is not None)
    for title, minutes in one.steps:
        yield from (f"[[{table}.steps]]", f"title = {_text(title)}", f"minutes = {minutes}")


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _participants(participants: Sequence[Person]) -> Iterator[str]:
    for number, one in enumerate(participants):
        if number:
            yield ""
        yield "[[participants]]"
        yield f"name = {_text(one.name)}"
        if one.organisation:
            yield f"organisation = {_text(one.organisation)}"


@dataclass(frozen=True)
class _Keys:
    """The keys of the people, by name."""

    trainers: dict[str, str]
    guests: dict[str, str]

    def of(self, one: Seg, role: str) -> list[str]:
        """The keys of who does that in a segment; everybody are all trainers."""
        if role == "needs":
            found = [self.guests.get(name) or self.trainers[name] for name in one.people.get(role, [])]
        else:
            found = [self.trainers[name] for name in one.people.get(role, [])]
            if role in one.people.get("everybody", []):
                found += self.trainers.values()
        return list(dict.fromkeys(found))


def _keys(proposal: Proposal) -> _Keys:
    segments = [one for day in proposal.days for one in day.segments]
    trainers = _named((name for one in segments for role in _ROLES[:3] for name in one.people.get(role, [])), set())
    needed = [name for one in segments for name in one.people.get("needs", []) if name not in trainers]
    return _Keys(trainers, _named(needed, set(trainers.values())))


def _named(names: Iterable[str], taken: set[str]) -> dict[str, str]:
    """A key for each name; two spellings of one name that differ in case have one."""
    found, by_fold = dict[str, str](), dict[str, str]()
    for name in names:
        if name in found:
            continue
        if fold(name) in by_fold:
            found[name] = by_fold[fold(name)]
            continue
        key = base = slug(name) or "x"
        number = 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        found[name] = by_fold[fold(name)] = key
    return found


def _unread(proposal: Proposal) -> Iterator[Message | str]:
    columns = [one.head or one.column for one in proposal.columns if one.field is None]
    if columns:
        yield _("Columns that were not read: {names}", names=", ".join(columns))
    for one in proposal.rows:
        if one.what in ("text", "hidden") and one.row.told:
            yield _("Not read: {text}", text=one.row.told[:200])


def _hour(minutes: int, language: str) -> str:
    return row_of(language).planned(*divmod(minutes, 60))


def _comment(told: Message | str) -> str:
    return f"# {clean_line(str(told))}"


def _text(text: str) -> str:
    """A text of TOML, over several lines if it has several."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    inner = text.replace("\\", "\\\\").replace('"""', '""\\"')
    inner = f'{inner[:-1]}\\"' if inner.endswith('"') else inner
    return f'"""\n{inner}"""'


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"
