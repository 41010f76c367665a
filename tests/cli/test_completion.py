"""Completion in a shell: what comes next, for PowerShell as for those that click knows."""

from __future__ import annotations

import re

import pytest

from tests.cli.shell import shell
from tests.cli.speaking import said
from tests.systems import only_posix

pytestmark = only_posix("there is no sh")

ASK = "_WORKSHOP_TUI_COMPLETE"


def asked(*words: str, begun: str = "", **more: str) -> list[list[str]]:
    """Ask as PowerShell does after these words, in this process; the columns of each line of the answer."""
    variables = {ASK: "powershell_complete", "COMP_WORDS": "\n".join(words), "COMP_WORD": begun, **more}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        code, out, err = said("utf-8", [])
    assert (code, err) == (0, b"")
    return columns(out.decode())


def columns(answer: str) -> list[list[str]]:
    return [line.split("\t") for line in answer.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ((), "rep", ["repair", "replan", "report"]),
        (("report",), "--fo", ["--format", "--fold", "--for", "--force"]),
        (("report", "--format"), "m", ["md"]),
        (("signal",), "two", ["two-minutes"]),
        (("goto", "-s", "day"), "acc", ["accueil"]),
        (("delete",), "d", ["day"]),
        (("note", "un texte avec des blancs", "--seg"), "x", []),
    ],
)
def test_powershell_is_offered_what_may_come_next(day, words, begun, offered):
    found = asked(*words, begun=begun)
    assert [value for kind, value, _told in found if kind == "plain"] == offered
    assert all(len(line) == 3 and line[2] for line in found)


def test_a_file_is_left_to_the_shell(day):
    assert [kind for kind, *_rest in asked("report", "--template", begun="x")] in ([], ["file"])


def test_the_program_answers_as_it_does_in_this_process(day):
    told = shell("$WT", **{ASK: "powershell_complete", "COMP_WORDS": "report\n--format", "COMP_WORD": "m"})
    assert (told[0], columns(told[1]), told[2]) == (0, asked("report", "--format", begun="m"), "")


def test_what_a_profile_runs_names_the_program_and_asks_it(home):
    code, source, err = shell("$WT", **{ASK: "powershell_source"})
    assert (code, err) == (0, "")
    assert source.startswith("Register-ArgumentCompleter -Native -CommandName workshop-tui ")
    assert f"$env:{ASK} = 'powershell_complete'" in source
    assert all(source.count(opening) == source.count(closing) for opening, closing in ("{}", "()", "[]"))
    assert "%" not in re.sub(r"ForEach-Object", "", source)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_other_shells_are_offered_the_same(day, name):
    code, out, err = shell("$WT", **{ASK: f"{name}_complete", "COMP_WORDS": "workshop-tui rep", "COMP_CWORD": "1"})
    assert (code, err) == (0, "")
    assert name == "fish" or "report" in out


@pytest.mark.parametrize("words", [("goto", "-s", "day"), ("delete",), ("status", "-s")])
@pytest.mark.parametrize("home", ["/dev/null/home", "~nobody-is-called-so/home", "/proc/1/root/none"])
def test_a_folder_that_is_not_ours_to_look_into_offers_nothing_and_says_nothing(words, home):
    assert asked(*words, begun="d", WORKSHOP_TUI_HOME=home) == []
