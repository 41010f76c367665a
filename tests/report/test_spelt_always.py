"""A name is the same name however it is written: it stands in no paper, and in no file after `forget`, in any spelling.

Names are drawn from two lists and from random letters, and said in random ways to write one (`tests.text.spelling`).
"""

from __future__ import annotations

import html
import sqlite3
import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import DAY, created, utc
from tests.often import often
from tests.report.conftest import Said
from tests.report.handed_out import handed_out
from tests.text.spelling import SPELT, WRITTEN
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Add
from workshop_tui.text import clean, letters
from workshop_tui.text.folding import words_of

GIVEN = (
    "Ilgın",
    "İdil",
    "Jean-Pierre",
    "Siobhán",
    "Łukasz",
    "Søren",
    "Xavière",
    "Đặngo",
    "Þórunn",
    "Jürgen",
    "Wilfrid",
)
FAMILY = ("Yıldızoğlu", "O'Brien", "Ménard-Œuvrard", "Straußen", "Kjærsgaard", "D’Ormessonne", "Müllerin", "Zyxwu",
          "Παππάσης", "Núñezco", "Çelikbaş", "Дюпонова")  # fmt: skip
LETTERS = "aeiouıİáàâäãåæœøéèêëíîïóôöúùûüýÿßłđħŧçñšžþð"
made_up = st.text(LETTERS + "bcdfghjklmnpqrstvwxz", min_size=6, max_size=10).map(lambda name: clean(name).title())
names = st.tuples(st.sampled_from(GIVEN) | made_up, st.sampled_from(FAMILY) | made_up).map(" ".join)
ways = st.lists(st.sampled_from(WRITTEN), min_size=6, max_size=6)
rarely = settings(max_examples=often(25, 200), deadline=None, suppress_health_check=list(HealthCheck))


def telling(name: str) -> set[str]:
    """The words of a name that no other text has in it."""
    return {word for word in words_of(name) if len(word) >= 4}


URL = {"example", "org", "x", "fr", "s", "in", "https", "rendu", "pdf"}
"""Words of the spellings that are no name's: those of addresses."""


@lru_cache(maxsize=64)
def as_read(page: str) -> tuple[set[str], str]:
    """The words of a page, and all its letters."""
    return {*words_of(page)}, letters(page)


def tells(page: str, name: str) -> set[str]:
    """The words of a name that stand in a page: whole, or, of five letters and more, wherever."""
    said, run = as_read(page)
    return {word for word in telling(name) if word in said or (len(word) > 4 and word in run)}


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
@pytest.mark.parametrize(("name", "forms"), SPELT.items())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_spelling_is_hidden_and_forgotten(name, forms, form, rule, seed):
    session = Said(replace(seed, confidentiality=rule)).do(utc(8), Expect(name))
    veil, without = Veil(session.state), without_name(session.state, name)
    for spelt in forms:
        text = clean(unicodedata.normalize(form, f"chez {spelt} aussi"))
        for told in (veil.text(text), without.said.text(text)):
            assert told != text, spelt
            assert not {*words_of(spelt)} & {*words_of(told)} - URL, (spelt, told)


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_in_no_format_a_name_stands_in_any_spelling(seed, rule):
    plain = Said(replace(seed, confidentiality=rule)).do(utc(9), Next())
    empty = "\n".join(handed_out(plain).values())

    @rarely
    @given(names, ways)
    def holds(name: str, written: list) -> None:
        assume(telling(name) and not tells(empty, name) and not Veil(plain.state).people(letters(name)))
        session = Said(replace(seed, confidentiality=rule)).do(utc(8), Expect(name, "Quelquepart"))
        said = [clean(way(name)) for way in written]
        session.do(utc(9), Next(), Add(f"Café avec {said[0]}", 5))
        session.do(utc(9, 1), RecordInitiative(name=f"Le jardin de {said[1]}", carried_by=said[2], reported_by=name))
        for spelt in said:
            session.do(utc(9, 2), TakeNote(f"chez {spelt}, hier", "frein", (spelt,), (spelt,), initiative=spelt))
        session.do(utc(9, 3), TakeNote("oui", "action", details=Details(who=said[3], due=said[4])))
        for form, page in handed_out(session).items():
            assert not tells(html.unescape(page), name), (form, said)

    holds()


def test_after_forget_a_session_s_file_has_a_name_in_no_spelling_and_no_normal_form(seed, tmp_path):
    numbers = iter(range(10_000))

    @rarely
    @given(names, ways)
    def holds(name: str, written: list) -> None:
        assume(telling(name) and not tells(seed_text, name))
        folder = tmp_path / str(next(numbers))
        clock = FixedClock(utc(9))
        session = Session(SqliteJournal(created(folder, seed, DAY, "day", clock, "pascal")), clock, "pascal")
        said = [clean(way(name)) for way in written]
        session.do(Expect(name))
        session.do(Next())
        session.do(RecordInitiative(name=f"Le jardin de {said[1]}", carried_by=said[2], reported_by=name))
        for spelt in said:
            session.do(TakeNote(f"chez {spelt}, hier", spelt, (spelt,), (spelt,), initiative=spelt))
        session.keep_draft(f'{{"text": "{said[0]}"}}')
        session.forget_name(without_name(session.state, name))
        assert isinstance(session.journal, SqliteJournal)
        file = Path(session.journal.file)
        session.close()
        with sqlite3.connect(file) as db:
            kept = "\n".join(db.iterdump())
        db.close()
        assert not tells(kept, name), said
        raw = b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())
        for spelt in {name, *said}:
            for form in ("NFC", "NFD"):
                for part in unicodedata.normalize(form, spelt).split():
                    assert len(part) < 5 or part.encode() not in raw, (part, form)

    seed_text = repr(seed)
    holds()
