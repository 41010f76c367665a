"""Following by ear a session on a PostgreSQL server: live, both ways."""

from __future__ import annotations

import time

from tests.conftest import DAY, utc
from workshop_tui.clock import FixedClock
from workshop_tui.follow.following import Follower
from workshop_tui.follow.keys import Line
from workshop_tui.follow.voice import Voice
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next


def test_a_session_on_a_server_is_followed_live(fresh_server, seed):
    store, clock, said = Postgres(fresh_server.address), FixedClock(utc(9)), list[str]()
    create(store, seed, DAY, "day", clock, "pascal")
    pascal, aurelie = (Session(store.open("day"), clock, name) for name in ("pascal", "aurelie"))
    line = Line()
    follower = Follower(pascal, Voice(said.append, lambda: bool(line.text), rings=False, echoes=False), line, asks=True)

    def hears(what: str) -> None:
        until = time.monotonic() + 20
        while not any(what in text for text in said):
            assert time.monotonic() < until, said
            follower.tick()

    follower.open()
    aurelie.do(Next())
    hears("Aurélie: Accueil starts")
    follower.take("n Zoé n'entend rien !frein\r")
    hears("Note 3 kept: barrier.")
    aurelie.company.look()
    aurelie.company.signal("break")
    hears("Signal from Aurélie: break.")
    aurelie.catch_up()
    assert [note.taken.text for note in aurelie.state.notebook.notes] == ["Zoé n'entend rien"]
    pascal.close()
    aurelie.close()
