"""Lines of what is prepared: `-7d Ask about diets @host` of a checklist, `scribe: ann` of roles, `Pad https://…` of
links, `Table A, Hall` of groups. Each is told from its value, and read back; `Mistake` says what a line lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workshop_tui.agenda.moments import END, START, moment
from workshop_tui.agenda.times import Mistake
from workshop_tui.locale import say
from workshop_tui.text import clean_line

_WHEN_WORDS = 3
"""Words of a moment at the most: `- 45 min`."""
_BRACKETED = re.compile(r"\[([^\]]*)\]\s*(.*)")
_WHO = re.compile(r"\s+@(?=\S)")
_ADDRESS = re.compile(r"\S*(?:://|\w\.\w)\S*")


def todo_told(said: Mapping[str, Any]) -> str:
    """A line of a checklist: when it is due, its words, `@` each of the people; a `when` that is a key in brackets."""
    when, text = clean_line(str(said.get("when", ""))), clean_line(str(said.get("text", "")))
    if when and _moment_of(when.split()) != len(when.split()):
        when = f"[{when}]"
    elif not when and text != todo_in(text or "-").get("text"):
        when = START  # which says the same, and is not taken for the words
    return " ".join([when, text, *(f"@{one}" for one in _several(said.get("who")))]).strip()


def todo_in(line: str) -> dict[str, Any]:
    """The line of a checklist that somebody typed. Raises `Mistake`."""
    body, *who = _WHO.split(line.strip())
    bracketed = _BRACKETED.fullmatch(body)
    words = body.split()
    count = _moment_of(words)
    when, text = (bracketed[1].strip(), bracketed[2]) if bracketed else (" ".join(words[:count]), body)
    if not bracketed and count:
        text = " ".join(words[count:])
    if not text:
        raise Mistake(say("a line of a checklist says what is to be done: “-7d Ask about diets @ann”"))
    return ({"when": when} if when else {}) | {"text": text} | ({"who": _one_or_several(who)} if who else {})


def link_told(said: Mapping[str, Any]) -> str:
    """A link: its words, and its address."""
    return " ".join(clean_line(str(said[name])) for name in ("text", "url") if name in said)


def link_in(line: str) -> dict[str, Any]:
    """The link that somebody typed, its address last. Raises `Mistake`."""
    text, _space, url = line.strip().rpartition(" ")
    if not _ADDRESS.fullmatch(url):
        raise Mistake(say("a link has its address at the end: “Pad https://pad.example.org”"))
    return ({"text": text.strip()} if text.strip() else {}) | {"url": url}


def roles_told(said: Mapping[str, Any]) -> str:
    """The roles, one a line: `scribe: ann, bob`."""
    return "\n".join(f"{clean_line(role)}: {', '.join(_several(who))}" for role, who in said.items())


def role_in(line: str) -> tuple[str, Any]:
    """The role that somebody typed, and who has it. Raises `Mistake`."""
    role, _colon, those = (part.strip() for part in line.partition(":"))
    who = [one for part in those.split(",") if (one := part.strip())]
    if not (role and who):
        raise Mistake(say("a role has a name, and behind a colon who has it: “scribe: ann”"))
    return role, _one_or_several(who)


def group_told(said: Mapping[str, Any]) -> str:
    """A group: its title, and its place or its link."""
    return ", ".join(clean_line(str(said[name])) for name in ("title", "place", "link") if said.get(name))


def group_in(line: str) -> dict[str, Any]:
    """The group that somebody typed: `Table A, Hall`, `Table A, https://…`."""
    title, *more = [part.strip() for part in line.split(",")]
    if not title:
        raise Mistake(say("a group has a title: “Table A, Hall”"))
    link = more.pop() if more and "://" in more[-1] else ""
    place = ", ".join(filter(None, more))
    return {"title": title} | ({"place": place} if place else {}) | ({"link": link} if link else {})


def _moment_of(words: list[str]) -> int:
    """The words at the beginning that say when: `-45 min` are two; 0 if none do."""
    if words and words[0] in (START, END):
        return 1
    for count in range(min(_WHEN_WORDS, len(words)), 0, -1):
        try:
            if moment(" ".join(words[:count])):
                return count
        except Mistake:
            continue
    return 0


def _several(who: object) -> list[str]:
    those = who if isinstance(who, list) else [] if who is None else [who]
    return [clean_line(str(one)) for one in those]


def _one_or_several(who: list[str]) -> Any:
    return who[0] if len(who) == 1 else who
