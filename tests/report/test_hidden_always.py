"""Papers handed out do not depend on what people are called, whatever words their names are made of.

Two sessions in which the same was said of people of other names give the same bytes, in every format: so nothing of a
name is in any, and nothing that only looks like one is hidden (it would be hidden in the one session alone). But for
what the agenda itself says: names are drawn from its words, and those that stand in it whole are left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from tests.conftest import utc
from tests.often import often
from tests.report.conftest import Said
from tests.report.handed_out import handed_out
from tests.report.hostile import unshared
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.structs import encode
from workshop_tui.agenda.vocabulary import DEFAULTS, SEGMENT_KINDS
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.papers import FORMS, paper
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.names.people import parts_of
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import End, Goto, Next
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.replanning_commands import Add
from workshop_tui.text.folding import alike, words_of

OTHERS = ("Xavière Quyzom", "Wilfrid-Olaf Zyxwu", "Yvelise Kwyjibo")
"""Names of which no word stands anywhere."""
NOTES = (
    "{0} a dit ceci, puis {1} cela",
    "chez {first0} et {last1} ; {last2}, lui, hésite",
    "« {UPPER0} », d’après {shouted1}",
    "{nfd0} {nbsp1} {hyphen2}",
    "@{tag0} l’a vu, {0}’s too, “{last1}”",
    "la {small0} est à {small1}",
)


def forms(names: tuple[str, ...]) -> dict[str, str]:
    """The ways in which notes write these names."""
    found: dict[str, str] = {}
    for place, name in enumerate(names):
        first, last = name.split()
        found |= {
            f"first{place}": first,
            f"last{place}": last,
            f"UPPER{place}": name.upper(),
            f"shouted{place}": last.upper(),
            f"nfd{place}": unicodedata.normalize("NFD", name),
            f"nbsp{place}": name.replace(" ", "\u00a0"),
            f"hyphen{place}": f"{first}\u2011{last}",
            f"tag{place}": f"{first}-{last}".lower(),
            f"small{place}": last.lower(),
        }
    return found


def day(seed: Agenda, rule: str, names: tuple[str, ...]) -> Said:
    """A day in which the same is said of people of these names."""
    session = Said(replace(seed, confidentiality=rule))
    for name in names:
        session.do(utc(9), Expect(name, "Mairie de Quelquepart"))
    session.do(utc(9, 1), Next(), Add(f"Café avec {names[0]}", 5))
    session.do(
        utc(9, 2),
        RecordInitiative(
            name=f"Le jardin de {names[1]}",
            territory="Quelquepart",
            carried_by=names[1],
            reported_by=names[2],
            need=f"un local pour {names[0].split()[1]}",
            stakeholders=(names[0], "elus"),
            phase="action",
        ),
    )
    for text in NOTES:
        session.do(utc(9, 3), TakeNote(text.format(*names, **forms(names)), "frein", ("emergence",), ("elus",)))
    session.do(
        utc(9, 4),
        TakeNote("là", "action", initiative=f"Le jardin de {names[1]}", details=Details(who=names[2])),
        TakeNote("oui", "verbatim", details=Details(speaker=names[0], agreed=True)),
        TakeNote("quoi", "sollicitation", details=Details(asker=names[1], asked="elus", answer=f"à {names[2]}")),
        TakeNote("dite", names[1], (names[0],), (names[2],)),
    )
    session.do(utc(9, 5), TakeNote("de moi", remember=True), by=names[0])
    session.do(utc(9, 6), Goto("temoignage"), End(), by=names[1])
    return session.all_kinds(names[0], utc(9, 7))


def words_in(seed: Agenda) -> list[str]:
    """The words of the agenda, its keys, and the program's own: what names are made of."""
    titles = [block.title for block in seed.blocks] + [one.title for one in seed.segments()]
    keys = [one.key for one in seed.segments()] + [one.key for one in seed.blocks]
    own = [word.key for words in DEFAULTS.values() for word in words]
    said = " ".join([*titles, *keys, *own, *SEGMENT_KINDS, *Standing, *Mode, "Words Report Notes Public"])
    used = {word for trainer in seed.trainers for word in words_of(f"{trainer.name} {trainer.key}")}
    used |= set(words_of(re.sub(r"{\w+}", " ", " ".join(NOTES)) + " café avec le jardin de un local pour là"))
    found = {word.capitalize() for word in re.findall(r"[^\W\d_]{4,}", said)}
    return sorted(word for word in found if parts_of(word) and not {*words_of(word)} & used and word[0] != "M")


