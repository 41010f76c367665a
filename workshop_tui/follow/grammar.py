"""The commands by their names, French and English; which of them a word means, by its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop_tui.locale import LANGUAGES, Message, language, say
from workshop_tui.session.may import May
from workshop_tui.text import fold


@dataclass(frozen=True)
class Word:
    """A command: its name in each language, how it is used (`SEG`), and what it does. `method` does it."""

    en: str
    fr: str
    does: Message
    method: str
    takes: Message | None = None
    also: tuple[str, ...] = ()
    needs: May = May.WATCH
    """The right that it needs, whatever follows it."""
    leads_out: bool = False
    """True if it is not there for who is confined to the session."""

    def name(self, spoken: str) -> str:
        """The name in that language."""
        return {"fr": self.fr}.get(spoken, self.en)

    @property
    def used(self) -> str:
        """The name in the language in use, and what follows it."""
        return f"{self.name(language())} {self.takes or ''}".strip()


_SEG, _NAME = say("SEGMENT"), say("NAME")
_LEADS, _NOTES = May.LEAD, May.NOTE
WORDS = (
    Word("next", "suivant", say("the next segment starts"), "next", needs=_LEADS),
    Word("goto", "aller", say("this segment starts, the live one is set aside"), "goto", _SEG, needs=_LEADS),
    Word("pause", "pause", say("time stands still"), "pause", needs=_LEADS),
    Word("resume", "reprendre", say("it goes on"), "resume", needs=_LEADS),
    Word("stop", "arrêter", say("the live segment is finished, nothing starts"), "stop", needs=_LEADS),
    Word("fit", "ajuster", say("the ways to end on time; then a number takes one"), "fit"),
    Word("skip", "sauter", say("this segment is left out today"), "skip", _SEG, needs=_LEADS),
    Word("restore", "remettre", say("a skipped segment is back"), "restore", _SEG, needs=_LEADS),
    Word("add", "ajouter", say("a segment nobody planned, after the live one or after SEGMENT"), "add",
         say("TITLE MINUTES, after SEGMENT"), needs=_LEADS),
    Word("move", "déplacer", say("this segment comes after another, or first in a block"), "move",
         say("SEGMENT after SEGMENT, or SEGMENT into BLOCK"), needs=_LEADS),
    Word("hours", "horaires", say("the block has to end at this time today"), "hours", say("BLOCK TIME"), needs=_LEADS),
    Word("shift", "décaler", say("what is left of the day comes later by so many minutes, or earlier"), "shift",
         say("MINUTES, or -MINUTES"), needs=_LEADS),
    Word("undo", "annuler", say("the last command about the time is taken back"), "undo", needs=_LEADS),
    Word("redo", "refaire", say("what was taken back is done again"), "redo", needs=_LEADS),
    Word("note", "noter", say("a note; in it !kind #phase @stakeholder ~initiative"), "note", say("TEXT"), ("n",),
         _NOTES),
    Word("notes", "notes", say("the last notes, or those with these WORDS"), "notes", say("WORDS")),
    Word("amend", "corriger", say("the note with this number reads so from here on"), "amend", say("NUMBER TEXT"),
         needs=_NOTES),
    Word("withdraw", "retirer", say("the note with this number counts no more"), "withdraw", say("NUMBER"),
         needs=_NOTES),
    Word("here", "arrivée", say("this participant is there from now on"), "here", _NAME, needs=_NOTES),
    Word("gone", "départ", say("this participant is gone from now on"), "gone", _NAME, needs=_NOTES),
    Word("turn", "parole", say("who speaks, and who is next; with a NAME, this one speaks"),
         "turn", say("NAME, or end, next, round, ask NAME")),
    Word("group", "groupe", say("where the groups stand; a GROUP is done, or asks; what they ask is granted"),
         "group", say("GROUP done, GROUP asks MINUTES, grant, report")),
    Word("who", "qui", say("who is on this session, who has the hand, who is there"), "who"),
    Word("signal", "signal", say("a signal to the other trainers"), "signal", say("SIGNAL"), needs=_NOTES),
    Word("hand", "main", say("who has the hand; with your NAME, you take it"), "hand", _NAME),
    Word("initiative", "initiative", say("the initiatives; with a NAME, that one, or a new one"), "initiative", _NAME),
    Word("why", "pourquoi", say("where the day departed from its plan; with a REASON, why"), "why", say("REASON")),
    Word("matrix", "matrice", say("how many notes name a phase and a stakeholder"), "matrix"),
    Word("points", "points", say("what is open, of the days before too; with a POINT, what became of it, and why"),
         "points", say("POINT done, goes on or dropped, WHY")),
    Word("todo", "todo", say("what is to be done, a number ticks it; with WORDS, what is done, too"), "todo",
         say("WORDS")),
    Word("report", "compte-rendu", say("the report is written into this file"), "report", say("FILE"), leads_out=True),
    Word("left", "reste", say("what is left of the block, and of the day"), "left"),
    Word("end", "terminer", say("the day is ended"), "end", needs=_LEADS),
    Word("reopen", "rouvrir", say("an ended day is open again"), "reopen", needs=_LEADS),
    Word("repeat", "répéter", say("what was said last is said again, or the last NUMBER"), "repeat", say("NUMBER")),
    Word("brief", "bref", say("unasked, only ends and signals are said"), "brief"),
    Word("normal", "normal", say("what others did, lateness and guests are said, too"), "normal"),
    Word("full", "complet", say("notes, arrivals and steps are said, too"), "full"),
    Word("mute", "silence", say("nothing is said unasked for so many minutes; 0 ends that"), "mute", say("MINUTES")),
    Word("help", "aide", say("the commands; with a COMMAND, that one"), "help", say("COMMAND"), ("?",)),
    Word("quit", "quitter", say("leave; the day goes on"), "quit"),
)  # fmt: skip
"""The commands, in the order in which help lists them."""


def meant(word: str) -> tuple[Word, ...]:
    """The commands that `word` may mean: that of this name, in the language in use or the other, else those that begin
    so in the language in use, else in the other."""
    wanted, others = fold(word), tuple(one for one in reversed(LANGUAGES) if one != language())
    exact = [one for one in WORDS if wanted in (fold(one.name(language())), *one.also)]
    if exact:
        return tuple(exact[:1])
    for spoken in others:
        if exact := [one for one in WORDS if fold(one.name(spoken)) == wanted]:
            return tuple(exact[:1])
    for spoken in (language(), *others):
        if begun := tuple(one for one in WORDS if wanted and fold(one.name(spoken)).startswith(wanted)):
            return begun
    return ()


SIGNS = "+-\u2212"
"""Signs with which minutes are given or taken."""
MINUTES = re.compile(rf"([{SIGNS}])\s*(\d{{1,4}})(?:\s*(?:'|(?:min|mn|minutes?)\b\.?))?(?:\s+(.*))?$")
"""`+5`, `-5 Round`, `+5 min`."""


def after(words: str) -> list[tuple[str, str]]:
    """`Round` and `Welcome` of `Round after Welcome`, `Round, après Welcome`: each way to part it, for a title may have
    that word in it."""
    return _parted(words, "after|après|apres")


def into(words: str) -> list[tuple[str, str]]:
    """`Round` and `the afternoon` of `Round into afternoon`, `Round dans après-midi`: each way to part it."""
    return _parted(words, "into|dans|vers")


def _parted(words: str, between: str) -> list[tuple[str, str]]:
    found = re.finditer(rf"(?<=\S),?\s+(?:{between})\s+(?=\S)", words, re.IGNORECASE)
    return [(words[: one.start()].strip(), words[one.end() :].strip()) for one in found]
