"""Make the program one folder that needs no Python, for the system that this runs on: see docs/install.md.

    uv run --isolated --no-editable --no-default-groups --group standalone --extra postgres tools/standalone.py [FOLDER]

PyInstaller, not one file: that unpacks itself at every start, which takes longer than all that a command does. Modules
stand as files in the folder (`noarchive`), which Python reads sooner than from an archive. Not python-build-standalone:
it comes from where a builder may not reach; PyInstaller takes the Python that is there, on each of the three systems.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

import PyInstaller.__main__
from PyInstaller.utils.hooks import collect_submodules

import workshop_tui

NAME = "workshop-tui"
LAZY = ("workshop_tui", "textual", "icalendar")
"""Packages that import modules of their own by names which nobody sees who only reads the code."""
WITH_DATA = ("workshop_tui", "textual", "tree_sitter_toml", "icalendar", "tzdata", "tzlocal", "jinja2", "markdown_it")
"""Packages that bring files along which are no modules: agendas, catalogues, style sheets, time zones."""
UNWANTED = ("tkinter", "test", "unittest", "pydoc_data", "ensurepip", "idlelib", "lib2to3", "IPython", "PyInstaller",
            "setuptools", "pip", "pygments.lexers._mapping_unused")  # fmt: skip
"""Modules of Python's, and of the builder, that the program never imports."""
LICENCE = ("licen", "copying", "notice", "authors")
"""Beginnings of the names of files that say under which terms something may be handed on."""


def main(into: Path) -> Path:
    """Make the folder in `into`, replacing one that is there, and try it; its path."""
    made = into / f"{NAME}-{workshop_tui.__version__}-{sys.platform}-{platform.machine().lower()}"
    work = into / "work"
    shutil.rmtree(made, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    start = work / "start.py"
    start.write_text("from workshop_tui.cli import main\n\nmain()\n", encoding="utf-8")
    PyInstaller.__main__.run([str(start), *_settings(work)])
    (work / "dist" / NAME).rename(made)
    _licences(made / "licences")
    shutil.rmtree(work)
    program = made / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    said = subprocess.run([program, "--version"], env={}, capture_output=True, text=True, check=True).stdout
    sys.stdout.write(f"{made}\n{said}")
    return made


def _settings(work: Path) -> list[str]:
    """What PyInstaller is told."""
    settings = ["--noconfirm", "--clean", "--log-level=WARN", "--onedir", "--console", f"--name={NAME}", "--noupx",
                "--debug=noarchive", "--optimize=1"]  # fmt: skip
    settings += [f"--{where}path={work / folder}" for where, folder in (("dist", "dist"), ("work", "build"))]
    settings += [f"--specpath={work}"]
    for package in LAZY:
        settings += [f"--hidden-import={module}" for module in collect_submodules(package)]
    for package in WITH_DATA:
        if _installed(package):
            settings += [f"--collect-data={package}"]
    settings += [f"--exclude-module={module}" for module in UNWANTED]
    if _installed("psycopg"):
        settings += ["--collect-all=psycopg_binary", "--hidden-import=psycopg"]
    return settings


def _installed(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


def _licences(folder: Path) -> None:
    """Put the terms of all that is handed on into `folder`: the program's, its dependencies', Python's."""
    folder.mkdir()
    builders = {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "setuptools", "pip", "packaging", "macholib",
                "pefile", "pywin32-ctypes"}  # fmt: skip
    for found in distributions():
        if found.name.lower() not in builders:
            _licence_of(found, folder)
    _licence_of(distribution("pyinstaller"), folder)  # its loader starts the program
    for home in {
        Path(sys.base_prefix),
        Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}"),
    }:
        for file in home.glob("LICENSE*"):
            shutil.copyfile(file, folder / "Python.txt")
    python = folder / "Python.txt"
    if not python.exists():
        python.write_text(f"{sys.copyright}\n\nhttps://docs.python.org/3/license.html\n", encoding="utf-8")


def _licence_of(found: Distribution, folder: Path) -> None:
    texts = [
        Path(str(found.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in found.files or ()
        if file.name.lower().startswith(LICENCE) and file.suffix not in (".py", ".pyc")
    ]
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or "see below"
    head = f"{found.name} {found.version}: {said.splitlines()[0]}\n\n"
    (folder / f"{found.name}.txt").write_text(head + "\n\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if sys.argv[1:] else "dist").absolute())
