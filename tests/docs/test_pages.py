"""The pages of docs: each is in the index, each link leads somewhere, each fact and each word of the field is said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.commands import every_command, options
from workshop_tui.cli.commands import cli
from workshop_tui.cli.sections import MODULES
from workshop_tui.journal import schema, server_schema
from workshop_tui.report.papers import PAPERS
from workshop_tui.session.event import Event
from workshop_tui.session.events import KINDS
from workshop_tui.session.notes.notebook import Details, NoteContent
from workshop_tui.session.versions import RECORD

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
SCHEMAS = "".join(map(str, (*schema.MIGRATIONS, *(ROOT / "workshop_tui/journal/server.py").read_text().split("\n"))))
TABLES = sorted({*re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(?:workshop_tui\.)?(\w+) \(", SCHEMAS)})
CODE = sorted((ROOT / "workshop_tui").rglob("*.py"))


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_index_says_of_every_page_whom_it_is_for():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("*.md") if f"({page.name})" not in index and page.name != "README.md"] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    links += [f"{ROOT}/{named}" for named in re.findall(r"`(docs/[a-z]+\.md)`", text)]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_file_that_is_named_is_there(page):
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", page.read_text(encoding="utf-8")))
    rooms = [ROOT / room for room in ("workshop_tui", "tests", "docs")]
    assert [
        name
        for name in named
        if not (ROOT / name).exists() and not any(next(room.glob(f"**/{name}"), None) for room in rooms)
    ] == []


def test_the_code_cites_pages_and_headings_that_there_are():
    for file in CODE:
        text = file.read_text(encoding="utf-8")
        for name, heading in re.findall(r"`?(?:docs/)?([a-z]+\.md)`?(?:, [\"“]([A-Z][^\"”]*)[\"”])?", text):
            page = next((where / name for where in (DOCS, ROOT) if (where / name).exists()), None)
            if name in ("time.md", "notes.md", "fit.md", "status.md", "ssh.md", "report.md", "attendance.md"):
                assert page, f"{file}: {name}"
            if heading and page:
                assert any(one.startswith(heading) for one in headings(page)), f"{file}: {name}, {heading}"


@pytest.mark.parametrize("event", KINDS.values(), ids=lambda e: e.__name__)
def test_time_says_of_every_fact_how_it_is_taken_back(event):
    assert re.search(rf"^\|[^|]*`{event.__name__}`[^|]*\|[^|]+\|[^|]+\|$", (DOCS / "time.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    "table", sorted(set(re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(?:workshop_tui\.)?(\w+) \(", SCHEMAS)))
)
def test_privacy_says_of_every_table_what_stands_in_it_and_for_how_long(table):
    page = (DOCS / "privacy.md").read_text(encoding="utf-8")
    assert re.search(rf"^\|[^|]*`{table}`[^|]*\|[^|]+\|[^|]+\|$", page, re.MULTILINE)


def test_what_privacy_answers_a_request_with_is_a_command_with_these_options():
    page = (DOCS / "privacy.md").read_text(encoding="utf-8")
    commands = dict(every_command(cli))
    said = re.findall(r"workshop-tui ([a-z]+)([^`\n]*)", page)
    assert {"forget", "retain", "delete", "amend", "join"} <= {name for name, _words in said}
    for name, words in said:
        assert set(re.findall(r"--[a-z-]+", words)) <= set(options(commands[name])), (name, words)


def test_the_readme_is_one_that_is_read():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 80


def test_the_page_of_notes_lists_every_field_that_json_may_have():
    part = (DOCS / "notes.md").read_text(encoding="utf-8").split("## `workshop-tui notes --json`")[1].split("## ")[0]
    listed = {*re.findall(r"`([a-z]+)`", part)}
    own = {one for one in NoteContent.__struct_fields__ if one not in Event.__struct_fields__}
    assert {*Details.__struct_encode_fields__} | own <= listed


def test_every_screen_is_in_the_contract_of_screens():
    """Else `lint-imports` would not know it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in told if one["name"].startswith("Screens know no other screen"))
    named = {name for layer in layers for name in layer.split(" | ")}
    screens = ROOT / "workshop_tui" / "tui" / "screens"
    assert {f"workshop_tui.tui.screens.{file.stem}" for file in screens.glob("[a-z]*.py")} <= named


def test_every_command_module_and_every_room_is_in_a_contract():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (modules,) = (one["modules"] for one in told if one["name"].startswith("Commands know no other command"))
    assert {f"workshop_tui.cli.{name}" for name in MODULES.values()} == {*modules}
    rooms = {name for one in told for layer in one.get("layers", ()) for name in layer.split(" | ")}
    package = ROOT / "workshop_tui"
    there = {file.stem for file in package.glob("[a-z]*.py")} | {
        file.parent.name for file in package.glob("*/__init__.py")
    }
    assert {f"workshop_tui.{name}" for name in there - {"tui", "cli"}} <= rooms


def test_the_page_for_contributors_names_every_room_of_the_program_and_of_the_tests():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = [file.parent for place in ("workshop_tui", "tests") for file in (ROOT / place).glob("*/__init__.py")]
    assert [str(room.relative_to(ROOT)) for room in rooms if f"`{room.name}/`" not in page] == []


def test_the_page_of_versions_has_the_numbers_that_hold():
    page = (DOCS / "compatibility.md").read_text(encoding="utf-8")
    assert f"| `user_version`, 1 to {schema.VERSION} |" in page
    assert (
        f"| `workshop_tui.version`, 1 to {server_schema.VERSION} | works from version {server_schema.WORKS_FROM} on"
        in page
    )
    assert f"| `version`, 1 to {RECORD} |" in page


def test_the_changelog_says_each_thing_once():
    """Merges of both sides' lines left some three times."""
    items = [" ".join(item.split()) for item in re.split(r"(?m)^- ", (ROOT / "CHANGELOG.md").read_text())[1:]]
    assert [item for item in items if items.count(item) > 1] == []


@pytest.mark.parametrize("kind", PAPERS)
def test_the_glossary_says_what_each_page_of_the_report_is(kind):
    assert f"\n| {kind} | " in (ROOT / "docs" / "glossary.md").read_text()
