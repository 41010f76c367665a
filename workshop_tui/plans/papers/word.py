"""The running order as .docx: A4 landscape, a page a block, headings and tables in Word's own styles.

A document of this kind is four short files of XML in an archive; no library is needed to write them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import resources
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop_tui.locale import _, row
from workshop_tui.plans.order import Line, Order, Part
from workshop_tui.plans.papers.columns import Column, columns_of
from workshop_tui.text.markup import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDE, _HIGH, _MARGIN = 16838, 11906, 720
"""A4 landscape, in twentieths of a point."""
_PLAIN, _GREY = "", '<w:shd w:val="clear" w:color="auto" w:fill="F0F2F4"/>'


def document(order: Order) -> bytes:
    """The running order, for who leads."""
    columns = columns_of(order)
    return _packed(order, "".join(_body(order, columns)))


def public_document(order: Order) -> bytes:
    """The short form for participants."""
    return _packed(order, "".join(_body(order, ())))


def _body(order: Order, columns: tuple[Column, ...]) -> Iterator[str]:
    yield _paragraph(order.title, "Title")
    yield from map(_paragraph, order.about)
    first = True
    for day in order.days:
        for number, part in enumerate(day.parts):
            anew = bool(columns) and not first
            if order.is_course and not number:
                yield _paragraph(day.headed, "Heading1", new_page=anew)
                anew = False
            if not number and day.todo and columns:
                yield _paragraph(_("To do"), "Heading2" if order.is_course else "Heading1", new_page=anew)
                yield from (_paragraph(line, "ListBullet") for line in day.todo)
                anew = False
            yield _paragraph(part.headed, "Heading2" if order.is_course else "Heading1", new_page=anew)
            if part.there and not columns:
                yield _paragraph(part.there)
            yield from _table(part, columns) if columns else _listed(part)
            first = False


def _listed(part: Part) -> Iterator[str]:
    for at, title in part.public:
        yield _paragraph(f"{at} {title}".strip(), "ListBullet")


def _table(part: Part, columns: tuple[Column, ...]) -> Iterator[str]:
    whole = sum(column.width for column in columns)
    widths = [(_WIDE - 2 * _MARGIN) * column.width // whole for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    heads = "".join(_cell(str(one.head), width, bold=True) for one, width in zip(columns, widths, strict=True))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
    for line in part.lines:
        yield _row(line, columns, widths)
    yield f"</w:tbl>{_paragraph(part.offered)}"


def _row(line: Line, columns: tuple[Column, ...], widths: list[int]) -> str:
    grey = _GREY if line.is_break or line.is_buffer else _PLAIN
    cells = "".join(
        _cell(column.text(line), width, bold=k == 2, shade=grey)
        for k, (column, width) in enumerate(zip(columns, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, bold: bool = False, shade: str = _PLAIN) -> str:
    lines = "".join(_paragraph(line, "Cell", bold=bold) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{lines}</w:tc>'


def _paragraph(text: str, style: str = "", *, bold: bool = False, new_page: bool = False) -> str:
    about = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:pageBreakBefore/>" if new_page else "")
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{strong}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{run}</w:p>"


def _packed(order: Order, body: str) -> bytes:
    """The archive: its parts in `resources`, and the document. The same order gives the same bytes."""
    parts = resources.files("workshop_tui.plans.papers") / "word_parts"
    section = (
        f'<w:sectPr><w:pgSz w:w="{_WIDE}" w:h="{_HIGH}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    written = {
        "[Content_Types].xml": (parts / "content_types.xml").read_text(encoding="utf-8"),
        "_rels/.rels": (parts / "rels.xml").read_text(encoding="utf-8"),
        "word/_rels/document.xml.rels": (parts / "document_rels.xml").read_text(encoding="utf-8"),
        "word/styles.xml": (parts / "styles.xml").read_text(encoding="utf-8").replace("LANGUAGE", _tag()),
        "docProps/core.xml": f'{head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(order.title)}</dc:title><dc:language>{_tag()}</dc:language>'
        "</cp:coreProperties>",
        "word/document.xml": f"{head}<w:document {_W}><w:body>{body}{section}</w:body></w:document>",
    }
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, ZIP_DEFLATED)
    return made.getvalue()


def _tag() -> str:
    return row().tag
