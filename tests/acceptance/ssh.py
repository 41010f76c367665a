"""A real sshd on 127.0.0.1 with one restricted key, and OpenSSH's client in a pty."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.acceptance.terminal import PROGRAM
from tests.journal.server import free_port

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


class Host:
    """A host that one may reach with a key that only joins a session."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home, self.port = folder, home, free_port()
        self._sshd: subprocess.Popen[bytes] | None = None
        for name in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)

    def allow(self, command: str) -> None:
        """The one line of authorized_keys, as keys were given before `workshop-tui key`, with `command`."""
        self.allow_line(f'restrict,pty,command="{command}"')

    def allow_line(self, options: str) -> None:
        """The one line of authorized_keys: what `workshop-tui key` prints, and the client's key."""
        key = (self.folder / "client.pub").read_text()
        (self.folder / "authorized_keys").write_text(f"{options.rstrip()} {key}")

    def join(self, who: str) -> str:
        """The command of the guide."""
        return f"WORKSHOP_TUI_HOME={self.home} {PROGRAM} join --as {who} --confined day"

    def start(self, accepts: str = "*") -> None:
        """Start the server. It `accepts` every variable that a client sends: what it is told must do no harm."""
        config = self.folder / "sshd_config"
        config.write_text(
            f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {self.folder / 'host'}\nPidFile none\n"
            f"AuthorizedKeysFile {self.folder / 'authorized_keys'}\nStrictModes no\nUsePAM no\nAcceptEnv {accepts}\n"
            "PasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n"
            "ClientAliveInterval 5\nClientAliveCountMax 2\n"
            "SetEnv SHLVL=2\n"  # bash reads no .bashrc then: what the account's does may hold a lock as it is cut off
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with (self.folder / "log").open("wb") as log:
            self._sshd = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stdout=log, stderr=log)
        until = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert time.monotonic() < until, self.log
                time.sleep(0.05)
            else:
                return

    @property
    def log(self) -> str:
        """Read what the server said."""
        return (self.folder / "log").read_text()

    def stop(self) -> None:
        """Stop it, by its own pid."""
        if self._sshd:
            self._sshd.terminate()
            self._sshd.wait(10)

    def client(self, *options: str, program: str = "ssh") -> list[str]:
        """OpenSSH's client, up to the host's name."""
        port = "-P" if program in ("scp", "sftp") else "-p"
        known = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"]
        key = ["-i", str(self.folder / "client"), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"]
        exchange = ["-o", "KexAlgorithms=curve25519-sha256"]  # the one of today takes eight times as long to begin
        return [program, "-F", "none", *known, *key, *exchange, port, str(self.port), *options]

    def programs(self) -> list[int]:
        """The numbers of the programs that run on it by its key; on Linux."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError):
                told = (folder / "cmdline").read_bytes() if folder.name.isdigit() else b""
                if b"\0--confined\0" in told and os.fsencode(self.home) in told + (folder / "environ").read_bytes():
                    found.append(int(folder.name))
        return found

    @property
    def address(self) -> str:
        """The account and host: who, where."""
        return f"{getpass.getuser()}@127.0.0.1"


@contextmanager
def hosting(folder: Path, home: Path) -> Iterator[Host]:
    """A host that runs, and stops afterwards."""
    host = Host(folder, home)
    try:
        yield host
    finally:
        host.stop()
