"""Every text that a person reads goes through here, in one of the `LANGUAGES`.

`_("…")` is a text in the language in use; `say("…", name=…)` a `Message` that carries its words without
choosing a language, so that the pure rooms (agenda, session) can refuse in words. The words in the code
are English and are looked up in the catalogues beside this file. How to add one: CONTRIBUTING.md.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, tzinfo
from functools import cache
from pathlib import PurePath

from workshop_tui.host.language import system_language
from workshop_tui.locale import languages
from workshop_tui.locale.catalogue import Catalogue
from workshop_tui.locale.languages import ENGLISH, Language, row_of
from workshop_tui.locale.languages import LANGUAGES as LANGUAGES

DAY_MIN = 24 * 60
"""Minutes of a day."""
PEOPLE = ("name", "names", "who")
"""The fields of texts that are somebody's name."""
VOWELS = "aàâäeéèêëiîïoôöuùûüœæ"
_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> Catalogue | None:
    """The translations into `language`; into English none, for the words in the code are English.

    Its catalogue is there to show that it says nothing else, and for who starts a third language.
    """
    if language == ENGLISH.code:
        return None
    return Catalogue((languages.FOLDER / language / "LC_MESSAGES" / "workshop_tui.mo").read_bytes())


def host_language() -> str:
    """The language of the locale in the environment (LC_ALL, LC_MESSAGES, LANG), else the system's, else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return languages.meant(value) or ENGLISH.code
    return languages.meant(system_language() or "") or ENGLISH.code


def lend_to_click(language: str) -> None:
    """Let click, which looks its own words up in the process's default domain, find ours for them."""
    gettext.bindtextdomain("click", str(languages.FOLDER))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language


def read_catalogue(language: str) -> None:
    """Read the translations into `language` before they are asked for."""
    _catalogue(language)


def speak(language: str) -> None:
    """From here on, texts are in `language` (the code of one of `LANGUAGES`)."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts are in `language` inside this `with`."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """The language in use."""
    return _language.get()


def row() -> Language:
    """The row of the language in use."""
    return row_of(_language.get())


def _(text: str, /, **values: object) -> str:
    """`text` in the language in use, with its `{names}` filled in."""
    catalogue = _catalogue(language())
    found = catalogue.text(text) if catalogue and text else text
    return _elided(found, values).format(**values) if values else found


def decimal(written: str) -> str:
    """The number that is `written` with a point, with the sign of the language in use: `4.3`, in French `4,3`."""
    return written.replace(".", row().decimal_sign)


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """`one` or `many`, as the language in use wants it for `count`; `{count}` is filled in."""
    catalogue = _catalogue(language())
    found = catalogue.plural(one, many, count) if catalogue else one if count == 1 else many
    return _elided(found, values).format(count=count, **values)


def _elided(text: str, values: dict[str, object]) -> str:
    """`text` with its “de” and “que” before a person's name as that wants them in French: “d’Aurélie”, “de Paul”."""
    elided = row().elided
    for field in PEOPLE if elided else ():
        if field in values and _begins_with_a_vowel(str(values[field])):
            for word in elided:
                text = f" {text}".replace(f" {word} {{{field}}}", f" {word[:-1]}’{{{field}}}")[1:]
    return text


def _begins_with_a_vowel(name: str) -> bool:
    """Tell whether “de” is elided before it: `Élise`, `Yves`; not `Yann`, nor `Hugo`, where usage differs."""
    first, second = name[:1].casefold(), name[1:2].casefold()
    return bool(first) and (first in VOWELS or (first == "y" and second.isalpha() and second not in VOWELS))


class Message:
    """A text in no language yet; `str()` puts it in the language in use."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, values: dict[str, object] | None = None) -> None:
        self.text = text
        self.values = values or {}

    def __str__(self) -> str:
        return _(self.text, **{k: _shown(v) for k, v in self.values.items()})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)


def _shown(value: object) -> object:
    """The value as it stands in a sentence, which is one line: a name that was typed or a file's may have several."""
    if isinstance(value, Message):
        return str(value)
    return " ".join(str(value).splitlines()) if isinstance(value, str | PurePath) else value


def say(text: str, /, **values: object) -> Message:
    """A `Message` of these words."""
    return Message(text, values)


def clock_time(instant: datetime, zone: tzinfo) -> str:
    """The hour and minute of `instant` in `zone`: `9h05` in French, `09:05` in English."""
    local = instant.astimezone(zone)
    return row().clock(local.hour, local.minute)


def exact_time(instant: datetime, zone: tzinfo) -> str:
    """`clock_time`; where clocks go back and show it twice, with the offset that tells the two apart."""
    local = instant.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{clock_time(instant, zone)} ({local.isoformat()[-6:]})" if twice else clock_time(instant, zone)


def dated_time(instant: datetime, zone: tzinfo) -> str:
    """`clock_time` with its date: `2026-05-04 09:05`."""
    return f"{instant.astimezone(zone).date().isoformat()} {clock_time(instant, zone)}"


def days_told(minutes: int) -> str:
    """A span in minutes, from a day on in days: `45 min`, `3 days`."""
    return plural("{count} day", "{count} days", minutes // DAY_MIN) if minutes >= DAY_MIN else f"{minutes} min"


class Span:
    """A span in minutes, in no language yet: `str()` gives `days_told`."""

    __slots__ = ("minutes",)

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __str__(self) -> str:
        return days_told(self.minutes)


def hours_told(minutes: int) -> str:
    """`3 h 04`, `3 h`, `45 min`: minutes as people sum them; the spaces do not break."""
    hours, rest = divmod(minutes, 60)
    if rest and not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02}" if rest else f"{hours}\u00a0h"


class TimeOfDay:
    """A clock time in no language yet; `str()` puts it in the language in use."""

    __slots__ = ("instant", "zone")

    def __init__(self, instant: datetime, zone: tzinfo) -> None:
        self.instant = instant
        self.zone = zone

    def __str__(self) -> str:
        return exact_time(self.instant, self.zone)
