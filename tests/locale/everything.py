"""A page of all that a user of a language can meet, to be read whole: `python -m tests.locale.everything fr`.

The help of the program and of each command, the keys of each screen, the words of the domain, every text of the
catalogue with what is filled in, refusals with the commands that help, and usage errors, a line of JSON each.
"""

from __future__ import annotations

import json
import re
import string
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from workshop_tui.locale import LANGUAGES, _, lend_to_click, plural, speak

MISUSED = [
    (["nex"], "La commande 'nex' n’existe pas."),
    (["next", "--foo"], "L’option '--foo' n’existe pas. Vouliez-vous dire '--from'\u00a0?"),
    (["goto"], "Il manque l’argument 'SÉQ'."),
    (["add"], "Il manque l’argument 'TITRE MIN'."),
    (["key", " ", "-s", "x"], "Valeur refusée pour NOM\u00a0:"),
    (["turn", "--correct", "--of", "0"], "Valeur refusée pour '--of'\u00a0: 0 est trop petit"),
    (["goto", "a", "b"], "Un argument de trop (b)"),
    (["next", "--as"], "L’option '--as' attend une valeur."),
    (["demo", "--speed", "x"], "Valeur refusée pour '--speed'\u00a0: 'x' n’est pas un nombre."),
    (
        ["demo", "--speed", "0"],
        "Valeur refusée pour '--speed'\u00a0: 0 n’est pas entre 0,1 et 3600",
    ),
    (["open", "x", "--date", "hier"], "Valeur refusée pour '--date'\u00a0: « hier » n’est pas une date"),
    (
        ["--language", "de"],
        "Valeur refusée pour '--language'\u00a0: 'de' n’est pas parmi " + str(tuple(LANGUAGES))[1:-1] + ".",
    ),
]
"""Words that no command understands, and what is told of them in French."""

FILLED = {
    "count": 2, "name": "Marie", "who": "Pascal", "title": "Tour d’écran", "block": "Matin", "at": "9h05",
    "time": "12h00", "end": "12h04", "start": "9h00", "minutes": 5, "late": 4, "number": 17, "key": "n",
    "file": "jour.toml", "near": "", "there": "", "kind": "Frein", "text": "un local prêté", "percent": "70 %",
}  # fmt: skip
"""Examples of what is filled into a text, by its name; others stay as their names."""


def page(language: str) -> Iterator[str]:
    """Yield the lines of the page. The language of the process is set: help is put in words as it is imported."""
    speak(language)
    lend_to_click(language)
    yield from _helps()
    yield from _keys()
    yield from _catalogue(language)
    yield from _remedies()
    yield from _misused()


def _helps() -> Iterator[str]:
    import click

    from workshop_tui.cli.commands import cli

    context = click.Context(cli, info_name="workshop-tui", max_content_width=120)
    yield from ("# workshop-tui --help", "", cli.get_help(context), "")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command
        inner = click.Context(command, info_name=name, parent=context, max_content_width=120)
        yield from (f"# workshop-tui {name} --help", "", command.get_help(inner), "")


def _keys() -> Iterator[str]:
    from workshop_tui.tui.keys import SCREENS

    for screen, keys in SCREENS.items():
        yield f"# {screen}"
        for key in keys:
            brief = f" ({key.brief})" if key.brief else ""
            yield f"- {key.sign}  {key.label}{brief}: {key.told}"
        yield ""


def _catalogue(language: str) -> Iterator[str]:
    from tests.locale.catalogues import forms, written

    yield "# texts"
    for message in written(language):
        if message.id:
            ids = forms(message.id)
            one, *several = ids
            names = {name for text in ids for _t, name, _f, _c in string.Formatter().parse(text) if name}
            filled = {name: FILLED.get(name, name) for name in names - {"count"}}
            for count in (1, 2) if several else (2,):
                told = plural(one, several[0], count, **filled) if several else _(one, **filled, count=count)
                yield f"- {told}"
    yield ""


def _remedies() -> Iterator[str]:
    from workshop_tui.cli.remedies import REMEDIES, with_remedy
    from workshop_tui.locale import Message

    yield "# refusals, with the command that helps"
    for text, helps in REMEDIES.items():
        names = re.findall(r"\{(\w+)\}", f"{text}{helps.text}")
        yield f"- {with_remedy(Message(text, {name: FILLED.get(name, name) for name in names}))}"


def _misused() -> Iterator[str]:
    from workshop_tui.cli.commands import run

    yield "\n# misused"
    for words, _told in MISUSED:
        sys.argv[1:] = words
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as error:
            code = run()
        yield json.dumps((code, out.getvalue(), error.getvalue()))


if __name__ == "__main__":
    chosen = sys.argv[1] if sys.argv[1:2] and sys.argv[1] in LANGUAGES else "fr"
    print("\n".join(page(chosen)))
