"""Make docs/report.png and docs/plan.png anew: `uv run python -m docs.paper_screenshot` (Chromium).

The report of a whole day as its reader opens it, and a running order as it is printed.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.screenshot import HERE
from tests.conftest import AGENDAS, utc
from tests.report.chromium import Chromium, installed
from tests.report.golden import the_day
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made

REPORT, PLAN = (1000, 1250), (1100, 636)
"""Pixels of the pictures."""


def main() -> None:
    """Play a day, write both pages, look."""
    with tempfile.TemporaryDirectory() as folder, Chromium(installed() or "chromium") as chromium:
        report, plan = Path(folder, "report.html"), Path(folder, "plan.html")
        report.write_text(str(made("html", digest(the_day().state, utc(18)), Wanted("fr"))), encoding="utf-8")
        agenda = AGENDAS / "formation-de-formateurs.toml"
        subprocess.run([sys.executable, "-m", "workshop_tui", "plan", str(agenda), "-o", str(plan)], check=True)
        for file, size, medium in ((report, REPORT, "screen"), (plan, PLAN, "print")):
            page = chromium.open(file.as_uri(), size)
            chromium.ask("Emulation.setScrollbarsHidden", page.tab, hidden=True)
            chromium.ask("Emulation.setEmulatedMedia", page.tab, media=medium)
            picture = chromium.ask("Page.captureScreenshot", page.tab)["data"]
            (HERE / file.with_suffix(".png").name).write_bytes(base64.b64decode(picture))


if __name__ == "__main__":
    main()
