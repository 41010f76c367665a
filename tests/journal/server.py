"""A PostgreSQL server of the tests' own: on 127.0.0.1, a free port, a folder that goes with it.

Its log has each statement and each connection: what the program asks of a server can be counted.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.systems import ON_WINDOWS


def programs() -> Path | None:
    """The folder of the server's programs; None if it is not installed. On Windows it is another one, not tried."""
    if ON_WINDOWS:  # under Wine Linux's own is seen
        return None
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return installed[-1] if installed else None


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Asked:
    """The questions to a server: how many connections were made, and the first line of each statement."""

    def __init__(self) -> None:
        self.connections = 0
        self.statements: list[str] = []


class Server:
    """A cluster in a folder, which can be stopped and started again."""

    def __init__(self, bin_: Path, folder: Path, *, empty: bool = False, data: Path | None = None) -> None:
        """A cluster that is new, or a copy of the `data` of one that was."""
        self._bin, self._folder, self._port = bin_, folder, free_port()
        self.host = f"127.0.0.1:{self._port}"
        self.settings: list[str] = []
        self.address = f"postgresql://workshop@127.0.0.1:{self._port}/postgres"
        self._user = "postgres" if os.getuid() == 0 else None  # it refuses to run as root
        if self._user:
            shutil.chown(folder, self._user)
        self._process: subprocess.Popen[bytes] | None = None
        if empty:
            return
        if data:
            _copied(data, folder / "data")
            return
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-U", "workshop", "-E", "UTF8", "--no-locale", "-N")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, user=self._user, cwd="/")

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    self._bin / "postgres",
                    "-D",
                    self._folder / "data",
                    "-p",
                    str(self._port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-k",
                    self._folder,
                    "-c",
                    "log_statement=all",
                    "-c",
                    "log_connections=on",
                    "-c",
                    "fsync=off",
                    "-c",
                    "log_line_prefix=%a|",
                    *self.settings,
                ],
                user=self._user,
                cwd="/",
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 20
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=1).close()
            except psycopg.OperationalError:
                assert time.monotonic() < until, (self._folder / "log").read_text()
                time.sleep(0.05)
            else:
                return

    @contextmanager
    def counting(self) -> Iterator[Asked]:
        """Count the questions of the program to the server inside."""
        asked, begun = Asked(), (self._folder / "log").stat().st_size
        yield asked
        said = (self._folder / "log").read_bytes()[begun:].decode()
        asked.connections = len(re.findall(r"connection authorized: .* application_name=workshop-tui", said))
        asked.statements = re.findall(r"^workshop-tui\|LOG:  (?:execute [^:]*|statement): (.*)", said, re.MULTILINE)

    def kill(self) -> None:
        """Have it gone at once, as with its machine."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
            self._process = None

    def copy_to(self, folder: Path) -> None:
        """Make a standby's data of it, which follows it."""
        self._run(
            "pg_basebackup", "-h", "127.0.0.1", "-p", self._port, "-U", "workshop", "-D", folder, "-R", "-c", "fast"
        )

    def promote(self) -> None:
        """Have a standby write from here on."""
        self._run("pg_ctl", "promote", "-D", self._folder / "data", "-w")

    def stop(self) -> None:
        """Stop it, by its own pid; whoever is connected loses the connection."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(20)
            self._process = None


def standby_of(primary: Server, folder: Path) -> Server:
    """A standby in that folder, which has followed once this returns."""
    standby = Server(primary._bin, folder, empty=True)
    primary.copy_to(folder / "data")
    standby.start()
    with psycopg.connect(primary.address, autocommit=True) as raw:
        until = time.monotonic() + 20
        while raw.execute("SELECT sync_state FROM pg_stat_replication").fetchall() != [("sync",)]:
            assert time.monotonic() < until
            time.sleep(0.02)
    return standby


@contextmanager
def _gone() -> Iterator[Path]:
    """A folder that a server may be in, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="workshop-tui-postgres-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(data: Path, to: Path) -> None:
    subprocess.run(["cp", "-a", data, to], check=True)  # they stay the server's account's


def empty_cluster(bin_: Path, to: Path) -> None:
    """Make the data of a server on which nothing is kept."""
    with _gone() as folder:
        Server(bin_, folder)
        _copied(folder / "data", to)


@contextmanager
def running(bin_: Path, data: Path | None = None) -> Iterator[Server]:
    """A new server, or one with a copy of this `data`, gone afterwards."""
    with _gone() as folder:
        server = Server(bin_, folder, data=data)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def let_pass(address: str, seconds: float) -> None:
    """Let what holds only for a while grow older on the server at `address`."""
    with psycopg.connect(address, autocommit=True) as raw:
        raw.execute("UPDATE workshop_tui.presence SET seen = seen - make_interval(secs => %s)", (seconds,))
        raw.execute("UPDATE workshop_tui.signals SET sent = sent - make_interval(secs => %s)", (seconds,))
