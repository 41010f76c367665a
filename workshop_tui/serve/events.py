"""Events: what each open page is told, as it happens (Server-Sent Events: html.spec.whatwg.org/#server-sent-events).

A channel is a view in a language: it is made once for all who look at it, and told only where it differs in more than
the second. A page that is slow gets the last view, not each; one that reads nothing is let go.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from aiohttp import web
from msgspec import Struct

from workshop_tui.agenda.structs import encode
from workshop_tui.locale import speaking
from workshop_tui.serve.sight import Sight
from workshop_tui.serve.views import clock, same

PING_S = 10.0
"""Seconds after which a page is told the time, if nothing else: that the link is there, and how late it is."""
SLOW_S = 10.0
"""Seconds that a page may take to read what it is told."""
AGAIN_MS = 1500
"""Milliseconds after which a page that lost its link asks again."""


@dataclass(frozen=True)
class Shown:
    """A view that is told of: its name, and how it is made. `every_second`: it may be another for the time alone."""

    name: str
    made: Callable[[Sight], Struct]
    every_second: bool = True
    about: str = ""
    """The thing that it is of, where there are several of that name."""


class Channel:
    """A view in a language, for all who look at it."""

    def __init__(self, shown: Shown, language: str, sight: Sight) -> None:
        self.looking = 0
        self._shown = shown
        self._language = language
        self._sight = sight
        self._number = 0
        self._view: Struct | None = None
        self._told = b""
        self._moved = asyncio.Event()
        self._make()

    def see(self, sight: Sight) -> None:
        """Tell those who look, if the view is another than before."""
        before, self._sight = self._sight, sight
        if self._shown.every_second or before.state is not sight.state or before.present != sight.present:
            self._make()

    def _make(self) -> None:
        with speaking(self._language):
            view = self._shown.made(self._sight)
        if same(self._view, view):
            return
        self._view = view
        self._told = f"event: {self._shown.name}\ndata: {encode(view)}\n\n".encode()
        self._number += 1
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def events(self) -> AsyncIterator[bytes]:
        """Yield the view as it is, then each that comes, and the time in between."""
        yield f"retry: {AGAIN_MS}\n\n".encode() + self._now() + self._told
        number = self._number
        while True:
            if number == self._number:
                with suppress(TimeoutError):
                    async with asyncio.timeout(PING_S):
                        await self._moved.wait()
            changed, number = number != self._number, self._number
            yield self._now() + (self._told if changed else b"")

    def _now(self) -> bytes:
        return f"event: clock\ndata: {encode(clock(self._sight))}\n\n".encode()


class Hub:
    """The pages that look: at most `most` at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._channels: dict[tuple[str, str], Channel] = {}
        self._streams: set[asyncio.Task[object]] = set()

    def see(self, sight: Sight) -> None:
        """Tell all."""
        for key, channel in [*self._channels.items()]:
            if channel.looking:
                channel.see(sight)
            else:
                del self._channels[key]

    def close(self) -> None:
        """Tell nobody any more: their streams end."""
        for one in self._streams:
            one.cancel()

    def looking(self, name: str = "") -> int:
        """How many look: at a view, or at any."""
        return sum(one.looking for (called, _language), one in self._channels.items() if name in ("", called))

    @property
    def is_full(self) -> bool:
        """Tell whether nobody else may look."""
        return self.looking() >= self._most

    async def stream(self, request: web.Request, shown: Shown, language: str, sight: Sight) -> web.StreamResponse:
        """Tell one page, until it is closed."""
        key = (shown.about or shown.name, language)
        channel = self._channels.get(key) or self._channels.setdefault(key, Channel(shown, language, sight))
        channel.looking += 1
        if (task := asyncio.current_task()) is not None:
            self._streams.add(task)
            task.add_done_callback(self._streams.discard)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
        try:
            await response.prepare(request)
            async for told in channel.events():
                await _written(request, response, told)
        finally:
            channel.looking -= 1
        return response


async def _written(request: web.Request, response: web.StreamResponse, told: bytes) -> None:
    """Write it; a page that does not read is cut off."""
    began = monotonic()
    try:
        async with asyncio.timeout(SLOW_S):
            await response.write(told)
    except (TimeoutError, ConnectionError):
        if request.transport and monotonic() - began >= SLOW_S:
            request.transport.abort()
        raise web.HTTPGone from None
