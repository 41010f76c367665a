"""Pages of a served session in a headless Chromium, each in a window of its own, as on different devices."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

from tests.report.chromium import Chromium, axe

PHONE, LAPTOP, PROJECTOR = (390, 844), (1280, 800), (1920, 1080)
"""Pixels of a page."""
PATIENCE_S = 20


@dataclass(frozen=True)
class Window:
    """A window with a page."""

    browser: Chromium
    tab: str

    @classmethod
    def on(cls, browser: Chromium, address: str, size: tuple[int, int], *, script: bool = True) -> Window:
        """Open one on `address`, of `size` pixels; without `script`, JavaScript is turned off."""
        window = cls(browser, browser._tab({}))
        window.resize(size)
        if not script:
            browser.ask("Emulation.setScriptExecutionDisabled", window.tab, value=True)
        browser.ask("Page.navigate", window.tab, url=address)
        window.waits_for("document.readyState === 'complete' && document.querySelector('main')")
        return window

    def resize(self, size: tuple[int, int]) -> None:
        """Have it another size; a narrow one is a phone's."""
        width, height = size
        self.browser.ask(
            "Emulation.setDeviceMetricsOverride",
            self.tab,
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def run(self, script: str) -> Any:
        """Give what `script` comes to."""
        said = self.browser.ask("Runtime.evaluate", self.tab, expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def waits_for(self, condition: str) -> None:
        """Wait until this is so on the page, however often it is loaded anew."""
        over = time.monotonic() + PATIENCE_S
        while time.monotonic() < over:
            try:
                if self.run(f"Boolean({condition})"):
                    return
            except AssertionError:
                pass  # it is being loaded
            time.sleep(0.02)
        raise AssertionError((condition, self.run("document.body.innerText")))

    def reads(self, name: str, words: str) -> None:
        """Wait until the element of this id has these words in it."""
        self.waits_for(f"document.getElementById({json.dumps(name)})?.textContent.includes({json.dumps(words)})")

    def text(self, name: str) -> str:
        """The words of the element of this id."""
        return str(self.run(f"document.getElementById({json.dumps(name)}).textContent"))

    def tap(self, name: str) -> None:
        """Touch the middle of the element of this id."""
        box = f"document.getElementById({json.dumps(name)})"
        self.waits_for(f"{box} && !{box}.disabled && !{box}.hidden")
        self.run(f"{box}.scrollIntoView({{block: 'center'}})")
        x, y = self.run(f"(r => [r.x + r.width / 2, r.y + r.height / 2])({box}.getBoundingClientRect())")
        for kind in ("mousePressed", "mouseReleased"):
            self.browser.ask("Input.dispatchMouseEvent", self.tab, type=kind, x=x, y=y, button="left", clickCount=1)

    def types(self, words: str) -> None:
        """Type into what has the focus."""
        self.browser.ask("Input.insertText", self.tab, text=words)

    def loads_anew(self) -> None:
        """Load the page again, and wait until the old one is gone."""
        self.run("window.before = true")
        self.browser.ask("Page.reload", self.tab)
        self.waits_for("!window.before && document.readyState === 'complete'")

    def offline(self, is_off: bool) -> None:
        """Cut the device off from all networks, or let it in again."""
        self.browser.ask("Network.enable", self.tab)
        self.browser.ask(
            "Network.emulateNetworkConditions",
            self.tab,
            offline=is_off,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    def looks(self, theme: str, *, calm: bool = False) -> None:
        """Have a device that is dark or light, and whose person wants nothing to move, if so."""
        features = [
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else ""},
        ]
        self.browser.ask("Emulation.setEmulatedMedia", self.tab, features=features)

    def faults(self) -> list[str]:
        """List what axe-core finds wrong, and what it cannot decide, a line a rule and place."""
        if not self.run("'axe' in window"):
            self.run(axe())
        told = (
            "r => [r.passes.length, [...r.violations, ...r.incomplete].flatMap(v => v.nodes.map(n => v.id + n.html))]"
        )
        only = "{resultTypes: ['violations', 'incomplete'], selectors: false}"  # the places of no others are looked for
        passed, found = self.run(f"axe.run(document, {only}).then({told})")
        assert passed > 5, "it looked"
        return list(found)

    def picture(self) -> bytes:
        """Give a picture of it, PNG."""
        return base64.b64decode(self.browser.ask("Page.captureScreenshot", self.tab)["data"])
