"""The agenda as it was run, for the next time: the minutes that segments really took, once or over several days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import tomli_w

from workshop_tui.agenda import Agenda, Block, Segment, Term
from workshop_tui.agenda.completing import key_of
from workshop_tui.agenda.midnight import without_days
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table as written
from workshop_tui.agenda.vocabulary import BUFFER, DEFAULTS, LISTS, VOCABULARIES
from workshop_tui.locale import _, language
from workshop_tui.report.method import Learned, by_day, learned
from workshop_tui.report.next_steps import forget_lost, in_file, is_offered, pool_of, steps_of
from workshop_tui.session.state import State
from workshop_tui.session.timing.remainder import in_proportion

EACH = 5
"""Sessions up to which a comment says the minutes of each."""
_TABLES = ("[[blocks.segments]]", "[[days.blocks.segments]]")
_STEPS, _MINUTES = ("[[blocks.segments.steps]]", "[[days.blocks.segments.steps]]"), "minutes = "


_WIDE = {"-": "x" * 100}
"""A field that makes a table too wide for one line, so that it has lines of its own; it is taken out again."""


def next_agenda(days: Sequence[State]) -> str:
    """The agenda of the last of `days`, in its order of that day, as TOML; of days of a course, one with these days.

    `minutes` are those that each segment took, over several days their median, and `max` the slow case (`method`);
    where it was never held they stay as planned. A comment says what was planned and what it took, over several days
    how often it overran or was not held, and why. Of what was
    never held, buffers and optional segments have the room that the others leave them, and are left out where there is
    none. What overran its hours is cut to fit them: first what took longer than planned, as much as it did; the first
    lines say so, and how long it took.
    """
    last = days[-1]
    agenda = _as_written(written(last.agenda, defaults=False))
    for axis in DEFAULTS:
        if getattr(last.agenda, axis) == getattr(_bare(), axis):
            del agenda[axis]
    agenda |= {axis: _vocabulary(getattr(last.agenda, axis), axis) for axis in LISTS if axis in agenda}
    if course := agenda.pop("course", None):
        agenda["title"] = course["title"]
        parts = [_as_run(those) for those in by_day(days)]
        agenda["days"] = [_day(those[-1], part) for those, part in zip(by_day(days), parts, strict=True)]
        del agenda["blocks"]
    else:
        parts = [_as_run(days)]
        agenda["blocks"] = parts[0].blocks
    _without_gone(agenda, {segment.key for part in parts for segment in part.left_out})
    for block in (one for part in parts for one in part.blocks):
        _without_what_is_gone(
            block, {one["key"] for part in parts for other in part.blocks for one in other.get("segments", ())}
        )
    forget_lost(block for part in parts for block in part.blocks)
    head = [
        _("left out, not held and no room: {title}, {minutes} min", title=segment.title, minutes=segment.minutes)
        for part in parts
        for segment in part.left_out
    ]
    head += [
        _("cut to fit its hours: {title}, {minutes} min; it took {took}", title=segment.title, minutes=given, took=took)
        for part in parts
        for segment, given, took in part.cut
    ]
    comments = [one for part in parts for one in part.comments]
    wide = tomli_w.dumps(_WIDE)
    page = tomli_w.dumps(_lists(agenda), multiline_strings=False).replace(f"\n{wide}", "\n")
    page = _commented(page, comments)
    return "".join(f"# {line}\n" for line in head) + page


def _without_what_is_gone(block: dict[str, Any], there: set[str]) -> None:
    """Let the groups of its segments last until nothing that was left out."""
    for one in block.get("segments", ()):
        if one.get("until", "") not in there:
            one.pop("until", None)


def _day(last: State, part: _AsRun) -> dict[str, Any]:
    """The table of a day of a course."""
    title = last.agenda.course.day if last.agenda.course else last.agenda.title
    return ({"title": title} if title else {}) | {"blocks": part.blocks}


class _AsRun(NamedTuple):
    """The blocks of a day as it was run: their tables, a comment a segment, segments that there is no room for, and
    those that were `cut`, with the minutes that they have, and those that they took."""

    blocks: list[dict[str, Any]]
    comments: list[str]
    left_out: list[Segment]
    cut: list[tuple[Segment, int, int]]


def _as_run(days: Sequence[State]) -> _AsRun:
    last, blocks = days[-1], list[dict[str, Any]]()
    comments, left_out, cut = list[str](), list[Segment](), list[tuple[Segment, int, int]]()
    for plan, shown in zip(last.agenda.blocks, without_days(last.agenda.blocks), strict=True):
        block = _as_written(written(shown, defaults=False))
        clocks = {one["key"]: one["at"] for one in block["segments"] if "at" in one}
        planned = [one for one in last.day.segments_of(plan) if not is_offered(one, last.agenda)]
        held = {segment.key: learned(days, segment) for segment in planned}
        took = {key: one.typical for key, one in held.items() if one.typical}
        given = _given(plan, planned, took)
        left_out += [segment for segment in planned if not given[segment.key]]
        kept = [segment for segment in planned if given[segment.key]]
        wanted = ((segment, given[segment.key], took.get(segment.key, segment.minutes)) for segment in kept)
        cut += [one for one in wanted if one[0].key in took and one[1] < one[2]]
        spoken = last.agenda.language or language()
        tables = [_segment(segment, held[segment.key], given[segment.key], spoken) for segment in kept]
        block["segments"] = [one | {"at": clocks.get(one["key"], one["at"])} if "at" in one else one for one in tables]
        comments += [_comment(held[segment.key], len(days)) for segment in kept]
        block.pop("pool", None)
        block["segments"] += [_as_written(one) for one in pool_of(plan, spoken)]
        comments += [""] * len(plan.pool or ())
        if block["segments"]:
            block["segments"][0] |= _WIDE
        else:
            del block["segments"]
        blocks.append(block)
    return _AsRun(blocks, comments, left_out, cut)


def _given(block: Block, planned: Sequence[Segment], took: dict[str, int]) -> dict[str, int]:
    """The minutes of each segment, so that they fit up to each limit (time.md, “Words”); 0: there is no room for it.

    `took`: the minutes of those that were held, which they have; what was not held keeps its own, but buffers and
    optional segments, which have what is left. A run that is too long all the same is cut: what took longer than
    planned, down to that at the most; then all, down to their `min`, or a minute.
    """
    given: dict[str, int] = {}
    start = block.start.minutes
    for limit, run in _runs(block, planned):
        start = max(start, run[0].at.minutes) if run and run[0].at else start  # where the run before ends
        spare = [s for s in run if s.key not in took and (s.optional or s.kind == BUFFER)]
        held = [s for s in run if s not in spare]
        given |= {s.key: took.get(s.key, s.minutes) for s in held}
        left = limit - start - sum(given[s.key] for s in held)
        for segment in spare:
            given[segment.key] = max(0, min(segment.minutes, left))
            left -= given[segment.key]
        for least in ({s.key: s.minutes for s in held}, {s.key: s.min or 1 for s in held}, {s.key: 1 for s in held}):
            left += _cut(given, least, -left)
    return given


def _cut(given: dict[str, int], least: dict[str, int], over: int) -> int:
    """Take `over` minutes away, each segment's share of them, none below its `least`; the minutes that it came to."""
    spare = {key: max(0, given[key] - minutes) for key, minutes in least.items()}
    taken = max(0, min(over, sum(spare.values())))
    for key, share in zip(spare, in_proportion(taken, list(spare.values())), strict=True):
        given[key] -= share
    return taken


