"""Pages: each a template and a view of the state. Every text in them is escaped; nothing is asked for from elsewhere.

A page reads without JavaScript, as the session stood when it was asked for; with it, it follows (`static/`). The words
that its script puts together are given to it (`words`), so that they are those of the other screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec.structs import replace

from workshop_tui.agenda.structs import encode
from workshop_tui.locale import LANGUAGES, _, language, speaking
from workshop_tui.room import floor_unnamed, lines
from workshop_tui.serve.grouped import GroupView, Whose, group_view
from workshop_tui.serve.sight import Sight
from workshop_tui.serve.views import Room, Trainer, room_view, signals, trainer_view, trainers
from workshop_tui.serve.words import words
from workshop_tui.session.timing.day import Mode

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""The kinds of files that are served beside the pages, by their endings."""
THEMES = ("light", "dark")
ENDED = Mode.ENDED.value


class File(NamedTuple):
    """A file that pages ask for."""

    kind: str
    body: bytes
    tag: str


class Asked(NamedTuple):
    """How a page was asked for: its language, its theme (nothing: as the device has it), without the countdown."""

    language: str
    theme: str = ""
    hidden: bool = False

    def but(self, **changed: object) -> str:
        """The query of the same page, but for this."""
        asked = self._replace(**changed)  # type: ignore[arg-type]
        parts = [f"lang={asked.language}", *([f"theme={asked.theme}"] if asked.theme else [])]
        return "?" + "&".join([*parts, *(["hide=1"] if asked.hidden else [])])


@cache
def static() -> dict[str, File]:
    """The files beside the pages, by their names."""
    found = {}
    for one in files("workshop_tui.serve").joinpath("static").iterdir():
        ending = one.name[one.name.rfind(".") :]
        if ending in KINDS:
            body = one.read_bytes()
            found[one.name] = File(KINDS[ending], body, f'"{sha256(body).hexdigest()[:16]}"')
    return found


def room_page(sight: Sight, asked: Asked, *, title_only: bool) -> str:
    """The room's page."""
    with speaking(asked.language):
        view = room_view(sight, title_only=title_only)
        floor = floor_unnamed(sight.state, sight.now)
        told = lines(sight.times, view.title, view.warn, hidden=asked.hidden, floor=floor)
        if title_only:
            told = replace(told, minutes="", ends="", step="", urgency="", then=told.then if view.mode == ENDED else "")
        told = replace(
            told, title=view.title, place=view.place, step=_veiled(sight, told.step), then=_veiled(sight, told.then)
        )
        return _page("room.html.j2", view, asked, told=told)


def trainer_page(sight: Sight, asked: Asked, by: str, draft: str) -> str:
    """A trainer's page, of who serves it (`by`), with the note that is half-typed."""
    with speaking(asked.language):
        view = trainer_view(sight)
        told = lines(sight.times, view.title, view.warn, hidden=False)
        people = trainers(sight.state)
        return _page("trainer.html.j2", view, asked, told=told, signals=signals(), people=people, by=by, draft=draft)


def group_page(sight: Sight, asked: Asked, whose: Whose) -> str:
    """The page of a group."""
    with speaking(asked.language):
        view = group_view(whose, sight)
        told = lines(sight.times, view.title, view.warn, hidden=False)
        blank = {} if view.at_work else {"minutes": "", "ends": "", "urgency": ""}
        return _page("group.html.j2", view, asked, told=replace(told, **blank, title=view.title, step="", then=""))


def evaluation_page(asked: Asked, title: str, questions: Sequence[object], **values: object) -> str:
    """The evaluation's page, in the language in use; `questions` as it asks them."""
    others = [one for code, one in LANGUAGES.items() if code != asked.language]
    found = _environment().get_template("evaluation.html.j2")
    return found.render(asked=asked, title=title, questions=questions, others=others, **values)


def word_page(title: str, text: str, language_name: str) -> str:
    """A page that has a word to say, and no more."""
    with speaking(language_name):
        return _environment().get_template("word.html.j2").render(title=title, text=text, asked=Asked(language_name))


def _veiled(sight: Sight, told: str) -> str:
    """A line with titles in it, without the names that are hidden."""
    return sight.veil.planned(told) if sight.veil else ""


def _page(template: str, view: Room | Trainer | GroupView, asked: Asked, **values: object) -> str:
    found = _environment().get_template(template)
    others = [one for code, one in LANGUAGES.items() if code != asked.language]
    return found.render(view=view, data=_data(view), words=_data(words()), asked=asked, others=others, **values)


def _data(value: object) -> str:
    """`value` as JSON that stands within an element, whatever it says."""
    return encode(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("workshop_tui.serve"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": _, "language": language, "version": lambda name: static()[name].tag.strip('"')}
    return made
