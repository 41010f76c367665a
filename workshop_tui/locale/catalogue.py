"""A compiled catalogue (`.mo`, as GNU gettext describes it), in which a text is looked up where it stands.

Python's own reads all of it first: of two thousand texts a command says a dozen, and a screen's first frame eighty.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cached_property

_PAIR = struct.Struct("<II")
_RULES: dict[str, Callable[[int], int]] = {
    "(n != 1)": lambda count: int(count != 1),
    "(n > 1)": lambda count: int(count > 1),
}
"""Rules of plurals that need not be worked out: those of our languages."""


class Catalogue:
    """The texts of one language. A text that it has not is said as it is asked for."""

    def __init__(self, compiled: bytes) -> None:
        """`compiled` is the file's content, little-endian, its texts in order. Raises ValueError if it is none."""
        if compiled[:4] != b"\xde\x12\x04\x95":
            raise ValueError("no compiled catalogue")
        self._compiled = compiled
        count, texts, translations = struct.unpack_from("<III", compiled, 8)
        self._count: int = count
        self._texts: int = texts
        self._translations: int = translations
        self._found: dict[str, list[str]] = {}

    def text(self, said: str) -> str:
        """The translation of `said`."""
        forms = self._forms(said)
        if not forms:
            return said
        return self._meant(forms, 1)

    def plural(self, one: str, many: str, count: int) -> str:
        """The translation for `count` of what is `one` or `many` in English."""
        forms = self._forms(one)
        if not forms:
            return one if count == 1 else many
        return self._meant(forms, count)

    def _meant(self, forms: list[str], count: int) -> str:
        """The form for `count`; the last one where the catalogue has fewer than its rule tells apart."""
        return forms[min(self._form(count), len(forms) - 1)] if len(forms) > 1 else forms[0]

    def _forms(self, said: str) -> list[str]:
        """The translation of `said`, or of each of its plurals; none where it has none."""
        forms = self._found.get(said)
        if forms is None:
            number = self._number_of(said.encode("utf-8", "surrogatepass"))
            forms = [] if number is None else self._at(self._translations, number).decode().split("\0")
            self._found[said] = forms
        return forms

    def _number_of(self, said: bytes) -> int | None:
        """The number of the text which is this, or of which this is the singular: they stand in order."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            text = self._at(self._texts, middle).partition(b"\0")[0]
            if text == said:
                return middle
            low, high = (middle + 1, high) if text < said else (low, middle)
        return None

    def _at(self, table: int, number: int) -> bytes:
        length, start = _PAIR.unpack_from(self._compiled, table + 8 * number)
        return self._compiled[start : start + length]

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """The number of the plural for a count, by the rule in the catalogue's header."""
        lines = (line.partition(":") for line in self._forms("")[0].splitlines())
        rule = next(value for name, _colon, value in lines if name.lower() == "plural-forms")
        told = rule.partition("plural=")[2].rstrip("; ")
        if told in _RULES:
            return _RULES[told]
        from gettext import c2py

        form: Callable[[int], int] = c2py(told)
        return form
