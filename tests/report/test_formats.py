"""Every format, read back by an independent reader: what was said is in it, as text, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from datetime import UTC, datetime
from functools import lru_cache

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from tests.conftest import utc
from tests.report.conftest import Said
from tests.report.golden import the_day
from tests.report.hostile import HOSTILE, Page, hostile, markdown, of, one_line, pages, plain_as
from workshop_tui.report import tables
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import FORMATS, TABLES, Wanted, made
from workshop_tui.report.html import html_of
from workshop_tui.report.json_shapes import schema
from workshop_tui.report.markdown import review
from workshop_tui.report.pictures import pictures
from workshop_tui.report.record import written
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.timing.commands import Next, Pause, Reopen, Undo
from workshop_tui.session.timing.hours import ChangeHours, Replan
from workshop_tui.session.timing.replanning_commands import Add, Extend, Move, Skip
from workshop_tui.text import clean, clean_line


@hostile
def test_markdown_has_the_same_structure_whatever_is_said_and_all_of_it_as_text(said, sort):
    usual, told = (pages(said(text, planned=True)) for text in (plain_as(HOSTILE[sort]), HOSTILE[sort]))
    for kind, places in (("report", 100), ("review", 50), ("takeaway", 7), ("quality", 9)):
        plain, page = markdown(usual[kind]), markdown(told[kind])
        assert page.tags == plain.tags, kind
        text = re.sub(r"\s+", " ", page.text)
        assert text.count(one_line(HOSTILE[sort])) > places, f"in as many fields and sections of the {kind}"


@hostile
def test_html_has_the_same_structure_and_asks_for_nothing_from_elsewhere(said, sort):
    plain, page = (
        read_html(of(said(text, planned=True), "html", annexes=True))
        for text in (plain_as(HOSTILE[sort]), HOSTILE[sort])
    )
    assert page.tags == plain.tags
    assert "script" not in page.tags
    assert not {name for _tag, name in page.attributes} & {"srcset", "onerror", "onload", "action"}
    assert page.links == [f"#s{number}" for number in range(1, page.tags.count("section") + 1)], "to its own sections"
    assert {source.partition(",")[0] for source in page.sources} == {"data:image/svg+xml;charset=utf-8"}, "its pictures"
    assert one_line(HOSTILE[sort]) in re.sub(r"\s+", " ", page.text)


read_html, read_calendar = lru_cache(maxsize=64)(Page), lru_cache(maxsize=64)(Calendar.from_ical)
"""Pages as they are read, once: the one with plain words is compared with many."""


def skeleton(shape: object) -> object:
    """The keys, lists and types of JSON, without what it says."""
    if isinstance(shape, dict):
        return {key: skeleton(one) for key, one in shape.items()}
    return [skeleton(one) for one in shape] if isinstance(shape, list) else type(shape)


STRUCTURES = {
    "md": lambda page: markdown(page).tags,
    "html": lambda page: read_html(page).tags,
    "json": lambda page: skeleton(json.loads(page)),
    "csv": lambda page: [len(row) for row in csv.reader(io.StringIO(page, newline=""))],
    "ics": lambda page: [part.name for part in read_calendar(page).walk()],
}
"""How an independent reader sees what a page of each format is made of."""
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that would steer a terminal or turn a text around."""


def test_each_format_has_a_reader_that_it_is_tried_with():
    assert [*STRUCTURES] == [*FORMATS]


@hostile
def test_no_format_is_made_otherwise_by_what_is_said_in_it(said, sort):
    plain, session = (said(text, planned=True) for text in (plain_as(HOSTILE[sort]), HOSTILE[sort]))
    for form in FORMATS:
        page = of(session, form)
        assert STRUCTURES[form](page) == STRUCTURES[form](of(plain, form)), form
        assert not NEVER.search(page), form


@hostile
def test_json_says_exactly_what_was_said(said, sort):
    shape = json.loads(of(said(HOSTILE[sort]), "json"))
    text = clean(HOSTILE[sort])
    assert {note["text"] for note in shape["notes"]} == {text}
    assert {shape["initiatives"][0][name] for name in ("need", "stakes", "question", "kept")} == {text}
    assert shape["initiatives"][0]["name"] == shape["title"] == clean_line(HOSTILE[sort])


