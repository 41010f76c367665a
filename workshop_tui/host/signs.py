"""The nearest readable sign: what stands for a character where an encoding has none."""

from __future__ import annotations

import unicodedata
from functools import cache

NEAREST: dict[str, str] = {
    **dict.fromkeys("─━╸╺╶╴═▁▂▃▄▔▀‐‑‒–—−―﹣－", "-"), **dict.fromkeys("│┃┤├║▌▐▎▊▕▏╎┆", "|"),
    **dict.fromkeys("╭╮┌┐┏┓", "."), **dict.fromkeys("╰╯└┘┗┛", "'"), **dict.fromkeys("┬┴┼", "+"),
    **dict.fromkeys("█▅▆▇░▒▓", "#"), **dict.fromkeys("▶►▸❯›»", ">"), **dict.fromkeys("◀◄◂❮‹", "<"),
    **dict.fromkeys("«»“”„‟″", '"'), **dict.fromkeys("‘’‚‛ʼ′´＇", "'"), **dict.fromkeys("·•◦▪■●◆◇★☆✦♦", "*"),
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "↔": "<->", "⇄": "<->", "⇒": "=>", "⇐": "<=", "⏎": "<-'", "␣": "_",
    "✓": "v", "✔": "v", "✗": "x", "✘": "x", "×": "x", "÷": "/", "±": "+/-", "≈": "~", "≠": "!=", "≤": "<=", "≥": ">=",
    "√": "v", "∞": "oo", "⁄": "/", "°": "o", "…": "...", "☐": "[ ]", "☑": "[x]", "☒": "[x]", "○": "o", "♥": "<3",
    "❤": "<3", "€": "EUR", "£": "GBP", "¥": "JPY", "¢": "c", "§": "S.", "¶": "P.", "©": "(c)", "®": "(R)", "™": "(TM)",
    "¿": "?", "¡": "!", "¦": "|", "¬": "-", "¤": "*", "µ": "u", "†": "+", "‡": "++", "‰": "o/oo",
    "Œ": "OE", "œ": "oe", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i",
    "ß": "ss", "ẞ": "SS", "Þ": "Th", "þ": "th", "Ð": "D", "ð": "d", "ʻ": "'", **dict.fromkeys("ьЬъЪ", ""),
}  # fmt: skip
"""Signs, and letters that no accent is taken off of."""
LIKER = {"✓": "√", "✔": "√", "•": "·"}
"""Signs that are nearer than that, where an encoding has it."""
GREEK = "α a β b γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"
CYRILLIC = (
    "а a б b в v г g д d е e ж j з z и i й i к k л l м m н n о o п p р r с s т t у ou ф f х kh ц ts ч tch ш ch щ chtch"
    " ы y э e ю iou я ia і i ї i є e ґ g"
)
"""Each letter, and how names are written with it in French."""
_NONE = frozenset({"Mn", "Me", "Cf", "Sk", "Cc"})
"""Marks over the sign before, joiners, shades of skin: nothing stands for them."""
UNKNOWN = "?"


def nearest(character: str, encoding: str) -> str:
    """Give what is written for a character that `encoding` does not have; of what it has."""
    for near in _candidates(character):
        try:
            near.encode(encoding)
        except UnicodeEncodeError:
            continue
        return near
    return UNKNOWN


def _candidates(character: str) -> tuple[str, ...]:
    """Yield what may stand for `character`, the best first."""
    if character in NEAREST:
        return LIKER.get(character, NEAREST[character]), NEAREST[character]
    kind = unicodedata.category(character)
    if kind in _NONE:
        return ("",)
    if kind == "Zs":
        return (" ",)
    if kind in ("Zl", "Zp"):
        return ("\n",)
    decomposed = unicodedata.normalize("NFKD", character)
    whole = "".join(NEAREST.get(c, c) for c in decomposed)
    bare = "".join(c for c in whole if not unicodedata.combining(c))
    letter = _letters().get(bare.lower())
    told = (letter if bare.islower() else letter.capitalize()) if letter else _named(character, kind)
    return tuple(near for near in (bare, told) if near and near != character)


@cache
def _letters() -> dict[str, str]:
    pairs = f"{GREEK} {CYRILLIC}".split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _named(character: str, kind: str) -> str:
    """`:bicycle:`, as one types it where there are no pictures; nothing for what is no picture."""
    name = unicodedata.name(character, "")
    if flag := name.removeprefix("REGIONAL INDICATOR SYMBOL LETTER "):
        if flag != name:
            return flag
        if kind == "So":
            return f":{name.lower().replace(' ', '-')}:"
    return ""
