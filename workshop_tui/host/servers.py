"""A connection to a PostgreSQL server. One can be begun before it is needed: the way there and back takes as long as it
takes to import what will be asked on it.

Needs the extra `workshop-tui[postgres]`: importing this raises ImportError without it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

WAIT_S = 2
"""Seconds to wait for the server."""
HOW: dict[str, Any] = {
    "connect_timeout": WAIT_S,
    "application_name": "workshop-tui",
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""How to connect, where the address does not say so: who went without a word is found out."""
SAYS_OF_TLS = {"sslmode", "sslrootcert", "sslcert", "service"}
"""Words in an address by which somebody has said how to encrypt."""

UNDER_WAY_S = 0.005
"""Seconds in which a question is on its way, once there is a connection to send it by."""

Connection = psycopg.Connection[Any]
_begun: dict[str, Begun] = {}
"""The connections that are on their way, by address."""


class Begun:
    """A connection that is being made, on a thread of its own. A program that ends does not wait for it.

    While the first answer is waited for, `meanwhile` is done.
    """

    def __init__(self, address: str, meanwhile: Callable[[], object]) -> None:
        self._address = address
        self._meanwhile = meanwhile
        self._made: Connection | psycopg.Error | None = None
        self._thread = threading.Thread(target=self._make, name="connecting", daemon=True)
        self._thread.start()

    def _make(self) -> None:
        try:
            self._made = _connect(self._address)
        except psycopg.Error as error:
            self._made = error
        except Exception:  # whatever it is: it is told by whoever asks for the connection
            self._made = None

    def made(self) -> Connection:
        """The connection, once it is there. Raises psycopg's errors."""
        self._thread.join()
        if isinstance(self._made, psycopg.Connection):
            waiting = threading.Timer(UNDER_WAY_S, self._wait)
            waiting.daemon = True
            waiting.start()
            return self._made
        raise self._made or psycopg.OperationalError("the connection is lost")

    def _wait(self) -> None:
        with suppress(Exception):  # who needs it does it again, and says why not
            self._meanwhile()


def begin(address: str, meanwhile: Callable[[], object]) -> None:
    """Have a connection made, for whoever asks for the first one: it may say then why there is none.

    `meanwhile` is done once the first question is on its way.
    """
    _begun[address] = Begun(address, meanwhile)


def connected(address: str) -> Connection:
    """A connection to the server at this `address`: the one that was begun, if one was. Raises psycopg's errors."""
    begun = _begun.pop(address, None)
    return begun.made() if begun else _connect(address)


def named(address: str) -> str:
    """The server and its database in words that hold no name, no password and no option."""
    try:
        said = _said(address)
    except psycopg.Error:
        return "?"
    if service := said.get("service"):
        return f"service={service}"
    host = said.get("host") or said.get("hostaddr") or os.environ.get("PGHOST", "")
    port = str(said.get("port") or os.environ.get("PGPORT", "5432"))
    if not all(one.isdigit() for one in port.split(",")):
        return "?"  # NAME:PASSWORD without a host looks like it
    return f"{host}:{port}/{said.get('dbname') or os.environ.get('PGDATABASE', '')}"


class Address(str):
    """The address of a server, which may hold a password: shown nowhere, not where something fails."""

    def __repr__(self) -> str:
        return "<address>"


def _said(address: str) -> dict[str, Any]:
    """Take an address apart. Raises psycopg's errors, none of which repeats it."""
    try:
        return conninfo_to_dict(address)
    except (psycopg.Error, ValueError):
        raise psycopg.ProgrammingError("the connection info string makes no sense") from None


def has_password(address: str) -> bool:
    """Tell whether a password stands in it."""
    try:
        return bool({"password", "sslpassword"} & {name for name, value in _said(address).items() if value})
    except psycopg.Error:
        return False


def _connect(address: str) -> Connection:
    said = _said(address)
    how = {name: value for name, value in HOW.items() if name not in said}
    if _is_here(said) and not (SAYS_OF_TLS & said.keys() or {"PGSSLMODE", "PGSERVICE"} & os.environ.keys()):
        how["sslmode"] = "allow"  # without being asked for, TLS is a way there and back more, and keeps nothing secret
    return psycopg.connect(address, autocommit=True, **how)


def _is_here(said: dict[str, Any]) -> bool:
    """Tell whether the address is this machine's own: a server on it, or the near end of a tunnel."""
    host = str(said.get("hostaddr") or said.get("host") or "")
    if host in ("", "localhost"):
        return host != "" or not {"PGHOST", "PGHOSTADDR"} & os.environ.keys()
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
