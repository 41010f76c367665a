"""The table of all commands: as `--help` lists them, section by section, and the module that has each."""

from __future__ import annotations

import click

from workshop_tui.locale import _, say

SECTIONS = {
    say("The day:").text: {
        "run": "sessions", "demo": "sessions", "join": "sessions", "follow": "sessions", "status": "day",
        "next": "day", "goto": "day", "stop": "day", "pause": "day", "resume": "day", "extend": "day", "skip": "day",
        "restore": "day", "add": "replanning", "move": "replanning", "hours": "replanning", "shift": "replanning",
        "replan": "replanning", "fit": "replanning", "why": "why", "undo": "day", "redo": "day", "end": "day",
        "reopen": "day", "hand": "day", "signal": "note", "serve": "serve",
    },
    say("What was said, and who was there:").text: {
        "note": "note", "notes": "notes", "amend": "notes", "withdraw": "notes", "tags": "tags",
        "forget": "forgetting", "pin": "notes", "points": "points", "due": "points", "matrix": "matrix",
        "initiative": "initiatives", "todo": "todo", "groups": "groups", "group": "groups",
        "decision": "decisions", "decisions": "decisions", "evaluation": "evaluation",
        "attendance": "attendance", "turn": "turns", "turns": "turns",
    },
    say("Agendas:").text: {
        "new": "new", "check": "agendas", "plan": "plan", "agendas": "agendas", "agenda": "reporting",
        "schema": "agendas",
    },
    say("Sessions:").text: {
        "open": "sessions", "sessions": "archive", "backup": "rescue", "repair": "rescue", "import": "importing",
        "delete": "deleting", "retain": "retention", "key": "key", "server": "server",
        "doctor": "doctor",
    },
    say("Reports:").text: {
        "report": "reporting", "codes": "attendance", "words": "attendance",
    },
}  # fmt: skip
"""The commands by the sections of the help, each with the module beside this one that has it."""
MODULES = {name: module for names in SECTIONS.values() for name, module in names.items()}


def write_sections(group: click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write, section by section, what each command of `group` does."""
    for section, names in SECTIONS.items():
        commands = ((name, group.get_command(ctx, name)) for name in names)
        with formatter.section(_(section).removesuffix(":")):  # click adds one
            formatter.write_dl([(name, command.help or "") for name, command in commands if command])
