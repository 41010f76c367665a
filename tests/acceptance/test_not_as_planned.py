"""A day that is not as planned, in a real terminal: begun hours late, its agenda edited, its room kept longer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.conftest import SEED

pytestmark = pytest.mark.terminal
EDITS = {
    'title = "Les collectifs de nos territoires et leurs enjeux"': 'title = "Les collectifs de nos vallées"',
    'attentes"\nminutes = 20\nmin = 15\nmax = 25': 'attentes"\nminutes = 30\nmin = 15\nmax = 35',
    'title = "Pause"\nminutes = 15': 'title = "Pause"\nminutes = 10',
}
"""A slip mended, ten minutes more, and fewer of a break."""
NEW = '[[blocks.segments]]\nkey = "detour"\ntitle = "Détour par la mairie"\nminutes = 5\n\n'


def edited(text: str) -> str:
    """The seed's agenda as somebody edits it: see `EDITS`; the morning's buffer gone, a detour in its place."""
    for old, new in EDITS.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    before, buffer, behind = text.partition('[[blocks.segments]]\nkey = "tampon-matin"')
    assert buffer
    rest = behind[behind.index("[[blocks.segments]]") :]
    return before + NEW + rest


def test_the_seeds_day_begun_at_1312_its_agenda_edited_taken_in_undone_and_its_hard_end_moved(
    command, open_terminal, shifted, tmp_path
):
    now, zone = datetime.now(UTC), ZoneInfo("Europe/Paris")
    shifted(round((now.astimezone(zone).replace(hour=13, minute=12, second=5) - now).total_seconds()))
    plan = tmp_path / "plan.toml"
    plan.write_text(Path(SEED).read_text(encoding="utf-8"), encoding="utf-8")
    terminal = open_terminal("run", str(plan), "--as", "pascal", "--language", "en", **shifted.environment)

    terminal.wait("It is 13:12; the day was to begin at 09:00")
    assert "+252" not in terminal.settled()
    terminal.press("1", "right")
    terminal.wait("Pascal started")
    assert "13:12 – 16:12" in terminal.settled()
    assert "+" not in terminal.text.splitlines()[0], "on time"

    plan.write_text(edited(plan.read_text(encoding="utf-8")), encoding="utf-8")  # in another terminal
    assert "mistake" not in command("check", str(plan))
    terminal.press("p")
    terminal.wait("The file of the edited agenda")
    terminal.press("enter")
    terminal.wait("gone: “Tampon du matin”")
    shown = terminal.settled()
    for words in ("nos vallées", "20 → 30", "15 → 10", "new: “Détour par la mairie”, 5 min"):
        assert words in shown, words
    terminal.press("enter")
    terminal.wait("Pascal took in the edited agenda")
    assert "Détour par la mairie" in terminal.settled()
    assert "Tampon du matin" not in terminal.text
    terminal.press("u")
    terminal.wait("Tampon du matin")
    assert "Détour par la mairie" not in terminal.settled()

    terminal.press("\x1b[H", "enter")  # the morning's header
    terminal.wait("Hours of “De quoi parlons-nous ?”")
    terminal.press("\x15", "16:27", "enter")
    terminal.wait("13:12 – 16:27")
    terminal.press("f")
    terminal.wait("hard end 16:27")
    found = json.loads(command("status", "--json"))["blocks"][0]
    assert (found["end"][11:16], found["planned_end"][11:16]) == ("16:27", "12:00")
    assert [row["key"] for row in found["segments"]][4] == "tampon-matin"
