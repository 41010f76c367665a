"""The fit screen: the ways to land a block side by side, and by hand; one is applied, or all stays as it was.

It follows the clock while open, and what is applied is what is shown: the intent carries the instant that
was drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer

from workshop_tui.locale import _, say
from workshop_tui.proposals import headline
from workshop_tui.session.event import Recorded
from workshop_tui.session.state import apply, told
from workshop_tui.session.timing.chance import on_time
from workshop_tui.session.timing.fit import Offer, Proposal, nothing_to_fit, offered
from workshop_tui.session.timing.minutes import MINUTE, missed_by
from workshop_tui.session.timing.replanning_commands import Fit
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.session.timing.timeline import BlockTimes, Timeline, timeline
from workshop_tui.tui.key import Key
from workshop_tui.tui.parts.over import OverRun
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.proposals import Proposals, Way
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from workshop_tui.tui.parts.moving import MovesTheDay

SEEN_S = 1.5
"""Seconds that what would be applied stands on the screen before a key means it."""


class FitScreen(OverRun):
    """Proposals for the block that needs one, on the session of the run screen under it."""

    NAME = "fit"
    CSS_PATH = [*OverRun.CSS_PATH, "fit.tcss"]

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._drawn: Timeline | None = None
        self._found: Offer | None = None
        self._ways: tuple[Way, ...] = ()
        self._kind = ""
        self._wishes: dict[str, int] = {}
        self._moved: int | None = None
        """The number of the last event that moved the day, as it was drawn."""
        self._just_moved: Timer | None = None
        """Runs while what is shown has stood for less than `SEEN_S` since another moved the day."""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        yield Proposals()
        yield Line(id="told")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.times is not self._drawn

    @property
    def bar_keys(self) -> tuple[Key, ...]:
        """The keys that do something: without another proposal none leads to one, without any none applies it."""
        ways = sum(way.proposal is not None for way in self._ways)
        idle = {"before", "after"} if ways == 1 else {"before", "after", "apply"} if ways == 0 else set()
        return tuple(key for key in self.keys if key.action not in idle)

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        times, state = self.run.times, self.run.session.state
        self._drawn = times
        found = offered(state.day, times.now)
        if found and self._found and found.block.plan != self._found.block.plan:
            self._wishes = {}
        self._found = found
        self._ways = tuple(self._taken(one) for one in self._offered(found)) if found else ()
        if self._proposal is None:
            self._kind = next((way.proposal.kind for way in self._ways if way.proposal), "")
        told = headline(found, times.zone) if found else str(nothing_to_fit(state.day, times.now))
        self.query_one("#heading", Line).show(told)
        self.query_one("#told", Line).show(self._told(), layout=True)
        if found:
            at = next((i for i, way in enumerate(self._ways) if way.proposal is self._proposal), 0)
            self.query_one(Proposals).show(self._blocks(found), self._ways, at)
        else:
            self.query_one(Proposals).draw([])
        self.query_one(KeyBar).show_keys(self.bar_keys)
        moved, self._moved = self._moved, state.day.last_timing
        if moved not in (None, self._moved):
            self._say_anew()

    def _say_anew(self) -> None:
        """Another moved the day under the hand: say that, and what would be applied now; for a while it is not."""
        if self._just_moved:
            self._just_moved.stop()
        self._just_moved = self.set_timer(SEEN_S, self._seen)
        self._tell_meant()

    def _seen(self) -> None:
        self._just_moved = None

    def _tell_meant(self) -> None:
        state = self.run.session.state
        deed = str(told(state, state.events[state.day.last_timing - 1]))
        proposal, found = self._proposal, self._found
        if proposal is None or found is None:
            self.run.say(deed + _(" — nothing is left to apply"))
            return

        def meant() -> bool:
            now = self._found
            return self._kind == proposal.kind and now is not None and now.block.plan == found.block.plan

        kind, block = PROPOSALS[proposal.kind], found.block.plan.title
        applies = say(" — {key} would now apply “{kind}” to “{block}”", kind=kind, block=block)
        self.run.say(deed, self.hint("apply", applies, meant))

    def _offered(self, found: Offer) -> list[Proposal | None]:
        """The day as it is, then what lands (else what comes nearer), each once, and by hand, if that was begun."""
        helping = [one for one in found.proposals if one.helps(found)]
        within = [one for one in helping if one.kind != "hurry"]
        landing = [one for one in within if one.possible] or helping
        offered = [one for i, one in enumerate(landing) if not any(one.same_as(before) for before in landing[:i])]
        by_hand = [found.proposal("hand", self._wishes)] if self._wishes else []
        return [None, *offered, *by_hand]

    def _taken(self, proposal: Proposal | None) -> Way:
        """The proposal with the day as it would be."""
        session, found, state = self.run.session, self._found, self.run.session.state
        if not (found and proposal and proposal.changes_something):
            return Way(proposal, self.run.times, self.run.chances())
        event = proposal.event(state.day, found.block.plan.key, found.now, session.by)
        state = apply(state, Recorded(state.number + 1, found.now, event))
        times = timeline(state.day, found.now)
        return Way(proposal, times, on_time(state.day, times, session.past))

    def _blocks(self, found: Offer) -> tuple[BlockTimes, ...]:
        """The block, and the next if a way changes it."""
        touched = {found.block.plan.key}
        for proposal in (way.proposal for way in self._ways if way.proposal):
            touched |= {self.run.times.block_of(change.segment).plan.key for change in proposal.changes}
            touched |= {proposal.into} if proposal.into else set()
        return tuple(block for block in self.run.times.blocks if block.plan.key in touched)

    def _told(self) -> str:
        """Say what the selected way is, or that there is none; and beyond the plan, what else would have to go."""
        resort = self._found.last_resort if self._found else None
        if resort is None or (self._proposal and self._proposal.kind != "hurry"):
            return self._way_told()
        skipped = _("Or, by hand, skip “{title}”.", title=self.run.session.state.day.title(resort))
        return f"{self._way_told()} {skipped}"

    def _way_told(self) -> str:
        if self._proposal is None:
            more, less = self.sign_of("longer"), self.sign_of("shorter").replace("-", "−")
            if self._found and self._found.late_s:
                return _("Nothing helps; {more} and {less} change a segment by hand.", more=more, less=less)
            return _("It lands as it is; {more} and {less} change a segment by hand.", more=more, less=less)
        meant = {
            "squeeze": _("Squeeze: buffers first, then the others, protected segments last."),
            "drop": _("Drop: the fewest optional segments, then squeeze."),
            "carry": _("Carry: the last segments go to the front of the next block, then squeeze both."),
            "stretch": _("Stretch: the time to spare goes to what can use it."),
            "hurry": _("Hurry: down to half of what is left, beyond the plan."),
            "hand": _("By hand: the others take up the difference."),
        }[self._proposal.kind]
        if gone := self._proposal.rounds:
            day = self.run.session.state.day
            titles = ", ".join(title for one in gone for title in one.named(day))
            meant = _("Drop: without {titles}, then squeeze.", titles=titles)
        if not (self._proposal.late_s and self._found):
            return meant
        if self._proposal.ends and self._proposal.ends <= self._found.block.end:
            late = missed_by(self._proposal.late_s)
            return meant + " " + _("The block lands, but a limit is missed by {late} min.", late=late)
        return meant + " " + _("That is not enough: {needed} min more are needed.", needed=self._proposal.needed)

    @property
    def _proposal(self) -> Proposal | None:
        """The selected one."""
        return next((way.proposal for way in self._ways if way.proposal and way.proposal.kind == self._kind), None)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def _turn(self, by: int) -> None:
        kinds = [way.proposal.kind for way in self._ways if way.proposal]
        if self._proposal:
            self._kind = kinds[(kinds.index(self._proposal.kind) + by) % len(kinds)]
        self.draw()

    def action_before(self) -> None:
        self._turn(-1)

    def action_after(self) -> None:
        self._turn(1)

    def _change(self, minutes: int) -> None:
        """By hand: the selected segment has that much more than this way gives it."""
        key, found = self.query_one(Proposals).selected, self._found
        row = next((row for row in found.block.segments if row.key == key), None) if found else None
        if found is None or row is None or row.projected_end is None:
            return
        rest = found.proposal("hand", self._wishes).rest_after(row)
        wishes = self._wishes | {row.key: row.elapsed_s + rest + minutes * MINUTE}
        if found.proposal("hand", wishes).rest_after(row) == rest + minutes * MINUTE:
            self._wishes, self._kind = wishes, "hand"
            self.draw()
        else:
            said = _(
                "“{title}” has {low} to {high} min", title=row.plan.title, low=row.plan.shortest, high=row.plan.longest
            )
            self.run.say(said, bad=True)

    def action_longer(self) -> None:
        self._change(1)

    def action_shorter(self) -> None:
        self._change(-1)

    def on_proposals_taken(self, event: Proposals.Taken) -> None:
        """A way that was clicked is selected; the day as it is cannot be."""
        if proposal := self._ways[event.way].proposal:
            self._kind = proposal.kind
            self.draw()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Clicked twice, a way is applied; a segment alone means nothing here."""
        if event.column is not None and self._ways[event.column].proposal is self._proposal is not None:
            self.action_apply()

    def action_apply(self) -> None:
        proposal, found = self._proposal, self._found
        if proposal is None or found is None:
            return
        if self._just_moved:
            self._tell_meant()
            return
        wishes = tuple(self._wishes.items()) if proposal.kind == "hand" else ()
        intent = Fit(proposal.kind, wishes, late=bool(proposal.late_s))
        if not self.run.do(intent, found.now, then=self.action_back):
            self.draw()
