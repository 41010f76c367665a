"""`status --watch` on a server that is restarted meanwhile: it says so, and goes on when it is back."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import SEED
from workshop_tui.cli.patience import Patience
from workshop_tui.journal import JournalError, Unwritable
from workshop_tui.journal import server as way
from workshop_tui.locale import say


def test_an_absence_is_said_once_and_its_end_once_and_what_no_waiting_mends_is_raised(capsys, monkeypatch):
    monkeypatch.setattr("workshop_tui.cli.patience.RETRY_S", 0)
    patience = Patience()
    answers: list[str | Exception] = [Unwritable(say("away")), Unwritable(say("away")), "here", "here"]

    def look() -> str:
        if isinstance(answer := answers.pop(0), Exception):
            raise answer
        return answer

    assert [patience(look) for _time in range(4)] == [None, None, "here", "here"]
    assert capsys.readouterr().err == "workshop-tui: away\nworkshop-tui: it answers again\n"
    answers.append(JournalError(say("damaged")))
    with pytest.raises(JournalError, match="damaged"):
        patience(look)


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_watching_comes_back_after_the_server_was_restarted(wt, fresh_server, monkeypatch, words):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    monkeypatch.setattr(way, "_unanswered", {})
    assert wt("open", str(SEED), "--id", "day", "--date", "2021-05-04")[0] == 0
    command = [sys.executable, "-m", "workshop_tui", "status", "--watch", "--language", "en", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout.readline()
        fresh_server.stop()
        try:
            assert "server is away" in watching.stderr.readline()
        finally:
            fresh_server.start()
        assert watching.stderr.readline() == "workshop-tui: it answers again\n"
        assert wt("next", "-s", "day", "--at", "2021-05-04T09:00")[0] == 0
        said = next(line for line in watching.stdout if "accueil" in line.lower())
        assert not words or said.startswith("{") or json.loads(said)
        watching.terminate()
