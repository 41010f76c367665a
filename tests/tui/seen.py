"""Several pictures of one app, taken one after the other: an app that starts is dearer than what its keys open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from tests.tui.unhurried import settled
from workshop_tui.service import Session
from workshop_tui.tui.app import WorkshopApp

LARGE, SMALL, SMALLEST, TOO_SMALL = (120, 40), (80, 24), (60, 16), (59, 15)
SIZES = ((160, 50), LARGE, SMALL)
"""Columns and rows."""


def of(size: tuple[int, int]) -> str:
    """A size as it stands in the name of a picture: 80x24."""
    return "x".join(map(str, size))


class Pictures:
    """Pictures of a test, each beside the one that was accepted; `snap_compare` takes one of an app, and ends it."""

    def __init__(self, snapshot: SnapshotAssertion, folder: Path) -> None:
        self._accepted, self._folder = snapshot.use_extension(SVGImageExtension), folder
        self.other: list[Path] = []
        """Pictures that are not as they were accepted, as they are now: a test asserts that there is none."""

    async def take(self, pilot: Pilot[str], name: str) -> None:
        """Look at the screen once it is at rest; `name` stands between brackets in the name of the file."""
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()
        seen = pilot.app.export_screenshot(title="workshop-tui", simplify=True)
        if not self._accepted(name=name) == seen:  # noqa: SIM201 (only == is compared by the snapshot)
            (other := self._folder / f"{name}.svg").write_text(seen, encoding="utf-8")
            self.other.append(other)

    async def take_at(self, pilot: Pilot[str], *sizes: tuple[int, int], name: str = "{}") -> None:
        """One at each of `sizes`, which stands in its name where that has braces."""
        for size in sizes:
            if pilot.app.size != size:
                await pilot.resize_terminal(*size)
            await self.take(pilot, name.format(of(size)))


async def opened(pilot: Pilot[str], day: Session, *keys: str) -> None:
    """Show that day in the place of what is shown, and press `keys`."""
    assert isinstance(pilot.app, WorkshopApp)
    pilot.app.show_session(day)
    await pilot.pause()
    await pilot.press(*keys)


async def at_sizes(pilot, *sizes: tuple[int, int]) -> AsyncIterator[tuple[int, int]]:
    """Resize the terminal to each of `sizes`, and let the screen follow."""
    for size in sizes or SIZES:
        await pilot.resize_terminal(*size)
        await settled(pilot)
        yield size
