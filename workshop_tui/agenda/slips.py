"""Slips of somebody who writes TOML for the first time, line by line: what to write instead.

A *mend* makes one line out of another: `start = 9h` becomes `start = "9h"`. Which mend is right is not guessed but
tried: it is the one with which the file can be read beyond that line. So nothing is said that would not help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from workshop_tui.agenda.unknown import meant_key, meant_table
from workshop_tui.locale import Message, say
from workshop_tui.text import fold, slug

Mend = Callable[[str], str]
_PAIR = re.compile(r"^(\s*)(.*?)(\s*=\s*)(.*?)(\s*(?:#.*)?)$")
_YES, _NO = ("oui", "yes", "vrai", "true"), ("non", "no", "faux", "false")
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'|[“„‟][^“”]*[“”]|«.*?»|‘[^’]*’")
_WIDE = "\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0"
_SPACE = re.compile(f"[{_WIDE}]")
_UNSEEN = re.compile(
    f"[{_WIDE}\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""The characters that look like a space, or like nothing, and are no blank of TOML's."""
_NAMES = {
    "\xa0": say("a no-break space"), "\u202f": say("a narrow no-break space"), "\u200b": say("a zero-width space"),
    "\u200c": say("a zero-width non-joiner"), "\u200d": say("a zero-width joiner"), "\u2060": say("a word joiner"),
    "\ufeff": say("a byte-order mark"), "\xad": say("a soft hyphen"), "\u3000": say("an ideographic space"),
    "\u2009": say("a thin space"),
}  # fmt: skip
_PLAIN = re.compile(r"""(?!["'\[{])(?=.*\S).*""")


LISTS = {
    **dict.fromkeys(("lead", "support", "tech", "needs", "who"), ",+&/"),
    **dict.fromkeys(("covers", "material", "also", "members"), ",;"),
    **dict.fromkeys(("prompts", "objectives"), ""),
}
"""Keys whose value is a list of texts, and at which signs people part what they write as one text."""


def mended(line: str, reads: Callable[[str], bool]) -> tuple[str, Message] | None:
    """`line` as it was probably meant, and what to say about it; None where that cannot be told.

    `reads(line)` says whether the file can be read beyond the line with that in its place. One mend is tried at a
    time, then the first two, three… together: a line may hold several slips.
    """
    for better in _attempts(line):
        if reads(better):
            told, unseen = say("write it like this: {line}", line=_brief(better)), unseen_in(line)
            if unseen and better == _spaces(line):
                told = no_space(unseen)
            elif unseen and unseen_in(better) != unseen:
                told = say("{told} (there is {name}: type an ordinary space)", told=told, name=unseen)
            return better, told
    return None


def headers(lines: list[str]) -> Iterator[tuple[int, int, Message]]:
    """Mend in `lines` the names of lists of tables that are called otherwise; the place of each, and what to say."""
    for number, line in enumerate(lines, 1):
        found = re.fullmatch(r"(\s*)\[\[([^\[\]\"]+)\]\]\s*(#.*)?", line)
        table = meant_table(found[2]) if found and not _UNSEEN.search(line) else None
        if found and table and table != found[2].strip():
            lines[number - 1] = f"{found[1]}[[{table}]]"
            yield number, len(found[1]) + 1, say("write it like this: {line}", line=f"[[{table}]]")


def _attempts(line: str) -> Iterator[str]:
    alone = [mend(line) for mend in _MENDS]
    together = list(accumulate(_MENDS, lambda text, mend: mend(text), initial=line))
    yield from (better for better in dict.fromkeys([*alone, *together]) if better != line)


def _spaces(line: str) -> str:
    """Ordinary spaces in place of others, and nothing in place of what has no width."""
    return _UNSEEN.sub(lambda found: " " if _SPACE.fullmatch(found[0]) else "", line)


def no_space(name: Message) -> Message:
    """Say that what is called so stands where a blank is wanted."""
    return say("a space that is none stands here ({name}): type an ordinary one", name=name)


def unseen_in(line: str) -> Message | None:
    """Name the first character in `line`, outside of texts in quotes, that looks like a space or like nothing; None if
    there is none."""
    found = _UNSEEN.search(_TEXTS.sub("", line))
    if not found:
        return None
    sign = f"U+{ord(found[0]):04X}"
    known = _NAMES.get(found[0])
    return say("{name}, {sign}", name=known, sign=sign) if known else say("the character {sign}", sign=sign)


def _quotes(line: str) -> str:
    """Straight quotes around values in place of a word processor's; a « text » loses its inner spaces."""
    line = re.sub(r"(?<=[=\[,])(\s*)(?:[“”„‟\"]|«\s*)(.*?)(?:\s*»|[“”„\"])(?=\s*(?:[,\]#]|$))", r'\1"\2"', line)
    return re.sub(r"(?<=[=\[,])(\s*)[‘’'](.*?)[‘’'](?=\s*(?:[,\]#]|$))", r'\1"\2"', line)


