"""When two spellings are one: the one folding by which words are compared, looked up, searched, hidden and forgotten.

Case (both dotted i's are i), marks, invisible signs and the shape of a letter make no difference; œ, æ, ß, ø, ł, đ and
their like are spelt out. `bare` does that, and leaves the signs between words; to `fold`, apostrophes, hyphens, low
lines and spaces are one thing, and to `letters` none. A word is a run of letters and digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

APOSTROPHES = "’‘ʼ`´′‛＇ʹʻʽʾʿˈˊˋ‵΄՚׳Ꞌꞌ\u1fbd\u1fbf\u1fcd\u1fce\u1fcf\u1ffd"
"""Signs that are written for an apostrophe. “ʿ” and the like begin and end letters of Arabic names in Latin ones."""
HYPHENS = "‐‑‒–—―−⁃‧·・⸗゠֊־﹘﹣－"
_SPELT = (
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys("ـ\u115f\u1160\u3164\uffa0", "")  # they fill a line, or nothing
    | {"œ": "oe", "æ": "ae", "ð": "d", "þ": "th", "ı": "i", "ȷ": "j", "ŋ": "n", "ĸ": "k", "ə": "e"}
)
_SHAPED = r"((?:LATIN|CYRILLIC) SMALL LETTER .+?) WITH .+"
"""The name of a letter that no normal form takes apart: ø, ł, đ, ħ."""
_DRAWN = r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z])"
"""The name of a letter that is drawn as another one."""
_BORDER = "\0"
"""A sign that no cleaned text has in it."""
LETTER = r"[^\W_]"
"""A letter or a digit, folded."""
_CHANGING = r"[^ -@\[-_a-~]"
"""A letter that is another one when it is folded, or white space that is no space."""


def bare(text: str) -> str:
    """`text` without accents, case or signs that are not seen; those between its words stay, each as it is usual."""
    if not text.isascii():
        for sign in filter("\x7f".__lt__, set(text)):
            text = text.replace(sign, _bare(sign))
    return text.replace("`", "'").lower()


def fold(text: str) -> str:
    """`text` for comparing what people type: `bare`, on one line, a space for whatever stands between its words."""
    return _as_one(bare(text))


def fold_all(texts: Sequence[str]) -> list[str]:
    """`fold` of each of these texts, in one go: a tenth of the time where they are many and short."""
    folded = bare(_BORDER.join(texts)).split(_BORDER)
    return list(map(_as_one, folded)) if len(folded) == len(texts) else list(map(fold, texts))


def letters(text: str) -> str:
    """`text` for looking up what somebody means: `fold` with nothing between the words, for some write nothing."""
    return fold(text).replace(" ", "")


def written_in_one(word: str) -> Callable[[str], bool]:
    """Give what tells whether several words of a text (as `fold` has it) are, in one, this one or begun by it."""
    apart: re.Pattern[str] | None = None

    def has(text: str) -> bool:
        nonlocal apart
        if word not in text.replace(" ", ""):
            return False
        apart = apart or re.compile(rf"(?<!{LETTER}){' ?'.join(map(re.escape, word))}")
        return apart.search(text) is not None

    return has


def slug(text: str, most: int = 60) -> str:
    """A key made from a title: ASCII lower-case words joined by `-`, at most `most` signs; may be empty."""
    words = re.findall("[a-z0-9]+", fold(text))
    return "-".join(words)[:most].rstrip("-")


def words_of(text: str) -> list[str]:
    """The words of `text`, folded."""
    return re.findall(f"{LETTER}+", fold(text))


def alike(text: str) -> str:
    """`text` as names are compared: its words, folded, a space between them."""
    return " ".join(words_of(text))


def by_letter(text: str) -> str:
    """`bare` letter by letter (`places` says where each stands), white space as it is seen."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return re.sub(_CHANGING, lambda found: _seen(found[0]), text)


def places(text: str) -> Sequence[int]:
    """Where each letter of `by_letter(text)` stands in `text`; the end last."""
    if text.isascii() or set(map(len, map(_seen, text))) == {1}:
        return range(len(text) + 1)
    return [*(place for place, letter in enumerate(text) for _ in _seen(letter)), len(text)]


def _as_one(plain: str) -> str:
    return " ".join(plain.replace("'", " ").replace("-", " ").replace("_", " ").split())


@cache
def _seen(sign: str) -> str:
    return bare(sign) if sign.strip() else " "


@cache
def _bare(sign: str) -> str:
    """One sign as it is compared: nothing, or one or more letters or signs of which each is as it is compared."""
    if sign in _SPELT:
        return _SPELT[sign]
    told = "".join(map(_unmarked, unicodedata.normalize("NFKD", sign).casefold()))
    return told if told == sign else "".join(map(_bare, told))


def _unmarked(sign: str) -> str:
    """`sign`, in small letters, without what is written on it; nothing if it is such a mark, or is not seen."""
    if unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf"):
        return ""
    name = unicodedata.name(sign, "")
    if drawn := re.fullmatch(_DRAWN, name):
        return drawn[1].lower()
    shaped = re.fullmatch(_SHAPED, name)
    try:
        return unicodedata.lookup(shaped[1]) if shaped else sign
    except KeyError:
        return sign
