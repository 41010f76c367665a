"""Text that comes from a person: cleaned once, where it enters.

An agenda, a note or a name may hold escape sequences that would retitle or repaint the terminal, or
direction marks that reorder a line. `clean` is the one place where they go; behind it text is plain. When two spellings
are one is known to `folding`.
"""

from __future__ import annotations

import re
import unicodedata

from workshop_tui.text.folding import fold, letters, slug

__all__ = ["LONGEST", "LONGEST_ACCOUNT", "clean", "clean_line", "fold", "letters", "slug"]

LONGEST = 10_000
"""Characters of one text: one that is longer is refused where it enters (`session/decide`, `agenda/gate`)."""

LONGEST_ACCOUNT = 60
"""Characters of the name of who does something."""

# A whole escape sequence first (CSI, OSC/DCS/APC/PM/SOS up to its end, two-character ones), so that
# nothing of it is left as readable litter.
_ESCAPES = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -/]*[0-~]?"
)
# C0 and C1 controls, bidirectional overrides and isolates, byte-order marks, lone surrogates.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
_NO_TEXT = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
# White space, and signs that show nothing by themselves: joiners, fillers (Hangul's, Braille's blank), selectors.
_BLANK = (
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00016fe4\U0001d159\U000e0000-\U000e0fff]+"
)
_UNREAD = "[\ud800-\udfff]"
_LINE_ENDS = "\r\n?|\x85|[\u2028\u2029\x0b\x0c]"


def clean(text: str) -> str:
    """`text` in NFC without control characters, “?” for each byte that is no text; line ends are `\n`, tabs a space,
    ends stripped. Nothing is left of what shows nothing."""
    return cut(text, LONGEST)


def cut(text: str, room: int) -> str:
    """`clean`, with an ellipsis for the end of what is more than `room` characters."""
    text = _whole(text)
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…" * (room > 0)


def is_cut(text: str, room: int = LONGEST) -> bool:
    """Tell whether `text`, cleaned, is more than `room` characters."""
    return len(text) > room and len(_whole(text)) > room


def loses(text: str) -> bool:
    """Tell whether `clean` takes control characters out of `text`, or what stands for bytes that are no text."""
    return not text.isprintable() and re.search(_NO_TEXT, text) is not None


def is_unread(text: str) -> bool:
    """Tell whether there is something in `text` that stands for bytes which are no text."""
    return not text.isascii() and re.search(_UNREAD, text) is not None


def _is_shown(text: str) -> bool:
    """Tell whether all of `text` is shown, no-break spaces among it: it has neither ends of lines nor tabs nor anything
    that is taken away."""
    return text.isprintable() or text.replace("\u00a0", "").replace("\u202f", "").isprintable()


def _whole(text: str) -> str:
    if not _is_shown(text):
        text = re.sub(_LINE_ENDS, "\n", text).replace("\t", " ")
        text = re.sub(_CONTROLS, "", re.sub(_ESCAPES, "", re.sub(_UNREAD, "?", text)))
    text = unicodedata.normalize("NFC", text).strip()
    return text if text[:1].isascii() or re.fullmatch(_BLANK, text) is None else ""


def types(text: str) -> bool:
    """Tell whether a key may write `text`: no-break spaces and joiners too, all that is kept when it is pasted."""
    ends = re.search(_LINE_ENDS, text) or "\n" in text
    return text != "" and not (re.search(_CONTROLS, text) or ends or "\t" in text)


def plain(text: str) -> str:
    """`text` without escape sequences and control characters, its cells and lines as they are: for a table that is
    taken apart before its cells are cleaned."""
    return text if _is_shown(text) else re.sub(_CONTROLS, "", re.sub(_ESCAPES, "", re.sub(_LINE_ENDS, "\n", text)))


def clean_line(text: str) -> str:
    """`clean` on one line: every run of white space but a no-break space becomes one space."""
    line = clean(text)
    return re.sub("[ \n]+", " ", line) if "\n" in line or "  " in line else line
