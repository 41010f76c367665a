"""Both catalogues are complete, compiled from what is written, and written as their languages want it."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import workshop_tui
from workshop_tui.locale import LANGUAGES

ROOT = Path(workshop_tui.__file__).parent


def extracted() -> set[str]:
    """Every text of the source."""
    method_map, options_map = parse_mapping_cfg((ROOT / "locale" / "babel.cfg").open())
    keywords = {"_": None, "say": None, "plural": (1, 2)}
    found = extract_from_dir(ROOT, method_map, options_map, keywords=keywords)
    texts = {m if isinstance(m, str) else m[0] for _file, _line, m, _comments, _context in found}
    return texts - {""}


def written(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "workshop_tui.po").open("rb") as stream:
        return read_po(stream, locale=language)


def pairs(language: str) -> list[tuple[str, str]]:
    """(text, translation), a line a plural form."""
    found = []
    for message in written(language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found += list(zip(ids, strings, strict=True))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_no_other(language):
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in written(language) if m.id}
    assert ids == extracted()
    assert [text for text, translation in pairs(language) if not translation] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_names(language):
    def names(text: str) -> set[str]:
        return {name for _t, name, _f, _c in string.Formatter().parse(text) if name}

    for text, translation in pairs(language):
        assert names(text) - {"count"} == names(translation) - {"count"}, text


def texts(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_written_one(language):
    compiled = io.BytesIO()
    write_mo(compiled, written(language))
    compiled.seek(0)
    with (ROOT / "locale" / language / "LC_MESSAGES" / "workshop_tui.mo").open("rb") as stream:
        assert texts(read_mo(stream)) == texts(read_mo(compiled))


def test_french_has_no_break_spaces_and_guillemets():
    for _text, translation in pairs("fr"):
        assert not re.search(r"[“”]", translation), translation
        assert not re.search(r" [:;?!»](\s|$|\))|« ", translation), translation


@pytest.mark.parametrize("name", ["agendas/collectifs-habitants.toml", "agendas/conseil-de-quartier.toml",
                                  "workshop_tui/agenda/starter.fr.toml"])  # fmt: skip
def test_the_french_agendas_have_no_break_spaces(name):
    for line in (ROOT.parent / name).read_text().splitlines():
        if not line.startswith("#"):
            assert not re.search(r"\S [:;?!»]([\s\"]|$)|« ", line.partition("  #")[0]), line
