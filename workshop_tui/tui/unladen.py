"""Textual, imported without what no screen uses: TLS, and five widgets that it imports for the names of their types.

That is a twentieth of the time to a first frame, and 5 MiB. Asyncio does without TLS where Python has none; of
Textual's types its palette wants one, which stands elsewhere, too.
"""

from __future__ import annotations

from workshop_tui.host.lightly import instead


def import_textual() -> None:
    """Import it: before any other module does, or it is as it is."""
    with instead({"ssl": None}):
        from textual import _types

        with instead({"textual.types": _types}):
            import textual.app  # noqa: F401
