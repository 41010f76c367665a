"""The preview of the report: live, in both languages, saved where it says, never over a file without asking."""

from __future__ import annotations

import json
import threading
from types import ModuleType

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import HOSTILE
from tests.tui.read import notice, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, of
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.report.digest import digest
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.tui.parts import preview
from workshop_tui.tui.widgets import page as page_widget
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.page import Page, Reader
from workshop_tui.tui.widgets.page import shown as as_read


def told(app) -> str:
    """The page, its lines as they are wrapped."""
    return app.screen.query_one(Page).text.plain


class Counted:
    """A function of a module, and how often it was called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
        self.calls, self._function = 0, getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *given: object, **named: object) -> object:
        self.calls += 1
        return self._function(*given, **named)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


async def test_it_follows_the_day_and_is_in_both_languages(app, session, clock):
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert shown(pilot.app).startswith("Report · fr · ")
        assert "La journée n’est pas close" in told(pilot.app)
        other.do(TakeNote("[x] *new* <b>", "frein"))
        await pilot.pause(1.6)
        assert "Frein — [x] *new* <b>" in told(pilot.app)
        assert "Aurélie)" not in told(pilot.app), "who took it is no concern of its readers"
        await pilot.press("g")
        await settled(pilot)
        assert "Barrier — [x] *new* <b>" in told(pilot.app)
    other.close()


async def test_one_key_in_the_review_records_whether_a_speaker_agreed(app, session):
    session.do(TakeNote("a good day", "verbatim"))
    session.do(TakeNote("a bad day", "verbatim"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r", "g")
        await settled(pilot)
        assert "good day" not in told(pilot.app), "no paper that leaves prints it"
        await pilot.press("k")
        await settled(pilot)
        assert "“a good day”" in told(pilot.app)
        await pilot.press("v", "y", "n")
        await settled(pilot)
        assert [note.taken.details.agreed for note in session.state.notebook.notes] == [True, False]
        await pilot.press("k", "k", "k")
        await settled(pilot)
        assert "“a good day”" in told(pilot.app)
        assert "bad day" not in told(pilot.app)
        await pilot.press("v")
        await settled(pilot)
        assert notice(pilot.app).startswith("Of every quote it is noted")


async def test_one_key_goes_through_the_kinds_and_private_notes_are_in_the_review_only(app, session):
    session.do(TakeNote("between us", private=True))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        for heading, private in (
            ("Report", False),
            ("Review, for the trainers", True),
            ("To take home", False),
            ("For an audit", False),
            ("Report", False),
        ):
            assert shown(pilot.app).startswith(f"{heading} · fr · ")
            assert ("between us" in told(pilot.app)) == private
            await pilot.press("k")
            await settled(pilot)


async def test_one_key_asks_whose_page_it_is_to_be(app, session):
    session.do(Expect("Zoé Blanchard"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r", "p")
        await settled(pilot)
        await pilot.press(*"nobody", "enter")
        await settled(pilot)
        assert "nobody" in shown(pilot.app, "echo")
        await pilot.press("ctrl+u", *"zo", "enter")
        await settled(pilot)
        assert shown(pilot.app).startswith("To take home · ")
        assert told(pilot.app).startswith("Zoé Blanchard — ")
        await pilot.press("p")
        await settled(pilot)
        assert pilot.app.focused.value == "Zoé Blanchard"
        await pilot.press("ctrl+u", "enter")
        await settled(pilot)
        assert told(pilot.app).startswith("À emporter — ")


async def test_a_page_by_itself_is_saved_in_its_own_formats(app, session, tmp_path):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r", "k", "k", "k")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert pilot.app.focused.value == "day-quality.md"
        await pilot.press("ctrl+u", *"a.json", "enter")
        await settled(pilot)
        assert json.loads((tmp_path / "a.json").read_text())["signed"] is False
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("ctrl+u", *"a.csv", "enter")
        await settled(pilot)
        assert "there are .md, .markdown, .txt, .html, .htm, .json" in shown(pilot.app, "echo")


async def test_it_is_saved_whole_in_the_format_of_its_ending_and_over_no_file_unasked(app, session, tmp_path):
    (tmp_path / "a.json").write_text("mine")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert pilot.app.focused.value == "day.md"
        await pilot.press("ctrl+u", *"a.json", "enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert (tmp_path / "a.json").read_text() == "mine"
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("ctrl+u", *"a.json", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert json.loads((tmp_path / "a.json").read_text())["session"] == "day"
        assert shown(pilot.app, "echo") == f"Written: {tmp_path / 'a.json'}"


NO_NAMES = {
    "a.mdm": "No format is called “.mdm”: there are .md, .markdown, .txt, .html, .htm, .json, .csv, .ics",
    "no/where.md": "cannot be written",
    **dict.fromkeys(
        ["x" * 300 + ".md", "a\0b.md", "~nobody-is-called-so/a.md", "/proc/a.md", "/dev/null/a.md", "/"], ""
    ),
}
"""Names under which nothing can be saved, and what is told of them (of most, what the machine says)."""


async def test_a_file_that_cannot_be_is_told_the_line_stays_and_nothing_is_run_by_its_draft(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        for name, told in NO_NAMES.items():
            await pilot.press("s")
            await settled(pilot)
            pilot.app.screen.query_one("Ask Input", Input).value = name
            pilot.app.screen.run.say("Before")
            await pilot.press("enter")
            await settled(pilot)
            assert pilot.app.screen.query("Ask"), f"{name} stays, to be mended"
            assert told in shown(pilot.app, "echo"), name
            assert shown(pilot.app, "echo") not in ("", "Before"), name
            await pilot.press("escape", "s")
            await settled(pilot)
            assert pilot.app.is_running, name
            await pilot.press("escape")


async def test_in_a_folder_that_was_removed_a_whole_path_is_asked_for(app, session, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    async with app(session, "fr").run_test(size=(80, 24)) as pilot:
        (tmp_path / "gone").rmdir()
        await pilot.press("r")
        await pilot.pause(0.4)
        await pilot.press("s")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert shown(pilot.app, "echo") == "le dossier où vous êtes n’existe plus\xa0: donnez le chemin complet"
        await pilot.press("ctrl+u", *str(tmp_path / "a.md"), "enter")
        await pilot.pause(0.3)
        assert (tmp_path / "a.md").read_text().startswith("# Compte rendu — Collectifs")


async def test_confined_it_is_shown_and_copied_and_written_nowhere(app, session, tmp_path):
    before = {file for file in tmp_path.rglob("*") if file.suffix != ".session"}
    async with app(session, "en", confined=True).run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert "save" not in str(pilot.app.screen.query_one(KeyBar).text)
        await pilot.press("s")
        await settled(pilot)
        assert not pilot.app.screen.query("Ask")
        assert shown(pilot.app, "echo").startswith("confined to its session")
        await pilot.press("ctrl+u", *"../../a.md", "enter")
        await pilot.press("y")
        await settled(pilot)
        assert pilot.app.clipboard.startswith("# ")
    assert {file for file in tmp_path.rglob("*") if ".session" not in file.name} <= before


async def test_what_is_copied_is_the_markdown(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert pilot.app.clipboard.startswith("# Compte rendu — Collectifs d’habitants")


async def test_ending_the_day_says_where_its_report_is(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("E", "enter")
        await settled(pilot)
        assert notice(pilot.app.screen).endswith(" — r: the report — u takes it back")


def test_a_page_reads_without_its_marks():
    read = as_read("# A\\#\n\n- **b** c\\*d &amp; e — *f · g*\n*it is*\n`x y`\n")
    assert read.plain == "A#\n\n• b c*d & e — f · g\nit is\nx y\n"
    assert {(read.plain[span.start : span.end], span.style) for span in read.spans} == {
        ("A#", "bold underline"),
        ("b", "bold"),
        ("f · g", "italic"),
        ("it is", "italic"),
        ("x y", "bold"),
    }


def test_a_table_stands_in_columns_that_fit_and_wraps_in_them():
    table = "| What | n |\n| --- | ---: |\n| a \\| b | 2 |\n| **one two three** 漢字 | 10 |\n"
    assert as_read(table, 40).plain.split("\n") == [
        "What                 n",
        "a | b                2",
        "one two three 漢字  10",
        "",
    ]
    assert as_read(table, 13).plain.split("\n") == [
        "What        n",
        "a | b       2",
        "one two    10",
        "three",
        "漢字",
        "",
    ]


def test_in_a_table_that_does_not_fit_heads_are_broken_before_what_stands_under_them():
    table = "| Word | Longest of words |\n| --- | ---: |\n| unbroken | 1 |\n"
    assert as_read(table, 20).plain.split("\n") == [
        "Word      Longest of",
        "               words",
        "unbroken           1",
        "",
    ]
    told = as_read(table, 14).plain
    assert "unbroken" in told
    assert "Longest" not in told


def test_of_a_very_long_page_the_end_is_said_to_be_in_the_file():
    told = as_read("x\n" * 3_100).plain.split("\n")
    assert (len(told), told[-1]) == (3_001, "… 101 more lines: they are in the file")


async def paged(pilot: Pilot[str]) -> None:
    """Two pages down, on a screen that is whole: how long it takes to be is the machine's affair.

    What stands there then is looked at, and not how the page slides there.
    """
    pilot.app.animation_level = "none"
    await pilot.press("r")
    for _try in range(200):
        await settled(pilot)
        if pilot.app.screen.query(Page) and told(pilot.app):
            break
    await pilot.press("pagedown", "pagedown")
    await settled(pilot)


async def test_the_preview(snapshot, app, morning, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(morning).run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL, SMALLEST):
            await pilot.resize_terminal(*size)
            await paged(pilot)
            await pictures.take(pilot, of(size))
            await pilot.press("escape")
    assert pictures.other == []


async def test_a_hostile_report(snapshot, app, hostile, session, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            pilot.app.show_session(hostile(sort))
            await pilot.pause()
            await paged(pilot)
            await pictures.take(pilot, sort)
    assert pictures.other == []


@pytest.fixture
def made_in(monkeypatch):
    """The threads in which digests were made, and pages read."""
    threads: list[str] = []

    def watched(function):
        def watching(*given, **named):
            threads.append(threading.current_thread().name)
            return function(*given, **named)

        return watching

    monkeypatch.setattr(preview, "digest", watched(digest))
    monkeypatch.setattr(page_widget, "_line", watched(page_widget._line))
    return threads


async def test_nothing_of_a_report_is_made_on_the_thread_that_draws(app, session, made_in):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for key in ("r", "g", "k", "k", "s"):
            await pilot.press(key)
            await settled(pilot)
        await pilot.press("ctrl+u", *"a.html", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo").startswith("Written:")
    assert set(made_in) == {"beside"}


async def test_what_is_shown_already_is_not_made_again(app, session, monkeypatch):
    count = Counted(monkeypatch, preview, "digest")
    pages = Counted(monkeypatch, preview, "made")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for key in ("r", "g", "g", "g"):
            await pilot.press(key)
            await settled(pilot)
        assert (count.calls, pages.calls) == (1, 2), "two languages"
        session.do(TakeNote("one more"))
        await pilot.pause(1.6)
        assert "one more" in told(pilot.app)
        assert (count.calls, pages.calls) == (2, 3)


async def test_of_a_page_only_lines_that_are_new_are_read(monkeypatch):
    reader, read = Reader(), Counted(monkeypatch, page_widget, "_line")
    reader.lines("# A\n\n- one\n- two\n", 20)
    before = read.calls
    lines = reader.lines("# A\n\n- one\n- one and a half, which is long\n- two\n", 20)
    assert read.calls == before + 1
    assert [line.plain for line in lines] == ["A", "", "• one", "• one and a half,", "which is long", "• two", ""]
    assert [line.plain for line in reader.lines("- one and a half", 9)] == ["• one and", "a half"]


async def test_of_a_long_page_only_what_is_seen_is_drawn(app, session, monkeypatch):
    for number in range(300):
        session.do(TakeNote(f"note {number}"))
    drawn: set[int] = set()
    render_line = Page.render_line

    def watched(page: Page, y: int) -> object:
        drawn.add(page.scroll_offset.y + y)
        return render_line(page, y)

    monkeypatch.setattr(Page, "render_line", watched)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert "note 299" in told(pilot.app)
        assert pilot.app.screen.query_one(Page).max_scroll_y > 300
        assert len(drawn) < 40


async def test_the_annexes_are_seen_and_saved_by_a_key(app, morning, tmp_path):
    async with app(morning, "fr").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert "Annexes" not in told(pilot.app)
        await pilot.press("k", "a")
        await settled(pilot)
        assert shown(pilot.app).startswith("Compte rendu, avec ses annexes · fr · ")
        assert "Notes par séquence" in told(pilot.app)
        await pilot.press("s", "ctrl+u", *"all.html", "enter")
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert "Annexes" not in told(pilot.app)
    assert "Notes par séquence" in (tmp_path / "all.html").read_text(encoding="utf-8")


def test_a_table_of_counts_has_its_heads_whole_on_a_stair_where_words_of_them_would_be_broken():
    heads = ["Acteur", "Structuration", "Expérimentation", "Mise en œuvre", "Structure", "Total"]
    table = [heads, ["---", *["---:"] * 5], ["Professionnels du développement", "1", "·", "12", "3", "**16**"]]
    page = "\n".join(f"| {' | '.join(row)} |" for row in table)
    lines = as_read(page, 58).plain.split("\n")
    assert lines[0].strip() == "Total", "no room beside the first"
    assert lines[4].startswith("Acteur ")
    figures = lines[5]
    for number, name in enumerate(heads[1:5], 1):
        place = lines[number].index(name)
        assert figures[place] in "1·23", f"{name} stands over its figures"
        assert all(after[place] == "│" for after in lines[number + 1 : 5])
    assert "Structu" in as_read(page, 120).plain.split("\n")[0], "where there is room, on one line"
