"""Compile the message catalogues as the package is built, an editable install included; add the manual to a wheel.

A wheel puts the manual page into `share/man`, and README, CHANGELOG and `docs/` (without their pictures) into
`share/doc/workshop-tui` of the environment that it is installed in.
"""

from __future__ import annotations

import os
import runpy
import tomllib
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOCUMENTS = "share/doc/workshop-tui"
MANUAL = "share/man/man1/workshop-tui.1"


class Catalogues(BuildHookInterface):
    """Write the `.mo` beside each `.po`: git keeps only what was written by hand. And the manual, for a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue below `workshop_tui/locale` and add it to the wheel. Raises `OSError`."""
        for source in sorted(Path(self.root, "workshop_tui", "locale").rglob("*.po")):
            with source.open("rb") as written:
                catalogue = read_po(written, locale=source.parts[-3])
            for one in list(catalogue):  # a text that a partial language has not is said in English, by its plurals
                if one.id and not any([one.string] if isinstance(one.string, str) else one.string):
                    catalogue.delete(one.id)
            whole = source.with_suffix(f".{os.getpid()}.part")
            with whole.open("wb") as compiled:
                write_mo(compiled, catalogue)
            whole.replace(source.with_suffix(".mo"))  # a program that runs meanwhile never reads half of one
        build_data["artifacts"].append("workshop_tui/locale/**/*.mo")
        if version == "standard" and self.target_name == "wheel":
            build_data["shared_data"].update(self._documents())

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind: the page is made anew for each wheel. Raises `OSError`."""
        self._page.unlink(missing_ok=True)

    @property
    def _page(self) -> Path:
        return Path(self.directory, f".manual-{os.getpid()}.1")

    def _documents(self) -> dict[str, str]:
        """The documents, each with its place in an environment. Raises `OSError`."""
        root = Path(self.root)
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
        manual = runpy.run_path(str(root / "tools" / "manual.py"))["manual"]
        text = manual((root / "docs" / "commands.md").read_text("utf-8"), project["version"], project["description"])
        self._page.parent.mkdir(parents=True, exist_ok=True)
        self._page.write_text(text, "utf-8")
        pages = [
            root / "README.md",
            root / "CHANGELOG.md",
            *(root / "docs").glob("*.md"),
            *(root / "docs").glob("*.json"),
        ]
        return {str(self._page): MANUAL} | {str(one): f"{DOCUMENTS}/{one.relative_to(root)}" for one in sorted(pages)}
