"""The report: what it says of a day, and that no text of a person can break its page (read by cmarkgfm)."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DAY, created, utc
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.report.digest import digest
from workshop_tui.report.markdown import render
from workshop_tui.report.template import escape
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import End, Goto, Next, TakeHand
from workshop_tui.session.timing.replanning_commands import Add, Fit, Move, Skip
from workshop_tui.text import clean


class Text(HTMLParser):
    """The text of a page, and its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def read(markdown: str) -> Text:
    """The page as GitHub's reader has it."""
    page = Text()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))
    return page


@pytest.fixture
def day(seed, tmp_path):
    """A session of the seed's day on a clock that the test sets."""
    clock = FixedClock(utc(8))
    session = Session(SqliteJournal(created(tmp_path, seed, DAY, "s", clock, "p")), clock, "pascal")

    def do(clock_time, intent):
        clock.instant = utc(*(int(part) for part in clock_time.split(":")))
        session.do(intent)

    yield session, do
    session.close()


def report(session, language="en", **settings) -> str:
    return render(digest(session.state, session.clock.now(), **settings), language, annexes=True)


def test_the_report_says_what_overran_was_skipped_or_not_held(day):
    session, do = day
    do("9:00", Next())
    do("9:15", Next())
    do("9:30", Skip("tampon-matin"))
    do("9:40", End())
    page = report(session)
    assert "planned" not in page.split("## ")[0]
    assert "présence du matin | 09:00 – 09:10 | 09:00 – 09:15 | 10 | 15 | +5 min | overran |" in page
    assert "quelles attentes | 09:10 – 09:30 | 09:15 – 09:40 | 20 | 25 | +5 min | overran |" in page
    assert "| Tampon du matin | 10:20 – 10:30 | — | 10 | — | — | skipped |" in page
    assert "| Pause | 10:30 – 10:45 | — | 15 | — | — | not held |" in page
    assert "The block ended at 09:40." in page


def test_who_led_is_said_where_it_was_not_the_plan(day):
    """Pascal sits here; the first and third segments are Aurélie's, the second is his."""
    session, do = day
    assert [session.state.day.plan(key).lead[0] for key in ("accueil", "tour")] == ["aurelie", "pascal"]
    do("8:59", TakeHand())
    do("9:00", Next())  # hands over to Aurélie…
    do("9:03", TakeHand())  # …who is not there
    do("9:15", Next())
    do("9:40", End())
    rows = report(session).splitlines()
    accueil = next(row for row in rows if row.startswith("| Accueil"))
    tour = next(row for row in rows if row.startswith("| Tour"))
    assert accueil.endswith("| overran, led by Pascal |")
    assert "led by" not in tour


def test_the_programme_says_item_by_item_what_covered_it_and_whether_it_was_held(day):
    session, do = day
    do("11:05", Goto("echanges"))
    do("11:35", End())
    page = report(session)
    assert "| L’intérêt général | yes | 11:05\u00a0to\u00a011:35 |" in page
    assert "fonctionnement de ces collectifs | in part | 11:05\u00a0to\u00a011:35 |" in page
    assert "entrepreneuriat collectif | not covered | – |" in page


def test_notes_matrix_follow_ups_and_parking(day):
    session, do = day
    do("9:00", Next())
    do("9:05", TakeNote("one", "frein", ("emergence", "action"), ("elus", "pnr")))
    do("9:06", TakeNote("two", "action", ("emergence",), ("elus",)))
    do("9:07", TakeNote("three", "parking"))
    page = report(session)
    assert "- 09:05 · **Barrier** · Emergence, Delivery · Local elected officials, PNR — one\n" in page
    rows = [line for line in page.splitlines() if line.startswith(("| Local elected", "| Project terr", "| **Total"))]
    assert rows == [
        "| Local elected officials | 2 | · | · | · | 1 | · | · | · | **2** |",
        "| Project territories | 1 | · | · | · | 1 | · | · | · | **1** |",
        "| **Total** | **2** | · | · | · | **1** | · | · | · | **2** |",
    ], "each note once in a total"
    assert page.index("## What is to be done") < page.index("## Open questions and parking lot")
    assert "| two |  |  |" in page
    told = render(digest(session.state, session.clock.now()), "en")
    assert [len(re.findall(rf"\b{word}\b", told)) for word in ("one", "two", "three")] == [1, 1, 1], (
        "each once, where there are no annexes"
    )
    assert "Pascal)" not in told.replace("Pascal Loviconi", ""), "who took it is no concern of theirs"


