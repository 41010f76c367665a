"""A plan's file as it is edited: what is not touched stays to the last byte, undo has the first ones, rows agree with
what `check` says of the file that is written."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from random import Random

import pytest

from tests.agenda.editing.commented import FILES
from tests.agenda.written import HEAD, SEGMENT, WHOLE
from tests.often import often
from tests.seed import AGENDAS, SEED
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.editing.layout import Span, array
from workshop_tui.agenda.editing.lines import block_in, hours_in, lengths_in, segment_in, step_in
from workshop_tui.agenda.editing.rows import Sort
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.reading import examine, load
from workshop_tui.agenda.times import Mistake

SHIPPED = {file.name: file.read_bytes() for file in sorted(AGENDAS.glob("*.toml"))}
EVERY = {**SHIPPED, **{str(seed): raw for seed, raw in FILES.items()}}
ODD = {file.stem: file.read_bytes() for file in sorted((Path(__file__).parent / "odd").glob("*.toml"))}
"""Forms in which nobody should write an agenda, and somebody does."""
TEXTS = ["", "Un mot", 'He said "[/x]"', "a\\b", "two\nlines", '"""', 'ends in "', "\n\nlate", "'''", "tab\there"]


def values(data: object, path: tuple[object, ...] = ()):
    """Yield every value that is no list and no table, with its place."""
    if isinstance(data, dict | list):
        for key, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from values(one, (*path, key))
    else:
        yield path, data


def segments(document: Document) -> list[tuple]:
    return [row.path for row in document.rows_at_once if row.sort is Sort.SEGMENT]


@cache
def seed_sheet() -> Sheet:
    """The seed's agenda, of which something is taken."""
    return Document(SEED.read_bytes()).sheet


def at_random(random: Random, document: Document) -> None:
    """Do something with it, if that makes sense."""
    paths = [row.path for row in document.rows]
    here, there = random.choice(paths), random.choice(paths)
    said = {
        "title": random.choice(["X", "Y"]),
        "minutes": random.choice([0, 5, 90]),
        "min": random.choice([None, 3]),
        "at": random.choice([None, "10h"]),
        "optional": random.choice([None, True]),
        "prompts": random.choice([[], ["a", "b"]]),
        "objective": random.choice(TEXTS),
        "steps": random.choice([[], [step_in("One 4"), step_in("New 6")]]),
    }
    change = random.choice(
        [
            lambda s: op.add_segment(s, here, {"title": "New", "minutes": 10}),
            lambda s: op.add_block(s, here, block_in("New 17h-18h")),
            lambda s: op.add_day(s, {"title": "D"}),
            lambda s: op.set_values(s, here, said) if "segments" in here else op.set_values(s, here, {"title": "Z"}),
            lambda s: op.remove(s, here),
            lambda s: op.move(s, here, there),
            lambda s: op.move(s, here, there),
            lambda s: op.duplicate(s, here),
            lambda s: op.take(s, here, seed_sheet(), ("blocks", 0, "segments", 1))[0],
        ]
    )
    with suppress(Mistake):
        document.do("", change)


@pytest.mark.parametrize("name", EVERY)
def test_a_file_that_is_not_changed_has_its_bytes(name):
    raw = EVERY[name]
    document = Document(raw)
    assert document.raw == raw
    for _pass in range(2):
        for path in segments(document):
            document.do("", partial(op.set_values, path=path, said={"title": document.sheet.at((*path, "title"))}))
    assert (document.raw, document.changes) == (raw, 0), "what is said again as it was is no change"


@pytest.mark.parametrize("name", EVERY)
def test_every_value_stands_where_it_is_found(name):
    sheet = Document(EVERY[name]).sheet
    for table in sheet.layout.tables:
        for pair in table.pairs:
            written = sheet.text[pair.value.start : pair.value.end]
            said = sheet.at((*table.path, *pair.names))
            assert tomllib.loads(f"x = {written}")["x"] == said
            if isinstance(said, list):
                items, _inside = array(sheet.text, pair.value)
                assert [tomllib.loads(f"x = {sheet.text[a:b]}")["x"] for a, b in items] == said
    found = {(*t.path, *p.names) for t in sheet.layout.tables for p in t.pairs}
    assert found >= {path for path, value in values(sheet.data) if not any(path[:k] in found for k in range(len(path)))}


@pytest.mark.parametrize("name", EVERY)
def test_one_edit_leaves_the_rest_as_it_was(name):
    raw = EVERY[name]
    random = Random(name)
    edits = {"title": "Autre [/x]", "minutes": 7, "objective": "Two\nlines", "at": "10h45", "lead": ["me"]}
    document = Document(raw)
    for key, value in edits.items():
        path = random.choice(segments(document))
        table = document.sheet.layout.table(path)
        had = table.pair(key).value if table and table.pair(key) else Span(0, 0)
        document.do("", partial(op.set_values, path=path, said={key: value}))
        before, after = raw.decode(), document.raw.decode()
        same = alike(before, after)
        rest = alike(before[same:][::-1], after[same:][::-1])
        assert len(before) - same - rest <= had.end - had.start, "what was there is as it was, but for the value"
        told = tomllib.loads(after.replace("\ufeff", ""))
        expected = tomllib.loads(before.replace("\ufeff", ""))
        place = expected
        for part in path:
            place = place[part]
        place[key] = value
        assert told == expected, "and nothing else means anything else"
        document.undo()


def alike(one: str, other: str) -> int:
    """The number of characters with which both begin."""
    return bisect_left(range(min(len(one), len(other))), True, key=lambda n: one[: n + 1] != other[: n + 1])


@pytest.mark.parametrize("seed", often(range(60), range(600)))
def test_whatever_was_done_undo_has_the_first_bytes_and_redo_the_last(seed, tmp_path):
    random = Random(seed)
    raw = random.choice([*EVERY.values()])
    document = Document(raw)
    for _deed in range(random.randint(1, 12)):
        at_random(random, document)
        assert tomllib.loads(document.sheet.text) == document.sheet.data, "the text says what it is held to say"
    last = document.raw
    file = tmp_path / "a.toml"
    file.write_bytes(last)
    plan, findings = examine(file)
    assert sorted(str(one.message) for one in document.remarks) == sorted(str(one.message) for one in findings)
    if plan is not None:
        shown = [(str(row.start), row.minutes) for row in document.rows if row.sort is Sort.SEGMENT]
        assert shown == [times for day in days_of(plan) for times in planned(day)], "and the times that follow"
    while document.undo():
        pass
    assert document.raw == raw
    while document.redo():
        pass
    assert document.raw == last


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_in_any_form_a_deed_is_done_or_refused_and_undone(name, newline):
    raw = ODD[name].replace(b"\n", newline.encode())
    document = Document(raw)
    for seed in range(often(15, 200)):
        random = Random(seed)
        for _deed in range(5):
            at_random(random, document)
            assert tomllib.loads(document.sheet.text) == document.sheet.data
            assert document.rows
        while document.undo():
            pass
        assert document.raw == raw


def planned(agenda) -> list[tuple[str, int]]:
    """The starts of a day's segments, as the plan has them, and their minutes."""
    rows = []
    for block in agenda.blocks:
        cursor = block.start.minutes
        for one in block.segments:
            cursor = max(cursor, one.at.minutes) if one.at else cursor
            rows.append((f"{cursor // 60:02}:{cursor % 60:02}", one.minutes))
            cursor += one.minutes
    return rows


@pytest.mark.parametrize("seed", range(50))
def test_every_comment_stays_when_segments_are_moved_about(seed):
    document, random = Document(FILES[seed]), Random(seed)
    before = sorted(comments(document.sheet.text))
    for _deed in range(6):
        here, there = random.choice(segments(document)), random.choice(segments(document))
        titles = sorted(row.title for row in document.rows)
        to = document.do("", partial(op.move, path=here, onto=there))
        assert sorted(row.title for row in document.rows) == titles
        assert document.row(to), "and it is where it is said to be"
    assert sorted(comments(document.sheet.text)) == before


def comments(text: str) -> list[str]:
    """The lines that are a comment and nothing else."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_written_so_that_it_is_read(text):
    for newline in ("\n", "\r\n"):
        document = Document(WHOLE.replace("\n", newline).encode())
        path = segments(document)[0]
        document.do("", partial(op.set_values, path=path, said={"objective": text, "prompts": [text, text]}))
        assert (document.sheet.at((*path, "objective")) or "") == text
        assert document.sheet.at((*path, "prompts")) == [text, text]
        assert ("\n" in document.raw.decode().replace("\r\n", "")) == (newline == "\n")


def test_a_segment_moves_within_its_block_to_another_and_to_another_day():
    day = '[[days]]\n[[days.blocks]]\ntitle = "B"\nstart = "9h"\nend = "10h"\n'
    one = '\n# of {0}\n[[days.blocks.segments]]\ntitle = "{0}"\nminutes = 10\n'
    text = 'title = "T"\n' + day + one.format("a") + one.format("b") + day + one.format("c")
    document = Document(text.encode())
    a, b, c = segments(document)
    titles = lambda: [row.title for row in document.rows if row.sort is not Sort.PLAN]  # noqa: E731
    assert document.do("", lambda s: op.move(s, a, b)) == b
    assert titles() == ["", "B", "b", "a", "", "B", "c"]
    document.undo()
    assert document.do("", lambda s: op.move(s, a, c)) == ("days", 1, "blocks", 0, "segments", 1)
    assert titles() == ["", "B", "b", "", "B", "c", "a"]
    assert document.raw.decode().endswith(one.format("a")), "with the comment above it"
    document.undo()
    assert document.do("", lambda s: op.move(s, c, ("days", 0, "blocks", 0))) == a
    assert titles() == ["", "B", "c", "a", "b", "", "B"]
    document.undo()
    assert document.do("", lambda s: op.move(s, ("days", 0, "blocks", 0), ("days", 1))) == ("days", 1, "blocks", 0)
    assert titles() == ["", "", "B", "a", "b", "B", "c"]
    with pytest.raises(Mistake, match="a day stays"):
        document.do("", lambda s: op.move(s, ("days", 0), ("days", 1)))


def test_blocks_become_those_of_a_first_day_as_another_is_added():
    document = Document((f"# all\n\n# the morning\n{HEAD}".replace('title = "T"\n', "") + SEGMENT).encode())
    path = document.do("", lambda s: op.add_day(s, {"title": "Second"}))
    assert path == ("days", 1)
    assert [row.sort.name for row in document.rows] == ["PLAN", "DAY", "BLOCK", "SEGMENT", "DAY"]
    path = document.do("", lambda s: op.add_block(s, path, block_in("AM 9h-10h")))
    document.do("", lambda s: op.add_segment(s, path, segment_in("Welcome 60")))
    document.do("", lambda s: op.set_values(s, (), {"title": "T"}))
    assert [one for one in document.remarks if not one.warning] == []


def test_tables_written_in_lines_are_written_out_as_they_are_edited_and_keep_their_comments():
    text = """title = "T"
# the day
blocks = [ # of blocks
  # first
  { title = "AM", start = 09:00:00, end = "10h", segments = [ { title = "A", minutes = 30 }, B ] }, # end
]
"""
    text = text.replace("B ]", '{ title = "B", minutes = 30, steps = [{title = "s", minutes = 30}] } ]')
    document = Document(text.encode())
    first, second = segments(document)
    before = {**document.sheet.data}
    document.do("", lambda s: op.set_values(s, second, {"minutes": 20}))
    before["blocks"][0]["segments"][1]["minutes"] = 20
    assert document.sheet.data == before
    assert {"# the day", "# of blocks", "# first", "# end"} <= {*comments(document.sheet.text)}
    document.do("", lambda s: op.move(s, first, second))
    assert [row.title for row in document.rows][2:] == ["B", "A"]


def test_steps_that_stay_keep_their_comments():
    steps = "".join(f'# {t}\n[[blocks.segments.steps]]\ntitle = "{t}"\nminutes = 20 # m{t}\n' for t in "abc")
    document = Document((WHOLE + steps).encode())
    (path,) = segments(document)
    document.do("", lambda s: op.set_values(s, path, {"steps": [step_in("new 1"), step_in("b 20"), step_in("c 9")]}))
    assert [one["title"] for one in document.sheet.at((*path, "steps"))] == ["new", "b", "c"]
    assert '# b\n[[blocks.segments.steps]]\ntitle = "b"\nminutes = 20 # mb\n# c' in document.sheet.text
    assert "minutes = 9 # mc" in document.sheet.text


def test_what_is_duplicated_or_taken_elsewhere_has_keys_of_its_own():
    segment = SEGMENT + 'key = "one"\nlead = ["me", "jo"]\n'
    mine = Document((HEAD + segment + '[[trainers]]\nkey = "me"\nname = "Me"\n').encode())
    (path,) = segments(mine)
    assert mine.do("", lambda s: op.duplicate(s, path)) == (*path[:-1], 1)
    mine.do("", lambda s: op.duplicate(s, path))
    assert [one["key"] for one in mine.sheet.data["blocks"][0]["segments"]] == ["one", "one-3", "one-2"]
    course = Document(
        f'title = "T"\r\n[[days]]\r\n{HEAD}# kept\r\n{segment}'.replace("[[blocks", "[[days.blocks")
        .replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .replace('title = "T"\r\n', "", 1)
        .encode()
    )
    done, unknown = op.take(mine.sheet, path, course.sheet, segments(course)[0])
    assert unknown == ["jo"]
    taken = done.sheet.at(done.path)
    assert (taken["key"], taken["lead"], taken["title"]) == ("one-4", ["me"], "One")
    assert "# kept\n[[blocks.segments]]" in done.sheet.text
    assert "\r" not in done.sheet.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Accueil 15", {"title": "Accueil", "minutes": 15, "kind": "accueil"}),
        ("Tour de table 1h30", {"title": "Tour de table", "minutes": 90}),
        ("Débat 20 15-25 @10h45", {"title": "Débat", "minutes": 20, "min": 15, "max": 25, "at": "10h45"}),
        ("Débat @10h45 20 15-", {"title": "Débat", "minutes": 20, "min": 15, "at": "10h45"}),
        ("break 45 min", {"title": "break", "minutes": 45, "kind": "pause"}),
        ("1984 20", {"title": "1984", "minutes": 20}),
        ("Le cas 20 !étude-de-cas", {"title": "Le cas", "minutes": 20, "kind": "etude-de-cas"}),
        ("Vive ! 5 !break", {"title": "Vive !", "minutes": 5, "kind": "pause"}),
        ("[/x] 5", {"title": "[/x]", "minutes": 5}),
    ],
)
def test_a_line_says_a_segment(typed, said):
    assert segment_in(typed) == said


@pytest.mark.parametrize("typed", ["", "  ", "Accueil", "15", "Débat 20 @25h99", "Débat 20 !dispute", "Débat @ 20"])
def test_a_line_that_says_no_segment_is_refused(typed):
    with pytest.raises(Mistake):
        segment_in(typed)


def test_lines_say_lengths_hours_and_blocks():
    assert lengths_in("20 15-25") == {"minutes": 20, "min": 15, "max": 25}
    assert lengths_in("¾ h") == {"minutes": 45}
    for typed in ("20 or so", "long"):
        with pytest.raises(Mistake):
            lengths_in(typed)
    for typed in ("9h-12h", "9h – 12h", "9h à 12h", "9h to 12h"):
        assert hours_in(typed) == {"start": "9h", "end": "12h"}
        assert block_in(f"Morning {typed}") == {"title": "Morning", "start": "9h", "end": "12h"}
    for typed in ("", "Morning", "Morning 9h", "9h-12h", "Morning 9h-25h99"):
        with pytest.raises(Mistake):
            block_in(typed)


def test_a_plan_with_mistakes_has_rows_too_each_with_what_is_said_of_it(tmp_path):
    text = (
        'title = "T"\nplaces = 3\n[[blocks]]\ntitle = "AM"\nstart = "nine"\nend = "10h"\n'
        '[[blocks.segments]]\ntitle = "One"\nminutes = "long"\n[[blocks.segments]]\ntitle = 3\nminutes = 5\n'
        '[[blocks]]\ntitle = "PM"\nstart = "14h"\nend = "15h"\nsegments = "none"\n'
    )
    document = Document(text.encode())
    told = {row.path: len(row.remarks) for row in document.rows if row.remarks}
    first = ("blocks", 0)
    assert told == {(): 1, first: 1, (*first, "segments", 0): 1, (*first, "segments", 1): 1, ("blocks", 1): 1}
    file = tmp_path / "a.toml"
    file.write_text(text)
    assert len(document.remarks) == len(examine(file)[1])


def test_an_evening_goes_on_after_midnight_and_its_fixed_times_do_too():
    text = WHOLE.replace("9h", "22h").replace("10h", "0h30").replace("60", "30") + SEGMENT + 'at = "23h50"\n'
    document = Document(text.replace("minutes = 60", "minutes = 40").encode())
    assert [str(row.start) for row in document.rows[1:]] == ["22:00", "22:00", "23:50"]
    assert document.rows[1].free == 0


def test_an_old_macintoshs_line_ends_stay(tmp_path):
    raw = WHOLE.replace("\n", "\r").encode()
    document = Document(raw)
    assert document.raw == raw
    document.do("", lambda s: op.set_values(s, segments(document)[0], {"minutes": 55}))
    assert document.raw == raw.replace(b"60", b"55")
    (tmp_path / "a.toml").write_bytes(document.raw)
    assert load(tmp_path / "a.toml").blocks[0].segments[0].minutes == 55


def test_times_are_written_as_the_others_in_the_file():
    assert Sheet(WHOLE).times_have_h
    assert not Sheet(WHOLE.replace("9h", "9:00").replace("10h", "10:00")).times_have_h
    assert Sheet('language = "fr"').times_have_h


def test_the_day_can_be_built_from_nothing():
    document = Document(b"")
    block = document.do("", lambda s: op.add_block(s, (), block_in("Morning 9h-10h")))
    first = document.do("", lambda s: op.add_segment(s, block, segment_in("Welcome 20")))
    document.do("", lambda s: op.add_segment(s, first, segment_in("Break 40")))
    document.do("", lambda s: op.set_values(s, (), {"title": "A day"}))

    def led(sheet):
        sheet, key = op.with_trainer(sheet, "Jo Last")
        return op.set_values(sheet, first, {"lead": [key]})

    document.do("", led)
    assert [one.message.text for one in document.remarks if not one.warning] == []
    assert document.sheet.text == (
        'title = "A day"\n\n[[trainers]]\nkey = "jo-last"\nname = "Jo Last"\n\n'
        '[[blocks]]\ntitle = "Morning"\nstart = "9h"\nend = "10h"\n\n'
        '[[blocks.segments]]\ntitle = "Welcome"\nminutes = 20\nkind = "accueil"\nlead = ["jo-last"]\n\n'
        '[[blocks.segments]]\ntitle = "Break"\nminutes = 40\nkind = "pause"\n'
    )


STRANGE = (Path(__file__).parent / "values.txt").read_text(encoding="utf-8").splitlines()
"""Values, one a line; ¶ is the end of a line in one."""


@pytest.mark.parametrize("value", STRANGE)
def test_whatever_value_stands_before_it_the_next_key_is_found(value):
    value = value.replace("¶", "\n")
    for end in ("", "  # [[no]]", "\t# '"):
        text = f"first = {value}{end}\n[[blocks]]\n x . y = {value}{end}\n'minutes'=3\n# last\n"
        sheet = Sheet(text)
        first, block = sheet.layout.tables
        assert [pair.names for pair in (*first.pairs, *block.pairs)] == [("first",), ("x", "y"), ("minutes",)]
        for pair in (*first.pairs, *block.pairs[:1]):
            assert text[slice(*pair.value)] == value
        changed = op.set_values(sheet, ("blocks", 0), {"minutes": 4}).sheet
        assert changed.text == text.replace("=3", "=4")


# ── what is known at once ────────────────────────────────────────────────────────────────────────────────
UNSURE = """title = "A"
[[blocks]]
title = "B"
start = "9h"
end = "10h"
[[blocks.segments]]
title = "One"
minutes = 20
[[blocks.segments]]
title = "Two"
minutes = "long"
[[blocks.segments]]
title = "Three"
minutes = 20
"""


def _said(rows):
    return {row.title: [str(one.message) for one in row.remarks] for row in rows if row.remarks}


def test_rows_follow_a_change_at_once_and_keep_what_was_said_of_them_until_they_are_checked():
    document = Document(UNSURE.encode())
    before = _said(document.rows)
    assert [*before] == ["Two"]
    document.do("", lambda sheet: op.remove(sheet, ("blocks", 0, "segments", 0)))
    assert not document.is_checked
    assert [row.title for row in document.rows_at_once] == ["A", "B", "Two", "Three"]
    assert _said(document.rows_at_once) == before == _said(document.rows)
    document.do("", lambda sheet: op.set_values(sheet, ("blocks", 0, "segments", 0), {"minutes": 30}))
    assert (_said(document.rows_at_once), document.row(("blocks", 0, "segments", 0)).minutes) == (before, 30)
    assert _said(document.rows) == _said(document.rows_at_once) != before


def test_what_check_says_of_a_state_that_has_passed_is_not_taken():
    document = Document(UNSURE.encode())
    then, remarks = document.sheet, document.remarks
    document.do("", lambda sheet: op.set_values(sheet, ("blocks", 0, "segments", 1), {"minutes": 10}))
    document.take(then, remarks)
    assert not document.is_checked
    assert "Two" not in _said(document.rows)
