"""How the suite itself runs: quick for one file, side by side for all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import pytest_collection_modifyitems, pytest_xdist_auto_num_workers
from tests.terse import is_shown


def workers(*named: str) -> int:
    """How many processes `uv run pytest NAMED…` starts."""
    return pytest_xdist_auto_num_workers(SimpleNamespace(args=list(named)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "named",
    [
        ("tests/agenda/test_reading.py",),
        ("tests/agenda/test_reading.py", "tests/agenda/test_times.py"),
        ("tests/tui/test_notes.py::test_one",),
        ("/somewhere/tests/test_service.py::test_one[a/b]",),
    ],
)
def test_a_file_or_a_test_that_was_named_starts_no_other_process(named):
    assert workers(*named) == 0


@pytest.mark.parametrize("named", [("tests",), ("tests/agenda",), ("tests/tui/test_notes.py",), ("a.py",) * 9])
def test_a_folder_and_what_waits_for_screens_are_tried_side_by_side(named):
    assert workers(*named) >= 2


@pytest.mark.parametrize("workers", [2, 4, 8])
def test_what_is_looked_at_in_a_browser_is_one_worker_s_share_of_which_the_others_take_the_end(workers):
    rooms = ("report", "serve", "tui", "acceptance", "windows")
    items = [
        SimpleNamespace(path=Path(f"tests/{room}/test_x.py"), fixturenames=("chromium",) if number % 20 == 0 else ())
        for room in rooms
        for number in range(80 if room in ("report", "serve") else 75)
    ]
    before = [id(item) for item in items]
    pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    assert sorted(before) == sorted(id(item) for item in items)
    browsing = [place for place, item in enumerate(items) if item.fixturenames]
    assert browsing == [*range(browsing[0], browsing[0] + len(browsing))]
    share = len(items) // workers
    assert browsing[0] // share == browsing[-1] // share
    assert browsing[0] % share <= 2, "at its beginning"


@pytest.mark.parametrize(
    ("name", "when", "outcome", "told"),
    [
        ("logstart", None, None, False),
        ("logfinish", None, None, False),
        ("testreport", "setup", "passed", False),
        ("testreport", "teardown", "passed", False),
        ("testreport", "call", "passed", True),
        ("testreport", "call", "failed", True),
        ("testreport", "setup", "failed", True),
        ("testreport", "setup", "skipped", True),
        ("testreport", "teardown", "failed", True),
        ("runtest_protocol_complete", None, None, True),
        ("warning_recorded", None, None, True),
    ],
)
def test_a_worker_tells_what_came_of_a_test_and_not_that_nothing_came_of_its_setting_up(name, when, outcome, told):
    report = {"when": when, "outcome": outcome, "user_properties": []} if when else {}
    assert is_shown(name, report) == told


ROOT = Path(__file__).parent.parent
LITERALS = (ast.Tuple, ast.List, ast.Dict, ast.Set, ast.BinOp, ast.Call)


def tables(text: str) -> Iterator[int]:
    """The last lines of the tables that stand in a module or a class: names of what is listed."""
    for place in ast.walk(ast.parse(text)):
        if isinstance(place, ast.Module | ast.ClassDef):
            for one in place.body:
                if isinstance(one, ast.Assign | ast.AnnAssign) and isinstance(one.value, LITERALS):
                    yield one.end_lineno or 0


def test_only_tables_are_laid_out_by_hand():
    mark = "# fmt: " + "skip"
    others = []
    for file in (*ROOT.glob("workshop_tui/**/*.py"), *ROOT.glob("tests/**/*.py")):
        if mark in (text := file.read_text("utf-8")):
            ours = {*tables(text)}
            lines = (number for number, line in enumerate(text.splitlines(), 1) if mark in line)
            others += [f"{file.relative_to(ROOT)}:{number}" for number in lines if number not in ours]
    assert others == []


def imported(text: str) -> Iterator[str]:
    """The modules that a module imports, wherever in it; of `from a import b` both a and a.b, which may be one."""
    for one in ast.walk(ast.parse(text)):
        if isinstance(one, ast.Import):
            yield from (alias.name for alias in one.names)
        elif isinstance(one, ast.ImportFrom):
            yield "." * one.level + (one.module or "")
            yield from (f"{one.module}.{alias.name}" for alias in one.names)


def of_tests(text: str) -> bool:
    """Tell whether a module imports a test module, or from one."""
    return any(part.startswith("test_") for module in imported(text) for part in module.split("."))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from tests.tui.test_notes import rows", True),
        ("from tests.tui import test_notes", True),
        ("import tests.tui.test_notes as notes", True),
        ("def late():\n    from .test_notes import rows", True),
        ("from tests.tui.read import rows\nfrom workshop_tui import text", False),
    ],
)
def test_what_is_imported_of_a_test_module_is_seen_however_it_is_written(text, told):
    assert of_tests(text) == told


def test_no_test_module_is_imported_from_what_two_need_stands_in_a_helper():
    files = ROOT.glob("tests/**/*.py")
    assert [str(file.relative_to(ROOT)) for file in files if of_tests(file.read_text("utf-8"))] == []