def words_said(seed: Agenda) -> str:
    """The words of the whole agenda, as `alike` has them."""
    return f" {alike(encode(seed))} "


def stands_whole(said: str, name: str) -> bool:
    """Tell whether a name, or a form of it, stands in what the agenda says: it is hidden there."""
    orders = [alike(name).split(), alike(name).split()[::-1]]
    forms = [form for a, b in orders for form in (f"{a} {b}", f"{a[0]} {b}", f"{a} {b[0]}", f"{a}{b}", f"{a}{b[0]}")]
    return any(f" {form} " in said for form in forms)


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_what_is_handed_out_does_not_depend_on_what_people_are_called(seed, rule):
    plain = handed_out(day(seed, rule, OTHERS))
    own = json.loads(made("json", digest(day(seed, "nominatif", OTHERS).state, utc(18)), Wanted("fr")))
    pool, said = words_in(seed), words_said(seed)
    for name in OTHERS:
        assert not [form for form, page in plain.items() if {*words_of(page)} & {*words_of(name)}]

    @settings(max_examples=often(15, 100), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(pool), min_size=6, max_size=6, unique_by=alike))
    def holds(drawn: list[str]) -> None:
        names = tuple(" ".join(drawn[k : k + 2]) for k in (0, 2, 4))
        assume(not any(stands_whole(said, name) for name in names))
        told = handed_out(day(seed, rule, names))
        for form, page in plain.items():
            assert told[form] == page, form
        shape = json.loads(told["json"])
        assert [*shape] == [*own]
        for ours, theirs in zip(shape["blocks"], own["blocks"], strict=True):
            assert ours["key"] == theirs["key"]
            pairs = zip(ours["segments"], theirs["segments"], strict=True)
            assert [a["state"] for a, _b in pairs] == [b["state"] for b in theirs["segments"]]
        assert {note["kind"] for note in shape["notes"]} >= {"frein", "action", "verbatim", "sollicitation"}
        assert len({len(row) for row in csv.reader(io.StringIO(told["csv"], newline=""))}) == 1
        assert len(Calendar.from_ical(told["ics"]).walk("VEVENT")) == len(seed.blocks)

    holds()


@pytest.mark.parametrize("rule", ["nominatif", "pseudonyme", "chatham"])
def test_what_a_participant_takes_home_does_not_depend_on_what_the_others_are_called(seed, rule):
    def pages(names: tuple[str, ...]) -> dict[str, str]:
        found = paper(unshared(day(seed, rule, names)), "takeaway", utc(18), OTHERS[0])
        return {form: found.made(form, "fr") for form in FORMS}

    plain, pool, said = pages(OTHERS), words_in(seed), words_said(seed)
    for form, page in plain.items():
        assert {*words_of(OTHERS[0])} <= {*words_of(page)}, form
        assert not {*words_of(" ".join(OTHERS[1:]))} & {*words_of(page)}, form

    @settings(max_examples=often(10, 60), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(pool), min_size=4, max_size=4, unique_by=alike))
    def holds(drawn: list[str]) -> None:
        names = (OTHERS[0], " ".join(drawn[:2]), " ".join(drawn[2:]))
        assume(not any(stands_whole(said, name) for name in names))
        assert pages(names) == plain

    holds()
