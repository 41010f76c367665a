"""A small day: three segments in a morning, and two trainers."""

from __future__ import annotations

from workshop_tui.agenda.reading import agenda_of

SMALL = agenda_of(
    {
        "title": "Small",
        "timezone": "Europe/Paris",
        "trainers": [{"key": "pascal", "name": "Pascal"}, {"key": "aurelie", "name": "Aurélie"}],
        "blocks": [
            {
                "title": "Who we are",
                "start": "9h",
                "end": "12h",
                "segments": [
                    {"title": "Welcome", "minutes": 10},
                    {"title": "Round", "minutes": 40},
                    {"title": "Talk", "minutes": 130, "min": 60},
                ],
            }
        ],
    }
)
