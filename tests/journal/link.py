"""The way to a server, made longer, or cut: a proxy on 127.0.0.1 that passes bytes on, some seconds later."""

from __future__ import annotations

import heapq
import itertools
import select
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

LEAVES = b"X\0\0\0\4"
"""The last word of a client, which has no answer."""


class Link:
    """A way to the server at `address`: `delay_s` each way; `silent()` until `flows()`."""

    def __init__(self, address: str, delay_s: float = 0.0) -> None:
        there = urlsplit(address)
        self._there = there.hostname or "", there.port or 5432
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = address.replace(f":{there.port}/", f":{self._listener.getsockname()[1]}/")
        self.delay_s = delay_s
        self.turns = 0
        """How often something was asked after an answer had come: each takes the way there and back."""
        self._near: dict[socket.socket, bool] = {}
        """The sockets of those who ask, and whether each has had an answer since it last asked."""
        self._open = threading.Event()
        self._open.set()
        self._over = False
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._over = True
        self._thread.join(5)
        for one in [self._listener, *self._pairs]:
            one.close()

    def silent(self) -> None:
        """Pass nothing on from here on, and close nothing."""
        self._open.clear()

    def flows(self) -> None:
        """Pass on what has come, and what comes."""
        self._open.set()

    def _work(self) -> None:
        waiting: list[tuple[float, int, socket.socket, bytes]] = []
        counts = itertools.count()
        while not self._over:
            soon = max(0.0, min(0.05, waiting[0][0] - time.perf_counter())) if waiting and self._open.is_set() else 0.05
            ready, _w, _e = select.select([self._listener, *self._pairs], [], [], min(soon, 0.01))
            for one in ready:
                if one is self._listener:
                    self._accept()
                    continue
                try:
                    data = one.recv(65536)
                except OSError:
                    data = b""
                self._count(one, data)
                heapq.heappush(waiting, (time.perf_counter() + self.delay_s, next(counts), self._pairs[one], data))
                if not data:
                    self._pairs.pop(one)
            while self._open.is_set() and waiting and waiting[0][0] <= time.perf_counter():
                _at, _n, to, data = heapq.heappop(waiting)
                with suppress(OSError):
                    to.sendall(data) if data else to.shutdown(socket.SHUT_WR)

    def _accept(self) -> None:
        near, _address = self._listener.accept()
        try:
            far = socket.create_connection(self._there)
        except OSError:
            near.close()
            return
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pairs[near], self._pairs[far] = far, near
        self._near[near] = True

    def _count(self, one: socket.socket, data: bytes) -> None:
        if one not in self._near:
            self._near[self._pairs[one]] = True
        elif data and data != LEAVES and self._near[one]:
            self.turns, self._near[one] = self.turns + 1, False
