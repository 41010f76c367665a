"""The least Textual app that has what ours has to have: a clock in figures and a line to type in."""

from __future__ import annotations

from datetime import datetime

from textual.app import App, ComposeResult
from textual.widgets import Digits, Input


class Minimal(App[None]):
    """A `Digits` as wide as its text, and an `Input`."""

    CSS = "Digits { width: auto; }"
    BINDINGS = [("ctrl+q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Digits(f"{datetime.now().astimezone():%H:%M:%S}")
        yield Input()

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        self.query_one(Digits).update(f"{datetime.now().astimezone():%H:%M:%S}")


if __name__ == "__main__":
    Minimal().run()
