"""Turns: a few letters find somebody, one key lets them speak, another raises a hand; rounds, shares."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.turns.commands import (
    AskToSpeak,
    BeginRound,
    BeginTurn,
    CorrectTurn,
    EndRound,
    EndTurn,
    NoLongerAsk,
    ShowTurns,
    WithdrawTurn,
)
from workshop_tui.session.turns.floor import Floor, Who, caller
from workshop_tui.session.turns.order import Standing, block_of, standing
from workshop_tui.session.turns.people import Known, begun, known
from workshop_tui.session.turns.words import bar, each_told, length
from workshop_tui.text import clean_line, fold
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import explained
from workshop_tui.tui.widgets.share import shares
from workshop_tui.tui.widgets.speakers import SpeakerRows

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import WithoutNames
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.moving import MovesTheDay
    from workshop_tui.tui.widgets.rows import Row

LABEL = "label"
"""The row of what was typed, as a speaker on no list: the sign in it is in no handle."""
_LABEL_ROW = "\n" + LABEL
SIGNS, SPENT, SHARE_CELLS, HAND = 7, 7, 10, 9
"""Cells of the columns: who speaks and the place in the order, the time, the bar of a share, who asks."""
NAME, NARROWEST = 40, 22
"""Cells of a name, at the most and at the least: where names are short, organisations have what is left."""


class TurnsScreen(Lists):
    """Whoever speaks first, then the order that is fair, then all others; what is left of a share, large."""

    NAME = "turns"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._second: datetime | None = None
        self._of: tuple[object, ...] = ()
        self._all: list[Known] = []
        self._by_handle: dict[str, Known] = {}
        self._longest = self._longest_organisation = 0
        """Cells of the longest name, and of the longest organisation."""
        self._made: dict[str, tuple[object, Content]] = {}
        """The rows as they were made last, by handle, and what they say."""

    def rows(self) -> SpeakerRows:
        return SpeakerRows()

    @property
    def _table(self) -> SpeakerRows:
        return self.query_one(SpeakerRows)

    @property
    def _state(self) -> State:
        return self.run.session.state

    @property
    def _floor(self) -> Floor:
        return self._state.floor

    def _stands(self) -> Standing:
        state = self._state
        return standing(state.day, state.attendance, state.floor, self.run.session.now())

    def moves_the_day(self, key: str) -> bool:
        """Tell whether it counts once when it is held: each of them would take back what it did."""
        return any(key in one.keys.split(",") for one in self.keys) and not self._table.check_consume_key(key)

    def outdated(self) -> bool:
        """Each second while somebody speaks, or a round goes on."""
        return super().outdated() or (self._ticks and self.run.session.now() != self._second)

    @property
    def _ticks(self) -> bool:
        return self._floor.round is not None or bool(self._floor.turns and self._floor.turns[-1].end is None)

    # ── what is seen ───────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        first = self._drawn is None
        self._drawn, self._second = self._state, self.run.session.now()
        self._know()
        table, stands = self._table, self._stands()
        selected, found = table.selected, self._shown(stands)
        ranks = {who: place for place, who in enumerate(stands.order, 1)}
        spoken, width = sum(stands.totals.values()), table.width
        rows: list[Row] = [(one.handle, self._line(one, stands, ranks.get(one.who), spoken, width)) for one in found]
        if table.typed and not any(fold(table.typed) == fold(one.name) for one in found):
            told = _("“{name}”, who is on no list", name=clean_line(table.typed))
            rows.append((_LABEL_ROW, Content.styled(told, "$text-muted")))
        if not rows:
            purpose = _(
                "Who speaks, and for how long: the first letters of a name find somebody, one key lets them speak. "
                "Nobody is registered yet; what is typed may be any name."
            )
            rows = explained([purpose], table.width)
        table.draw(rows)
        table.select(selected)
        if first or table.selected is None:
            table.select(self._first)
        self._head(len(found))
        whole = self.query_one("#whole", Line)
        wide = self.has_class("-wide")
        whole.show(shares(self._state, stands, whole.content_size.width or 40, wide=wide), layout=True)

    def _know(self) -> None:
        """Look for who may speak, where that may be others than before."""
        state = self._state
        block = block_of(state.day, self.run.session.now())
        floor = state.floor
        of = (block, state.attendance, state.agenda, floor.turns, floor.asked, floor.round)
        if self._of[:1] != of[:1] or any(one is not was for one, was in zip(of[1:], self._of[1:], strict=True)):
            self._of, self._all = of, known(state.day, state.attendance, floor, block)
            self._by_handle = {one.handle: one for one in self._all}
            self._longest = max((Content(one.name).cell_length for one in self._all), default=0)
            places = (Content(one.organisation or "").cell_length for one in self._all)
            self._longest_organisation = max(places, default=0)

    def _shown(self, stands: Standing) -> list[Known]:
        """List who is found by what was typed; everybody, while nothing is."""
        found = begun(self._all, self._table.typed) if self._table.typed else self._all
        ranks = {who: place for place, who in enumerate(stands.order)}
        speaker = stands.open.turn.speaker if stands.open else None
        last = len(ranks)
        return sorted(found, key=lambda one: (one.who != speaker, not one.here, ranks.get(one.who, last)))

    def _line(self, one: Known, stands: Standing, rank: int | None, whole: int, width: int) -> Content:
        """`►  1  Marie Dupont    Mairie    1:23  ━━━━──────`, a share of the `whole` seconds, in `width` cells; the
        same text as before where it says the same, so that a second of one speaker is no second of all."""
        speaks = stands.open is not None and stands.open.turn.speaker == one.who
        spent, asks = stands.totals.get(one.who, 0), one.who in self._floor.asked
        share = bar(round(100 * spent / whole), SHARE_CELLS) if spent else " " * SHARE_CELLS
        spoke = one.who in stands.done
        says = (one.name, one.organisation, speaks, spent, asks, share, rank, spoke, one.here, width, self._named())
        before = self._made.get(one.handle)
        if before and before[0] == says:
            return before[1]
        sign = "►" if speaks else "✓" if spoke else " "
        place = f"{rank:>3}" if rank and one.here else "   "
        hand = _("asks") if asks else ""
        style = "bold" if one.here else "$text-muted"
        name = Content.styled(one.name, style).truncate(self._named(), ellipsis=True, pad=True)
        made = Content.assemble(
            (f"{sign} {place}  ", "$text-success" if speaks else "$text-muted"),
            name,
            "  ",
            (f"{length(spent) if spent else '':>{SPENT}}  ", ""),
            (share, "$accent" if spent else ""),
            "  ",
            (f"{hand:<{HAND}}", "bold $text-warning" if asks else ""),
            (one.organisation or "", "$text-muted"),
        ).truncate(width, ellipsis=True)
        self._made[one.handle] = says, made
        return made

    def _named(self) -> int:
        """The cells of names: as long as they are, as far as organisations have room, too."""
        room = self._table.width - SIGNS - 2 - SPENT - 2 - SHARE_CELLS - 2 - HAND
        return max(NARROWEST, min(self._longest, NAME, room - self._longest_organisation))

    def _head(self, count: int) -> None:
        """Say what the letters find; else how somebody is found."""
        typed = self._table.typed
        if typed:
            told = plural("“{typed}” · {count} found", "“{typed}” · {count} found", count, typed=clean_line(typed))
        else:
            told = _("Who speaks? The first letters of a name")
            if self._floor.asked:
                asked = len(self._floor.asked)
                told += " · " + plural("{count} hand up", "{count} hands up", asked)
            if self._floor.shown:
                told += " · " + _("the room sees it")
        self.query_one("#heading", Line).show(told)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def meant(self, state: State) -> object:
        """The selected one, and whatever a key turns round: who speaks, a hand, the round, what the room sees."""
        floor, selected = state.floor, self._table.selected
        one = self._by_handle.get(selected or "")
        asks = one is not None and one.who in floor.asked
        return selected, floor.last, asks, floor.round and floor.round.begun, floor.shown

    def on_speaker_rows_typed(self) -> None:
        self.draw()
        self._table.select(self._first)

    @property
    def _first(self) -> str | None:
        """The row that is selected by itself: what was typed, which may be misspelt, is not."""
        first = next(iter(self._table.selectable()), None)
        return None if first == _LABEL_ROW else first

    def _selected(self) -> Who | None:
        """The selected speaker; of the last row, what was typed."""
        key = self._table.selected
        if key == _LABEL_ROW:
            return Who(label=clean_line(self._table.typed))
        one = self._by_handle.get(key or "")
        return one.who if one else None

    def _nobody(self) -> None:
        """Say that nobody is found, and how what was typed is meant all the same."""
        self.run.say(
            _("Nobody is called “{name}”: select it, if it is meant as it is", name=clean_line(self._table.typed)),
            bad=True,
        )

    def _called(self, who: Who) -> str:
        return caller(self._state.agenda, self._state.attendance)(who)

    def _done(self, who: Who | None = None) -> None:
        """Forget the letters; select `who`."""
        self._table.find("")
        self.draw()
        handle = next((one.handle for one in self._all if one.who == who), None)
        if handle:
            self._table.select(handle)
        else:
            self._table.select(self._first)

    def action_speak(self) -> None:
        """Let the selected one speak; whoever speaks already has done."""
        who, open_ = self._selected(), self._stands().open
        if who is None:
            self._nobody()
            return
        if open_ and open_.turn.speaker == who:
            if self.press(
                EndTurn(), _("{name} has finished, after {time}", name=self._called(who), time=length(open_.seconds))
            ):
                self._done()
        else:
            self._begin(who)

    def _begin(self, who: Who) -> None:
        if self.press(BeginTurn(who=who), _("{name} speaks", name=self._called(who))):
            self._done(who)

    def on_rows_chosen(self) -> None:
        self.action_speak()

    def action_following(self) -> None:
        """Let the next in the fair order speak."""
        if order := self._stands().order:
            self._begin(order[0])
        else:
            self.run.say(_("Nobody is left"), bad=True)

    def action_ask(self) -> None:
        """Put the selected one's hand up, or down."""
        if who := self._selected():
            asks = who in self._floor.asked
            told = (
                _("{name} no longer asks to speak", name=self._called(who))
                if asks
                else (_("{name} asks to speak", name=self._called(who)))
            )
            if self.press(NoLongerAsk(who=who) if asks else AskToSpeak(who=who), told):
                self._done(who)
        else:
            self._nobody()

    def action_round(self) -> None:
        """Begin a round over who is there, or end the one that goes on."""
        goes_on = self._stands().left is not None
        if self.press(EndRound() if goes_on else BeginRound(), _("The round is over") if goes_on else ""):
            if not goes_on:
                self.run.say(_("A round: {told}", told=each_told(self._stands())))
            self._done()

    def action_whose(self) -> None:
        """Say that the last turn was the selected one's."""
        if who := self._selected():
            told = _("That turn was {name}’s", name=self._called(who))
            if self.press(CorrectTurn(who=who), told):
                self._done(who)

    def action_withdraw(self) -> None:
        """Withdraw the last turn, asked first."""
        if not self._floor.turns:
            self.run.say(_("No turn has been noted yet"), bad=True)
            return
        last = self._floor.turns[-1]

        def withdraw() -> None:
            self.do(WithdrawTurn(last.number), _("The turn of {name} is withdrawn", name=self._called(last.speaker)))

        question = _("Withdraw the turn of {name}?", name=self._called(last.speaker))
        self.run.ask(question, withdraw, of_the_day=False)

    def action_show(self) -> None:
        """Show the room what the speaker has left, or no more."""
        shown = self._floor.shown
        told = _("The room sees no turns any more") if shown else _("The room sees what the speaker has left")
        self.press(ShowTurns(shown=not shown), told)

    async def forget(self, without: WithoutNames) -> None:
        """Forget letters that are somebody's name, and rows that were made with it."""
        self._made.clear()
        if without.draft("", "", self._table.typed) != self._table.typed:
            self._table.find("")

    def action_back(self) -> None:
        """Forget the letters; without any, go back."""
        if self._table.typed:
            self._table.find("")
        else:
            super().action_back()
