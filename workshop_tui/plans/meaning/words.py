"""Words that say that a row is a break, lunch, a buffer, the end of the day or a total, and no segment like others."""

from __future__ import annotations

import re

from workshop_tui.text import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _set("de du des d la le les l un une a au aux en et ou avec pour the a an of and at for with in on s")
FRENCH = _set(
    "le la les de du des et en pour un une par aux qui matin midi lundi mardi mercredi jeudi vendredi samedi dimanche "
    "accueil bilan fin jour atelier"
)
ENGLISH = _set(
    "the of and to for with in a is morning afternoon monday tuesday wednesday thursday friday saturday sunday break "
    "lunch end day welcome close"
)
LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
"""Words by which a plan is known to be in a language, by its code."""
_BREAKS = _set("pause pauses break breaks entracte intermission interval recreation recre coffee cafe tea the")
_AROUND_BREAK = _set(
    "cafe coffee tea the bio comfort short courte matin matinale apres midi morning afternoon gourmande networking "
    "boisson boissons gouter biscuits libre min mn minutes technique time rafraichissements refreshments snack tous "
    "petite grande long longue informelle conviviale 1 2 3 4"
)
_LUNCHES = _set(
    "dejeuner lunch meridienne repas diner dinner supper souper picnic pique nique sandwich buffet cantine brunch "
    "lunchtime dejeunatoire dinatoire"
)
_AROUND_LUNCH = _AROUND_BREAK | _set(
    "pause break pauses libre midi noon sur place collectif commun pris ensemble restaurant nique hour canteen "
    "served partage tire sac together served free own self traiteur catering cocktail apero aperitif networking "
    "walking bring your partages chacun pris sandwichs"
)
_BUFFERS = _set("tampon buffer marge reserve battement contingency slack")
_AROUND_BUFFER = _set("temps time matin midi apres securite morning afternoon horaire jour journee day min")
_ENDS = _set("fin end finish close closed fermeture depart departs departure finished ends adjourn adjourned levee")
_AROUND_END = _set(
    "journee day session seance formation atelier workshop soiree evening reunion meeting travaux event stage "
    "matinee programme demi doors portes previsionnelle prevue j1 j2 j3 j4 j5"
)
_TOTALS = _set("total totaux somme sum")
_AROUND_TOTAL = _set(
    "duree general generale time temps sous sub grand jour journee day matin apres midi heures hours "
    "length duration minutes min bloc block"
)


_TIMED = re.compile(
    r"\b\d+(?:[.,:]\d+)? ?(?:h|heures?|hours?|hrs?|min|mn|minutes?|mins?|m)?(?: ?\d+)?(?: ?(?:mn|min))?\b|[:='~()]"
)
"""A length, or the sign before one, in a row that sums up."""


def is_break(title: str) -> bool:
    """Tell whether a segment called so is a break."""
    return _made_of(title, _BREAKS, _AROUND_BREAK)


def is_lunch(title: str) -> bool:
    """Tell whether it is a meal, which is the time between two blocks."""
    words = _words(title)
    if words[:1] == ["petit"]:
        return False
    if words and set(words) <= {"pause", "midi", "break", "noon"} and set(words) & {"midi", "noon"}:
        return True
    return _made_of(title, _LUNCHES, _AROUND_LUNCH)


def is_buffer(title: str) -> bool:
    """Tell whether it is a buffer."""
    return _made_of(title, _BUFFERS, _AROUND_BUFFER)


def is_end(title: str) -> bool:
    """Tell whether it is the end of what is above it."""
    return _made_of(title, _ENDS, _AROUND_END)


def is_total(title: str) -> bool:
    """Tell whether a row that begins so sums up those above it."""
    bare = _TIMED.sub(" ", fold(title)).strip()
    return _made_of(bare, _TOTALS, _AROUND_TOTAL) or bare in (
        "duree totale",
        "temps total",
        "total time",
        "total duration",
        "total length",
    )


def _words(title: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", fold(title)) if word not in _SMALL or word == "the"]


def _made_of(title: str, keys: frozenset[str], around: frozenset[str]) -> bool:
    words = [word for word in _words(title) if not word.isdecimal()]
    return bool(set(words) & keys) and set(words) <= keys | around and len(words) < 6 and words != ["the"]
