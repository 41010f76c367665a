"""The guards: who is not heard at all, before anything is looked at, and what every answer says to the browser.

A page elsewhere that somebody has open must not reach a session through their browser: not by a form or a script
(`Origin`, `Sec-Fetch-Site`), not by a name of its own that leads here (`Host`: DNS rebinding), not in a frame.
"""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from aiohttp import web

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), screen-wake-lock=(self)",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    "Server": "workshop-tui",
}
"""The headers of every answer."""
OWN = ("same-origin", "none")
"""Where a request may come from: a page of ours, or no page at all."""


def dressed(headers: MutableMapping[str, str]) -> None:
    """Put the headers of every answer among these, but where it has its own."""
    for name, value in HEADERS.items():
        if name == "Server" or name not in headers:
            headers[name] = value


def host_is_ours(host: str | None, names: Collection[str]) -> bool:
    """Tell whether a request is meant for here, by its `Host`: an address, `localhost`, or one of the `names`.

    No page elsewhere can make a browser take an address for its own: what leads here from afar is a name.
    """
    if host is None:
        return False
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name in names:
        return True
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def is_foreign(request: web.Request, origins: Collection[str]) -> bool:
    """Tell whether a page elsewhere has made a browser ask. Following a link to a page of ours is no such thing."""
    headers = request.headers
    if len(headers.getall("Origin", [])) > 1:
        return True
    ours = {f"http://{request.host}", f"https://{request.host}", *origins}
    if headers.get("Origin", f"http://{request.host}") not in ours:
        return True
    site = headers.get("Sec-Fetch-Site")
    if site is None or site in OWN:
        return False
    followed = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
    return not (followed and request.method in ("GET", "HEAD"))


class Rate:
    """A bucket: `burst` at once, then `per_s` each second."""

    def __init__(self, burst: int, per_s: float) -> None:
        self._burst = burst
        self._per_s = per_s
        self._left = float(burst)
        self._at = monotonic()

    def take(self) -> bool:
        """Take one; False if there is none."""
        now = monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Rates:
    """A bucket for each of those who ask; a full table begins anew."""

    def __init__(self, burst: int, per_s: float, most: int = 4096) -> None:
        self._of: dict[str, Rate] = {}
        self._new = (burst, per_s)
        self._most = most

    def take(self, who: str) -> bool:
        """Take one of who asks; False if there is none."""
        if who not in self._of:
            if len(self._of) >= self._most:
                self._of.clear()
            self._of[who] = Rate(*self._new)
        return self._of[who].take()
