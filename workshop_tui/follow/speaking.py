"""The commands of a talk on who speaks, and on groups side by side: `turn` and `group`, with a word of either language
behind them for what else the screens of both do."""

from __future__ import annotations

import re

from workshop_tui.follow.talk import Choice, Talk
from workshop_tui.locale import _, plural, say
from workshop_tui.session.groups.commands import SayOfGroup, find_group, granting, meant_segment
from workshop_tui.session.groups.grouping import Group, State, groups_of, owner
from workshop_tui.session.groups.standing import GroupNow, groups_now
from workshop_tui.session.groups_told import loose_told, report_told, state_told
from workshop_tui.session.refusal import Refused, Several
from workshop_tui.session.reporting_back import round_of_groups
from workshop_tui.session.turns.commands import AskToSpeak, BeginRound, BeginTurn, EndRound, EndTurn, NoLongerAsk
from workshop_tui.session.turns.floor import Who, caller
from workshop_tui.session.turns.order import Standing, block_of, standing
from workshop_tui.session.turns.people import find, known
from workshop_tui.spoken.words import lasting, listed, sentences, spoken
from workshop_tui.text import clean_line, fold, letters
from workshop_tui.text.folding import words_of

END, NEXT, ASK = ("end", "fin"), ("next", "suivant"), ("ask", "asks", "demande")
ROUND = ("round", "tour", "tour de table")
GRANT, REPORT = ("grant", "accorder"), ("report", "restitution")
STATES: dict[State, tuple[str, ...]] = {
    "done": ("is done", "done", "a fini", "fait", "faite"),
    "working": ("works", "working", "travaille", "au travail"),
    "asks": ("asks", "asks for", "demande"),
}
"""The words that are said of a group, in English and in French."""
_SAID = re.compile(
    rf"(?P<group>\S.*?)\s+(?P<word>{'|'.join(word for words in STATES.values() for word in words)})"
    r"(?:\s+(?P<minutes>\d{1,3})\s*(?:min\w*\.?)?)?$"
)


