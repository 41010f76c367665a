"""An overrun of twelve minutes before a guest with a fixed time, in a real pty: `f`, new times; `u`, the old ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.terminal


class Plan:
    """A day around now, in a time zone where it is about noon, so that no midnight lies in it."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(second=0, microsecond=0)
        hours = (12 - self.now.hour + 11) % 24 - 11
        self.zone = f"Etc/GMT{-hours:+d}"
        self._local = self.now + timedelta(hours=hours)

    def clock(self, minutes: int) -> str:
        """The clock time this many minutes from now."""
        return f"{self._local + timedelta(minutes=minutes):%H:%M}"

    def write(self, file: Path) -> str:
        file.write_text(f"""
title = "Une matinée"
language = "fr"
timezone = "{self.zone}"
[[blocks]]
title = "Matin"
start = "{self.clock(-60)}"
end = "{self.clock(63)}"
[[blocks.segments]]
title = "Mise en commun"
minutes = 48
[[blocks.segments]]
title = "Tampon"
minutes = 10
kind = "tampon"
[[blocks.segments]]
title = "Pause"
minutes = 15
min = 10
kind = "pause"
[[blocks.segments]]
title = "Témoignage"
minutes = 20
at = "{self.clock(13)}"
[[blocks.segments]]
title = "Échanges"
minutes = 30
""")
        return str(file)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_a_guest_is_met_on_time_after_an_overrun(open_terminal, command, status, tmp_path, columns, rows):
    plan = Plan()
    command("open", plan.write(tmp_path / "day.toml"), "--id", "day")
    command("next", "--at", plan.clock(-60))

    def guest(text: str) -> str:
        """The guest's row of the timetable."""
        return next((line[: columns // 2] for line in text.splitlines() if "Témoignage" in line), "")

    def starts() -> str:
        (block,) = status("-s", "day")["blocks"]
        return next(s["projected_start"][11:16] for s in block["segments"] if s["key"] == "temoignage")

    terminal = open_terminal("join", "day", "--as", "pascal", columns=columns, rows=rows)
    terminal.wait("DÉPASSÉ de 1")
    due = plan.clock(13).replace(":", "h").lstrip("0")
    terminal.wait(lambda text: "+12" in guest(text) or "+13" in guest(text))
    assert starts() in (plan.clock(25), plan.clock(26))
    terminal.wait("f propose de quoi")

    terminal.press("f")
    text = terminal.wait("►resserrer")
    assert f"heure fixe {due}" in text
    assert next(line for line in text.splitlines() if "Tampon" in line).split()[-3:] == ["10", "0", "−10"]
    terminal.press("enter")
    terminal.wait("a appliqué « resserrer »")
    terminal.wait(lambda text: f"{due}@" in guest(text) and "+" not in guest(text))
    terminal.wait("0/10")
    assert starts() == plan.clock(13)

    terminal.press("u")
    terminal.wait("annule : ")
    terminal.wait(lambda text: "+1" in guest(text) and "0/10" not in text)
    assert starts() in (plan.clock(25), plan.clock(26))
    terminal.press("q")
    assert terminal.ended() == 0
    kinds = [line for line in command("status", "-s", "day").splitlines() if "Tampon" in line]
    assert "au lieu de" not in kinds[0]


def test_a_segment_is_added_and_moved_by_keys_and_survives_kill_9(open_terminal, command, status, tmp_path):
    plan = Plan()
    command("open", plan.write(tmp_path / "day.toml"), "--id", "day")
    command("next", "--at", plan.clock(-60))
    terminal = open_terminal("join", "day", "--as", "pascal", columns=80, rows=24)
    terminal.wait("DÉPASSÉ de 1")
    terminal.press("a", "Détour [x] 7", "enter")
    terminal.wait("a ajouté « Détou")  # what does not fit is cut in the titles
    terminal.wait("+ Détour [x]")
    terminal.press("down", "v")
    terminal.wait("les flèches choisissent")
    terminal.press("down", "down", "enter")
    terminal.wait("a déplacé « Détour [x] »")
    terminal.child.kill(9)
    (block,) = status("-s", "day")["blocks"]
    assert [s["key"] for s in block["segments"]] == [
        "mise-en-commun",
        "tampon",
        "pause",
        "detour-x",
        "temoignage",
        "echanges",
    ]
    assert [s["moved"] for s in block["segments"]] == [False, False, False, True, False, False]
