"""The zone of a machine, as `TZ` says it: by a name, in any case, or as a rule; what is neither is said."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.agenda.written import WHOLE, ZONE
from tests.cli.speaking import said as done
from tests.systems import only_posix
from workshop_tui.host.zone import host_zone, unknown_zone

pytestmark = only_posix("TZ names no zone")


@pytest.fixture
def said(monkeypatch):
    """Says `TZ`, as the system hears it."""

    def say(value: str) -> None:
        monkeypatch.setenv("TZ", value)
        time.tzset()

    yield say
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (":Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("EUROPE/PARIS", "Europe/Paris"),
        (" Europe/Paris ", "Europe/Paris"),
        ("america/new_york", "America/New_York"),
        ("/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("posix/Europe/Paris", "Europe/Paris"),
        ("utc", "UTC"),
        ("XYZ-5", "Etc/GMT-5"),
        ("JST-9", "Etc/GMT-9"),
        ("<-03>3", "Etc/GMT+3"),
        ("UTC0", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name_in_any_case(said, value, name):
    said(value)
    assert (host_zone(), unknown_zone()) == (name, None)


RULES = (
    "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT", "EST5EDT,M3.2.0,M11.1.0", "IST-5:30", "NPT-5:45", "<+0330>-3:30",
    "AEST-10AEDT,M10.1.0,M4.1.0/3", "GMT0BST,M3.5.0/1,M10.5.0", "NST3:30NDT,M3.2.0,M11.1.0",
    "EET-2EEST,M3.5.0/3,M10.5.0/4",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_the_zone_whose_clocks_show_the_same_all_year(said, rule):
    said(rule)
    zone = ZoneInfo(host_zone())
    assert unknown_zone() is None
    for day in range(366):
        at = time.time() + 86_400 * day
        shown = timedelta(seconds=time.localtime(at).tm_gmtoff)
        assert datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset() == shown


def test_a_rule_that_says_no_day_is_the_zone_of_these_names(said):
    said("CET-1CEST")
    paris = ZoneInfo("Europe/Paris")
    for month in (1, 7):
        instant = datetime(2026, month, 1, tzinfo=UTC)
        assert instant.astimezone(ZoneInfo(host_zone())).utcoffset() == instant.astimezone(paris).utcoffset()


@pytest.mark.parametrize("value", ["Nonsense/Zone", "Paris", "XXX", "/etc/passwd", "x", "XST-5:17", "aé", "\x1b[31m"])
def test_what_is_no_zone_is_said(said, value):
    said(value)
    assert unknown_zone() == value
    assert host_zone() == "UTC"


@pytest.mark.parametrize("value", ["", " "])
def test_nothing_said_is_the_zone_of_the_system(said, value):
    said(value)
    assert unknown_zone() is None
    assert host_zone() in ("UTC", "Etc/UTC")


# ── as a session is made ───────────────────────────────────────────────────────────────────────────────────
UNKNOWN = (
    "workshop-tui: TZ is “Nonsense/Zone”, which is no time zone: hours are those of UTC "
    "(timezone = in the agenda says which)\n"
)


@pytest.mark.parametrize(
    ("zone", "value", "told"),
    [
        ("", "Nonsense/Zone", UNKNOWN),
        ("", "CET-1CEST,M3.5.0,M10.5.0/3", ""),
        ("", "europe/paris", ""),
        (ZONE, "Nonsense/Zone", ""),
    ],
)
def test_that_a_zone_is_unknown_is_said_as_a_session_is_made_whose_agenda_names_none(
    said, home, tmp_path, zone, value, told
):
    said(value)
    (tmp_path / "plan.toml").write_text(zone + WHOLE, encoding="utf-8")
    code, out, err = done("utf-8", ("open", str(tmp_path / "plan.toml"), "--id", "day", "--language", "en"))
    assert (code, out, err.decode()) == (0, b"day\n", told)


def test_a_program_says_so_too_as_it_hears_of_the_zone_when_it_starts(home, tmp_path):
    (tmp_path / "plan.toml").write_text(WHOLE, encoding="utf-8")
    program = subprocess.run(
        [sys.executable, "-m", "workshop_tui", "open", str(tmp_path / "plan.toml"), "--id", "day", "--language", "en"],
        env=os.environ | {"TZ": "Nonsense/Zone"},
        capture_output=True,
        check=True,
    )
    assert (program.stdout, program.stderr.decode()) == (b"day\n", UNKNOWN)
