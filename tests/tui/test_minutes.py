"""One rounding: at any second of a day, each screen, `status`, `follow` and the review tell the same minutes."""

from __future__ import annotations

import re
from random import Random

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.locale import clock_time, speaking
from workshop_tui.report.digest import digest
from workshop_tui.report.markdown import review
from workshop_tui.session.timing.commands import Next, Pause, Resume
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.spoken.standing import where
from workshop_tui.spoken.words import Titles
from workshop_tui.status import lines
from workshop_tui.tui.widgets.topbar import TopBar


def told_min(clock: str) -> int:
    """Minutes of the day of a clock time that was told, `09:05`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


async def test_the_figures_of_all_screens_agree_at_any_second_and_add_up(app, session, clock):
    random, clock.instant = Random(27), utc(9, 2, 41)
    session.do(Next())
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        run, seconds = pilot.app.screen, 9 * 3600 + 161
        for command in (Extend(3, None), Next(), Pause(), Resume(), Next(), Extend(-2, None), Next()):
            seconds += random.randint(61, 1500)
            clock.instant = utc(seconds // 3600, seconds % 3600 // 60, seconds % 60)
            await pilot.pause(2)
            await settled(pilot)
            state, now = session.state, clock.instant
            times, zone = timeline(state.day, now), state.agenda.zone
            with speaking("en"):
                told = lines(state, now, session.past)[0].replace("\xa0", " ")
                heard = where(state, now, Titles())
                paper = review(digest(state, now, private=True), "en").replace("\xa0", " ")
            minutes = run.query_one("#minutes").value
            words = run.query_one("#beside").text.plain.splitlines()[0].replace("\xa0", " ")
            assert f" {minutes.strip('+')} min" in told
            assert f"{minutes.strip('+')} min" in words
            assert re.search(rf"\b{minutes.strip('+')} minutes? ", heard) or minutes in ("0", "+0")
            used = int(re.findall(rf"^\| {re.escape(times.live.plan.title[:12])}.*", paper, re.M)[0].split(" | ")[4])
            left = int(minutes.strip("+")) * (-1 if "+" in minutes else 1)
            assert used + left == times.live.allotted_min
            bar = run.query_one(TopBar).text.plain.replace("\xa0", " ")
            if found := re.search(r"end foreseen (\d\d:\d\d)(?: \(([+−]\d+)\))?", bar):
                end, late = found[1], int((found[2] or "0").replace("−", "-"))
                block = times.block(times.current or "")
                assert told_min(end) == told_min(clock_time(block.end, zone)) + late
                assert (late > 0) == (f"will end at {end}, {late} min late" in run._trouble().text)
                assert re.search(rf"ends? at {end}", heard)
                assert f"End foreseen at {end}" + (f", {late} min late" if late > 0 else "") in paper
                assert not (late > 0 and re.search(r"(?:[5-9]\d|100)% chance|by [\d:]+: (?:[5-9]\d|100)%", bar))
            await pilot.press("d")
            await settled(pilot)
            big = pilot.app.screen.query_one("#ends").text.plain.replace("\xa0", " ")
            assert big.startswith(f"{minutes.strip('+')} minute"), (big, minutes)
            await pilot.press("escape")
            await settled(pilot)
            session.do(command)