def _runs(block: Block, planned: Sequence[Segment]) -> Iterator[tuple[int, list[Segment]]]:
    """The segments up to each limit of the block, with the limit, in minutes of the day."""
    run: list[Segment] = []
    for segment in planned:
        if segment.at is not None and run:
            yield segment.at.minutes, run
            run = []
        run.append(segment)
    yield block.end.minutes, run


def _segment(segment: Segment, known: Learned, minutes: int, spoken: str | None) -> dict[str, Any]:
    table = in_file(_as_written(written(segment, defaults=False)), segment, spoken)
    if any(step.repeat or step.kind for step in segment.steps):
        steps, minutes = steps_of(segment, minutes, spoken)
        table = table | {"steps": steps} if steps else {name: one for name, one in table.items() if name != "steps"}
    table["minutes"] = minutes
    if known.took and (segment.max is not None or len(known.took) > 1):
        slow = known.slow if known.slow and len(known.took) > 1 else 0
        table["max"] = max(minutes, segment.max or 0, slow)
    if segment.min is not None or ("max" in table and segment.leeway):  # bounds of its own: its flex counts no more
        table["min"] = min(minutes, segment.shortest)
    if segment.steps and not any(step.repeat or step.kind for step in segment.steps):
        shares = in_proportion(minutes, [step.minutes for step in segment.steps])
        table["steps"] = [
            {"title": step.title, "minutes": share} for step, share in zip(segment.steps, shares, strict=True)
        ]
    return table


