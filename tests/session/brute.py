"""`time.md`, "Fit", by trying everything: written from the page alone, to hold the program against.

It reads an agenda, visits and allotments, and shares no line with `session/timing`: `remainder`, `drop` or `fit`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction


@dataclass(frozen=True)
class Item:
    """A remaining segment: seconds left, the fewest and the most there may be, its tier, its clock time."""

    key: str
    rest: int
    floor: int
    ceiling: int
    tier: int
    pin: datetime | None
    skippable: bool

    @property
    def whole(self) -> int:
        return (self.rest - self.floor) // 60


@dataclass(frozen=True)
class Block:
    """The remainder of a block and when it is due."""

    start: datetime
    end: datetime
    items: tuple[Item, ...]

    def but(self, keys) -> Block:
        return Block(self.start, self.end, tuple(item for item in self.items if item.key not in keys))


def used(state, key: str, now: datetime) -> int:
    day, total = state.day, 0
    for visit in day.segments[key].visits:
        stop = visit.end or now
        total += int((stop - visit.start).total_seconds()) - visit.paused_s
        if visit.end is None and day.paused_since:
            total -= int((now - day.paused_since).total_seconds())
    return total


def read(state, name: str, start: datetime | None, now: datetime, *, hurry: bool = False) -> Block:
    """Give what is left of the block called `name`, entered at `start`; with the floors of a `hurry`."""
    assert start, "nothing is left of it"
    (plan,) = (block for block in state.agenda.blocks if block.key == name)
    midnight = datetime(state.date.year, state.date.month, state.date.day, tzinfo=UTC)  # the tests' days are in UTC

    def instant(clock) -> datetime:
        return midnight + timedelta(hours=clock.hour, minutes=clock.minute)

    at_home = {segment.key for segment in plan.segments}
    items = []
    for key in state.day.order[name]:
        progress, segment = state.day.segments[key], state.day.plans[key]
        live = key == state.day.live
        if not live and progress.standing not in ("upcoming", "set_aside"):
            continue
        spent = used(state, key, now)
        rest = max(0, progress.allotted_s - spent)
        last = segment.kind in ("pause", "decision", "synthese", "bilan")
        last = last if segment.protected is None else segment.protected
        percent = next((f for f in (segment.flex, plan.flex, state.agenda.flex) if f is not None), 0)
        alone = segment.min is None and segment.max is None and segment.at is None
        bends = alone and not last and segment.kind not in ("pause", "tampon")
        leeway = segment.minutes * percent // 100 if bends else 0
        least = (
            segment.min if segment.min is not None else (0 if segment.kind == "tampon" else segment.minutes - leeway)
        )
        most = segment.max if segment.max is not None else segment.minutes + leeway
        floor = min(rest, max(0, least * 60 - spent))
        if hurry and not segment.at and not segment.protected and (segment.kind == "pause" or not last):
            half = math.ceil(rest / 2)
            floor = min(floor, max(half, min(rest, 300 - spent)) if segment.kind == "pause" else half)
        items.append(
            Item(
                key,
                rest,
                floor,
                max(rest, most * 60 - spent),
                0 if segment.kind == "tampon" else 2 if last else 1,
                instant(segment.at) if segment.at and key in at_home and not live else None,
                segment.optional and not live and rest > 0,
            )
        )
    items.sort(key=lambda item: item.key != state.day.live)
    return Block(start, instant(plan.end), tuple(items))


def walk(block: Block, rests: dict[str, int]) -> tuple[datetime, dict[str, int]]:
    """When the block ends with these rests, and the seconds that each limit is missed by (a pin's key, or "end")."""
    cursor, missed, before = block.start, {}, False
    for item in block.items:
        if item.pin:
            if before:
                missed[item.key] = max(0, int((cursor - item.pin).total_seconds()))
            cursor = max(cursor, item.pin)
        cursor += timedelta(seconds=rests[item.key])
        before = True
    if before:
        missed["end"] = max(0, int((cursor - block.end).total_seconds()))
    return cursor, missed


def ways(block: Block) -> Iterator[dict[str, int]]:
    """Every way to cut whole minutes within the bounds, as rests."""
    for cuts in itertools.product(*(range(item.whole + 1) for item in block.items)):
        yield {item.key: item.rest - 60 * cut for item, cut in zip(block.items, cuts, strict=True)}


def least_missed(block: Block) -> dict[str, int]:
    """The least that each limit can be missed by, over every way to cut."""
    found = [walk(block, rests)[1] for rests in ways(block)]
    return {name: min(missed[name] for missed in found) for name in found[0]}


def least_late(block: Block) -> int:
    """The least that the worst miss can be, over every way to cut."""
    return min(max(walk(block, rests)[1].values(), default=0) for rests in ways(block))


def runs(block: Block) -> list[list[Item]]:
    found: list[list[Item]] = []
    for item in block.items:
        if not found or item.pin:
            found.append([])
        found[-1].append(item)
    return found


def squeeze(block: Block) -> dict[str, int]:
    """The rests that the page asks for, each run's cuts picked out of all there are."""
    rests: dict[str, int] = {}
    cursor, all_runs = block.start, runs(block)
    for i, run in enumerate(all_runs):
        limit = all_runs[i + 1][0].pin if i + 1 < len(all_runs) else block.end
        assert limit, "a run but the first begins with what has a clock time"
        begin = max(cursor, run[0].pin) if run[0].pin else cursor
        over = (begin + timedelta(seconds=sum(item.rest for item in run)) - limit).total_seconds()
        need = min(max(0, math.ceil(over / 60)), sum(item.whole for item in run))
        for tier in (0, 1, 2):
            here = [item for item in run if item.tier == tier]
            mine = min(need, sum(item.whole for item in here))
            need -= mine
            cuts = fairest(mine, [item.rest - item.floor for item in here], [item.whole for item in here])
            rests |= {item.key: item.rest - 60 * cut for item, cut in zip(here, cuts, strict=True)}
        cursor = begin + timedelta(seconds=sum(rests[item.key] for item in run))
    return rests


def stretch(block: Block) -> dict[str, int]:
    """The rests when each run is given its whole minutes to spare."""
    rests: dict[str, int] = {}
    cursor, all_runs = block.start, runs(block)
    for i, run in enumerate(all_runs):
        limit = all_runs[i + 1][0].pin if i + 1 < len(all_runs) else block.end
        assert limit, "a run but the first begins with what has a clock time"
        begin = max(cursor, run[0].pin) if run[0].pin else cursor
        spare = (limit - begin).total_seconds() - sum(item.rest for item in run)
        room = [(item.ceiling - item.rest) // 60 for item in run]
        gifts = fairest(min(max(0, math.floor(spare / 60)), sum(room)), [i.ceiling - i.rest for i in run], room)
        rests |= {item.key: item.rest + 60 * gift for item, gift in zip(run, gifts, strict=True)}
        cursor = begin + timedelta(seconds=sum(rests[item.key] for item in run))
    return rests


def fairest(minutes: int, weights: list[int], most: list[int]) -> tuple[int, ...]:
    """Of all ways to share `minutes` under `most`, that nearest to proportion (least squares); ties to the later."""
    total = sum(weights)
    if not minutes:
        return (0,) * len(weights)
    ideal = [Fraction(minutes * weight, total) for weight in weights]
    options = (cuts for cuts in itertools.product(*(range(m + 1) for m in most)) if sum(cuts) == minutes)
    return min(options, key=lambda cuts: (sum((c - i) ** 2 for c, i in zip(cuts, ideal, strict=True)), cuts))


def drop(block: Block) -> tuple[str, ...]:
    """The fewest, then cheapest, then latest segments to skip so that no limit is missed by more than it must be."""
    can = [item for item in block.items if item.skippable]
    order, rest = [item.key for item in block.items], {item.key: item.rest for item in can}
    must = least_missed(block.but([item.key for item in can]))
    for size in range(len(can) + 1):
        found = []
        for chosen in itertools.combinations(can, size):
            keys = tuple(item.key for item in chosen)
            if all(late <= must.get(name, 0) for name, late in least_missed(block.but(keys)).items()):
                found.append(keys)
        if found:
            return min(found, key=lambda keys: (sum(rest[k] for k in keys), [k in keys for k in order]))
    raise AssertionError("skipping all of them is one way")


def carried(here: Block, there: Block | None, opens: datetime | None, count: int) -> tuple[Block, Block]:
    """Both blocks with the last `count` segments of the first at the front of the second."""
    stays = Block(here.start, here.end, here.items[: len(here.items) - count])
    if there is None or opens is None:
        return stays, Block(here.end, here.end, ())
    until = walk(stays, squeeze(stays))[0]
    return stays, Block(max(opens, until), there.end, here.items[len(here.items) - count :] + there.items)


def carry(here: Block, there: Block | None, opens: datetime | None, live: str | None, now: datetime) -> tuple[int, int]:
    """How many trailing segments to carry (none with a clock time), and how late both blocks then end at the most.

    None to a block that would be the current one by that: its hour has come, and nothing is live.
    """
    best: tuple[int, int] | None = None
    reached = there is not None and opens is not None and (live is not None or opens > now)
    for count in range(len(here.items) + 1 if reached else 1):
        if any(item.pin or item.key == live for item in here.items[len(here.items) - count :]):
            break
        stays, comes = carried(here, there, opens, count)
        late = max(least_missed(stays).get("end", 0), least_late(comes))
        if best is None or late < best[0]:
            best = (late, count)
    assert best is not None
    return best[1], best[0]
