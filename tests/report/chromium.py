"""A headless Chromium, and pages in it: spoken to by its own protocol (DevTools), over a pair of pipes.

Started once for many pages. What a test asks of a page is run beside the page's own policy (CSP), which holds for all
that the page itself asks for.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

A4, PHONE = (794, 1123), (400, 800)
"""Pixels of an A4 page at 96 a inch, and of a small screen."""
ONLY = "{resultTypes: ['violations'], selectors: false}"
"""Of each rule that passes axe-core names no place, and of none by a selector: that is a fifth of its time."""

SPARED = (
    "--renderer-process-limit=1", "--disable-extensions", "--disable-component-extensions-with-background-pages",
    "--disable-sync", "--disable-breakpad", "--mute-audio", "--no-default-browser-check",
    "--disable-features=IsolateOrigins,site-per-process,SpareRendererForSitePerProcess,Translate,MediaRouter",
)  # fmt: skip
"""Options without what no page here asks for, and costs half a second of the start."""
END = b"\0"
"""The end of a message."""

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Names of the program. The first is the same engine without a browser around it: the same pages for half the time."""


def installed() -> str | None:
    """Where one is, if there is any."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


FIELDS = """
(() => {
    window.ownWeakMap = WeakMap;
    window.WeakMap = class {
        field = Symbol();
        has(one) { return this.field in one; }
        get(one) { return one[this.field]; }
        set(one, value) { one[this.field] = value; return this; }
        delete(one) { return delete one[this.field]; }
    };
})();
"""
"""Has axe-core, written for old browsers, keep the fields of its colours in the colours, and not in six maps beside."""
ONCE = """
window.WeakMap = ownWeakMap;
(colour => {
    const known = new Map(), parse = colour.parseString;
    colour.parseString = function (text) {
        if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text);
        else { parse.call(this, text); known.set(text, [this.r, this.g, this.b, this.alpha]); }
        return this;
    };
})(axe.commons.color.Color.prototype);
"""
"""Has axe-core read each colour of a page once, not for each of its elements: that is half of its time."""


@cache
def axe() -> str:
    """The script that makes axe-core known to a page."""
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.submodule_search_locations
    return FIELDS + (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8") + ONCE


class Chromium:
    """The browser; it is ended after the `with`."""

    def __init__(self, program: str) -> None:
        import fcntl  # there is none on Windows, where no Chromium is asked for

        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        (read, answers), (asks, write) = os.pipe(), os.pipe()
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            f"--user-data-dir={self._profile.name}",
            "--remote-debugging-pipe",
            *SPARED,
        ]
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (asks, answers)]
        null = os.open(os.devnull, os.O_RDWR)
        places = zip((*theirs, null, null, null), (3, 4, 0, 1, 2), strict=True)  # it reads from 3, and writes to 4
        self._process = os.posix_spawn(
            program, command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, end, place) for end, place in places]
        )
        for end in (asks, answers, null, *theirs):
            os.close(end)
        self._from, self._to = os.fdopen(read, "rb", 0), os.fdopen(write, "wb", 0)
        self._left = b""
        self._asked = 0
        self.happened: list[dict[str, Any]] = []
        """How far the page that was asked for has come."""
        self._tabs: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.ask("Browser.close")
        os.waitpid(self._process, 0)
        self._from.close()
        self._to.close()
        self._profile.cleanup()

    def ask(self, method: str, tab: str = "", **about: Any) -> dict[str, Any]:
        """Ask for something; its answer. AssertionError if it is refused."""
        self._asked += 1
        told = {"id": self._asked, "method": method, "params": about} | ({"sessionId": tab} if tab else {})
        self._to.write(json.dumps(told).encode() + END)
        while (said := self._next()).get("id") != self._asked:
            self._hear(said)
        assert "result" in said, said
        return dict(said["result"])

    def _hear(self, said: dict[str, Any]) -> None:
        if said.get("method") == "Page.lifecycleEvent":
            self.happened.append(said["params"])

    def _next(self) -> dict[str, Any]:
        while END not in self._left:
            more = self._from.read(1 << 16)
            assert more, "Chromium ended"
            self._left += more
        said, _end, self._left = self._left.partition(END)
        return dict(json.loads(said))

    def open(self, address: str, size: tuple[int, int], proxy: str = "") -> Page:
        """Open a page of `size` pixels, and wait until it asks for nothing any more.

        A page takes the place of the one before, unless it is to reach others through another `proxy`.
        """
        if proxy not in self._tabs:
            self._tabs[proxy] = self._tab({"proxyServer": proxy, "proxyBypassList": "<-loopback>"} if proxy else {})
        tab, (width, height) = self._tabs[proxy], size
        self.ask(
            "Emulation.setDeviceMetricsOverride", tab, width=width, height=height, deviceScaleFactor=1, mobile=False
        )
        self.happened.clear()
        loader = self.ask("Page.navigate", tab, url=address)["loaderId"]
        while not any(said.get("loaderId") == loader and said["name"] == "networkIdle" for said in self.happened):
            self._hear(self._next())
        return Page(self, tab)

    def _tab(self, through: dict[str, str]) -> str:
        context = self.ask("Target.createBrowserContext", **through)["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        tab = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", tab)
        self.ask("Page.setLifecycleEventsEnabled", tab, enabled=True)
        return str(tab)


@dataclass(frozen=True)
class Page:
    """A page that was opened."""

    browser: Chromium
    tab: str

    def run(self, script: str) -> object:
        """Give what `script`, a promise or a value, comes to; AssertionError if it fails."""
        said = self.browser.ask("Runtime.evaluate", self.tab, expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def printed(self) -> bytes:
        """Give it as a PDF, on the paper that its own style asks for."""
        said = self.browser.ask("Page.printToPDF", self.tab, preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(said["data"])


def violations(page: Page) -> list[str]:
    """List what axe-core finds wrong, a line a rule and place."""
    page.run(axe())
    told = "r => [r.passes.length, r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.html))]"
    said = page.run(f"axe.run(document, {ONLY}).then({told})")
    assert isinstance(said, list)
    assert said[0] > 20, "it looked"
    return list(said[1])
