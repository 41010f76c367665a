"""The events of turns: who speaks, who asks to, a round over several.

| event | how it is undone |
| --- | --- |
| TurnBegun | withdraw the turn, or correct whose it was: `undo` passes it by, for it moves nothing |
| TurnEnded | correct its end, or begin it again |
| TurnCorrected | correct it again |
| TurnWithdrawn | begin it again, at its instant if none was begun since |
| SpeechAsked, SpeechNoLongerAsked | the other of the two |
| RoundBegun, RoundEnded | the other of the two |
| TurnsShown | show it no more, or again |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from msgspec.structs import replace

from workshop_tui.locale import Message, say
from workshop_tui.session.event import Instant
from workshop_tui.session.turns.floor import AT_ONCE, Called, Floor, Round, Turn, TurnEvent, Who


class TurnBegun(TurnEvent, frozen=True, kw_only=True):
    """The turn of `speaker` began, and the one before it is over by that. `seen`: as many had been begun, as its sender
    knew; where another was begun since, that one stands, and this says nothing."""

    speaker: Who
    seen: int

    def apply(self, floor: Floor, number: int) -> Floor:
        """Let them speak, unless another was named at the same moment. Who speaks no longer asks to."""
        if self.seen != floor.begun:
            return replace(floor, overtaken=floor.overtaken | {number})
        turns = (*floor.turns, Turn(number, self.speaker, self.at, self.by))
        asked = tuple(one for one in floor.asked if one != self.speaker)
        return replace(floor, turns=turns, asked=asked, begun=floor.begun + 1, last=number)

    def sentence(self, called: Called) -> Message:
        """Say who."""
        return say("{name} speaks from {at} ({who})", name=called(self.speaker))


class TurnEnded(TurnEvent, frozen=True, kw_only=True):
    """Whoever spoke has done; `seen`: as many turns had been begun, as its sender knew: it ends the last of these."""

    seen: int

    def apply(self, floor: Floor, number: int) -> Floor:
        """Let nobody speak, unless another turn was begun at the same moment, or that one is over."""
        if self.seen != floor.begun or not floor.turns or floor.turns[-1].end is not None:
            return replace(floor, overtaken=floor.overtaken | {number})
        return replace(floor.having(floor.turns[-1].number, end=self.at), last=number)

    def sentence(self, called: Called) -> Message:
        """Say so."""
        return say("{who} ended the turn at {at}")


class TurnCorrected(TurnEvent, frozen=True, kw_only=True):
    """The turn of the TurnBegun numbered `turn` is this `speaker`’s, from `start` until `end`. None: as it was."""

    turn: int
    speaker: Who | None = None
    start: Instant | None = None
    end: Instant | None = None

    def apply(self, floor: Floor, number: int) -> Floor:
        """Let it be so."""
        said = {name: value for name in ("speaker", "start", "end") if (value := getattr(self, name)) is not None}
        return floor.having(self.turn, **said)

    def sentence(self, called: Called) -> Message:
        """Say whose it is now, if that is another’s."""
        if self.speaker is None:
            return say("{who} corrected when a turn was")
        return say("{who}: that turn was {name}’s", name=called(self.speaker))


class TurnWithdrawn(TurnEvent, frozen=True, kw_only=True):
    """The turn of the TurnBegun numbered `turn` was none. Was it open, the one before it goes on."""

    turn: int

    def apply(self, floor: Floor, number: int) -> Floor:
        """Leave it out."""
        place = next((k for k, one in enumerate(floor.turns) if one.number == self.turn), None)
        if place is None:
            return floor
        gone, left = floor.turns[place], (*floor.turns[:place], *floor.turns[place + 1 :])
        floor = replace(floor, turns=left)
        over = gone.end is not None or place < len(left)
        if place and over and left[place - 1].end is None:  # it had ended as the other began
            return floor.having(left[place - 1].number, end=gone.start)
        return floor

    def sentence(self, called: Called) -> Message:
        """Say so."""
        return say("{who} withdrew a turn")


class SpeechAsked(TurnEvent, frozen=True, kw_only=True):
    """A speaker asks for the floor."""

    speaker: Who

    def apply(self, floor: Floor, number: int) -> Floor:
        """Put them last of those who ask; who asks already keeps the place."""
        return floor if self.speaker in floor.asked else replace(floor, asked=(*floor.asked, self.speaker))

    def sentence(self, called: Called) -> Message:
        """Say who."""
        return say("{name} asks to speak", name=called(self.speaker))


class SpeechNoLongerAsked(TurnEvent, frozen=True, kw_only=True):
    """A speaker no longer asks for the floor."""

    speaker: Who

    def apply(self, floor: Floor, number: int) -> Floor:
        """Take them out."""
        return replace(floor, asked=tuple(one for one in floor.asked if one != self.speaker))

    def sentence(self, called: Called) -> Message:
        """Say who."""
        return say("{name} no longer asks to speak", name=called(self.speaker))


class RoundBegun(TurnEvent, frozen=True, kw_only=True):
    """A round began, over these; `open`: who comes later is in it, too."""

    over: tuple[Who, ...]
    open: bool = True

    def apply(self, floor: Floor, number: int) -> Floor:
        """Let it be the round that goes on, unless another began one at that moment."""
        if floor.round and self.at - floor.round.start <= AT_ONCE:
            return floor
        return replace(floor, round=Round(number, self.at, self.over, self.open))

    def sentence(self, called: Called) -> Message:
        """Say over how many."""
        return say("{who} began a round at {at}: {count} to speak", count=len(self.over))


class RoundEnded(TurnEvent, frozen=True, kw_only=True):
    """The round is over; turns go on without shares."""

    def apply(self, floor: Floor, number: int) -> Floor:
        """Let there be none."""
        return replace(floor, round=None)

    def sentence(self, called: Called) -> Message:
        """Say so."""
        return say("{who} ended the round at {at}")


class TurnsShown(TurnEvent, frozen=True, kw_only=True):
    """The room sees what the speaker has left of the share; `shown` False: no more."""

    shown: bool

    def apply(self, floor: Floor, number: int) -> Floor:
        """Show it, or not."""
        return replace(floor, shown=self.shown)

    def sentence(self, called: Called) -> Message:
        """Say which."""
        if self.shown:
            return say("{who} shows the room what the speaker has left")
        return say("{who} shows the room no turns any more")


EVENTS = (
    TurnBegun, TurnEnded, TurnCorrected, TurnWithdrawn, SpeechAsked, SpeechNoLongerAsked, RoundBegun, RoundEnded,
    TurnsShown,
)  # fmt: skip
"""The events of turns, all of them."""
