"""Connections: so many at the most, and none that holds its place without asking for anything.

A head that comes a byte a minute (“slow loris”), a body that never ends, a reader who reads nothing: each is closed
after a few seconds, whatever it says. What is asked for is answered by aiohttp's own protocol, which this one wraps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

HEAD_S = 10.0
"""Seconds that a connection may take until it has asked for something, or asks again."""
SWEEP_S = 1.0
"""Seconds between two looks at who takes longer."""
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 20\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n%b"
)
Inner = Callable[[], asyncio.Protocol]


class Connections:
    """The connections that are open; a protocol of each is made by calling this. `full` is said to one too many."""

    def __init__(self, inner: Inner, most: int, full: str) -> None:
        self._inner = inner
        self._most = most
        self._full = full.encode()
        self._open: dict[asyncio.BaseTransport, float | None] = {}
        """Each, with since when it waits for a request; None while it is answered."""
        self._sweeping: asyncio.TimerHandle | None = None

    def __call__(self) -> Limited:
        return Limited(self, self._inner())

    def __len__(self) -> int:
        return len(self._open)

    def come(self, transport: asyncio.BaseTransport) -> bytes | None:
        """Count one in; else give what it is told."""
        if len(self._open) >= self._most:
            return FULL % (len(self._full), self._full)
        self._open[transport] = monotonic()
        if self._sweeping is None:
            self._sweep()
        return None

    def go(self, transport: asyncio.BaseTransport) -> None:
        """Count one out."""
        self._open.pop(transport, None)

    def asked(self, transport: asyncio.BaseTransport | None) -> None:
        """Mind that it has asked for something: it is answered from here on."""
        if transport in self._open:
            self._open[transport] = None

    def answered(self, transport: asyncio.BaseTransport | None) -> None:
        """Mind that it has its answer: it waits again."""
        if transport in self._open:
            self._open[transport] = monotonic()

    def _sweep(self) -> None:
        late = monotonic() - HEAD_S
        for transport, since in [*self._open.items()]:
            if since is not None and since < late and isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        loop = asyncio.get_running_loop()
        self._sweeping = loop.call_later(SWEEP_S, self._sweep) if self._open else None


class Limited(asyncio.Protocol):
    """One connection."""

    def __init__(self, connections: Connections, inner: asyncio.Protocol) -> None:
        self._connections = connections
        self._inner: asyncio.Protocol | None = inner
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        refused = self._connections.come(transport)
        if refused is None and self._inner:
            self._inner.connection_made(transport)
            return
        self._inner = None
        if refused and isinstance(transport, asyncio.WriteTransport):
            transport.write(refused)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport:
            self._connections.go(self._transport)
        if self._inner:
            self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._inner:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._inner else None

    def pause_writing(self) -> None:
        if self._inner:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner:
            self._inner.resume_writing()
