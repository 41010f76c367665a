"""The command that serves a session: the room and a trainer's buttons in a browser, and HTTP for scripts."""

from __future__ import annotations

import asyncio
import gc
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import Failure, as_option, asked_language, language_option, session_argument, session_of
from workshop_tui.host import streams
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_tui.journal import Journal
    from workshop_tui.serve.serving import Served, Wanted

WATCH_S = 5.0
"""Seconds between two looks at the network that this machine is in."""


@click.command("serve", help=_("The room and a trainer’s buttons in a browser; HTTP for scripts (docs/serve.md)."))
@session_argument()
@click.option("--lan", is_flag=True, help=_("for the whole network that this machine is in, not for it alone"))
@click.option("--host", metavar=_("ADDRESS"), help=_("listen on this address of this machine (left out: 127.0.0.1)"))
@click.option("--port", type=Between(1, 65535), metavar="N", help=_("on this port (left out: a free one)"))
@click.option("--url", metavar=_("ADDRESS"), help=_("the address that a proxy gives it: https://day.example.org"))
@click.option("--title-only", is_flag=True, help=_("the room sees the segment’s title, and nothing else of the day"))
@click.option("--new-links", is_flag=True, help=_("make new links: those that were handed out work no longer"))
@as_option
@language_option
def serve(
    session: str | None,
    lan: bool,
    host: str | None,
    port: int | None,
    url: str | None,
    title_only: bool,
    new_links: bool,
    by: str,
    language: str | None,
) -> None:
    from workshop_tui.serve.serving import EVERYWHERE, HERE, Wanted

    if lan and host:
        raise click.UsageError(_("--lan and --host are one question: give one of them"))
    if url and not _is_address(url):
        raise click.BadParameter(_("“{value}” is no address: https://day.example.org", value=url), param_hint="--url")
    wanted = Wanted(
        host=host or (EVERYWHERE if lan else HERE),
        port=port or 0,
        title_only=title_only,
        new=new_links,
        address=url or "",
        language=asked_language(language) or "",
    )
    with session_of(session, by, language) as opened:
        name, store, as_ = opened.journal.name, opened.journal.apart(), opened.by
        asyncio.run(_serve(lambda: store.open(name), as_, wanted))


def _is_address(url: str) -> bool:
    """Tell whether links can begin with this: a scheme and a host, nothing behind them."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
        )
    except ValueError:
        return False


async def _serve(opened: Callable[[], Journal], by: str, wanted: Wanted) -> None:
    """Serve until told to stop; not where nobody gets the links. Raises `Failure` where it cannot listen."""
    from workshop_tui.clock import SystemClock
    from workshop_tui.host.stopping import as_told, heed
    from workshop_tui.serve.serving import Server

    loop, told = asyncio.get_running_loop(), asyncio.Event()
    server = Server(opened, SystemClock(), by, wanted)
    try:
        served = await server.start()
    except OSError as error:
        where = f"{wanted.host}:{wanted.port}" if wanted.port else wanted.host
        raise Failure(say("nothing can be served on {where}: {why}", where=where, why=reason(error))) from None
    heed(lambda _code: loop.call_soon_threadsafe(told.set))
    gc.enable()
    with as_told():
        try:
            _say(served)
            if not streams.unread():  # else nobody has the links, and `main` says why
                await _until(told, served, wanted)
        finally:
            await server.stop()


async def _until(told: asyncio.Event, served: Served, wanted: Wanted) -> None:
    """Wait to be told to stop; where the network changes under a served one, say the new links."""
    from workshop_tui.serve.serving import moved_to

    told_of = _say_groups(served, set())
    while not told.is_set():
        try:
            async with asyncio.timeout(WATCH_S):
                await told.wait()
        except TimeoutError:
            if base := moved_to(wanted, served.base):
                served.base = base
                streams.tell(_("This machine is in another network now: the links are"))
                streams.tell("\n".join(filter(None, (served.room, served.control, served.evaluation))))
                _draw(served)
                told_of = set()
            told_of = _say_groups(served, told_of)


def _say(served: Served) -> None:
    """Print the links (of the evaluation, if one is asked), at once; on a terminal their codes, too."""
    streams.put("".join(f"{link}\n" for link in (served.room, served.control, served.evaluation) if link))
    if streams.unread():
        return
    if served.unkept:
        why = reason(served.unkept)
        streams.tell(_("workshop-tui: the links are not kept ({why}): after a new start there are others", why=why))
    _draw(served)
    if streams.somebody_at(sys.stderr):
        streams.tell(_("Ctrl+c ends it; the day goes on."))


def _say_groups(served: Served, told_of: set[str]) -> set[str]:
    """Print the link of each group that is new since those `told_of`; all that there are."""
    links = {link: title for title, link in served.groups}
    for link, title in links.items():
        if link not in told_of:
            streams.put(f"{link}\t{clean_line(title)}\n")
    return {*links}


def _draw(served: Served) -> None:
    """Draw the codes of the links, where there is a terminal that has the blocks for it."""
    from workshop_tui.serve.qr import for_terminal

    if not streams.somebody_at(sys.stderr):
        return
    links = (
        (_("The room:"), served.room),
        (_("A trainer (for the trainers alone):"), served.control),
        (_("The evaluation (for the participants):"), served.evaluation),
    )
    for name, link in links:
        if not link:
            continue
        code = for_terminal(link)
        try:
            code.encode(sys.stderr.encoding)
        except UnicodeEncodeError:
            return
        streams.tell(f"{name}\n{code}")
