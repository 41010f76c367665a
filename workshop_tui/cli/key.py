"""The line of `authorized_keys` by which somebody without an account reaches one session, and nothing else."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import click

from workshop_tui import locations
from workshop_tui.cli.asking import typed_text
from workshop_tui.cli.options import (
    Failure,
    is_name,
    language_option,
    may_option,
    session_option,
    view_option,
)
from workshop_tui.host import streams
from workshop_tui.host.files import open_at_once
from workshop_tui.host.public_keys import public_key
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason
from workshop_tui.text import clean_line

MOST = 20_000
"""Bytes of a public key that are looked at: no key is longer."""
PATIENCE_S = 60
"""Seconds in which the program of the line must say its version."""


@click.command("key", help=_("The line of authorized_keys for somebody who is to reach one session, and nothing else."))
@click.argument("name", metavar=_("NAME"))
@session_option
@may_option
@view_option
@click.option("--follow", "by_ear", is_flag=True, help=_("the day in plain lines, by ear, in the place of the screens"))
@click.option(
    "--public-key",
    "public",
    metavar=_("FILE"),
    help=_("their public key (`-`: standard input); left out, it is to be put at the end of the line"),
)
@language_option
def key(
    name: str,
    session: str | None,
    may: str | None,
    view: str,
    by_ear: bool,
    public: str | None,
    language: str | None,
) -> None:
    if not is_name(name):
        raise click.BadParameter(_("“{value}” is nobody's name", value=clean_line(name)), param_hint=_("NAME"))
    if by_ear and view == "room":
        raise click.UsageError(_("--follow says all of the day: it does not go with --view room"))
    theirs = _public_key(public) if public else None
    right = may or ("watch" if view == "room" else "lead")
    command = [*_program(), *_joining("follow" if by_ear else "join", clean_line(name), session, right, view)]
    streams.for_machines(" ".join(filter(None, (_options(command), theirs, clean_line(name) if theirs else ""))) + "\n")
    if not theirs:
        streams.tell(
            _("Put the public key of {name} at the end of that line: ssh-ed25519 AAAA…", name=clean_line(name))
        )


@cache
def _program() -> list[str]:
    """The words that start this program, from the root on. Raises `Failure` if they do not, from anywhere else."""
    isolated = [] if getattr(sys, "frozen", False) else ["-I", "-m", "workshop_tui"]
    words = [str(Path(sys.executable).absolute()), *isolated]
    try:
        done = subprocess.run(
            [*words, "--version"],
            env={},
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        works = done.returncode == 0
    except (OSError, subprocess.SubprocessError):
        works = False
    if not works:
        told = say(
            "{program} does not start by itself: install the program (docs/install.md)", program=shlex.join(words)
        )
        raise Failure(told)
    return words


def _joining(command: str, name: str, session: str | None, may: str, view: str) -> list[str]:
    """The command and its words, with all that the environment could say otherwise. Raises `Failure`."""
    from workshop_tui.host.files import is_path
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, find, load

    try:
        store = default_store()
        found = find(store, session)
        load(store, found)
    except JournalError as error:
        raise Failure(error.message) from None
    words = [command, "--confined", *_given("--as", name), "--may", may]
    if view != "run":
        words += ["--view", view]
    if address := locations.store():
        from workshop_tui.host.servers import has_password

        if has_password(address):
            raise Failure(
                say("a password does not belong here: name a service, and keep it in ~/.pgpass (docs/server.md)")
            )
        words += _given("--store", address)
    words += ["--home", str(locations.home())]
    return [*words, *_given("--session", str(locations.whole(found)) if is_path(found) else found)]


def _given(option: str, value: str) -> list[str]:
    """The words that give `option` its value, whatever sign that begins with."""
    return [f"{option}={value}"] if value.startswith("-") else [option, value]


def _options(command: list[str]) -> str:
    """The options of the line: the shell of the account gets the words as they are. Raises `Failure`."""
    line = shlex.join(command)
    if not line.isprintable():
        raise Failure(say("no line of authorized_keys can hold this: {words}", words=ascii(line)))
    quoted = line.replace('"', '\\"')
    return f'restrict,pty,command="{quoted}"'


def _public_key(file: str) -> str:
    """The key in `file`, its comment left out. Raises `Failure`."""
    try:
        text = typed_text(say("The public key, then ctrl+d:"), MOST) if file == "-" else _read(file)
    except OSError as error:
        raise Failure(say("{file} cannot be read: {why}", file=file, why=reason(error))) from None
    found = public_key(text)
    if found is None:
        raise Failure(say("{file} is no public key: it has one line, ssh-ed25519 AAAA…", file=file))
    return found


def _read(file: str) -> str:
    """The beginning of a file, whatever it is; nothing of a pipe is waited for. Raises OSError."""
    with os.fdopen(open_at_once(Path(file)), "rb") as stream:
        return stream.read(MOST).decode("latin-1")
