"""Tests that are tried side by side: what each of them does is told, whatever becomes of the process it is tried in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.forks import Row, is_shown
from tests.lanes import FIRST, rows

ROOT = Path(__file__).parent.parent
CONFTEST = """
import pytest
from tests.forks import Crew, Row

def pytest_runtestloop(session):
    row = Row([range(at, min(at + 2, len(session.items))) for at in range(0, len(session.items), 2)])
    Crew(session, [[row]] * 3).run()
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    return True

@pytest.fixture(scope="session")
def left(tmp_path_factory):
    yield tmp_path_factory.getbasetemp().name
    assert False, "it cannot be let go"

@pytest.fixture(scope="module")
def one(tmp_path_factory):
    with open(tmp_path_factory.getbasetemp().parent / "made", "a") as made:
        made.write("+")
    yield
    with open(tmp_path_factory.getbasetemp().parent / "made", "a") as made:
        made.write("-")
"""


RUN = """
import os, signal, sys, pytest
os.setsid()
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(pytest.main(sys.argv[1:]))
"""
"""Pytest in a group of processes of its own, which is interrupted as from a terminal, wherever it was begun from."""


def tried(folder: Path, tests: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Have three forks try tests; what Pytest says of them."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "run.py").write_text(RUN)
    (folder / "test_these.py").write_text("import os, signal, time, warnings, pytest\n" + tests)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "run.py", "-p", "no:cacheprovider", "--basetemp", str(folder / "base"), *words],
        cwd=folder,
        env=own | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_each_test_is_tried_once_and_what_it_says_is_its_own(tmp_path):
    several = "@pytest.mark.parametrize('n', range(50))\ndef test_one(n):\n print(f'said by {n}.')\n "
    several += "assert [n % 10, 0] != [0, 0]\n"
    told = tried(tmp_path, several)
    assert told.returncode == 1
    assert "5 failed, 45 passed" in told.stdout
    said = [line for line in told.stdout.splitlines() if line.startswith("said by")]
    assert sorted(said) == sorted(f"said by {number}." for number in range(0, 50, 10))
    assert told.stdout.count("assert [0, 0] != [0, 0]") >= 5, "compared as Pytest does"


def test_a_process_that_falls_fails_the_test_it_was_at_and_all_others_are_tried(tmp_path):
    falling = """
@pytest.mark.parametrize('n', range(12))
def test_one(n):
    if n == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    if n == 9:
        os._exit(0)
"""
    told = tried(tmp_path, falling)
    assert told.returncode == 1
    assert "2 failed, 10 passed" in told.stdout
    assert "test_one[4]" in told.stdout and "ended (-9)" in told.stdout
    assert "test_one[9]" in told.stdout and "ended (0)" in told.stdout


def test_what_cannot_be_let_go_at_the_end_is_an_error_of_the_last_test(tmp_path):
    told = tried(tmp_path, "def test_one(left):\n assert left.startswith('gw')\ndef test_two():\n pass")
    assert told.returncode == 1
    assert "2 passed, 1 error" in told.stdout and "it cannot be let go" in told.stdout


def test_what_is_made_for_a_module_is_let_go_behind_each_run_and_made_once_in_it(tmp_path):
    told = tried(tmp_path, "@pytest.mark.parametrize('n', range(8))\ndef test_one(one, n):\n pass\n")
    assert "8 passed" in told.stdout
    assert sorted((tmp_path / "base" / "made").read_text()) == sorted("+-" * 4)


def test_warnings_are_told(tmp_path):
    told = tried(tmp_path, "def test_one():\n warnings.warn('beware', DeprecationWarning)\ndef test_two():\n pass\n")
    assert told.returncode == 0
    assert "DeprecationWarning: beware" in told.stdout and "2 passed, 1 warning" in told.stdout


def test_nothing_is_begun_any_more_after_the_failure_that_was_to_be_the_last(tmp_path):
    several = "@pytest.mark.parametrize('n', range(300))\ndef test_one(n):\n time.sleep(0.01)\n assert n\n"
    told = tried(tmp_path, several, "-x")
    assert told.returncode == 1
    assert "stopping after 1 failures" in told.stdout and "1 failed" in told.stdout
    assert "299 passed" not in told.stdout


def test_an_interrupt_lets_go_of_what_was_made_and_ends_all(tmp_path):
    waiting = """
