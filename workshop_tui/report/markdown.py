"""The digest as Markdown: the report that is handed out."""

from __future__ import annotations

from workshop_tui.report.digest import Digest
from workshop_tui.report.page import page


def render(digest: Digest, language_name: str) -> str:
    """The report in French (`fr`) or English (`en`), with what its confidentiality hides left out."""
    return page("report.md.j2", language_name, digest.agenda.zone, digest.veil.text, d=digest, agenda=digest.agenda)
