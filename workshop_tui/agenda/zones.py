"""Time zones by the short names that people write: `PST`, `CEST`. Each is taken for a place that has it, and `check`
says for which: a short name is that of several zones, and has no summer time of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from workshop_tui.agenda.rules import Wrong
from workshop_tui.locale import say

TAKEN_FOR = {
    name: zone
    for zone, names in {
        "America/Los_Angeles": "PST PDT PT",
        "America/Denver": "MST MDT MT",
        "America/Chicago": "CST CDT CT",
        "America/New_York": "EST EDT ET",
        "America/Halifax": "AST ADT",
        "America/St_Johns": "NST NDT",
        "America/Anchorage": "AKST AKDT",
        "Pacific/Honolulu": "HST",
        "America/Sao_Paulo": "BRT",
        "America/Argentina/Buenos_Aires": "ART",
        "Europe/London": "BST",
        "Europe/Lisbon": "WEST",
        "Europe/Paris": "CEST",
        "Europe/Athens": "EEST",
        "Europe/Moscow": "MSK",
        "Africa/Johannesburg": "SAST",
        "Africa/Nairobi": "EAT",
        "Africa/Lagos": "WAT",
        "Asia/Kolkata": "IST",
        "Asia/Karachi": "PKT",
        "Asia/Dubai": "GST",
        "Asia/Singapore": "SGT",
        "Asia/Hong_Kong": "HKT",
        "Asia/Tokyo": "JST",
        "Asia/Seoul": "KST",
        "Australia/Perth": "AWST",
        "Australia/Sydney": "AEST AEDT",
        "Pacific/Auckland": "NZST NZDT",
    }.items()
    for name in names.split()
}
"""The zone that each short name is taken for."""
_FIXED = ("EST", "MST", "HST")
"""Short names that are zones of their own, without summer time."""


def zone_called(name: str) -> str | None:
    """The zone that a short name is taken for; None for any other name."""
    short = name.strip().strip("()").upper()
    return None if name in _FIXED else TAKEN_FOR.get(short)


def short_names(data: dict[str, Any]) -> Iterator[Wrong]:
    """A warning for each short name that stands in a file, with the zone that it is taken for."""
    also = data.get("also")
    named = [(("timezone",), data.get("timezone")), *((("also", k), one) for k, one in enumerate(also or ()))]
    for path, name in named if isinstance(also, list | type(None)) else named[:1]:
        if not isinstance(name, str):
            continue
        if name in _FIXED:
            yield (
                path,
                say("“{name}” has no summer time: write {zone} for a place that has", name=name, zone=TAKEN_FOR[name]),
            )
        elif (zone := zone_called(name)) and not _known(name):
            yield path, say("“{name}” is taken for {zone}: write that, or the zone that is meant", name=name, zone=zone)


def _known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