@pytest.fixture(scope="session")
def made(tmp_path_factory):
    yield
    (tmp_path_factory.getbasetemp() / "let-go").touch()
@pytest.mark.parametrize('n', range(3))
def test_one(n, made, tmp_path_factory):
    (tmp_path_factory.getbasetemp() / "begun").touch()
    if n == 2:
        while len([*tmp_path_factory.getbasetemp().parent.glob("gw*/begun")]) < 2:
            time.sleep(0.01)
        os.killpg(0, signal.SIGINT)
    time.sleep(50)
"""
    told = tried(tmp_path, waiting)
    assert told.returncode == pytest.ExitCode.INTERRUPTED
    begun = {file.parent for file in (tmp_path / "base").glob("gw*/begun")}
    assert begun == {file.parent for file in (tmp_path / "base").glob("gw*/let-go")}


def test_a_run_is_taken_once_whoever_takes_it():
    row = Row([range(at, at + 1) for at in range(200)])
    hears, tells = os.pipe()
    for _ in range(4):
        if os.fork() == 0:
            while run := row.take():
                os.write(tells, b"%4d" % run.start)
            os._exit(0)
    for _ in range(4):
        os.wait()
    assert sorted(int(one) for one in os.read(hears, 4 * 400).decode().split()) == [*range(200)]


def items(*rooms: str) -> list[Any]:
    """Tests of rooms, 20 each; every tenth with a browser, and every tenth with a server."""
    asked = {0: ("chromium",), 5: ("server", "home")}
    return [
        SimpleNamespace(
            path=Path(f"tests/{room}/test_x.py"),
            fixturenames=asked.get(number % 10, ()),
            get_closest_marker=lambda name, number=number: name == "waits" and number == 13,
        )
        for room in rooms
        for number in range(20)
    ]


@pytest.mark.parametrize("workers", [1, 2, 5, 8, 16])
def test_each_test_stands_in_one_row_and_each_worker_comes_through_all(workers):
    all_items = items("tui", "acceptance", "windows", "report")
    found = rows(all_items, workers)
    assert len(found) == workers
    assert {frozenset(map(id, each)) for each in found} == {frozenset(map(id, found[0]))}
    taken = [at for row in found[0] for run in iter(row.take, None) for at in run]
    assert sorted(taken) == [*range(len(all_items))]


def test_browsers_and_servers_have_a_worker_of_their_own_and_what_waits_is_begun_first():
    all_items = items("tui", "acceptance")
    found = rows(all_items, len(FIRST))
    firsts = {}
    for name, own in zip(FIRST, found, strict=True):
        if name not in firsts and (run := own[0].take()):
            firsts[name] = all_items[run[0]]
    assert firsts["browser"].fixturenames == ("chromium",)
    assert firsts["server"].fixturenames == ("server", "home")
    assert firsts["terminals"].get_closest_marker("waits")
    assert firsts["rest"].path.parent.name == "tui"


def test_one_worker_alone_tries_what_is_tried_on_disks_that_fail():
    one: Any = SimpleNamespace(path=Path("tests/acceptance/test_x.py"), fixturenames=("faulty",))
    one.get_closest_marker = lambda name: None
    assert [run for row in rows([one] * 30, 2)[0] for run in iter(row.take, None)] == [range(30)]


REPORT = {"when": "call", "outcome": "passed", "user_properties": []}
QUIET = {"verbose": -1, "durations": None, "xmlpath": None, "reportchars": "fE"}


@pytest.mark.parametrize(
    ("report", "asked", "told"),
    [
        ({"when": "setup"}, {}, False),
        ({"when": "teardown"}, {}, False),
        ({}, {}, True),
        ({"outcome": "failed"}, {}, True),
        ({"when": "setup", "outcome": "failed"}, {}, True),
        ({"when": "setup", "outcome": "skipped"}, {}, True),
        ({"when": "teardown", "outcome": "failed"}, {}, True),
        ({"when": "setup"}, {"durations": 10}, True),
        ({"when": "setup"}, {"verbose": 1}, True),
        ({"when": "setup"}, {"xmlpath": "all.xml"}, True),
        ({"when": "setup"}, {"reportchars": "P"}, True),
    ],
)
def test_a_worker_tells_what_came_of_a_test_and_not_that_nothing_came_of_its_setting_up(report, asked, told):
    assert is_shown(SimpleNamespace(**REPORT | report), QUIET | asked) == told  # type: ignore[arg-type]
