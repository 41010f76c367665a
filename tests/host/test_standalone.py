"""The settings of the self-contained build, as far as they can be looked at without the minutes that one takes.

Whether what was built is whole, and starts with nothing else, `tools/standalone.py` tries itself, when it builds.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from tests.seed import ROOT
from tests.systems import only_posix

PROGRAM = ROOT / "workshop_tui"
FILES = sorted(PROGRAM.rglob("*.py"))
NEVER_READ = {
    **dict.fromkeys(("markupsafe", "aiohttp", "frozenlist", "multidict", "propcache", "yarl"),
                    "source of what is compiled"),
    "mdit_py_plugins": "notes and terms of each plugin",
    "psycopg_binary.libs": "libraries, which are collected as such",
}  # fmt: skip
"""Folders of packages whose files that are no modules are not asked for."""
BESIDE = {"..", "bin"}
"""Folders that are no package: where scripts are, in a system's own place or beside the packages (`pip --target`)."""
NO_DATA = {".py", ".pyc", ".pyi", ".so", ".pyd", ".typed", ".pth"}


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script, which imports its builder only as it builds."""
    spec = spec_from_file_location("standalone", ROOT / "tools" / "standalone.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def needed(name: str = "workshop-tui", extras: tuple[str, ...] = ("postgres",)) -> dict[str, Distribution]:
    """The distributions that the program brings along, by name, itself first."""
    try:
        found = {name.lower(): distribution(name)}
    except PackageNotFoundError:  # for another system
        return {}
    for told in found[name.lower()].requires or ():
        wanted = Requirement(told)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            found |= needed(wanted.name, tuple(wanted.extras))
    return found


def test_all_that_is_no_module_is_taken_along_where_a_package_has_some(build):
    missing = set()
    for name, found in needed().items():
        if name == "workshop-tui":
            continue  # it is looked at below: here it is no package that was installed
        for file in found.files or ():
            top, *rest = file.parts
            own = rest and not top.endswith(".dist-info") and top not in BESIDE and file.suffix not in NO_DATA
            if own and not {*file.parts} & build.NEVER_ASKED_FOR:
                missing.add(top)
    assert missing - {*build.WITH_DATA, *NEVER_READ} == set()


def test_the_program_s_own_files_agendas_and_catalogues_are_taken_along(build):
    assert "workshop_tui" in build.WITH_DATA
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"agendas": "workshop_tui/agendas"}
    there = {str(file).replace("\\", "/") for file in build._files_of("workshop_tui")}
    own = {file.suffix for file in PROGRAM.rglob("*") if file.is_file()} - NO_DATA - build.NO_DATA - {".cfg"}
    assert own <= {f".{name.rpartition('.')[2]}" for name in there}
    for language in ("fr", "en"):
        assert f"workshop_tui/locale/{language}/LC_MESSAGES/workshop_tui.mo" in there


def test_a_module_that_is_asked_for_by_its_name_is_in_a_package_that_is_taken_whole(build):
    """The builder sees what `import` names, in a function too, and not what a call names."""
    strays = []
    for file in FILES:
        code = file.read_text(encoding="utf-8")
        strays += [f"{file.relative_to(PROGRAM)}:{line}" for line, begin in asked_for(code) if begin not in build.LAZY]
        started = set(re.findall(r"\[sys\.executable(.*?)\]", code))
        assert started <= {', "-P", "-m", __name__'}, f"{file}: of itself it starts no other part than START knows of"
    assert strays == []
    assert 'sys.argv[1:3] == ["-P", "-m"]' in build.START


ASKING = ("import_module", "__import__", "entry_points", "run_module", "find_spec")
"""Calls that ask for a module, or what else is installed, by its name."""


def asked_for(code: str) -> list[tuple[int, str]]:
    """The packages that `code` asks for by a call, each with its line; what names no such call is not taken apart."""
    calls = ast.walk(ast.parse(code)) if any(one in code for one in ASKING) else ()
    return [
        (call.lineno, ast.unparse(call.args[0]).strip("f'\"").partition(".")[0])
        for call in calls
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ASKING
    ]


def test_what_a_call_asks_for_is_seen_in_a_function_too():
    code = 'def f():\n    return importlib.import_module(f"textual.{x}")\n\n\nfind_spec("click")\n'
    assert sorted(asked_for(code)) == [(2, "textual"), (5, "click")]


@only_posix("each builds for itself")
def test_nothing_that_the_program_imports_is_left_out(build):
    code = (
        "import pkgutil, sys, workshop_tui\n"
        "for one in pkgutil.walk_packages(workshop_tui.__path__, 'workshop_tui.'):\n"
        "    if not one.name.endswith('__main__'): __import__(one.name)\n"
        f"print(*({set(build.UNWANTED)!r} & {{*sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    assert {name for name in (*build.LAZY, *build.WITH_DATA) if not find_spec(name)} <= {"tzdata"}


def test_the_terms_of_all_that_is_handed_on_are_known(build):
    for name, found in needed().items():
        if name not in build.BUILDERS:
            headline, *terms = build._terms_of(found).split("\n\n")
            assert terms or not headline.endswith("as follows"), name
    assert find_spec("PyInstaller") is None or "PyInstaller" in build.UNWANTED


def test_the_pages_say_how_it_is_built_as_the_script_does(build):
    command = re.search(r"^ +(uv run .*standalone\.py)$", build.__doc__ or "", re.M)
    assert command
    assert "--no-editable" in command[1], "the agendas are in a wheel alone"
    for page in ("docs/install.md", "CONTRIBUTING.md"):
        assert command[1] in (ROOT / page).read_text(encoding="utf-8"), page
