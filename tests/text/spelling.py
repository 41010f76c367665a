"""Ways in which people write one name: what a name is still found under, as pairs and as things to do to one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from workshop_tui.text.folding import APOSTROPHES, HYPHENS, bare

UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0f", "\u034f", "\u180e", "\u2063")
"""Signs that are not seen and may stand within a word."""
SPELT: dict[str, tuple[str, ...]] = {
    "Ilgın Yıldız": ("ILGIN", "Ilgin", "ılgın", "İLGİN", "YILDIZ", "Yildiz", "ilgin.yildiz@x.fr", "IlginYildiz"),
    "İdil Şahin": ("idil", "İDİL", "IDIL", "i̇dil", "ıdıl", "SAHIN", "ŞAHİN", "İdil'in", "sahi̇n"),
    "Marie Dupont": ("_Dupont_", "__Dupont__", "*Marie*", "marie_dupont@x.fr", "_marie_dupont_", "Marie_Dupont",
                     "Du\u00adpont", "Du\u200bpont", "Du\u200dpont", "Du\ufe0fpont", "D\u034fupont", "𝐃𝐮𝐩𝐨𝐧𝐭", "ⓓⓤⓟⓞⓝⓣ",
                     "ＤＵＰＯＮＴ", "ᴅᴜᴘᴏɴᴛ", "🅓🅤🅟🅞🅝🅣",
                     "D\u200bu\u200bp\u200bo\u200bn\u200bt", "Marie\u2028Dupont", "Marie·Dupont",
                     "Dupont\u0332", "[Dupont]"),
    "Jean-Pierre Roux": ("Jean‑Pierre", "Jean Pierre", "JeanPierre", "jeanpierre", "Jean_Pierre", "Jean−Pierre",
                         "Jean·Pierre", "Jean⁃Pierre", "Jean\u00adPierre", "Jean－Pierre", "Jean-\nPierre",
                         "jeanpierreroux"),
    "Siobhán O'Brien": ("OʼBrien", "OBrien", "obrien", "O’Brien", "O´Brien", "O Brien", "O_Brien", "O′Brien", "Oʻbrien",
                        "Oˈbrien", "OʽBrien", "Oꞌbrien", "O＇Brien", "OBRIEN", "sobrien@x.fr"),
    "Zoé Ménard-Œuvrard": ("Ménard", "Menard", "Œuvrard", "Oeuvrard", "OEUVRARD", "MenardOeuvrard", "Ménard Œuvrard"),
    "Siobhán OBrien": ("O'Brien", "o’brien", "O Brien", "Brien"),
    "Yann Le Bihan-Kermarrec": ("lebihan", "LeBihan", "Le Bihan", "ylebihan@x.fr", "Y. Le Bihan", "Kermarrec", "bihan"),
    "JeanPierre LeGoff": ("Jean-Pierre", "Jean Pierre", "Le Goff", "legoff"),
    "Anne Ménard-Œuvrard": ("amenard@x.fr", "A. Ménard", "M%C3%A9nard", "https://x.fr/Rendu%20M%C3%A9nard-%C5%92uvrard.pdf"),
    "Łukasz Strauß": ("Lukasz", "ŁUKASZ", "STRAUSS", "Strauss", "STRAUẞ"),
    "Søren Kjær": ("Soren", "SØREN", "Soeren", "Kjaer", "KJÆR"),
    "Đặng Thị": ("Dang", "ĐẶNG", "Ðặng", "thi"),
    "Þóra Guðrún": ("Thora", "ÞÓRA", "Gudrun", "GUÐRÚN"),
    "Jürgen Müller": ("Mueller", "MUELLER", "Muller", "Juergen", "jmueller@x.fr", "Juergen Müller"),
    "Juergen Mueller": ("Müller", "MÜLLER", "Jürgen", "Muller", "jmüller@x.fr", "Jürgen Mueller", "J. Müller"),
    "Soeren Aagaard": ("Søren", "Ågård", "Ågaard", "SØREN", "Sören", "sorenagard@x.fr"),
    "Baerbel Haeusler-Koehn": ("Bärbel", "Häusler", "Köhn", "HÄUSLERKOEHN", "Häusler Koehn"),
    "Νίκος Παππάς": ("ΠΑΠΠΑΣ", "παππάσ", "ΝΙΚΟΣ"),
    "Ħasan Ŧesař": ("HASAN", "Hasan", "Tesar"),
    "محمد علي": ("مُحَمَّد", "محـمد"),
    "शर्मा राम": ("राम",),
}  # fmt: skip
"""Names, and spellings in which somebody writes them, whole or in part."""


def turkish(name: str) -> str:
    """`name` in capitals as a Turkish keyboard has them."""
    return name.replace("i", "İ").replace("ı", "I").upper()


def between(sign: str) -> Callable[[str], str]:
    """Give what puts `sign` between the letters of a name."""
    return lambda name: "".join(letter + sign * (k % 3 == 1) for k, letter in enumerate(name))


def instead(signs: str, sign: str) -> Callable[[str], str]:
    """Give what puts `sign` in the place of each of `signs`."""
    return lambda name: name.translate(dict.fromkeys(map(ord, signs), sign))


UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}


def spelt_out(name: str) -> str:
    """`name` as it is written where nobody has its umlauts."""
    whole: dict[str, str | int | None] = {**UMLAUTS, **{one.upper(): two.title() for one, two in UMLAUTS.items()}}
    return name.translate(str.maketrans(whole))


WRITTEN: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, str.casefold, str.title, turkish, lambda name: turkish(name).lower(), bare,
    spelt_out, lambda name: unicodedata.normalize("NFD", name), lambda name: f"_{name}_", lambda name: f"**{name}**",
    lambda name: f"« {name} »", lambda name: " ".join(name.split()[::-1]), lambda name: name.replace(" ", "\u00a0"),
    lambda name: name.replace(" ", "_"), lambda name: f"{bare(name).replace(' ', '.')}@example.org",
    lambda name: f"{name}’s", *map(between, UNSEEN), *(instead("-", sign) for sign in (*HYPHENS, " ", "")),
    *(instead("'’", sign) for sign in (*APOSTROPHES, "")),
)  # fmt: skip
"""Ways to write a whole name."""
