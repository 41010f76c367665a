"""Work that grows with a session, done beside the thread that draws and takes keys."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TypeVar

Made = TypeVar("Made")
TURN_S = 0.0005
"""Seconds after which such work lets the thread that draws go on: each time that one waits for something, it gives its
turn away."""
_at_work: set[threading.Thread] = set()


def is_at_work() -> bool:
    """Tell whether something is being done beside."""
    return bool(_at_work)


async def beside(work: Callable[[], Made]) -> Made:
    """Have `work` made in a thread of its own, in the language in use; what it raises is raised here.

    It may touch what is frozen, or its own, nothing else. A program that ends does not wait for it.
    """
    loop, context = asyncio.get_running_loop(), copy_context()
    made: asyncio.Future[Made] = loop.create_future()

    def tell(give: Callable[[], None]) -> None:
        def given() -> None:
            _at_work.discard(thread)
            if not made.done():
                give()

        with suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(given)

    def do() -> None:
        try:
            found = context.run(work)
        except BaseException as error:
            tell(lambda error=error: made.set_exception(error))  # type: ignore[misc]
        else:
            tell(lambda: made.set_result(found))

    thread = threading.Thread(target=do, name="beside", daemon=True)
    _at_work.add(thread)
    sys.setswitchinterval(TURN_S)
    thread.start()
    return await made
