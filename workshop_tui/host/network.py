"""The network that this machine is in: the address under which others reach it, and a port to listen on."""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import suppress

ELSEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses that are nobody's (RFC 5737, RFC 3849): the way there is asked for, and nothing is sent."""


def lan_address() -> str | None:
    """The address of this machine on the network that it is in; None if it is in none."""
    for there, family in ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((there, 9))
            address = str(asking.getsockname()[0])
            if not address.startswith(("127.", "::1", "0.")):
                return address
    return None


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at `host`, a name or an address, on `port`; 0: on a free one. Raises OSError."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):  # nobody knows that name, or it is none
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL)) from None
    found = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two programs listen on one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)  # a page that reads nothing holds no more
        found.bind(address)
        found.listen(512)
        found.setblocking(False)
    except OSError:
        found.close()
        raise
    return found


def allow_many_files(wanted: int) -> int:
    """Let this process have `wanted` files and connections open, if the system allows it; how many it may have."""
    if sys.platform == "win32":
        return wanted
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            return most
        return soft
    return most