def _as_written(table: dict[str, Any]) -> dict[str, Any]:
    """The table as people write it: its `flex`, its checklist without keys that were made, one alone without a list."""
    table = table | {"flex": f"{table['flex']}%"} if "flex" in table else table
    if "todo" in table:
        table |= {"todo": [_line(one) for one in table["todo"]]}
    return (
        table | {"roles": {role: _people(who) for role, who in table["roles"].items()}} if "roles" in table else table
    )


def _without_gone(table: dict[str, Any], gone: set[str]) -> None:
    """Let lines of checklists that were due as what is `gone` begins be due as what their list stands in does."""
    for name in ("days", "blocks", "segments"):
        for one in table.get(name, ()):
            _without_gone(one, gone)
    if "todo" in table:
        table["todo"] = [
            {name: value for name, value in line.items() if name != "when" or value not in gone}
            for line in table["todo"]
        ]


def _line(line: dict[str, Any]) -> dict[str, Any]:
    made = line["key"].partition("-")[0] == key_of(line["text"])
    return {
        name: line[name] for name in ("key", "when", "text", "who") if name in line and not (made and name == "key")
    }


def _people(who: list[str]) -> list[str] | str:
    """Keys as a list, words alone as a text: `["ann"]`, `"each table"`."""
    return who[0] if len(who) == 1 and " " in who[0] else who


def _comment(known: Learned, sessions: int) -> str:
    """The comment on a segment: what was planned and what it took; over several `sessions`, what became of it, too."""
    if sessions == 1 or not known.took:
        told = (
            _("planned {planned}, took {took}", planned=known.planned, took=known.took[0][1])
            if known.took
            else (_("planned {planned}, not held", planned=known.planned))
        )
        return _("; ").join((told, *(known.told() if sessions > 1 else ())))
    each = ", ".join(f"{day.isoformat()} {minutes}" for day, minutes in known.took)
    told = _("planned {planned}; took {each}", planned=known.planned, each=each)
    if len(known.took) > EACH:
        told = _("planned {planned}", planned=known.planned)
    return _("; ").join((told, *known.told()))


def _vocabulary(terms: Sequence[Term], axis: str) -> list[dict[str, Any]]:
    """The tables of a list of words: where a whole vocabulary stands in it, `extends` with its name."""
    tables: list[dict[str, Any]] = []
    place = 0
    while place < len(terms):
        before = {str(one.key) for one in terms[:place]}
        for name, lists in VOCABULARIES.items():
            words = [word for word in lists.get(axis, ()) if word.key not in before]
            those = [Term(key=word.key, also=word.also, members=word.members) for word in words]
            if those and [*terms[place : place + len(those)]] == those:
                tables.append({"extends": name})
                place += len(those)
                break
        else:
            tables.append(written(terms[place], defaults=False))
            place += 1
    return tables


def _commented(page: str, comments: list[str]) -> str:
    """`page` with a comment after the minutes of each segment, in order."""
    lines, left, waiting = [], iter(comments), ""
    for line in page.split("\n"):
        if line in _TABLES:
            waiting = next(left)
        elif line in _STEPS:
            waiting = ""
        if waiting and line.startswith(_MINUTES):
            lines.append(f"{line}  # {waiting}")
            waiting = ""
        else:
            lines.append(line)
    return "\n".join(lines)


@cache
def _bare() -> Agenda:
    """An agenda that says nothing of its words: it has the default ones."""
    segments = [{"title": "-", "minutes": 1}]
    blocks = [{"title": "-", "start": "9h", "end": "10h", "segments": segments}]
    return agenda_of({"title": "-", "blocks": blocks})


def _lists(value: Any) -> Any:
    """Tuples as lists, for TOML."""
    if isinstance(value, dict):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, (list, tuple)) else value
