"""The commands as `--help` lists them: section by section, each in a whole sentence."""

from __future__ import annotations

import click

from workshop_tui.locale import _

SECTIONS = {
    _("The day"): (
        "run", "demo", "join", "status", "next", "goto", "stop", "pause", "resume", "extend", "skip", "restore",
        "add", "move", "fit", "why", "undo", "end", "reopen", "signal",
    ),
    _("What was said, and who was there"): (
        "note", "notes", "amend", "withdraw", "forget", "pin", "matrix", "initiative", "attendance",
    ),
    _("Agendas"): ("new", "check", "agendas", "agenda", "schema"),
    _("Sessions"): ("open", "sessions", "backup", "repair", "import", "delete"),
    _("Reports"): ("report", "codes", "words"),
}  # fmt: skip
"""Each command stands in one."""


def write(group: click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """What each command of `group` does."""
    for section, names in SECTIONS.items():
        commands = ((name, group.get_command(ctx, name)) for name in names)
        with formatter.section(section):
            formatter.write_dl([(name, command.help or "") for name, command in commands if command])
