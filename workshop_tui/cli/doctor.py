"""The command that says how this installation is, on one page, for whoever helps: nobody's name is on it."""

from __future__ import annotations

import click

from workshop_tui.cli.options import language_option
from workshop_tui.cli.output import print_json
from workshop_tui.locale import _, say
from workshop_tui.shapes import VERSION
from workshop_tui.text import clean

NAMES = {
    "program": say("program"), "settings": say("settings"), "language": say("language"), "terminal": say("terminal"),
    "folder": say("data folder"), "store": say("store"), "sessions": say("sessions"), "waiting": say("waiting"),
    "crashes": say("crashes"),
}  # fmt: skip


@click.command(
    "doctor",
    help=_("How this installation is doing, on one page without anybody's name; exit 1 if something is wrong."),
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/administration.md)"))
@language_option
def doctor(as_json: bool, language: str | None) -> None:
    from workshop_tui.cli.checkup import checkup

    parts = checkup()
    well = not any(part.wrong for part in parts)
    if as_json:
        values = {part.name: {"well": not part.wrong, **part.values} for part in parts}
        print_json({"version": VERSION, "well": well, **values})
    else:
        width = max(len(str(NAMES[part.name])) for part in parts)
        for part in parts:
            head = str(NAMES[part.name])
            for line in (*part.told, *(f"⚠ {wrong}" for wrong in part.wrong)):
                click.echo(f"{head:{width}}  {clean(line)}")
                head = ""
        click.echo(_("All is well.") if well else _("Something is wrong: see ⚠."))
    raise click.exceptions.Exit(0 if well else 1)
