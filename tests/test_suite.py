"""How the suite itself runs: quick for one file, side by side for all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import conftest


def workers(*named: str) -> int:
    """How many processes `uv run pytest NAMED…` tries the tests in."""
    asked = SimpleNamespace(args=[*named], option=SimpleNamespace(usepdb=False), getoption=lambda _name: None)
    return conftest.workers(asked)  # type: ignore[arg-type]


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
    assert workers(*named) == 1


@pytest.mark.parametrize("named", [("tests",), ("tests/agenda",), ("tests/tui/test_notes.py",), ("a.py",) * 9])
def test_a_folder_and_what_waits_for_screens_are_tried_side_by_side(named):
    assert workers(*named) >= 2


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
