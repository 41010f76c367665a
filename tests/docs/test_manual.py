"""The manual page and the documents, as a wheel brings them: made of the pages here, as it is built."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.docs.commands import PAGE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def wheel(monkeypatch, tmp_path) -> dict[str, Path]:
    """The files that the build puts beside the package, by their places in an environment; hatchling is not asked."""
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    hook = runpy.run_path(str(ROOT / "hatch_build.py"))["Catalogues"]()
    hook.root, hook.directory, hook.target_name = str(ROOT), str(tmp_path), "wheel"
    build = SimpleNamespace(data={"artifacts": [], "shared_data": {}}, editable={"artifacts": []})
    monkeypatch.setattr(Path, "rglob", lambda *_of: iter(()))  # the catalogues are there already
    hook.initialize("editable", build.editable)
    hook.initialize("standard", build.data)
    return {there: Path(file) for file, there in build.data["shared_data"].items()}


def test_a_wheel_brings_the_manual_and_every_page_where_links_between_them_hold(wheel):
    manual = wheel.pop("share/man/man1/workshop-tui.1")
    assert manual.read_text("utf-8").startswith(".TH WORKSHOP")
    begin = "share/doc/workshop-tui/"
    there = {place.removeprefix(begin): file for place, file in wheel.items()}
    assert {"README.md", "CHANGELOG.md", "docs/administration.md", "docs/openapi.json"} <= there.keys()
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= there.keys()
    assert all(file == ROOT / name for name, file in there.items())


def test_the_manual_has_each_command_and_option_that_the_page_of_commands_has(wheel):
    said = wheel["share/man/man1/workshop-tui.1"].read_text("utf-8").replace("\\-", "-").replace("\\e", "\\")
    told = [code.replace("\\|", "|") for code in re.findall(r"`([^`]+)`", PAGE)]
    assert len(told) > 200
    assert [code for code in told if code not in said and code.upper() not in said] == []
    assert "`" not in said


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_is_read_by_groff_without_a_warning(wheel):
    page = wheel["share/man/man1/workshop-tui.1"]
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-P-c", "-ww", "-k", page], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    assert "--session, -s" in re.sub(".\b", "", done.stdout)