def test_the_published_schema_says_what_the_json_has(said):
    shape, published = json.loads(of(said("x"), "json")), schema()
    assert set(shape) == set(published["required"]) == set(published["properties"])
    note = published["$defs"]["NoteShape"]
    assert set(shape["notes"][0]) == set(note["properties"])
    assert note["additionalProperties"] is False


@hostile
def test_csv_gives_each_cell_back_and_none_that_a_spreadsheet_runs(said, sort):
    for raw, head in ((True, "text"), (False, "texte")):
        page = of(said(HOSTILE[sort]), "csv", raw=raw)
        rows = list(csv.reader(io.StringIO(page, newline="")))
        assert run_as_formulas(page) == []
        texts = {row[rows[0].index(head)] for row in rows[1:]}
        (cell,) = texts
        assert given_back(cell) == clean(HOSTILE[sort])
        assert len({len(row) for row in rows}) == 1
    for table in TABLES:
        page = of(said(HOSTILE[sort]), "csv", table=table)
        assert run_as_formulas(page) == []
        assert len({len(row) for row in csv.reader(io.StringIO(page, newline=""))}) == 1


BEGINNINGS = "=+-@\t\r＝＋－＠"


def run_as_formulas(page: str) -> list[str]:
    """The cells that a spreadsheet would run, whichever separator it goes by, and whether or not it knows quotes."""
    found = []
    csv.field_size_limit(1 << 24)
    for separator in ",;\t":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            for row in csv.reader(io.StringIO(page, newline=""), delimiter=separator, quoting=quoting):
                found += [cell for cell in row if cell.strip(' "\r\n').startswith(tuple(BEGINNINGS))]
    return found


def given_back(cell: str) -> str:
    """The cell without the apostrophes that stand before what would be run."""
    cell = cell[1:] if cell.startswith(("'\t", "'\r")) else cell
    return re.sub(rf"(^|[,;\t\r\n])([\s\"]*)'(?=[{re.escape(BEGINNINGS)}'])", r"\1\2", cell)


RUN = (
    "=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+2", "－1", "＋1", "＠x", "'=1", "''", " =1", '"=1"',
    "prix;=1+2;fin", "prix,=1+2,fin", "prix; =1+2", 'prix;"=1+2";fin', 'prix,"=1+2",fin', "a\t=1\tb", "a\n=1+2",
    "a\r\n-1", "a;'=1", ";;=1", ";\u00a0=1", 'a;""=cmd|\'/C calc\'!A0""', "a;＝1", "\n\n=1", ",;=1", "-;-,-\t-",
)  # fmt: skip


@pytest.mark.parametrize("cell", RUN)
@pytest.mark.parametrize("semicolon", [True, False])
def test_no_cell_is_run_as_a_formula_whichever_separator_a_spreadsheet_goes_by(cell, semicolon):
    page = tables.written([["1", cell, "x"], [cell, "2", cell]], bom=False, semicolon=semicolon)
    assert run_as_formulas(page) == []
    rows = list(csv.reader(io.StringIO(page, newline=""), delimiter=";" if semicolon else ","))
    assert [[given_back(one) for one in row] for row in rows] == [["1", cell, "x"], [cell, "2", cell]]


@given(st.text(alphabet=BEGINNINGS.replace("\t\r", "") + "'\"\n ;,a\u00a0"))
def test_what_stands_before_a_formula_can_be_taken_away_again(cell):
    assert given_back(tables.safe(cell)) == cell
    for separator in ",;":
        page = tables.written([[cell, "x", cell]], bom=False, semicolon=separator == ";")
        assert run_as_formulas(page) == []


def test_words_with_such_signs_inside_are_left_as_they_are():
    for text in ("10 - 12", "a=b", "marie@exemple.fr", "L'eau; c'est +2 °C", "demi-journée", "x, y ; z"):
        assert tables.safe(text) == text


def test_csv_of_times_says_when_each_segment_was(said):
    rows = list(csv.DictReader(io.StringIO(of(said("x"), "csv", table="times", raw=True), newline="")))
    first = rows[0]
    assert (first["segment"], first["planned_start"], first["actual_start"], first["planned_min"]) == (
        "accueil",
        "2021-05-04 09:00:00+02:00",
        "2021-05-04 09:00:00+02:00",
        "10",
    )
    assert of(said("x"), "csv", bom=True, raw=True).startswith("\ufeffnumber,")


def read_table(session, table: str, language: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(of(session, "csv", language, table=table), newline="")))


