"""The words after a command, before click reads them: a text that begins with `-`, and an option given twice.

click takes every word that begins with `-` for an option, and of an option given twice the last.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct

from workshop_tui.cli.options import no_text
from workshop_tui.host import streams
from workshop_tui.host.files import is_path
from workshop_tui.locale import _
from workshop_tui.text import is_unread, loses

_OPTION_LIKE = r"-[^\W\d_]|--[^\W_]"
"""How a word begins that may be meant as an option, even as one that there is not: `-x`, `--private`."""


class _Word(Struct, frozen=True):
    """A word, or an option with its value."""

    words: tuple[str, ...]
    text: bool = False
    """True of a word that is no option, nor meant as one."""
    option: click.Option | None = None
    name: str = ""
    """The option as it was written."""


def readable(words: list[str]) -> list[str]:
    """`words` as they were meant, if they came in the console's code page; the name of a file stays as it is.

    Raises a usage error of a word that is no text: what cannot be read would be left out without a word.
    """
    meant = [_readable(word) if is_unread(word) else word for word in words]
    if any(loses(word) and not is_unread(word) for word in meant):
        streams.tell(_("Control characters are no text: they are left out."))
    return meant


def _readable(word: str) -> str:
    if is_path(word) or Path(word).exists():
        return word
    try:
        return streams.decoded(os.fsencode(word))
    except UnicodeError:
        raise click.UsageError(str(no_text(word))) from None


def told_apart(command: click.Command, ctx: click.Context, words: list[str]) -> list[str]:
    """`words`, so that click takes no text for an option. Raises a usage error of an option given twice."""
    options = {
        name: one
        for one in command.get_params(ctx)
        if isinstance(one, click.Option)
        for name in (*one.opts, *one.secondary_opts)
    }
    found = list(_read(words, options, group=isinstance(command, click.Group)))
    _once(ctx, found)
    if isinstance(command, click.Group):
        return words
    if not any(one.text and one.words[0].startswith("-") for one in found):
        return [word for one in found for word in _in_full(one)]
    given, texts = [one for one in found if not one.text], [one.words[0] for one in found if one.text]
    return [*(word for one in given for word in _in_full(one)), "--", *texts]


def _in_full(word: _Word) -> tuple[str, ...]:
    """The words with the long name of the option: click looks a short one up among all others first (1.5 ms)."""
    option, (name, *value) = word.option, word.words
    if option is None or len(name) != 2 or name not in option.opts:
        return word.words
    return (max(option.opts, key=len), *value)


def _read(words: list[str], options: dict[str, click.Option], *, group: bool) -> Iterator[_Word]:
    """Each word; an option with its value. Of a group, its own options."""
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            yield from (_Word((one,), text=True) for one in left)
            return
        if not word.startswith("-") or word == "-":
            if group:
                return
            yield _Word((word,), text=True)
            continue
        name, option = _option(word, options)
        if option and name == word and not option.is_flag and not option.count and left:
            yield _Word((word, left.pop(0)), option=option, name=name)
        else:
            yield _Word((word,), not option and _is_text(word), option, name)


def _option(word: str, options: dict[str, click.Option]) -> tuple[str, click.Option | None]:
    """The option that `word` is, and its name: `--kind`, `--kind=K`, `-s`, `-sSESSION`."""
    name = word.partition("=")[0] if word.startswith("--") else word
    if word[1] != "-" and not re.search(r"\s", word):
        name = word[:2]
    return name, options.get(name)


def _is_text(word: str) -> bool:
    """Tell whether it begins with `-`, and cannot be meant as an option: `- a list`, `-5 °C`, `--> there`."""
    return bool(re.search(r"\s", word)) or not re.match(_OPTION_LIKE, word)


def _once(ctx: click.Context, found: list[_Word]) -> None:
    """Raise a usage error where one value is meant, and two are given: click would take the last without a word."""
    before: dict[str | None, str] = {}
    for option, name in ((one.option, one.name) for one in found):
        if option is None or option.multiple or option.count:
            continue
        other = before.setdefault(option.name, "")
        before[option.name] = name
        if other and not option.is_flag:
            raise click.UsageError(_("“{option}” is given twice: one is meant", option=name), ctx)
        if other not in ("", name):
            raise click.UsageError(_("“{one}” and “{other}” exclude each other", one=other, other=name), ctx)
