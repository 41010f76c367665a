"""A person's keys: what the file may say; the bar, the help and the keyboard follow it, and a theme is kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.read import notice
from tests.tui.unhurried import hits
from workshop_tui.locale import say
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.choices import chosen
from workshop_tui.tui.keymap import ConfigError, keep_theme
from workshop_tui.tui.keys import SCREENS
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line

NOT_UTF8 = "this is not UTF-8 text: save it again as UTF-8 (“Encoding”, in “Save as…”)"
NO_SPACE = "a space that is none stands here"


def test_without_a_file_the_keys_are_the_defaults(tmp_path):
    assert chosen([tmp_path / "config.toml"]).keys == SCREENS


def test_the_guide_names_every_command_of_every_screen():
    page = (Path(__file__).parent.parent.parent / "docs" / "keys.md").read_text(encoding="utf-8")
    for screen, keys in SCREENS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{screen}` |"))
        assert sorted(row.split("|")[2].split()) == sorted(f"`{key.action}`" for key in keys), screen


def test_the_guide_says_of_every_key_of_the_run_screen_what_it_does():
    page = (Path(__file__).parent.parent.parent / "docs" / "keys.md").read_text(encoding="utf-8")
    table, _heading, _rest = page.partition("\n## ")
    told = {key for row in table.splitlines() if row.startswith("| `") for key in re.findall("`(.*?)`", row)}
    firsts = {key for row in table.splitlines() if row.startswith("| `") for key in row.split("|")[1].split()}
    signs = {{"␣": "space"}.get(key.sign, key.sign) for key in SCREENS["run"]}
    assert signs <= told
    assert firsts <= {f"`{sign}`" for sign in (*signs, ":", "ctrl+p")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[keys.run]\nnext = 'j'\nnxt = 'x'\n", ":3: no command of this screen is called “nxt” (did you mean “next”?)"),
        ("[keys.rum]\nnext = 'j'\n", ":1: no screen is called “rum” (did you mean “run”?)"),
        ("[keys.run]\nnext = 1\n", ':2: keys are written as a text: "j" or "j,f5"'),
        ("[keys.run]\n\nnext = 'u'\n", ":3: “u” is both next and undo"),
        ("[keys\n", ":1: a ] is missing"),
        ("[keys.run]\nnext\u00a0= 'j'\n", f":2: {NO_SPACE} (a no-break space, U+00A0): type an ordinary one"),
        ("[keys.run]\nnext = 'j'\u200b\n", f":2: {NO_SPACE} (a zero-width space, U+200B): type an ordinary one"),
        ("keys = 1\n", ": “keys” must be a table"),
        ("keys.run = 1\n", ": “keys.run” must be a table"),
    ],
)
def test_a_mistake_in_it_is_told_with_its_line(tmp_path, text, told):
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    assert str(chosen([file]).warnings[0]) == f"{file}{told}"


def test_what_cannot_be_read_is_told(tmp_path):
    for name, make, told in (
        ("folder", lambda f: f.mkdir(), ": this is a folder, not a file"),
        ("bytes", lambda f: f.write_bytes(b"\xff\xfe"), f":1: {NOT_UTF8}"),
        ("loop", lambda f: f.symlink_to(f), ": this file cannot be read: its links lead round in a circle"),
        ("nowhere", lambda f: f.symlink_to("gone"), ": there is no such file"),
        ("pipe", os.mkfifo, ""),
        ("bytes/below", lambda _f: None, " cannot be read: a file stands where a folder should be"),
    ):
        make(tmp_path / name)
        if not told:
            assert chosen([tmp_path / name]).keys == SCREENS, "a pipe that nobody writes to is empty"
            continue
        assert [*map(str, chosen([tmp_path / name]).warnings)] == [f"{tmp_path / name}{told}"]


async def test_a_chosen_key_does_it_and_the_default_no_longer_does(app, session, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text('[keys.run]\nnext = "j,f5"\nundo = "z"\n')
    async with app(session, "en", keys=chosen([file]).keys).run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        assert session.state.day.mode is Mode.READY
        await pilot.press("f5")
        assert session.state.day.mode is Mode.RUNNING
        assert notice(pilot.app.screen).endswith("z takes it back")
        assert "j next" in str(pilot.app.screen.query_one(KeyBar).content)
        await pilot.press("question_mark")
        assert "  j  The next segment" in str(pilot.app.screen.query_one("#lines", Line).content)
        await pilot.press("escape")
        assert [(key.keys, key.sign) for key in pilot.app.screen.keys if key.action == "todo"] == [("", "")]
        assert not pilot.app.screen.hinted("todo", say(": {key} ticks")), "no hint of a key that there is not"
        await pilot.app.screen.run_action("todo")
        assert pilot.app.screen.NAME == "todo", "the palette leads there"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ntheme = 'nrd'\n", ":2: no theme is called “nrd”; there are workshop-dark, workshop-light, "),
        ("theme = 3\n", ":1: no theme is called “3”; there are workshop-dark, workshop-light, "),
        ("[theme]\na = 1\n", ":1: no theme is called “{'a': 1}”; there are workshop-dark, workshop-light, "),
        (
            "theme = 'textual-ansi'\n",
            ":1: no theme is called “textual-ansi”; there are workshop-dark, ",
        ),
        ("theme =\n", ":1: this value is not TOML: is a quote missing?"),
    ],
)
def test_a_theme_that_there_is_not_is_told_with_its_line(tmp_path, text, told):
    file = tmp_path / "config.toml"
    file.write_text(text)
    assert str(chosen([file]).warnings[0]).startswith(f"{file}{told}")


async def pick_a_theme(pilot: Pilot[str], name: str) -> None:
    await pilot.press("ctrl+p", *"theme")
    await hits(pilot)
    await pilot.press("enter", *name)
    await hits(pilot)
    await pilot.press("enter")
    await pilot.pause()


async def test_a_theme_picked_in_the_palette_is_kept_for_the_next_start(app, session, home):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        assert pilot.app.theme == "workshop-dark"
        await pick_a_theme(pilot, "nord")
        assert pilot.app.theme == "nord"
    assert chosen([home / "config.toml"]).theme == "nord"
    async with app(session, "en", theme="nord").run_test(size=(120, 40)) as pilot:
        assert pilot.app.theme == "nord"
        assert pilot.app.screen.styles.background.hex == "#2E3440"


async def test_what_a_person_wrote_in_the_file_stays_as_a_theme_is_kept(app, session, home):
    file = home / "config.toml"
    file.write_text('# my keys\n[keys.run]\nnext = "j"  # as in vi\n')
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pick_a_theme(pilot, "nord")
    assert file.read_text() == '# my keys\ntheme = "nord"\n\n[keys.run]\nnext = "j"  # as in vi\n'
    keep_theme(file, "dracula")
    assert file.read_text() == '# my keys\ntheme = "dracula"\n\n[keys.run]\nnext = "j"  # as in vi\n'


async def test_a_theme_that_cannot_be_kept_is_said_and_holds_all_the_same(app, session, home):
    (home / "config.toml").mkdir()
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pick_a_theme(pilot, "nord")
        assert pilot.app.theme == "nord"
        assert notice(pilot.app.screen).endswith("config.toml: this is a folder, not a file")


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError) as error:
        keep_theme(tmp_path / "file" / "config.toml", "nord")
    assert str(error.value.message).startswith(f"{tmp_path / 'file' / 'config.toml'} cannot be")


async def test_a_confined_terminal_keeps_no_theme_in_settings_that_are_somebody_elses(app, session, home):
    async with app(session, "en", confined=True).run_test(size=(120, 40)) as pilot:
        await pick_a_theme(pilot, "nord")
        assert pilot.app.theme == "nord"
    assert not (home / "config.toml").exists()


@pytest.mark.parametrize("name", ["textual-ansi", "no-such-theme"])
async def test_a_theme_of_the_environment_that_is_not_offered_is_passed_over(app, session, monkeypatch, name):
    monkeypatch.setenv("TEXTUAL_THEME", name)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        assert pilot.app.theme == "workshop-dark"
