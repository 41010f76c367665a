"""A screen on a session that serves it in a browser while it is shown, at its person's wish."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from workshop_tui.tui.parts.outside import TellsOutside

if TYPE_CHECKING:
    from workshop_tui.serve.serving import Served


class Serves(TellsOutside, part=True):
    """Serves its session until it is left, or told to stop."""

    served: Served | None = None
    """The session in a browser; None while it is not served."""

    @cached_property
    def _in_turn(self) -> asyncio.Lock:
        """Held while it begins or ends: a server that begins on its own thread is not to be lost sight of."""
        return asyncio.Lock()

    async def serve(self, *, lan: bool) -> None:
        """Serve it: for this machine, or for the network that it is in. Raises `JournalError`, OSError."""
        async with self._in_turn:
            await self._stop_serving()
            await self._begin_serving(lan=lan)

    async def serve_or_not(self) -> None:
        """Stop, if it is served; else serve it for this machine. Raises `JournalError`, OSError."""
        async with self._in_turn:
            if self.served is None:
                await self._begin_serving(lan=False)
            else:
                await self._stop_serving()

    async def _begin_serving(self, *, lan: bool) -> None:
        from workshop_tui.serve.serving import EVERYWHERE, HERE, Server, Wanted, serve_beside

        session = self.session
        store, name = session.journal.apart(), session.journal.name
        language = session.state.agenda.language or ""
        wanted = Wanted(host=EVERYWHERE if lan else HERE, language=language)
        server = Server(lambda: store.open(name), session.clock, session.by, wanted)
        self.served = await asyncio.to_thread(serve_beside, server)

    async def _stop_serving(self) -> None:
        if self.served is not None:
            await asyncio.to_thread(self.served.stop)
            self.served = None  # only now: until then somebody may be answered

    def on_unmount(self) -> None:
        if self.served is not None:
            self.served.stop()
