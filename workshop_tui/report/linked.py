"""Links of an agenda in Markdown, which becomes HTML: only an address of the web is led to, any other is shown."""

from __future__ import annotations

from workshop_tui.agenda.prepared import Link
from workshop_tui.report.template import escape


def link(one: Link) -> str:
    """The link as Markdown: its words lead to its address, where that can be opened."""
    if one.address is None:
        return escape(f"{one.text}: {one.url}" if one.text else one.url)
    return f"[{escape(one.told)}](<{one.address}>)"
