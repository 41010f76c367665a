"""Make docs/day.svg anew: `uv run python -m docs.recording`. A minute of the seed's day, as a moving picture.

The real screens, on a real session file, one key after another: each is a frame, shown for some seconds. It moves by
its own style sheet, so that it needs no script, and stands still where a reader wants nothing to move.
"""

from __future__ import annotations

import asyncio
import re

from docs.screenshot import HERE, at, plain, played
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.tui.app import WorkshopApp

FRAMES: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("10:25:50", (), 3),
    ("10:31:20", (), 3),
    ("10:31:30", ("n", *"Un local prêté par la paroisse"), 2),
    ("10:31:40", ("tab", "l", "e", "a"), 2),
    ("10:31:50", ("enter",), 3),
    ("10:32:00", ("f",), 4),
    ("10:32:20", ("enter",), 4),
    ("10:32:30", ("m",), 4),
)
"""The time of day, the keys pressed by then, and how many seconds that is shown."""
SIZE = (110, 32)
_OUTER = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def moving(pictures: list[str]) -> str:
    """One picture that shows these, one after another, over and over."""
    found = _OUTER.search(pictures[0])
    assert found
    whole = sum(seconds for _at, _keys, seconds in FRAMES)
    styles, begun = [], 0
    for i, (_at, _keys, seconds) in enumerate(FRAMES):
        first, last = 100 * begun / whole, 100 * (begun + seconds) / whole
        shown = f"{first:.2f}%{{visibility:visible}}{last:.2f}%{{visibility:hidden}}"
        styles.append(f"@keyframes f{i}{{0%{{visibility:hidden}}{shown}100%{{visibility:hidden}}}}")
        styles.append(f".f{i}{{visibility:hidden;animation:f{i} {whole}s step-end infinite}}")
        begun += seconds
    styles.append("@media (prefers-reduced-motion: reduce){.f0{animation:none;visibility:visible}")
    styles.append("".join(f".f{i}{{animation:none}}" for i in range(1, len(FRAMES))) + "}")
    frames = "\n".join(f'<g class="f{i}">{picture}</g>' for i, picture in enumerate(pictures))
    width, height = found.groups()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}<style>{''.join(styles)}</style>\n{frames}\n</svg>\n"


async def main() -> None:
    """Play, press, draw."""
    with played() as (file, clock):
        clock.instant = at("10:25:40")
        app = WorkshopApp(clock, "pascal", session=Session(SqliteJournal(file), clock, "pascal"))
        pictures = []
        async with app.run_test(size=SIZE) as pilot:
            for when, keys, _seconds in FRAMES:
                clock.instant = at(when)
                await pilot.press(*keys)
                await pilot.pause(1)
                pictures.append(plain(app.export_screenshot(title="workshop-tui")))
    (HERE / "day.svg").write_text(moving(pictures), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