class Speaking(Talk):
    """Each method does the command of its name, with the `words` that followed it. Raises `Refused`, in words."""

    # ── turns ──────────────────────────────────────────────────────────────────────────────────────────
    def turn(self, words: str) -> None:
        """Say who speaks and who comes next; let somebody speak, ask or end; begin or end a round."""
        first, _space, rest = words.partition(" ")
        said = fold(words)
        if not words:
            self._say_the_floor()
        elif said in END:
            self.do(EndTurn())
        elif said in NEXT:
            order = self._stands().order
            if not order:
                raise Refused(say("nobody is left"))
            self._begin(order[0])
        elif said in ROUND:
            goes_on = self._stands().left is not None
            if self.do(EndRound() if goes_on else BeginRound()) and not goes_on:
                self._say_the_floor()
        elif fold(first) in ASK:
            who = self._speaker(rest) if rest else None
            if who is None:
                raise Refused(say("say who"))
            self.do(NoLongerAsk(who=who) if who in self.state.floor.asked else AskToSpeak(who=who))
        else:
            self._name(words)

    def _name(self, named: str) -> None:
        """Let whoever is called so speak; somebody on no list once that was meant."""
        try:
            who = self._speaker(named)
        except Several:
            raise
        except Refused as refusal:
            if not self.asks:
                raise
            label = clean_line(named)
            told = _("“{name}” speaks all the same", name=spoken(label))
            self.offer([Choice(told, lambda: self._begin(Who(label=label)))], spoken(str(refusal)))
        else:
            self._begin(who)

    def _speaker(self, named: str) -> Who:
        """The speaker who is meant. Raises `Refused`."""
        state = self.state
        those = known(state.day, state.attendance, state.floor, block_of(state.day, self.now))
        return find(those, self._settled.get("".join(words_of(named)), named))

    def _begin(self, who: Who) -> None:
        if self.do(BeginTurn(who=who)) and (share := self._stands().share):
            self.answer(_("{time} for this turn", time=lasting(share.whole_s)))

    def _stands(self) -> Standing:
        return standing(self.state.day, self.state.attendance, self.state.floor, self.now)

    def _say_the_floor(self) -> None:
        stands, called = self._stands(), caller(self.state.agenda, self.state.attendance)
        parts = [_("nobody has the floor")]
        if stands.open:
            name, time = spoken(called(stands.open.turn.speaker)), lasting(stands.open.seconds)
            parts = [_("{name} has the floor, for {time}", name=name, time=time)]
        if stands.share:
            left = stands.share.left_s
            parts.append(_("{time} left", time=lasting(left)) if left >= 0 else _("{time} over", time=lasting(-left)))
        if stands.left is not None and stands.each_s is not None:
            count = sum(not stands.open or who != stands.open.turn.speaker for who in stands.left)
            each = lasting(stands.each_s)
            parts.append(
                plural(
                    "{count} is left of the round, {time} each",
                    "{count} are left of the round, {time} each",
                    count,
                    time=each,
                )
            )
        if stands.order:
            parts.append(_("next, {name}", name=spoken(called(stands.order[0]))))
        if asked := self.state.floor.asked:
            parts.append(_("asks to speak: {names}", names=listed([spoken(called(who)) for who in asked])))
        self.answer(*parts)

    # ── groups ─────────────────────────────────────────────────────────────────────────────────────────
    def group(self, words: str) -> None:
        """Say where the groups stand, or one; take what one says of itself; grant what they ask; let them report."""
        state, said = self.state, fold(words)
        if said in GRANT:
            self.do(granting(state.day, state.groups, self.now))
        elif said in REPORT:
            if self.do(round_of_groups(state.day, state.groups, state.attendance)):
                self._say_the_floor()
        elif not words:
            self._say_groups()
        elif found := _SAID.fullmatch(said):
            named = " ".join(words.split()[: len(found["group"].split())])
            self._group_says(named, found["word"], int(found["minutes"] or 0))
        else:
            self._say_group(words)

    def _group_says(self, named: str, word: str, minutes: int) -> None:
        """Note what a group says of itself."""
        meant = next(one for one, words in STATES.items() if word in words)
        if meant == "asks" and not minutes:
            raise Refused(say("say how many minutes: asks 2"))
        self.do(SayOfGroup(self._group(named).key, meant, minutes))

    def _group(self, named: str) -> Group:
        """The group that is meant, of those at work, else of those that are shown. Raises `Refused`."""
        state = self.state
        segment = owner(state.day, state.groups, state.day.live) or meant_segment(state.day, state.groups, None)
        made = groups_of(state.day, state.groups, segment, state.attendance.people)
        return find_group(made, self._settled.get(letters(named), named))

    def _say_groups(self) -> None:
        state = self.state
        segment = meant_segment(state.day, state.groups, None)
        made = groups_now(state.day, state.groups, state.attendance, segment, self.now)
        turned = _("round {round} of {rounds}", round=made.round, rounds=made.rounds) if made.round else ""
        self.answer(_("groups of {title}", title=spoken(state.day.title(segment))), turned)
        for one in made.groups:
            self.answer(_told(one, live=made.live))
        self.answer(*(spoken(part) for part in (loose_told(state, made), report_told(state, segment)) if part))

    def _say_group(self, named: str) -> None:
        state, key = self.state, self._group(named).key
        segment = meant_segment(state.day, state.groups, None)
        made = groups_now(state.day, state.groups, state.attendance, segment, self.now)
        one = next(one for one in made.groups if one.group.key == key)
        names = [spoken(state.attendance.name(who)) for who in one.group.members]
        self.voice.answer(sentences(_told(one, live=made.live), listed(names)))


def _told(one: GroupNow, *, live: bool) -> str:
    """“Table B, hall, asks for 2 min”."""
    place = [spoken(one.place)] if one.place else []
    return listed([spoken(str(one.group.called)), *place, *([spoken(str(state_told(one)))] if live else [])])