def test_a_table_has_heads_in_words_a_key_and_a_label_and_times_without_their_zone(seed):
    day = the_day()
    first = read_table(day, "notes")[0]
    assert (first["session"], first["date"], first["block"], first["segment"]) == ("day", "2021-05-04", "matin", "tour")
    assert first["at (Europe/Paris)"] == "2021-05-04 09:20:00"
    assert (first["kind"], first["kind (in words)"]) == ("attente", "Expectation")
    follow_ups = [one for one in read_table(day, "notes") if one["kind"] == "action"]
    assert [(one["by when (date)"], one["by when (in words)"]) for one in follow_ups] == [
        ("", "avant le 1er juin"),
        ("", "vendredi"),
    ]
    session = Said(seed).do(utc(9), TakeNote("x", "action", details=Details(due="2021-05-11")))
    (dated,) = read_table(session, "notes", "fr")
    assert (dated["échéance (date)"], dated["échéance (en mots)"]) == ("2021-05-11", "")


def test_notes_join_the_times_by_the_key_of_their_segment_and_one_row_is_one_tag():
    day = the_day()
    keys = [one["segment"] for one in read_table(day, "times")]
    assert len(keys) == len(set(keys))
    assert {one["segment"] for one in read_table(day, "notes")} <= set(keys)
    notes, tags = read_table(day, "notes"), read_table(day, "tags")
    for note in notes:
        those = [one for one in tags if one["number"] == note["number"]]
        assert [one["tag"] for one in those if one["axis"] == "phase"] == [*filter(None, note["phases"].split("; "))]
        assert [one["tag"] for one in those if one["axis"] == "kind"] == [*filter(None, [note["kind"]])]
    assert {one["family"] for one in tags if one["tag"] == "commune"} <= {"collectivites"}


def test_the_matrix_can_be_recounted_from_the_notes_of_the_json_and_is_the_table():
    day = the_day()
    shape = json.loads(of(day, "json", "en"))
    phases = {one["key"] for one in shape["phases"]}
    recounted: dict[tuple[str, str], list[int]] = {}
    for note in shape["notes"]:
        for cell in ((phase, who) for phase in note["phases"] if phase in phases for who in note["counts_under"]):
            recounted.setdefault(cell, []).append(note["number"])
    assert {cell: sorted(numbers) for cell, numbers in recounted.items()} == {
        (one["phase"], one["stakeholder"]): sorted(one["notes"]) for one in shape["cells"]
    }
    table = {(one["phase"], one["stakeholder"]): int(one["notes"]) for one in read_table(day, "matrix")}
    assert {cell: count for cell, count in table.items() if count} == {c: len(n) for c, n in recounted.items()}
    assert len(table) == len(shape["phases"]) * len(shape["stakeholders"])
    (barrier,) = [one for one in shape["notes"] if one["text"].startswith("On n'a vu le maire")]
    assert (barrier["kind_label"], barrier["phases_labels"]) == ("Barrier", ["Emergence"])


def test_requests_and_initiatives_are_tables_of_their_own():
    day = the_day()
    requests = read_table(day, "requests")
    assert {one["from"] for one in requests} == {"collectif", "commune"}
    assert requests[0]["to (in words)"] == "Local elected officials"
    assert [one["name"] for one in read_table(day, "initiatives")] == [
        "Atelier vélo de Saint-Rémy",
        "La Halte, café associatif",
    ]


def test_the_schema_says_of_each_field_what_it_is():
    published = schema()
    assert published["$id"] == "urn:workshop-tui:report:1"
    parts = [published, *published["$defs"].values()]
    assert all(field["description"] for part in parts for field in part["properties"].values())
    segment, block = published["$defs"]["SegmentShape"]["properties"], published["$defs"]["BlockShape"]["properties"]
    assert "set_aside" in segment["state"]["enum"]
    assert block["start"]["format"] == "date-time"
    assert published["properties"]["date"]["format"] == "date"
    assert published["properties"]["version"]["const"] == 1


def test_the_article_alone_has_its_styles_inline_and_nothing_that_a_sanitiser_would_miss():
    fragment = of(the_day(), "html", fragment=True)
    page = Page(fragment)
    assert page.tags[0] == "article"
    assert not {"html", "head", "style", "div", "img", "caption", "script"} & set(page.tags)
    assert {name for _tag, name in page.attributes} == {"lang", "scope", "style"}
    words = Page(of(the_day(), "html")).text
    assert page.tags.count("td") == Page(of(the_day(), "html")).tags.count("td")
    assert "Ce qui est à faire" in page.text
    assert "Ce qui est à faire" in words


