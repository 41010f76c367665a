"""The answer of `turns --json`, as docs/turns.md has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workshop_tui.session.state import State
from workshop_tui.session.turns.floor import Who, caller
from workshop_tui.session.turns.order import standing
from workshop_tui.session.turns.shares import groups, people
from workshop_tui.session.turns.speaking import Spoken
from workshop_tui.shapes import answer, iso


def turns(state: State, now: datetime) -> str:
    """The answer: who speaks, who asks and comes next, the round, each turn, what each and each group has spoken."""
    zone, called = state.agenda.zone, caller(state.agenda, state.attendance)
    stands = standing(state.day, state.attendance, state.floor, now)

    def speaker(who: Who) -> dict[str, str | None]:
        kind = next((name for name in who.__struct_fields__ if getattr(who, name) is not None), None)
        key = getattr(who, kind) if kind in ("participant", "guest", "trainer") else None
        return {"kind": kind, "key": key, "name": called(who)}

    def turn(one: Spoken) -> dict[str, Any]:
        return {
            "number": one.turn.number,
            "speaker": speaker(one.turn.speaker),
            "segment": one.segment,
            "start": iso(one.start, zone),
            "end": None if one.open else iso(one.end, zone),
            "seconds": one.seconds,
            "open": one.open,
            "cut": one.cut,
        }

    share, left = stands.share, stands.left
    return answer(
        state.id,
        now=iso(now, zone),
        open=turn(stands.open) if stands.open else None,
        share=None if share is None else {"whole_s": share.whole_s, "left_s": share.left_s},
        round=None if left is None else {"left": [speaker(who) for who in left], "each_s": stands.each_s},
        asked=[speaker(who) for who in state.floor.asked],
        order=[speaker(who) for who in stands.order],
        shown=state.floor.shown,
        turns=[turn(one) for one in stands.spoken],
        people=[
            {"speaker": speaker(one.who), "seconds": one.seconds, "share": one.share, "turns": one.turns}
            for one in people(stands.spoken)
        ],
        groups=[
            {
                "family": one.family,
                "organisation": one.organisation,
                "trainers": one.trainers,
                "label": str(one.label(state.agenda)),
                "people": one.people,
                "seconds": one.seconds,
                "share": one.share,
            }
            for one in groups(state.agenda, state.attendance, stands.spoken)
        ],
    )
