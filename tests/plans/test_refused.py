"""Files that are no plan, or none that may be opened: each is refused in words, and nothing in it is executed."""

from __future__ import annotations

import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.plans.read import SAMPLES, told, understood_of
from workshop_tui.plans.rows import Unread

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(**parts: str | bytes) -> bytes:
    """An archive of these files; `__` stands for the folder's sign, `_xml` for the ending."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def workbook(sheet: str | bytes) -> bytes:
    """A workbook of one sheet."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def lying(raw: bytes) -> bytes:
    """An archive whose last file says to be of a hundred bytes, and is not."""
    changed = bytearray(raw)
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", changed, changed.rfind(sign) + place, 100)
    return bytes(changed)


def document(inner: str, doctype: str = "") -> bytes:
    """A Word document."""
    return packed(word__document_xml=f'{doctype}<w:document xmlns:w="{_WORD}"><w:body>{inner}</w:body></w:document>')


_CELL = '<row r="{r}"><c r="{c}" t="inlineStr"><is><t>Time</t></is></c></row>'
_FAR = (
    f'<worksheet xmlns="{_MAIN}"><sheetData>{_CELL.format(r=1, c="A1")}{_CELL.format(r=1048576, c="XFD1048576")}'
    "</sheetData></worksheet>"
)
_REPEATED = (
    f'<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0" '
    f'xmlns:text="{_ODS}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_TWICE = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_AFAR = '<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FILES = {
    "unpacks into gigabytes": ("a.xlsx", lambda: workbook(b"<worksheet>" + b" " * 70_000_000), "unpacks into more"),
    "says to be small": ("a.xlsx", lambda: lying(workbook(b" " * 1_000_000)), "is damaged"),
    "a cell at the end of the world": ("a.xlsx", lambda: workbook(_FAR), "larger than any plan"),
    "a cell that is repeated for ever": (
        "a.ods",
        lambda: packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml=_REPEATED),
        "larger than any plan",
    ),
    "texts that grow": ("a.docx", lambda: document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", _TWICE), "is damaged"),
    "a file of the machine": ("a.docx", lambda: document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", _AFAR), "is damaged"),
    "half a sheet": ("a.xlsx", lambda: workbook("<worksheet><sheetData><row><c"), "cannot be read"),
    "an archive of something": ("a.xlsx", lambda: packed(readme="x"), "in no form that a plan is read from"),
    "no archive": ("a.xlsx", lambda: b"PK\x03\x04" + bytes(range(256)), "is damaged"),
    "a password": ("a.xlsx", lambda: _OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "an old Word": ("a.doc", lambda: _OLD + "WordDocument".encode("utf-16-le"), "an old Word"),
    "an old Excel, damaged": ("a.xls", lambda: _OLD + "Workbook".encode("utf-16-le"), "cannot be read"),
    "a text of LibreOffice's": (
        "a.odt", lambda: packed(mimetype="application/vnd.oasis.opendocument.text"), "save it again as .docx",
    ),
    "a PDF": ("a.pdf", lambda: b"%PDF-1.7", "a PDF"),
    "an RTF": ("a.rtf", lambda: b"{\\rtf1}", "an RTF"),
    "a web page": ("a.xls", lambda: b"<html><table><tr><td>9h</td></tr></table></html>", "a web page"),
    "nothing": ("a.csv", lambda: b" \n", "is empty"),
    "no text": ("a.csv", lambda: b"9h\0;x\0\n", "in no form"),
    "too large": ("a.csv", lambda: b"9h;a\n" * 2_100_000, "over 10 MB"),
    "too many rows": ("a.csv", lambda: b"Heure;Titre\n" + b"9h;a\n" * 2_001, "2000 rows and"),
    "a quotation mark": ("a.csv", lambda: b'Start,What\n9:00,"A\n9:30,B\n', "line 2: this is no table"),
    "a line without an end": ("a.md", lambda: b"|" * 30_000, "line 1 is longer"),
    "a text that would be cut": ("a.md", lambda: b"- 9h " + b"a" * 11_000, "at most 10,000 characters"),
    "a calendar without events": ("a.ics", lambda: b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "no event"),
    "half a calendar": ("a.ics", lambda: b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n", "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_plan_is_refused_in_words(what):
    name, content, why = FILES[what]
    with pytest.raises(Unread) as refused:
        understood_of(name, content())
    assert why in str(refused.value.message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_any_encoding_that_people_save_it_in(encoding):
    raw = "Début;Fin;Activité\r\n9h;10h;L’été à 5 €\r\n".encode(encoding)
    assert told(understood_of("a.csv", raw)) == ["[Matin 9:00–10:00]", "9:00 60 L’été à 5 €"]


def test_escape_sequences_and_formulas_of_a_file_reach_nobody():
    found = understood_of("a.csv", b"Heure;Titre\n9h;'=cmd|x\n9h30;A\x1b[31mccueil\x1b]0;x\x07\n10h;Fin\n")
    assert next(found.days[0].segments).title == "=cmd|x"
    assert not any("\x1b" in one.title for one in found.days[0].segments)


def test_an_old_workbook_that_breaks_its_reader_is_refused_and_nothing_is_written_to_stderr(capfd):
    raw = (SAMPLES / "seminaire.xls").read_bytes()
    for end in (513, 538, 6_651):  # it panics there
        with pytest.raises(Unread):
            understood_of("a.xls", raw[:end] + "Workbook".encode("utf-16-le") * (end < 6_000))
    assert capfd.readouterr().err == ""


def test_deep_nesting_is_walked_without_recursion():
    raw = document("<w:sdt><w:sdtContent>" * 5_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5_000)
    with pytest.raises(Unread, match="no plan was found"):
        understood_of("a.docx", raw)
