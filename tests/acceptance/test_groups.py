"""Groups in real terminals and browsers' requests at once: no note is lost, what one asks is granted, all are called
back, and they report in order."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.request import Request, urlopen

import pytest

from tests.acceptance.conftest import UNSET
from tests.acceptance.terminal import PROGRAM
from tests.often import often

pytestmark = pytest.mark.terminal
TABLES = ("Table A", "Table B", "Table C", "Table D", "Table E", "Table F")
EACH = often(10, 25)
"""Notes of each terminal; the two pages write twice as many."""


@pytest.fixture
def afternoon(command, tmp_path):
    """Opens a day of today, in a time zone where it is about noon: its tables began three minutes ago."""

    def make(tables: tuple[str, ...], minutes: int = 60) -> None:
        hours = (12 - datetime.now(UTC).hour + 11) % 24 - 11
        groups = "".join(f'[[blocks.segments.groups]]\ntitle = "{one}"\nplace = "Room {one[-1]}"\n' for one in tables)
        plan = tmp_path / "day.toml"
        plan.write_text(
            f'title = "Afternoon"\nlanguage = "en"\ntimezone = "Etc/GMT{-hours:+d}"\n'
            '[[blocks]]\ntitle = "Day"\nstart = "6h"\nend = "23h"\n'
            f'[[blocks.segments]]\ntitle = "Tables"\nminutes = {minutes}\n{groups}'
            '[[blocks.segments]]\ntitle = "Plenary"\nminutes = 12\n',
            encoding="utf-8",
        )
        command("open", str(plan), "--id", "day", "--as", "ann")
        then = (datetime.now(UTC) - timedelta(minutes=3)).isoformat(timespec="seconds")
        command("goto", "tables", "--at", then, "--as", "ann")

    return make


def text_of(name: str, number: int) -> str:
    """A note of a table: of few letters, for each is a key."""
    return f"{name[-1]}{number}"


def notes(command) -> Counter[tuple[str, str]]:
    """The group and the text of each note."""
    return Counter((one["group"], one["text"]) for one in json.loads(command("notes", "--json"))["notes"])


def test_of_what_four_terminals_and_two_pages_write_at_once_nothing_is_lost(
    afternoon, command, open_terminal, tmp_path
):
    afternoon(TABLES)
    terminals = [open_terminal("join", "day", "--group", name, "--as", name) for name in TABLES[:4]]
    environment = {
        **{k: v for k, v in os.environ.items() if k not in UNSET},
        "LANG": "C.UTF-8",
        "WORKSHOP_TUI_HOME": str(tmp_path / "home"),
    }
    serves = subprocess.Popen(
        [str(PROGRAM), "serve", "day", "--as", "ann"],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert serves.stdout
        told = [serves.stdout.readline() for _line in range(2 + len(TABLES))]
        links = {title: link for link, title in (line.rstrip("\n").split("\t") for line in told[2:])}
        for terminal, name in zip(terminals, TABLES, strict=False):
            terminal.wait(f" {name} · Room {name[-1]}")

        def writes(name: str) -> None:
            for n in range(2 * EACH):
                body = json.dumps({"text": text_of(name, n)}).encode()
                while True:
                    asked = Request(f"{links[name]}/note", body, {"Content-Type": "application/json"})
                    try:
                        with urlopen(asked, timeout=60) as answer:
                            assert answer.status == 200
                        break
                    except OSError as error:
                        if getattr(error, "code", 0) != 429:  # too many at once: again
                            raise

        def types(terminal, name: str) -> None:
            terminal.pour("".join(f"n{text_of(name, n)}\r" for n in range(EACH)).encode())
            terminal.wait(f"{text_of(name, EACH - 1)}\n")

        deeds = [threading.Thread(target=writes, args=(name,)) for name in TABLES[4:]]
        deeds += [threading.Thread(target=types, args=one) for one in zip(terminals, TABLES, strict=False)]
        for deed in deeds:
            deed.start()
        for deed in deeds:
            deed.join()
    finally:
        serves.terminate()
        serves.wait()
    wanted = [(name, n) for name in TABLES[:4] for n in range(EACH)]
    wanted += [(name, n) for name in TABLES[4:] for n in range(2 * EACH)]
    assert len(wanted) == 8 * EACH
    assert notes(command) == Counter((name.lower().replace(" ", "-"), text_of(name, n)) for name, n in wanted)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_one_asks_two_minutes_is_granted_called_back_and_all_report_in_order(
    afternoon, command, open_terminal, columns, rows
):
    afternoon(TABLES[:3], minutes=5)
    leads = open_terminal("join", "day", "--as", "ann", columns=columns, rows=rows)
    group = open_terminal("join", "day", "--group", "b", "--as", "Table B", columns=columns, rows=rows)
    leads.wait("CALL THEM BACK · ")
    group.wait("COME BACK")
    group.press("a")
    group.wait("Minutes that you ask for")
    group.press("enter")
    leads.wait("Table B asks for 2")
    leads.press("G")
    leads.wait("they ask for 2 min: g grants it to all")
    leads.press("g")
    leads.wait(lambda text: "asks for" not in text and "CALL" not in text)
    group.wait(lambda text: "COME BACK" not in text and "working" in text)
    command("extend", "-2", "--as", "ann")
    group.wait("COME BACK")
    leads.wait("CALL THEM BACK")
    group.press("d")
    leads.wait(lambda text: re.search(r"✓ Table B +Room B +has finished", text) is not None)
    command("next", "--as", "ann")
    told = leads.wait("4 min from")
    assert re.findall(r"Table ([ABC]) +Room [ABC] +4 min from (\d\d:\d\d)", told)[0][0] == "A"
    starts = [at for _name, at in re.findall(r"Table ([ABC]) +Room [ABC] +4 min from (\d\d:\d\d)", told)]
    first, *others = (int(at[:2]) * 60 + int(at[3:]) for at in starts)
    assert [(at - first) % 1440 for at in others] == [4, 8]
    group.wait("Reporting in “Plenary”, 4 min each: Table A, Table B, Table C")
    leads.press("escape")
    leads.wait("Plenary")
