"""Compile the message catalogues as the package is built, an editable install included."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Write the `.mo` beside each `.po`: git keeps only what was written by hand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue below `workshop_tui/locale` and add it to the wheel. Raises `OSError`."""
        for source in sorted(Path(self.root, "workshop_tui", "locale").rglob("*.po")):
            with source.open("rb") as written:
                catalogue = read_po(written, locale=source.parts[-3])
            whole = source.with_suffix(f".{os.getpid()}.part")
            with whole.open("wb") as compiled:
                write_mo(compiled, catalogue)
            whole.replace(source.with_suffix(".mo"))  # a program that runs meanwhile never reads half of one
        build_data["artifacts"].append("workshop_tui/locale/**/*.mo")