def test_private_notes_stay_out_unless_asked_for(day):
    session, do = day
    do("9:00", TakeNote("secret", "action", ("emergence",), ("elus",), private=True))
    page = report(session)
    assert "secret" not in page
    assert "| Local elected officials |" not in page, "no matrix without a note"
    assert "· private — secret\n" in report(session, private=True)


def test_the_report_is_in_the_language_asked_for(day):
    session, do = day
    do("9:05", Next())
    do("9:06", TakeNote("n", "frein", ("emergence",)))
    page = report(session, "fr")
    assert "## Prévu et réel" in page
    assert "- 9h06 · **Frein** · Émergence — n\n" in page
    assert "**Jour** 4 mai 2021" in page


def test_the_same_session_gives_the_same_bytes(day):
    session, do = day
    do("9:05", Next())
    do("9:06", End())
    assert report(session) == report(session)


def test_no_heading_is_empty(day):
    session, _do = day
    page = report(session)
    assert "## Notes" not in page
    assert "## Follow-ups" not in page
    assert not re.search(r"^#+ .*\n+#{1,2} ", page, re.MULTILINE)


HOSTILE = [
    "# not a heading", "- not a list", "1. not a list", "1) x", "+ x", "> not a quote", "| a | b |", "```", "~~~",
    "<script>alert(1)</script>", "</table>", "&lt;b&gt; &amp;", "[link](http://x.y)", "![i](x)", "[ref]: x", "*a* _b_",
    "http://example.org www.example.org", "---", "***", "===", "a\nb", "a  \nb", "\\", "\\|", "`|`", "<!-- x",
    ":smile:", "[ ] x", "[^1]", "$x$", "~~a~~", "==a==", "x" * 10_000, "漢字 🚲 مرحبا", "    code", "~x~", "@user #1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_no_note_can_break_the_page(day, text):
    session, do = day
    do("9:00", TakeNote("plain", "action", ("emergence",), ("elus",)))
    plain = read(report(session))
    do("9:01", TakeNote(text, "action", ("emergence",), ("elus",)))
    page = read(report(session))
    assert sorted(page.tags) == sorted([*plain.tags, "li", "strong", "tr", "td", "td", "td"])
    assert page.text.count(" ".join(clean(text).split("\n"))) >= 2


def test_a_mail_address_is_text_that_github_alone_makes_a_link_of():
    page = read(escape("write to a@b.org"))
    assert page.text.strip() == "write to a@b.org"
    assert set(page.tags) <= {"p", "a"}


def folded(text: str) -> str:
    """`text` with each run of white space as one space, as a browser shows it."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize(("before", "after"), [("", ""), ("- ", ""), ("# ", ""), ("a — ", " (b)")])
@given(text=st.text(max_size=60).map(clean).filter(bool))
def test_escaped_text_reads_back_as_itself(before, after, text):
    page = read(f"{before}{escape(text)}{after}\n")
    assert [t for t in page.tags if t not in {"p", "ul", "li", "h1"}] == []
    shown = before if before == "a — " else ""
    assert folded(page.text) == folded(shown + text + after)


@given(text=st.text(max_size=60).map(clean).filter(bool))
def test_escaped_text_stays_in_its_table_cell(text):
    page = cmarkgfm.github_flavored_markdown_to_html(
        f"| a | b |\n| --- | --- |\n| {escape(text)} | end |\n", options=Options.CMARK_OPT_UNSAFE
    )
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert len(cells) == 2
    assert cells[1] == "end"
    assert folded(html.unescape(cells[0])) == folded(text)


def test_the_report_keeps_apart_what_was_planned_and_what_was_added_moved_or_given(day):
    session, do = day
    do("9:00", Next())
    do("9:12", Next())
    do("9:50", Fit("squeeze"))
    do("9:51", Add("Détour | imprévu", 6))
    do("9:52", Move("carte", block="apres-midi"))
    do("9:53", Next())
    do("10:00", Next())
    do("10:20", End())
    page = report(session).replace("\xa0", " ")
    assert "| Détour \\| imprévu | — | 09:53 – 10:00 | — | 7 | — | added |" in page
    assert "leurs enjeux | 09:30 – 10:00 | 10:00 – 10:20 | 30 | 20 | −10 min | 24 min instead of 30 |" in page
    afternoon = page.split("#### Quand et comment")[1]
    assert "initiatives | 10:00 – 10:20 | — | 20 | — | — | not held, moved from “De quoi parlons-nous ?”" in afternoon
