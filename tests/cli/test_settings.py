"""Settings: what the site says for all, and each person under it for themselves; what is wrong in them stops nobody."""

from __future__ import annotations

import json
import os

import pytest

from tests.conftest import SEED
from workshop_tui import cli as entry
from workshop_tui import locations, settings
from workshop_tui.locale import speak
from workshop_tui.settings import Unsettled
from workshop_tui.tui.choices import choices
from workshop_tui.tui.keys import SCREENS


@pytest.fixture
def site(tmp_path, monkeypatch, home):
    """Writes the site's settings; gives their file."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'xdg'}{os.pathsep}/nowhere")
    file = tmp_path / "xdg" / "workshop-tui" / "config.toml"
    file.parent.mkdir(parents=True)

    def write(text: str):
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def own(home):
    """Writes a person's settings; gives their file."""

    def write(text: str):
        home.mkdir(exist_ok=True)
        file = home / "config.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def key_of(screen: str, action: str, keys) -> str:
    return next(key.keys for key in keys[screen] if key.action == action)


def test_what_the_site_says_holds_where_a_person_says_nothing_else(site, own):
    site('theme = "nord"\nnotices = 20\nlanguage = "fr"\n[keys.run]\nnext = "j"\nundo = "z"\n')
    found = choices()
    assert (found.theme, found.notices, found.warnings) == ("nord", 20, [])
    assert (key_of("run", "next", found.keys), key_of("run", "undo", found.keys)) == ("j", "z")
    assert locations.setting("language") == "fr"
    own('theme = "dracula"\nlanguage = "en"\n[keys.run]\nundo = "y"\n')
    found = choices()
    assert (found.theme, found.notices, found.warnings) == ("dracula", 20, [])
    assert (key_of("run", "next", found.keys), key_of("run", "undo", found.keys)) == ("j", "y")
    assert locations.setting("language") == "en"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('theme = "nord"\nlangage = "fr"\n', 2, "no setting is called “langage” (“language”?)"),
        ('\nlanguage = "de"\n', 2, "“language” must be one of these: fr, en"),
        ('theme = "nrd"\n', 1, "no theme is called “nrd”"),
        ("notices = 0\n", 1, "“notices” must be a number of seconds"),
        ("agendas = 3\n", 1, "this must be a folder, or a list of folders"),
        ("templates = []\n", 1, "this must be a folder"),
        ('confidentiality = "secret"\n', 1, "“confidentiality” must be one of these: nominatif, pseudonyme, chatham"),
        ('\n\nretention = "forever"\n', 3, "this must be an age: 36m (months), 3y, 90d"),
        ('[keys.run]\nnxt = "x"\n', 2, "no command of this screen is called “nxt”"),
        ("[keys.run]\nnext = 3\n", 2, "keys are written as a text"),
        ("[other]\na = 1\n", 1, "no setting is called “other”"),
        ("keys = 3\n", None, "“keys” must be a table"),
    ],
)
@pytest.mark.parametrize("whose", ["site", "own"])
def test_one_wrong_key_is_a_warning_with_its_line_and_all_else_holds(request, whose, text, line, told):
    file = request.getfixturevalue(whose)("notices = 30\n" * ("notices" not in text) + text)
    found = choices()
    (warning,) = map(str, found.warnings)
    at = f"{file}:{line + ('notices' not in text)}: " if line else f"{file}: "
    assert warning.startswith(f"{at}{told}")
    assert found.notices == (8 if "notices" in text else 30)
    assert found.keys == SCREENS


def test_of_keys_that_are_wrong_those_that_are_right_hold_and_two_may_be_swapped(site, own):
    site('[keys.run]\nnext = "u"\nundo = "n"\nnote = "right"\nfit = 3\n')
    found = choices()
    assert (key_of("run", "next", found.keys), key_of("run", "undo", found.keys)) == ("u", "n")
    assert len(found.warnings) == 1
    own('[keys.run]\nreport = "u"\nmatrix = "f9"\n')
    found = choices()
    assert key_of("run", "matrix", found.keys) == "f9"
    assert [str(one) for one in found.warnings if "is both" in str(one)]


def test_a_file_that_is_no_toml_is_said_to_be_and_the_other_holds(site, own):
    site('theme = "nord"\n')
    file = own("[keys\n")
    found = choices()
    assert found.theme == "nord"
    assert str(found.warnings[0]).startswith(f"{file}:1: ")
    assert str(settings.read(file).wrong) == f"{file}:1: this is no TOML"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('store = "postgresql://u:s3cret@db/workshop"\n', ":1: a password does not belong here"),
        ("\nstore = 3\n", ":2: this must be the name of a service"),
        ("home = 3\n", ":1: this must be a folder"),
        ("store\n", ":1: this is no TOML"),
    ],
)
def test_where_the_sessions_are_is_not_guessed(wt, site, monkeypatch, tmp_path, text, told):
    file = site(text)
    if "home" in text:
        monkeypatch.delenv("WORKSHOP_TUI_HOME")
    for words in (("sessions",), ("status",), ("note", "x"), ("open", str(SEED), "--language", "en")):
        speak("en")
        code, out, err = wt(*words)
        assert (code, out) == (1, "")
        assert f"{file}{told}" in err
        assert "s3cret" not in err
    code, out, err = wt("doctor")
    assert (code, err) == (1, "")
    assert told[:3] in out
    assert "s3cret" not in out


