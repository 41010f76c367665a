"""Plans as files of Office's, built for one test: sheets with cells that are merged or hidden, tables within tables."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from zipfile import ZipFile

from xlsxwriter import Workbook

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def excel(fill: Callable[[Workbook], object]) -> bytes:
    """An .xlsx file, as `fill` fills it."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        fill(book)
    return stream.getvalue()


def calc(*rows: list[object], hidden: int | None = None) -> bytes:
    """An .ods file of one sheet; `hidden`: the number of a row that is not shown."""
    written = ""
    for number, row in enumerate(rows, 1):
        shown = ' table:visibility="collapse"' if number == hidden else ""
        written += f"<table:table-row{shown}>" + "".join(map(_calc_cell, row)) + "</table:table-row>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_O} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Feuille1">{written}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _calc_cell(value: object) -> str:
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        said = f"PT{minutes // 60:02}H{minutes % 60:02}M00S"
        return f'<table:table-cell office:value-type="time" office:time-value="{said}"/>'
    if value is None:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def word(*parts: str) -> bytes:
    """A .docx file of these paragraphs and tables."""
    body = "".join(parts)
    styles = f'<w:styles xmlns:w="{_W}"><w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style></w:styles>'
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _zipped({"word/styles.xml": styles, "word/document.xml": document})


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of Word's; style `T1` is a heading."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{about}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: list[str]) -> str:
    """A table of Word's: cells are texts, or what `merged` and `paragraph` make."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(map(_word_cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"


def merged(content: str, across: int = 1, down: str = "") -> str:
    """A cell over several columns, or over several rows (`restart`, then `continue`)."""
    about = f'<w:gridSpan w:val="{across}"/>' + (f'<w:vMerge w:val="{down}"/>' if down else "")
    inner = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner}</w:tc>"


def _word_cell(content: str) -> str:
    return content if content.startswith("<w:tc>") else merged(content)


def _zipped(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def calendar(*events: str, named: str = "") -> str:
    """A calendar of events, whose lines are parted by `|`; each has an id of its own, if it says none."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *([f"X-WR-CALNAME:{named}"] if named else [])]
    for number, event in enumerate(events):
        about = [] if "UID:" in event else [f"UID:{number}"]
        lines += ["BEGIN:VEVENT", *about, *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
