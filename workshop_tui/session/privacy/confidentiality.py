"""Confidentiality: what is not told of who said it. It holds for everything that leaves the program.

`nominatif` hides nothing. With `pseudonyme`, the names of people become codes. With `chatham` they are left out, and so
are organisations, territories and owners of initiatives. Trainers, who sign the report, are named; so are guests who
were announced in public, but under `chatham`. Known by name are
participants, guests, speakers, who follows something up, who carries or reported an initiative (`names.names_in`).

What becomes of a text follows from what its field holds. Keys and words of the program stay. In the words of people a
name is found whole and in its parts; a part in small letters may be an ordinary word (“rivière”): that is asked once,
and hidden until somebody answers. The words of the agenda, written before the day, hide whole names alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import Any, TypeVar

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import LISTS, MEMBERS, MET, NATURES, PURPOSES, SEGMENT_KINDS, WORDS
from workshop_tui.holds import NOTHING, Holds, InPlace, rewritten
from workshop_tui.locale import Message, say
from workshop_tui.session.names.codes import codes_drawn, is_code
from workshop_tui.session.names.people import parts_of, pieces_of, spelt_of
from workshop_tui.session.notes.initiatives import find_initiative
from workshop_tui.session.state import State
from workshop_tui.session.timing.lookup import fresh_key
from workshop_tui.text import slug
from workshop_tui.text.folding import alike, words_of
from workshop_tui.text.persons import initials_of, surnames_of, wholes_of
from workshop_tui.text.replacing import Case, Instead, Replacing, replacing
from workshop_tui.text.saints import saints_of

LEFT_OUT = "[…]"
"""The sign in the place of what is left out."""
_NOT_TOLD = frozenset({Holds.SPEAKER, Holds.OWNER, Holds.PLACE, Holds.AFFILIATION})
"""Kinds of text that `chatham` leaves out altogether."""
_OWN_WORDS = frozenset({
    *(word.key for words in (PURPOSES, NATURES, MET) for word in words),
    *(key for words in WORDS.values() for key in words),
    *MEMBERS, *SEGMENT_KINDS,
})  # fmt: skip
Said = TypeVar("Said")


@dataclass(frozen=True)
class Veil:
    """The confidentiality of a session: what it makes of whatever leaves the program."""

    state: State

    @cached_property
    def rule(self) -> str:
        """`nominatif`, `pseudonyme` or `chatham`."""
        return self.state.agenda.confidentiality

    @cached_property
    def hides(self) -> bool:
        """Tell whether anything is hidden at all."""
        return self.rule != "nominatif"

    @property
    def warning(self) -> Message | None:
        """Say what the rule does, for the head of whatever is handed out; None if it does nothing."""
        if self.rule == "pseudonyme":
            return say("names are replaced by codes; with so few people, a role and a village may still name someone")
        if self.rule == "chatham":
            return say("neither who said it, nor whom they belong to, nor where, is told")
        return None

    # ── who is who ─────────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each name, in the order in which they were said: P37, P4… The key that is kept apart.

        A name that was forgotten stands in the record as its code, which stays its own; so does that of a participant
        who is called by one. Any other code that was said is that of a name.
        """
        called = {*self.state.erased, *(one.name for one in self.state.attendance.people.values())}
        firsts: list[str] = []
        trainers, spelt, short = {_joined(name) for name in self.trainers}, set[str](), set[str]()
        for name in self.state.named:
            forms = [(_joined(form), spelt | short if " " in form else spelt) for form in wholes_of(name)]
            known = _joined(name) in trainers or any(form in those for form, those in forms)
            if not known and (name in called or not is_code(name)):
                firsts.append(name)
                spelt |= spelt_of(name)
                short |= initials_of(name).keys()
        drawn = islice(codes_drawn(self.state.names.draw), self.state.coded_before, None)
        free = (code for code in drawn if code not in firsts)
        return {name: name if is_code(name) else next(free) for name in firsts}

    @cached_property
    def trainers(self) -> frozenset[str]:
        """The names of trainers, all of them, as `alike` has it: they are named."""
        trainers = self.state.agenda.trainers
        return frozenset(alike(name) for one in trainers for name in (one.key, one.name, *parts_of(one.name)))

    @cached_property
    def public(self) -> frozenset[str]:
        """The names of guests who were announced in public, as `alike` has it: all but `chatham` tell them."""
        guests = self.state.agenda.guests if self.rule != "chatham" else ()
        return frozenset(form for one in guests if one.public for form in (alike(one.name), *wholes_of(one.name)))

    @cached_property
    def _hidden(self) -> tuple[str, ...]:
        """The names that are hidden. Who is public has a code all the same, for that of others does not hang on it."""
        return tuple(name for name in self.codes if alike(name) not in self.public)

    def people(self, word: str) -> list[str]:
        """The names of whom a word, as `alike` has it, may be a part."""
        return [name for name in self._hidden if _joined(word) in spelt_of(name) | initials_of(name).keys()]

    # ── what is looked for, and what stands in its place ───────────────────────────────────────────────
    @cached_property
    def _said(self) -> Replacing:
        """In what people said: names whole and in their parts, which may be several people's."""
        parts: dict[str, set[str]] = {}
        for name in self._hidden:
            for piece in (*pieces_of(name), *surnames_of(name)):
                parts.setdefault(piece, set()).add(self._shown(name))
        asked = {piece for name in self._hidden for piece in pieces_of(name)}
        words = {
            part: Instead("/".join(sorted(codes)), Case.ASKED if part in asked else Case.CAPITAL)
            for part, codes in parts.items()
        }
        words |= {alike(phrase): Instead(LEFT_OUT) for phrase in self._belonging if alike(phrase)}
        words |= self._whole(Case.ASKED, parts)
        ordinary = dict.fromkeys(_words_of(self._terms) - words.keys(), True)
        return replacing(words, self._initials, ordinary | self.state.ordinary)

    @cached_property
    def _planned(self) -> Replacing:
        """In what the agenda says: whole names; one of a single word where it has a capital."""
        phrases = {alike(one) for one in self._affiliations_spelt if alike(one)} if self.rule == "chatham" else ()
        words = {phrase: Instead(LEFT_OUT, _case(phrase, Case.CAPITAL)) for phrase in phrases}
        return replacing(words | self._whole(Case.CAPITAL), self._initials, joined=Case.CAPITAL)

    def _whole(self, single: Case, parts: Collection[str] = ()) -> dict[str, Instead]:
        """Whole names in every order but those that are `parts`; `single`: the case of one that is a single word. Those
        of trainers, and their parts, stay."""
        hidden = {
            form: Instead(self._shown(name), _case(form, single))
            for name in reversed(self._hidden)
            for form in wholes_of(name)
            if form not in parts
        }
        told = (*self.trainers, *(name for name in self.public if name not in parts))
        hidden |= {name: Instead("", Case.NEVER) for name in told if name}
        exact = {alike(name): Instead(self._shown(name), _case(alike(name), single)) for name in self._hidden}
        return {words: instead for words, instead in (hidden | exact).items() if words}

    @cached_property
    def _initials(self) -> dict[str, tuple[str, str]]:
        shown: dict[str, set[str]] = {}
        patterns: dict[str, str] = {}
        for name in self._hidden:
            for letters, pattern in initials_of(name).items():
                patterns[letters] = pattern
                shown.setdefault(letters, set()).add(self._shown(name))
        return {letters: (pattern, "/".join(sorted(shown[letters]))) for letters, pattern in patterns.items()}

    def _shown(self, name: str) -> str:
        return self.codes[name] if self.rule == "pseudonyme" else LEFT_OUT

    @cached_property
    def _affiliations(self) -> list[str]:
        """The places and organisations of people, and who owns an initiative; but whom trainers belong to."""
        known = {alike(one.organisation) for one in self.state.agenda.trainers if one.organisation}
        return [words for words in self.state.affiliations if alike(words) not in known]

    @property
    def _affiliations_spelt(self) -> Iterator[str]:
        return (spelt for words in self._affiliations for spelt in saints_of(words))

    @property
    def _belonging(self) -> Iterator[str]:
        """The words that `chatham` leaves out of what people said: those, whole and in their parts, saints in both
        spellings."""
        for words in self._affiliations_spelt if self.rule == "chatham" else ():
            yield words
            yield from (part for part in re.split(r"\s*[,;/()]\s*", words) if len(part) > 2)

    # ── what becomes of a text ─────────────────────────────────────────────────────────────────────────
    @cached_property
    def asked(self) -> dict[str, str]:
        """Words met so far that may be ordinary ones: as `alike` has them, and as they were written first."""
        return {}

    def text(self, text: str) -> str:
        """Words that people said, without what is hidden."""
        return self._said.text(text, asked=self.asked) if self.hides else text

    def planned(self, text: str) -> str:
        """Words of the agenda, or a name made from them, without what is hidden."""
        return self._planned.text(text) if self.hides else text

    def part(self, part: Said, instead: InPlace = NOTHING) -> Said:
        """Give what somebody said (an event, a note, an initiative, any part of a state) without what is hidden."""
        return rewritten(part, self._of_said, instead) if self.hides else part

    def account(self, by: str) -> str:
        """Give the account of who says something, without what is hidden: a trainer's key stays."""
        named = not self.hides or self.state.agenda.trainer(by)
        return by if named else self._said.text(by, sure=True)

    def _of_said(self, _part: Any, holds: Holds, text: str) -> str | None:
        change = self._changes.get(holds)
        return change(text) if change else text

    @cached_property
    def _changes(self) -> dict[Holds, Callable[[str], str | None]]:
        """By kind of text, how it is told; a kind that is not here stays as it is. Those of which many notes say the
        same are told once."""

        def name(text: str) -> str:
            return self._said.text(text, sure=True)

        segments, people = self.keys[Holds.KEY], self.keys[Holds.PERSON_KEY]
        trainers = {one.key for one in self.state.agenda.trainers}
        told: dict[Holds, Callable[[str], str | None]] = {
            Holds.CONTACT: lambda _text: None,
            **dict.fromkeys((Holds.PERSON, Holds.SPEAKER, Holds.SOMEBODY, Holds.OWNER), name),
            **dict.fromkeys((Holds.WORDS, Holds.PLACE, Holds.AFFILIATION), self.text),
            Holds.ACCOUNT: cache(self.account),
            Holds.TAG: cache(lambda text: text if text in self._tags else self.text(text)),
            Holds.INITIATIVE_KEY: cache(lambda text: self._about(text) or self.text(text)),
            Holds.KEY: lambda text: segments.get(text, text),
            Holds.PERSON_KEY: lambda text: text if text in trainers else people.get(text) or self._struck(text),
        }
        if self.rule == "chatham":
            told |= dict.fromkeys(_NOT_TOLD, lambda _text: None)
            told[Holds.SOMEBODY] = lambda text: text if alike(text) in self.trainers else LEFT_OUT
        return told

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda without what is hidden: names of people, and whole names in its words; its trainers stay."""
        return rewritten(self.state.agenda, self._of_agenda) if self.hides else self.state.agenda

    def _of_agenda(self, part: Any, holds: Holds, text: str) -> str | None:
        if holds is Holds.WORDS:
            return self.planned(text)
        if holds is Holds.SOMEBODY:
            return self._said.text(text, sure=True)  # a guest: words for nobody stay
        return text if holds in (Holds.TAG, Holds.KEY) else self._of_said(part, holds, text)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return tuple(term for axis in LISTS for term in getattr(self.state.agenda, axis) or ())

    @cached_property
    def _tags(self) -> frozenset[str]:
        return _keys_of(self._terms)

    # ── keys that were made from what somebody said ────────────────────────────────────────────────────
    @cached_property
    def initiatives(self) -> dict[str, str]:
        """The key of each initiative without what is hidden."""
        called = {key: one.name for key, one in self.state.notebook.known.items()}
        return self._renamed(called, "initiative")

    @cached_property
    def keys(self) -> dict[Holds, dict[str, str]]:
        """New keys, by kind: of people, and of segments and groups that were added under a title with a name in it."""
        state, planned = self.state, {one.key for one in self.state.agenda.segments()}
        added = {key: one.title for key, one in state.day.plans.items() if key not in planned}
        if state.has_groups and state.groups.opened:  # those that were closed since, too: notes of theirs are kept
            from workshop_tui.session.groups.events import GroupOpened

            opened = {one.group.key: one.group.title for one in state.events if isinstance(one, GroupOpened)}
            opened |= {one.key: one.title for made in state.groups.opened.values() for one in made}
            added |= {key: title for key, title in opened.items() if key not in state.day.plans}
        people = {one.key: one.name for one in state.agenda.guests}
        people |= {one.key: one.name for one in state.agenda.participants}
        people |= {key: one.name for key, one in state.attendance.people.items()}
        return {
            Holds.KEY: self._renamed(added, "segment", planned),
            Holds.PERSON_KEY: self._renamed(people, "participant"),
        }

    def _struck(self, key: str) -> str:
        """The key of somebody who is expected no more, without what is hidden."""
        told = self._said.text(key)
        return key if told == key else slug(told) or "participant"

    def _about(self, named: str) -> str | None:
        """The key of the initiative that is meant, without what is hidden; None if it is not recorded."""
        found = named if named in self.initiatives else find_initiative(self.state.notebook, named)
        return self.initiatives[found] if found else None

    def _renamed(self, called: dict[str, str], otherwise: str, taken: Collection[str] = ()) -> dict[str, str]:
        """A key for each that is called so; the same unless a name is hidden in it, or in the key."""
        hidden = {key: self._said.text(name) for key, name in called.items()}
        same = {key for key, name in called.items() if hidden[key] == name and self._said.text(key) == key}
        keys = {key: key for key in called if key in same}
        for key in called:
            if key not in same:
                keys[key] = fresh_key(hidden[key], otherwise, {*taken, *called, *keys.values()})
        return keys


@lru_cache(maxsize=64)
def _keys_of(terms: tuple[Term, ...]) -> frozenset[str]:
    """The keys of the lists, the agenda's and the program's: they are no names."""
    return _OWN_WORDS.union(key for term in terms for key in (term.key, *term.members))


@lru_cache(maxsize=64)
def _words_of(terms: tuple[Term, ...]) -> frozenset[str]:
    """The words of those lists: “plan” is no P. Lan."""
    said = (*_keys_of(terms), *(term.label or "" for term in terms))
    return frozenset(word for one in said for word in words_of(one))


def _case(name: str, single: Case) -> Case:
    return Case.ANY if " " in name else single


def _joined(name: str) -> str:
    return "".join(words_of(name))
