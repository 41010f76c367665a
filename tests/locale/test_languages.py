"""Languages are a table: what goes in one goes in each, and in one that only a test has made, with a dozen texts."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import workshop_tui
from tests.locale.whole_day import MADE
from workshop_tui.locale import LANGUAGES
from workshop_tui.locale.languages import ENGLISH, row_of

ROOT = Path(workshop_tui.__file__).parent
Told = dict[str, dict[str, str | int]]
REFUSED = {"refused": 1, "misused": 2, "misused choice": 2}
"""The steps of the day that are refused, with their exit codes."""


@pytest.fixture(scope="session")
def days(made_once) -> dict[str, Told]:
    """Answers of the program through a day, by language: `MADE` last."""

    codes = (*LANGUAGES, MADE.code)

    def make(folder: Path) -> None:
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.locale.whole_day", str(folder), *codes],
            cwd=ROOT.parent,
            env={name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANGUAGE")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr

    made = made_once("whole-days", make)
    return {code: json.loads((made / code / "told.json").read_text(encoding="utf-8")) for code in codes}


@pytest.mark.parametrize("code", [*LANGUAGES, MADE.code])
def test_a_whole_day_goes_in_each_language_and_writes_as_its_row_says(days, code):
    told, row = days[code], MADE if code == MADE.code else row_of(code)
    assert {step: answer["code"] for step, answer in told.items() if answer["code"]} == REFUSED
    assert not [step for step, answer in told.items() if "Traceback" in f"{answer['out']}{answer['error']}"]
    said = {step: str(answer["out"]) for step, answer in told.items()}
    report = said["report as md"]
    assert row.clock(9, 2) in said["status"] and f"{row.clock(9, 2)} – {row.clock(10, 20)}" in report
    assert row.day(4, 5, 2021) in report
    assert f'language = "{code}"' in said["sheet.toml"] or "Welcome" in said["sheet.toml"]
    assert row.marks[0] in str(told["new from"]["error"])
    assert f'<html lang="{code}"' in said["report as html"]
    assert row.clock(10, 30) in said["screen d"]
    words = json.loads(said["words"])
    assert (words["language"], words["hour_sign"], words["hour_digits"]) == (code, row.hour_sign, str(row.hour_digits))
    for other in {*LANGUAGES, code} - {code}:
        assert f'lang="{other}">{row_of(other).name}</a>' in said[f"page {code}"]


def test_a_language_that_is_added_to_the_table_is_offered_wherever_one_is_chosen(days):
    told = {step: f"{answer['out']}{answer['error']}" for step, answer in days[MADE.code].items()}
    codes = (*LANGUAGES, MADE.code)
    assert f"[{'|'.join(codes)}]" in told["the help"] and " or ".join(codes) in told["help of run"]
    assert str(codes)[1:-1] in told["misused choice"]
    assert f'lang="{MADE.code}">{MADE.name}</a>' in told["page fr"]
    assert json.dumps(codes, separators=(",", ":")) in "".join(told["schema"].split())


def test_a_partial_language_says_what_it_has_and_the_rest_in_english(days):
    made, english = days[MADE.code], days[ENGLISH.code]
    assert "# Informe — Día" in str(made["report as md"]["out"]) and "Mañana" in str(made["report as md"]["out"])
    assert "después: Cierre" in str(made["status"]["out"]) and f"· {MADE.code} ·" in str(made["screen r"]["out"])
    assert (made["a plural"]["out"], english["a plural"]["out"]) == ("2 líneas", "2 lines")
    begun = str(english["begun.toml"]["out"]).replace('language = "en"', f'language = "{MADE.code}"')
    assert str(made["begun.toml"]["out"]) == begun, "a day of theirs is in their language"
    for step in ("help of run", "refused", "follow", "fit", "why"):
        has, wants = (
            re.sub(r"\b0?9:|qq\b|en\b|es\b|,? ?or\b|\s+|[|]", "", f"{one[step]['out']}{one[step]['error']}")
            for one in (made, english)
        )
        assert has == wants, step


CODE = "|".join(LANGUAGES)
COMPARED = re.compile(rf"""[=!]==?\s*["'](?:{CODE})["']|["'](?:{CODE})["']\s*[=!]==?""")
"""A comparison with a language's code in a script or a template of a page."""


def compared(code: str) -> Iterator[int]:
    """Yield the line of each place in Python code that compares, or matches, a language's code."""
    for node in ast.walk(ast.parse(code)):
        asked: list[ast.AST] = []
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            asked = [node.value]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal"):
            asked = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and "with" in node.func.attr:
            asked = [*node.args]
        if any(isinstance(one, ast.Constant) and one.value in [*LANGUAGES] for part in asked for one in ast.walk(part)):
            yield getattr(node, "lineno", 0)


def test_no_module_but_the_table_compares_a_language_s_code():
    """A new `== "fr"` is a question that a third language cannot answer: ask its row."""
    found = []
    for file in sorted(ROOT.rglob("*")):
        if file.suffix in (".py", ".j2", ".js") and re.search(
            rf"""["'](?:{CODE})["']""", text := file.read_text("utf-8")
        ):
            lines = compared(text) if file.suffix == ".py" else [found.start() for found in COMPARED.finditer(text)]
            found += [f"{file.relative_to(ROOT)}:{line}" for line in lines]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'language() == "fr"',
        '"en" != spoken',
        'spoken in ("fr", "en")',
        'found == {"fr"}',
        'x.startswith("fr")',
        'Literal["fr", "en"]',
        'match x:\n case "fr":\n  pass',
    ],
)
def test_a_comparison_with_a_language_s_code_is_found(code):
    assert list(compared(code)) and not list(compared(code.replace("fr", "fra").replace("en", "eng")))
    assert COMPARED.search('words.language === "fr"') and COMPARED.search("{% if 'en' == language %}")
