"""The conformance of a store, through PgBouncer (Debian: pgbouncer) in the mode that `docs/server.md` gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

import psycopg
import pytest

from tests.journal.conformance import Conformance, opener
from tests.journal.server import free_port, let_pass
from workshop_tui.journal.postgres import Postgres


@pytest.fixture(scope="module")
def bouncer(server):
    """The address of a PgBouncer before the server, set up as the page says."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        pytest.skip("PgBouncer is not installed (Debian: pgbouncer)")
    page = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"```\n(\[databases\].*?)```", page, re.DOTALL)
    port, there = free_port(), re.findall(r":(\d+)/", server.address)[0]
    user = "postgres" if os.getuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="workshop-tui-bouncer-") as folder:
        if user:
            shutil.chown(folder, user)
        file = Path(folder) / "bouncer.ini"
        said = said.replace("dbname=workshop", f"port={there} dbname=postgres")
        own = f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        file.write_text(said.replace("host=127.0.0.1", "host=127.0.0.1 user=workshop") + own)
        process = subprocess.Popen(
            [program, str(file)], user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"postgresql://workshop@127.0.0.1:{port}/workshop"
            until = time.monotonic() + 20
            while True:
                try:
                    psycopg.connect(address).close()
                    break
                except psycopg.OperationalError:
                    assert time.monotonic() < until
                    time.sleep(0.05)
            yield address
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def store(bouncer, fresh_server):
    keeper = Postgres(bouncer)
    keeper.create("s", [])
    with opener(lambda: keeper.open("s")) as open_again:
        yield open_again


@pytest.fixture
def later(server):
    return partial(let_pass, server.address)


class TestThroughPgBouncer(Conformance):
    """A connection of one's own through it does all."""

    TABLE = "workshop_tui.summaries"
