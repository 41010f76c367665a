"""A module asks `host` what differs from one machine to the next, and writes by `host.streams`."""

from __future__ import annotations

import re

from tests.seed import ROOT

PROGRAM = ROOT / "workshop_tui"
FILES = [file for file in sorted(PROGRAM.rglob("*.py")) if "host" not in file.relative_to(PROGRAM).parts]
OF_THE_MACHINE = (
    r"sys\.platform|os\.name\b|\.isatty\(|os\.f?chmod|os\.umask|getpass|getlogin|os\.kill\(|setitimer|os\.O_[A-Z]"
    r"|import (?:fcntl|pwd|grp|resource|termios|ctypes|msvcrt)\b"
)
OF_STREAMS = (
    r"echo\(.*err=True|sys\.std(?:out|err)\.(?:write|buffer)|print_?\(json\.dumps|echo\((?:encode|json\.dumps)\("
)
ALLOWED = {
    "tui/input/driver.py": "Textual has a driver for each system, and ours is made of it",
    "tui/surroundings.py": "Windows' environment names no terminal",
    "report/confined.py": "it answers the process that started it",
}


def test_a_module_asks_host_what_the_machine_is_and_how_to_write():
    asking, unsaid = {}, {}
    for file in FILES:
        name = str(file.relative_to(PROGRAM)).replace("\\", "/")
        if name not in ALLOWED:
            code = file.read_text(encoding="utf-8")
            asking[name] = re.findall(f"{OF_THE_MACHINE}|{OF_STREAMS}", code)
            unsaid[name] = re.findall(r"\.(?:read|write)_text\((?![^\n]*encoding=)[^\n]*", code)
    assert {name: found for name, found in asking.items() if found} == {}
    assert {name: found for name, found in unsaid.items() if found} == {}, "in which encoding?"


def test_what_is_allowed_is_there():
    assert [name for name in ALLOWED if not (PROGRAM / name).exists()] == []