def test_the_markdown_may_say_first_what_it_is_about():
    page = of(the_day(), "md", front_matter=True)
    assert page.startswith('---\ntitle: "Collectifs d’habitants et développement local"\ndate: "2021-05-04"\n')
    assert page.split("---\n\n", 1)[1] == of(the_day(), "md")


@hostile
def test_csv_with_semicolons_says_the_same(said, sort):
    session = said(HOSTILE[sort])
    one, other = of(session, "csv"), of(session, "csv", semicolon=True)
    rows = list(csv.reader(io.StringIO(other, newline=""), delimiter=";"))
    assert rows == list(csv.reader(io.StringIO(one, newline="")))


@hostile
def test_the_record_is_toml_that_says_exactly_what_was_said(said, sort):
    record = tomllib.loads(written(said(HOSTILE[sort]).records))
    notes = [event["text"] for event in record["events"] if event["type"] == "NoteTaken"]
    assert set(notes) == {clean(HOSTILE[sort])}


@hostile
def test_the_planned_day_is_a_calendar(said, sort):
    page = of(said(HOSTILE[sort]), "ics")
    read = Calendar.from_ical(page)
    morning, afternoon = read.walk("VEVENT")
    assert (morning.decoded("dtstart"), morning.decoded("dtend")) == (
        datetime(2021, 5, 4, 7, tzinfo=UTC),
        datetime(2021, 5, 4, 10, tzinfo=UTC),
    )
    assert str(morning["summary"]).startswith(clean_line(HOSTILE[sort]))
    assert "13h30 Reprise, présence de l’après-midi" in str(afternoon["description"])
    assert not read.walk("VALARM")
    other = vobject.readOne(page)
    assert [event.summary.value for event in other.vevent_list] == [str(e["summary"]) for e in (morning, afternoon)]
    assert [event.description.value for event in other.vevent_list] == [
        str(e["description"]) for e in (morning, afternoon)
    ]
    assert [event.dtstart.value for event in other.vevent_list] == [e.decoded("dtstart") for e in (morning, afternoon)]


def events_of(day, now: datetime) -> dict[str, dict[str, object]]:
    """The facts that a calendar's reader knows of each event, by its UID."""
    read = Calendar.from_ical(made("ics", digest(day.state, now), Wanted("en")))
    names = ("sequence", "dtstamp", "last-modified", "dtstart", "dtend", "description", "summary", "status")
    return {str(one["uid"]): {name: one.decoded(name, None) for name in names} for one in read.walk("VEVENT")}


