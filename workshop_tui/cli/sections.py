"""The commands as `--help` lists them: section by section, each in a whole sentence."""

from __future__ import annotations

import click

from workshop_tui.locale import _, say

SECTIONS = {
    say("The day:").text: (
        "run", "demo", "join", "status", "next", "goto", "stop", "pause", "resume", "extend", "skip", "restore",
        "add", "move", "fit", "why", "undo", "end", "reopen", "signal",
    ),
    say("What was said, and who was there:").text: (
        "note", "notes", "amend", "withdraw", "forget", "pin", "matrix", "initiative", "attendance",
    ),
    say("Agendas:").text: ("new", "check", "agendas", "agenda", "schema"),
    say("Sessions:").text: ("open", "sessions", "backup", "repair", "import", "delete"),
    say("Reports:").text: ("report", "codes", "words"),
}  # fmt: skip
"""Each command stands in one."""


def write(group: click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """What each command of `group` does."""
    for section, names in SECTIONS.items():
        commands = ((name, group.get_command(ctx, name)) for name in names)
        with formatter.section(_(section).removesuffix(":")):  # click adds one
            formatter.write_dl([(name, command.help or "") for name, command in commands if command])