def test_the_sites_store_is_a_service_and_a_person_or_the_environment_may_say_another(site, own, monkeypatch):
    monkeypatch.delenv("WORKSHOP_TUI_STORE", raising=False)
    assert locations.store() is None
    site('store = "workshop"\n')
    assert locations.store() == "postgresql://?service=workshop"
    own('store = "mine"\n')
    assert locations.store() == "postgresql://?service=mine"
    own('store = ""\n')
    assert locations.store() is None
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "postgresql://db/x")
    assert locations.store() == "postgresql://db/x"
    own('store = "mine"\n')
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "")
    assert locations.store() is None


def test_the_sites_data_folder_holds_where_the_environment_names_none(wt, site, monkeypatch, tmp_path):
    monkeypatch.delenv("WORKSHOP_TUI_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "person" / "data"))
    assert wt("open", str(SEED), "--id", "private")[0] == 0
    site(f'home = "{tmp_path / "shared"}"\n')
    assert wt("open", str(SEED), "--id", "ours")[0] == 0
    assert (tmp_path / "shared" / "sessions" / "ours.session").exists()
    speak("en")
    code, out, err = wt("sessions")
    assert (code, out.split("\t")[0]) == (0, "ours")
    assert f"these are the sessions in {tmp_path / 'shared' / 'sessions'}; others lie in {tmp_path / 'person'}" in err
    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(tmp_path / "person" / "data" / "workshop-tui"))
    code, out, err = wt("sessions")
    assert (out.split("\t")[0], err) == ("private", "")


def test_sessions_on_the_sites_server_are_said_to_be_there_where_others_lie_here(
    wt, site, monkeypatch, fresh_server, tmp_path
):
    assert wt("open", str(SEED), "--id", "private")[0] == 0
    service = tmp_path / "pg_service.conf"
    host, port = fresh_server.host.split(":")
    service.write_text(f"[workshop]\nhost={host}\nport={port}\nuser=workshop\ndbname=postgres\n")
    monkeypatch.setenv("PGSERVICEFILE", str(service))
    site('store = "workshop"\n')
    assert wt("open", str(SEED), "--id", "ours")[0] == 0
    speak("en")
    code, out, err = wt("sessions")
    assert (code, out.split("\t")[0]) == (0, "ours")
    assert "these are the sessions on the server service=workshop; others lie in" in err
    assert json.loads(wt("sessions", "--json")[1])["sessions"][0]["id"] == "ours"


def test_agendas_and_templates_are_found_in_the_sites_folders(wt, site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("agendas", "templates"):
        (tmp_path / "xdg" / "workshop-tui" / name).mkdir()
    day = tmp_path / "xdg" / "workshop-tui" / "agendas" / "ours.toml"
    day.write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
    (day.parent.parent / "templates" / "short.md.j2").write_text("# One of ours\n", encoding="utf-8")
    site('agendas = ["agendas"]\ntemplates = "templates"\n')
    assert str(day) in wt("agendas")[1]
    assert wt("open", str(day), "--id", "day")[0] == 0
    code, out, err = wt("report", "--template", "short.md.j2", "-s", "day")
    assert (code, "of ours" in out) == (0, True), err


def test_no_session_is_opened_with_less_confidentiality_than_the_site_wants(wt, site, own, tmp_path):
    site('confidentiality = "pseudonyme"\n')
    own('confidentiality = "nominatif"\n')
    assert wt("open", str(SEED), "--id", "day")[0] == 0
    assert wt("report", "--format", "toml", "-s", "day")[0] == 1, "names are hidden"
    assert "edited since" not in wt("open", str(SEED), "--id", "day")[2], "the agenda is not taken for another one"
    code, out, _err = wt("replan", str(SEED), "-s", "day", "--dry-run")
    assert (code, "onfidential" in out) == (0, False)
    own('confidentiality = "chatham"\n')
    assert locations.least_confidentiality() == "chatham"


def test_how_long_sessions_are_kept_may_be_set_once(wt, site):
    assert wt("retain", "--dry-run")[0] == 2
    site('retention = "36m"\n')
    assert wt("open", str(SEED), "--id", "old", "--date", "2010-01-01")[0] == 0
    code, out, _err = wt("retain", "--all", "--dry-run")
    assert (code, "old" in out) == (0, True)
    assert wt("retain", "--all", "--dry-run", "--older-than", "90y")[1] == ""


def test_the_language_of_the_settings_takes_the_locales_place(site):
    site('language = "fr"\n')
    assert entry._set_language() == "fr"
    site('language = "de"\n')
    assert entry._set_language() is None
    speak("en")


def test_a_key_that_confines_heeds_no_setting(site, monkeypatch):
    from workshop_tui.cli.confining import _confine

    site('store = "workshop"\n')
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "x")
    _confine("day", None, None)
    assert locations.store() is None


def test_settings_that_nobody_may_read_are_said_to_be_unread(site, own, monkeypatch):
    file = own("")
    file.unlink()
    file.mkdir()
    assert "cannot be read" in str(settings.read(file).wrong)
    assert len(choices().warnings) == 1
    site("")
    assert settings.certain(settings.site(), "store") is None
    with pytest.raises(Unsettled):
        settings.certain(settings.read(file), "store")