CHANGES = {
    "more minutes": (Extend(5, "carte"), "matin", "10:35 Pause"),
    "a segment that is left out": (Skip("tampon-matin"), "matin", "10:20 Pause"),
    "a segment nobody planned": (Add("Détour", 10, after="tour"), "matin", "09:30 Détour"),
    "another order": (Move("phases", block="matin"), "matin", "Les phases de l’action d’un collectif"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_an_event_of_a_calendar_is_the_same_one_and_a_later_one_where_its_plan_changed(seed, name):
    command, block, described = CHANGES[name]
    day = Said(seed.settled(frozenset())).do(utc(8, 30), TakeNote("x"))
    before = events_of(day, utc(8, 45))
    assert {one["sequence"] for one in before.values()} == {0}
    assert {one["dtstamp"] for one in before.values()} == {utc(8, 45)}
    (opened,) = {one["last-modified"] for one in before.values()}
    assert opened == day.records[0].event.at
    day.do(utc(8, 50), command)
    after = events_of(day, utc(8, 59))
    assert set(after) == set(before)
    for uid, one in after.items():
        changed = f"-{block}@" in uid or one["description"] != before[uid]["description"]
        assert (one["sequence"], one["last-modified"]) == ((1, utc(8, 50)) if changed else (0, opened))
        assert one["dtstamp"] == utc(8, 59)
        assert (one["dtstart"], one["dtend"]) == (before[uid]["dtstart"], before[uid]["dtend"])
    (described_in,) = (one for uid, one in after.items() if f"-{block}@" in uid)
    assert described in str(described_in["description"])
    day.do(utc(8, 55), Undo())
    again = events_of(day, utc(9))
    assert {one["sequence"] for one in again.values()} <= {0, 2}, "what was taken back is a change, too"
    assert {uid: one["description"] for uid, one in again.items()} == {
        uid: one["description"] for uid, one in before.items()
    }


def test_two_sessions_of_one_id_do_not_take_each_others_place_in_a_calendar(seed):
    def opened(draw: str | None) -> Said:
        day = Said(seed.settled(frozenset()))
        first = day.records[0]
        return Said(day.state.agenda, [Recorded(1, first.recorded_at, replace(first.event, draw=draw))])

    one, other = (set(events_of(opened(draw), utc(8, 45))) for draw in ("a" * 32, "b" * 32))
    assert not one & other
    assert set(events_of(opened("a" * 32), utc(9))) == one, "kept"
    assert "a" * 32 not in "".join(one), "the lot by which codes are drawn is told nobody"


def test_the_calendar_of_a_participant_has_no_buffers(seed):
    page = made("ics", digest(Said(seed.settled(frozenset())).state, utc(8)), Wanted("fr"))
    assert "10h30 Pause" in str(Calendar.from_ical(page).walk("VEVENT")[0]["description"])
    assert "Tampon" not in page


def test_an_event_of_a_calendar_has_the_hours_of_today(seed):
    day = Said(seed.settled(frozenset()))
    uids = set(events_of(day, utc(8, 45)))
    day.do(utc(8, 50), ChangeHours("matin", start=utc(9, 30), end=utc(12, 15)))
    after = events_of(day, utc(8, 59))
    assert set(after) == uids
    (morning,) = (one for uid, one in after.items() if "-matin@" in uid)
    assert (morning["dtstart"], morning["dtend"], morning["sequence"]) == (utc(9, 30), utc(12, 15), 1)
    assert str(morning["description"]).startswith("09:30 ")


def test_an_event_of_a_calendar_is_a_later_one_where_an_edited_agenda_was_taken_in(seed):
    plan = seed.settled(frozenset())
    day = Said(plan)
    before = events_of(day, utc(8, 45))
    first, second = plan.blocks
    edited = replace(plan, blocks=(first, replace(second, title="L'après-midi")))
    day.do(utc(8, 50), Replan(edited))
    after = events_of(day, utc(8, 59))
    assert set(after) == set(before)
    numbers = {uid.partition("@")[0].removeprefix("day-"): one["sequence"] for uid, one in after.items()}
    assert numbers == {"matin": 0, "apres-midi": 1}


def test_the_event_of_a_block_that_is_gone_from_the_agenda_is_cancelled(seed):
    plan = replace(seed.settled(frozenset()), confidentiality="pseudonyme")
    first, second = plan.blocks
    second = replace(second, title="L'après-midi de Zoé Dupont")
    day = Said(replace(plan, blocks=(first, second))).do(utc(8, 30), Expect("Zoé Dupont"))
    before = events_of(day, utc(8, 45))
    assert {one["status"] for one in before.values()} == {None}
    day.do(utc(8, 50), ChangeHours("apres-midi", start=None, end=utc(17)))
    day.do(utc(8, 55), Replan(replace(plan, blocks=(first,))))
    after = events_of(day, utc(9))
    assert set(after) == set(before)
    (gone,) = (one for uid, one in after.items() if "-apres-midi@" in uid)
    assert (gone["status"], gone["sequence"], gone["last-modified"]) == ("CANCELLED", 2, utc(8, 55))
    assert (gone["dtstart"], gone["dtend"]) == (utc(13, 30), utc(17))
    code = Veil(day.state).codes["Zoé Dupont"]
    assert str(gone["summary"]).endswith(f"— L'après-midi de {code}")
    day.do(utc(9, 5), Undo())
    back = events_of(day, utc(9, 10))
    (again,) = (one for uid, one in back.items() if "-apres-midi@" in uid)
    assert (again["status"], again["sequence"]) == (None, 3)


def test_what_runs_the_day_changes_no_event_of_a_calendar(seed):
    day = Said(seed.settled(frozenset())).do(utc(9), Next()).do(utc(9, 12), Next()).do(utc(9, 20), Pause())
    assert {one["sequence"] for one in events_of(day, utc(9, 30)).values()} == {0}


def test_the_html_holds_the_picture_of_the_day_with_its_annexes_and_without_and_the_matrix_as_a_table(said):
    page, whole = (Page(of(said("x"), "html", annexes=annexes)) for annexes in (False, True))
    for one in (page, whole):
        assert one.tags.count("img") == one.tags.count("figure") == one.tags.count("figcaption") == 1
    assert ("th", "scope") in page.attributes
    assert ("html", "lang") in page.attributes


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_session_gives_the_same_bytes(said, form, language):
    state = said("x").state
    one, other = (made(form, digest(state, utc(18)), Wanted(language)) for _time in range(2))
    assert one == other


PROTECTED = ("Marie", "Dupont", "Salers", "Tricot")


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_nobody_who_is_protected_stands_in_any_format(said, rule):
    session = said("Marie Dupont de Salers, chez Tricot", rule, planned=True)
    session.do(
        utc(18),
        Reopen(),
        Expect("Marie Dupont", "Tricot"),
        RecordInitiative(name="Autre", territory="Salers", reported_by="Marie Dupont"),
    )
    found = digest(session.state, utc(18))
    told = {form: made(form, found, Wanted("fr")) for form in FORMATS}
    told |= {f"csv of {table}": made("csv", found, Wanted("fr", table=table)) for table in TABLES}
    told |= pictures(found, "fr") | pages(session)
    hidden = PROTECTED if rule == "chatham" else PROTECTED[:2]
    assert [(name, form) for name in hidden for form, page in told.items() if name.lower() in page.lower()] == []


def test_a_quote_that_was_not_agreed_to_is_in_no_public_format(said):
    session = said("plain")
    session.do(utc(9, 40), TakeNote("said in confidence", "verbatim", details=Details(agreed=False)))
    for form in FORMATS:
        assert "said in confidence" not in of(session, form)
    assert "said in confidence" in review(digest(session.state, utc(18), private=True), "en")


def test_the_review_says_what_was_changed_when_by_whom(said):
    session = said("plain")
    page = review(digest(session.state, utc(18), private=True, records=session.records), "en")
    added, jumped = "| Pascal added “plain”, 5 min, at 09:10 |", "- Pascal went to “Bilan à chaud, suites” at 09:30"
    assert added in page
    assert jumped in page.split("## What else was changed")[1], "no ordinary step, and no departure"
    assert "Pascal moved on to" not in page
    heads = ["## To check", "## Where the day departed", "## What else was changed", "## Planned and actual"]
    assert [page.index(head) for head in heads] == sorted(page.index(head) for head in heads)


def test_requests_stand_phase_by_phase_in_both_directions(said):
    page = of(said("plain"), "md", "en")
    part = page.split("### Delivery\n")[1].split("## ")[0]
    assert "- **Request** — plain → Residents' collective (plain) — plain — answer: plain" in part


def test_sections_come_in_their_order_and_none_is_empty(said):
    page = of(said("plain"), "md", "en")
    heads = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert heads == [
        "The essential",
        "What is to be done",
        "What was announced, and what was covered",
        "Phases and stakeholders",
        "Tools and resources",
        "Initiatives",
        "Open questions and parking lot",
        "How the day went",
    ]
    assert "## Annexes" in of(said("plain"), "md", "en", annexes=True)
    assert not re.search(r"^(#+) .*\n+(?!\1#)#", page, re.MULTILINE)


def test_html_in_markdown_is_text_even_if_nothing_had_escaped_it():
    assert html_of("<b>x</b>\n\n<script>y</script>\n") == (
        "<p>&lt;b&gt;x&lt;/b&gt;</p>\n<p>&lt;script&gt;y&lt;/script&gt;</p>\n"
    )


def test_observations_of_a_member_stand_with_its_familys_and_requests_of_one_phase_are_told_apart(said):
    session = said("plain")
    note, details = TakeNote, Details
    session.do(
        utc(18),
        note("family", "constat", (), ("collectivites",)),
        note("member", "idee", (), ("commune",)),
        note("of", "sollicitation", ("action",), details=details(asker="collectif", asked="elus")),
        note("other", "sollicitation", ("action",), ("elus",)),
    )
    found = digest(session.state, utc(18))
    roles = {who.key: [one.text for one in notes] for who, notes in found.roles}
    assert roles["collectivites"] == ["family", "member"]
    (requests,) = (one for one in found.requests if one.phase and one.phase.key == "action")
    ways = (requests.of_collective, requests.to_collective, requests.others)
    assert [[one.text for one in those] for those in ways] == [["of"], ["plain"], ["other"]]
