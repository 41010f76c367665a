"""Word documents (.docx): headings, paragraphs, list items and the rows of tables, in the page's order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from workshop_tui.plans.forms.packed import part, tree
from workshop_tui.plans.rows import MOST_COLUMNS, Kind, Row, Sheet, kept

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_AROUND = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink", "body")}
_TEXT = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "txbxContent", "rPr", "pPr", "tbl")}


def read(archive: ZipFile) -> list[Sheet]:
    """The document as one sheet. Raises `Unread`."""
    document = tree(part(archive, "word/document.xml").replace(_STRICT, _W[1:-1].encode()))
    names = _names_of_styles(part(archive, "word/styles.xml").replace(_STRICT, _W[1:-1].encode()))
    return [Sheet("", kept(list(_rows(document, names))))]


def _rows(document: Element, names: dict[str, str]) -> Iterator[Row]:
    line = tables = 0
    for one in _laid_out(document):
        if one.tag == f"{_W}tbl":
            tables += 1
            for number, row in enumerate(_children(one, f"{_W}tr"), 1):
                yield Row(number, tuple(_cells(row))[:MOST_COLUMNS], table=tables)
        elif one.tag == f"{_W}p":
            line += 1
            yield _paragraph(one, line, names)


def _laid_out(whole: Element) -> Iterator[Element]:
    """The paragraphs and tables; of a table that only lays out a page, those in its cells."""
    waiting = [_inside(whole)]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif one.tag == f"{_W}tbl" and _lays_out(one):
            cells = (cell for row in _children(one, f"{_W}tr") for cell in _children(row, f"{_W}tc"))
            waiting.append(within for cell in cells for within in _inside(cell))
        else:
            yield one


def _lays_out(table: Element) -> bool:
    """Tell whether a table lays out a page: other tables stand in most of its cells in which there is anything."""
    cells = [cell for row in _children(table, f"{_W}tr") for cell in _children(row, f"{_W}tc")]
    tables = sum(next(_children(cell, f"{_W}tbl"), None) is not None for cell in cells)
    filled = sum(any(map(_text, cell.iter(f"{_W}p"))) for cell in cells) if tables else 0
    return tables * 2 >= filled > 0


def _inside(whole: Element) -> Iterator[Element]:
    """The paragraphs and tables, in whatever wrapping."""
    waiting = [iter(whole)]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif one.tag in _AROUND:
            waiting.append(iter(one))
        else:
            yield one


def _children(whole: Element, tag: str) -> Iterator[Element]:
    return (one for one in _inside(whole) if one.tag == tag)


def _paragraph(one: Element, line: int, names: dict[str, str]) -> Row:
    style = one.find(f"{_W}pPr/{_W}pStyle")
    named = names.get(style.get(f"{_W}val", ""), style.get(f"{_W}val", "")) if style is not None else ""
    if found := re.fullmatch(r"(?:heading|titre|title|überschrift)\s*(\d)?", named, re.IGNORECASE):
        return Row(line, (_text(one),), Kind.HEADING, int(found[1] or 1))
    if (item := one.find(f"{_W}pPr/{_W}numPr")) is not None or named.lower().startswith("list"):
        level = item.find(f"{_W}ilvl") if item is not None else None
        deep = level.get(f"{_W}val", "0") if level is not None else "0"
        return Row(line, (_text(one),), Kind.ITEM, int(deep) + 1 if deep.isdecimal() else 1)
    return Row(line, (_text(one),), Kind.TEXT)


def _cells(row: Element) -> Iterator[str]:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    yield from [""] * _number(before)
    for cell in _children(row, f"{_W}tc"):
        about = cell.find(f"{_W}tcPr")
        merged = about.find(f"{_W}vMerge") if about is not None else None
        goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
        yield "" if goes_on else "\n".join(filter(None, _lines(cell)))
        yield from [""] * (_number(about.find(f"{_W}gridSpan") if about is not None else None) - 1)


def _lines(cell: Element) -> Iterator[str]:
    """The lines of a cell; a row of a table in it is one."""
    for one in _inside(cell):
        if one.tag == f"{_W}tbl":
            for row in _children(one, f"{_W}tr"):
                yield " ".join(text for part in row.iter(f"{_W}p") if (text := _text(part)))
        elif one.tag == f"{_W}p":
            yield _text(one)


def _number(one: Element | None) -> int:
    """The number that an element holds, at most that of the columns; 0 if there is none."""
    written = one.get(f"{_W}val", "") if one is not None else ""
    return min(int(written), MOST_COLUMNS) if written.isdecimal() and len(written) < 9 else 0


def _text(paragraph: Element) -> str:
    """The text of a paragraph, as it is with all changes accepted."""
    said, waiting = list[str](), [iter(paragraph)]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif one.tag == f"{_W}t":
            said.append(one.text or "")
        elif one.tag in _TEXT:
            said.append(_TEXT[one.tag])
        elif one.tag not in _LEFT_OUT and not one.tag.endswith("}Fallback"):
            waiting.append(iter(one))
    return "".join(said).strip()


def _names_of_styles(raw: bytes) -> dict[str, str]:
    """The name of each style, which is English whatever the Word, by its id, which is not."""
    if not raw:
        return {}
    named = ((one.get(f"{_W}styleId", ""), one.find(f"{_W}name")) for one in tree(raw).iter(f"{_W}style"))
    return {key: name.get(f"{_W}val", "") for key, name in named if name is not None}
