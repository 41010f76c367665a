"""Several pictures of one app, taken one after the other: an app that starts is dearer than what its keys open."""

from __future__ import annotations

from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot


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
