"""An error that nobody foresaw: a sentence, a file without a word of anybody's, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.systems import mode_of
from workshop_tui import cli, crashes, locations

SECRETS = "Zoé Martin said it, postgresql://me:pa55word@db/x"


@pytest.fixture
def broken(home, monkeypatch):
    """The program, in which a command falls over an error that was caused by another."""

    def run() -> int:
        note = SECRETS
        try:
            Path(f"{note}/file").read_bytes()
        except OSError as error:
            raise RuntimeError(note) from error
        return 0

    monkeypatch.setattr("workshop_tui.cli.commands.run", run)
    monkeypatch.setattr("workshop_tui.host.streams.settle", lambda: None)  # pytest's own stay as they are
    monkeypatch.setattr("workshop_tui.cli.speak", lambda _language: None)
    monkeypatch.setattr("workshop_tui.cli.gc.disable", lambda: None)
    monkeypatch.setattr("workshop_tui.cli.gc.freeze", lambda: None)
    monkeypatch.setattr("sys.argv", ["workshop-tui", "note", SECRETS])
    return run


def files():
    return sorted((locations.home() / "crashes").glob("*"))


def test_a_sentence_says_where_it_is_written_and_no_word_of_anybody_is(broken, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == crashes.CODE == 70
    (file,) = files()
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("workshop-tui: an error of this program (RuntimeError): what was kept is kept; ")
    assert str(file) in err
    written = file.read_text("utf-8")
    for told in (written, err):
        assert "Traceback" not in told
        assert "pa55word" not in told
        assert "Zoé" not in told
    assert "workshop-tui 0.1.0\nPython 3." in written
    assert "builtins.FileNotFoundError ENOENT\nthen:\n  workshop_tui/cli/__init__.py:" in written
    assert written.rstrip().endswith("builtins.RuntimeError")
    assert mode_of(file) == 0o600


def test_the_newest_are_kept_and_one_that_cannot_be_written_changes_nothing_of_the_sentence(
    broken, capsys, monkeypatch
):
    monkeypatch.setattr(crashes, "KEPT", 2)
    for _time in range(4):
        with pytest.raises(SystemExit):
            cli.main()
    kept = files()
    assert len(kept) == 2
    monkeypatch.setattr("workshop_tui.crashes.make_own", lambda file: (_ for _ in ()).throw(OSError(28, "full")))
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == crashes.CODE
    assert "(RuntimeError,   tests/cli/test_crashes.py" not in (err := capsys.readouterr().err)
    assert err.count("\n") == 1
    assert "test_crashes.py:" in err
    assert "what was kept is kept" in err
    assert files() == kept


def test_several_errors_at_once_are_each_told(home):
    both = ExceptionGroup(SECRETS, [ValueError(SECRETS), KeyError(SECRETS)])
    crashes.told(both)
    written = files()[0].read_text("utf-8")
    assert "of several:\nbuiltins.ValueError\nof several:\nbuiltins.KeyError" in written
    assert "Zoé" not in written