def _header(line: str) -> str:
    found = re.fullmatch(r"\s*\[+\s*([^\[\]=\"]+?)\s*\]*\s*(#.*)?", line)
    return f"[[{meant_table(found[1]) or found[1]}]]" if found else line


def _colon(line: str) -> str:
    return re.sub(r"^(\s*[^\W\d]\w*)\s*:\s*", r"\1 = ", line)


def _key(line: str) -> str:
    """An ASCII key, the agenda's own if its French name is known, in place of one with accents or spaces."""
    found = _PAIR.fullmatch(line)
    if not found or not re.fullmatch(r"[^\W\d][\w '’-]*", found[2]):
        return line
    return f"{found[1]}{meant_key(found[2])}{found[3]}{found[4]}{found[5]}"


def _inner_keys(line: str) -> str:
    """Quotes around a key in `{ … }` that has accents or spaces: the name of a role, say."""
    return re.sub(
        r"([{,]\s*)([^\W\d_][\w'’-]*(?: [\w'’-]+)*)(?=\s*=)",
        lambda found: found[0] if re.fullmatch(r"[A-Za-z0-9_-]+", found[2]) else f'{found[1]}"{found[2]}"',
        line,
    )


def _ascii_key(line: str) -> str:
    found = _PAIR.fullmatch(line)
    return f"{found[1]}{slug(found[2])}{found[3]}{found[4]}{found[5]}" if found and not found[2].isascii() else line


def _after(line: str) -> str:
    """Leave nothing after the value: no comma, no semicolon; a comment begins with `#`."""
    return re.sub(r"\s*[,;]\s*$", "", re.sub(r"\s+//\s?", " # ", line, count=1))


def _yes_or_no(line: str) -> str:
    found = _PAIR.fullmatch(line)
    word = fold(found[4]) if found else ""
    return _with(line, "true" if word in _YES else "false") if word in _YES + _NO else line


def _number(line: str) -> str:
    """A number without zeros before it; of a capacity, without what is counted."""
    found = _PAIR.fullmatch(line)
    number = re.fullmatch(r"0*([1-9][0-9]{0,8})(.*)", found[4]) if found else None
    if not found or not number or (number[2] and found[2] != "capacity"):
        return line
    return _with(line, number[1])


def _quoted(line: str) -> str:
    """Quotes around a value, or around each of a list, that has none."""
    found = _PAIR.fullmatch(line)
    if not found:
        return line
    if inner := re.fullmatch(r"\[([^\[\]]+)\]", found[4]):
        return _with(line, as_list(",", inner[1]))
    if found[2] in LISTS and found[4] and not found[4].startswith(("[", "{")):
        return _with(line, as_list(LISTS[found[2]], found[4]))
    return _with(line, f'"{found[4]}"') if _PLAIN.fullmatch(found[4]) and '"' not in found[4] else line


def as_list(between: str, text: str) -> str:
    """`text` as a list of texts, parted at the characters `between`; whole if there are none."""
    return "[" + ", ".join(f'"{word}"' for word in as_texts(between, text)) + "]"


def as_texts(between: str, text: str) -> list[str]:
    """The texts that `text` lists, parted at the characters `between`; one if there are none."""
    parts = re.split(f"[{between}]", text) if between else [text]
    return [word for part in parts if (word := part.strip().strip("\"'").strip())]


def _closed(line: str) -> str:
    found = _PAIR.fullmatch(line)
    return line.rstrip() + '"' if found and line.count('"') == 1 else line


def _inner(line: str) -> str:
    """Quotes and backslashes inside a text, as a text in straight quotes can hold them."""
    found = _PAIR.fullmatch(line)
    if not found or not re.fullmatch(r"\"(.*)\"|'(.*)'", found[4]):
        return line
    inside = re.sub(r"\"([^\"]*)\"", r"“\1”", found[4][1:-1]).replace('"', "”").replace("\\", "/")
    return _with(line, f'"{inside}"')


def _slashes(line: str) -> str:
    return line.replace("\\", "/")


def _separated(line: str) -> str:
    return re.sub(r"([\"'])(\s+)([\"'])(?!\s*[,\]])", r"\1,\2\3", re.sub(r"\"\s+\"", '", "', line))


def _with(line: str, value: str) -> str:
    """`line` with another value."""
    return _PAIR.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{value}{found[5]}", line)


def _brief(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 100 else line[:99] + "…"


_MENDS: tuple[Mend, ...] = (
    _spaces, _quotes, _header, _colon, _inner_keys, _key, _ascii_key, _after, _yes_or_no, _number, _closed, _separated,
    _slashes, _quoted, _inner,
)  # fmt: skip
