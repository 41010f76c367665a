"""The pictures: SVG whose text is text, what they show, and that it can be read on what is behind it."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.conftest import utc
from tests.report.hostile import HOSTILE, hostile
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.pictures import SHADES, pictures, shows
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Reopen


@hostile
def test_pictures_are_svg_whose_text_is_text(said, sort):
    for drawn in pictures(digest(said(HOSTILE[sort], planned=True).state, utc(18)), "fr").values():
        tree = ElementTree.fromstring(drawn)
        names = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert names <= {"svg", "title", "rect", "text", "line", "g"}
        assert not {
            name for element in tree.iter() for name in element.attrib if "href" in name or name.startswith("on")
        }


def test_a_picture_of_the_day_shows_what_was_planned_and_what_was_not(said):
    session = said("x")
    drawn = pictures(digest(session.state, utc(18)), "fr")
    timeline, matrix = (ElementTree.fromstring(drawn[name]) for name in ("timeline", "matrix"))
    fills = [element.get("fill") for element in timeline.iter() if element.tag.endswith("rect")]
    planned = len(list(session.state.agenda.segments()))
    assert fills.count("#9aa7b5") == planned
    assert fills.count("#0a5aa8") == 4, "as many as were live"
    texts = [element.text for element in matrix.iter() if element.tag.endswith("text")]
    assert "Émergence" in texts
    assert texts.count("1") >= 2


def test_the_words_for_a_picture_say_what_it_shows(said):
    session = said("x")
    found = digest(session.state, utc(18))
    count = sum(len(rows) for _block, rows in found.blocks)
    assert shows(found, "en", "timeline").startswith(f"A bar for each segment of the day ({count}), 4 were held")
    session.do(utc(10), Reopen(), *[TakeNote("y", "frein", ("action",), ("etat",))] * 9)
    told = shows(digest(session.state, utc(18)), "en", "matrix")
    assert "at the most 9 notes in a cell. " in told
    assert "State services: Delivery 9" in told, "no table stands beside it"
    page = made("md", found, Wanted("en", picture="{}.svg".format, annexes=True))
    assert "![A bar for each segment" in page
    assert "![A cell for each phase" in page
    assert "| Phase |" not in page, "a picture or a table, never both"


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_written_in_a_picture_stands_out_enough_from_what_is_behind_it(said):
    session = said("x")
    session.do(utc(10), Reopen())
    for count, who in enumerate(("habitants", "entreprises", "etat", "financeurs"), 1):  # a cell of each shade
        session.do(utc(10), *[TakeNote("y", "frein", ("action",), (who,))] * count)
    shades = set()
    for drawn in pictures(digest(session.state, utc(18)), "fr").values():
        behind = "#ffffff"
        for element in ElementTree.fromstring(drawn).iter():
            kind, fill = element.tag.rpartition("}")[2], element.get("fill") or "#ffffff"
            if kind == "rect" and element.get("stroke"):
                behind = fill
                shades.add(fill)
            elif kind == "text":
                on = behind if element.get("text-anchor") == "middle" else "#ffffff"
                light, dark = sorted((luminance(fill), luminance(on)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (fill, on)
    assert shades == set(SHADES)
