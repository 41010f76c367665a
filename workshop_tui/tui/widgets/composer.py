"""The composer: a note's text, then its kind, phase and stakeholder, one key each.

Tags may be typed in the text as well (`#emergence @elus !frein`). `tab` leaves the text for the tags. There a letter
picks the term that shows it and goes on to the next list; its capital picks and stays, for several; `backspace` empties
the list in hand; `enter` keeps the note. So a note with one tag of each costs `n`, its text, `tab`, three letters and
`enter`. The phase of the note before stays, in parentheses, until another is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self

from pydantic import BaseModel
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message as Posted
from textual.suggester import Suggester
from textual.widgets import Input

from workshop_tui.agenda import Agenda
from workshop_tui.locale import _, say
from workshop_tui.session.inline import completed, read_inline
from workshop_tui.text import clean, fold
from workshop_tui.tui.widgets.line import Line

NAMES = {"kinds": say("Kind"), "phases": say("Phase"), "stakeholders": say("Stakeholder")}
"""The three lists, in the order in which letters pick from them."""


class Draft(BaseModel):
    """A half-typed note, as it is kept."""

    text: str = ""
    kinds: list[str] = []
    phases: list[str] = []
    stakeholders: list[str] = []
    sticky: list[str] = []
    """The phases of the note before: its own, as long as none is named."""

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.kinds or self.phases or self.stakeholders)

    def read(self, agenda: Agenda) -> Read:
        """What it says: the text without the tags typed in it, and those with the ones that were picked."""
        inline = read_inline(agenda, self.text)
        axes = {axis: dict.fromkeys((*getattr(self, axis), *inline.tags.get(axis, ()))) for axis in NAMES}
        return Read(
            text=inline.text,
            kind=next(iter(axes["kinds"]), None),
            phases=tuple(axes["phases"] or self.sticky),
            stakeholders=tuple(axes["stakeholders"]),
            initiative=inline.initiative,
        )


@dataclass(frozen=True)
class Read:
    """What a draft says."""

    text: str
    kind: str | None
    phases: tuple[str, ...]
    stakeholders: tuple[str, ...]
    initiative: str | None


@dataclass
class Choice:
    """One list of terms, each with the letter that picks it."""

    axis: str
    labels: dict[str, str]
    letters: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, label in self.labels.items():
            free = [c for c in fold(label) + "abcdefghijklmnopqrstuvwxyz" if c.isascii() and c.isalpha()]
            letter = next((c for c in free if c not in self.letters), None)
            if letter:
                self.letters[letter] = key


class Tags(Line, can_focus=True):
    """What is picked of the three lists, and the one that letters pick from."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(id="tags")
        self.choices = [Choice(axis, {t.key: str(t.name(axis)) for t in getattr(agenda, axis)}) for axis in NAMES]
        self.at = 0
        self.draft = Draft()
        self._agenda = agenda
        self._typed: dict[str, tuple[str, ...]] = {}

    def read(self) -> None:
        """Show the tags that are typed in the text, too."""
        typed = read_inline(self._agenda, self.draft.text).tags if re.search("[#@!]", self.draft.text) else {}
        if typed != self._typed:
            self._typed = typed
            self.draw()

    def reset(self, draft: Draft) -> None:
        """Show the tags of `draft`, the first list in hand."""
        self.draft, self.at = draft, 0
        self.read()
        self.draw()

    def draw(self) -> None:
        """Draw what is picked, and under it the list in hand."""
        parts = []
        for i, choice in enumerate(self.choices):
            named = (*getattr(self.draft, choice.axis), *self._typed.get(choice.axis, ()))
            picked = [f"[{label}]" for key, label in choice.labels.items() if key in named]
            if choice.axis == "phases" and not named:
                picked = [f"({label})" for key, label in choice.labels.items() if key in self.draft.sticky]
            in_hand = self.has_focus and i == self.at
            name = Content.assemble(("► " if in_hand else "  ", ""), (f"{NAMES[choice.axis]} ", "$text-muted"))
            parts.append(name + Content.assemble((" ".join(picked) or "–", "bold $text-success" if picked else "")))
        lines = [Content("  ").join(parts)]
        if self.has_focus:
            lines += self._options(self.choices[self.at])
        self.show(Content("\n").join(lines), layout=True)

    def _options(self, choice: Choice) -> list[Content]:
        """The terms with their letters, wrapped between terms only."""
        letter_of = {key: letter for letter, key in choice.letters.items()}
        width = max(20, self.content_size.width)
        lines, line = [], Content("  ")
        for key, label in choice.labels.items():
            style = "bold $text-success" if key in getattr(self.draft, choice.axis) else ""
            word = Content.assemble((letter_of.get(key, " "), "bold $accent"), " ", (label, style), "   ")
            if line.cell_length + word.cell_length - 3 > width:
                lines.append(line)
                line = Content("  ")
            line += word
        return [*lines, line]

    def on_resize(self) -> None:
        self.draw()

    def on_focus(self) -> None:
        self.call_next(self.draw)  # `has_focus` says so only after this

    def on_blur(self) -> None:
        self.call_next(self.draw)

    def on_key(self, event: events.Key) -> None:
        moves = {"down": 1, "right": 1, "tab": 1, "up": -1, "left": -1, "shift+tab": -1}
        if event.key in moves:
            place = self.at + moves[event.key]
            if place < 0 or place == len(self.choices):
                self.post_message(Composer.BackToText())
            else:
                self.at = place
        elif event.key == "enter":
            self.post_message(Composer.Keep())
        elif event.key == "backspace":
            self._empty(self.choices[self.at].axis)
        elif event.character and event.character.isalpha():
            self._pick(event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        self.draw()

    def _empty(self, axis: str) -> None:
        getattr(self.draft, axis).clear()
        if axis == "phases":
            self.draft.sticky.clear()
        self.post_message(Composer.Changed(self.draft))

    def _pick(self, character: str) -> None:
        choice = self.choices[self.at]
        key = choice.letters.get(fold(character))
        if key is None:
            return
        picked: list[str] = getattr(self.draft, choice.axis)
        if key in picked:
            picked.remove(key)
        elif choice.axis == "kinds":
            picked[:] = [key]
        else:
            picked.append(key)
        if not character.isupper():
            self.at = min(self.at + 1, len(self.choices) - 1)
        self.post_message(Composer.Changed(self.draft))


class Completion(Suggester):
    """Shows the rest of a tag that is begun at the end of the text; `→` takes it."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._agenda = agenda

    async def get_suggestion(self, value: str) -> str | None:
        return completed(self._agenda, value)


class TextLine(Input):
    """An Input whose size does not hang on its text: a key costs no new layout of the whole screen."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        return super().refresh(*regions, repaint=repaint, recompose=recompose)


class Composer(Vertical):
    """Takes a note; posts each change of the draft, and the note when it is to be kept."""

    @dataclass
    class Changed(Posted):
        """The draft is different now: it is to be kept as it is."""

        draft: Draft

    @dataclass
    class Submitted(Posted):
        """The note is written."""

        draft: Draft

    class Keep(Posted):
        """`enter` in the tags."""

    class BackToText(Posted):
        """Past the last or before the first list."""

    class Closed(Posted):
        """`escape`: the draft stays."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(id="composer")
        self._agenda = agenda

    def compose(self) -> ComposeResult:
        told = _("The note; tab for its tags, enter keeps it, escape keeps the draft")
        # select_on_focus: or typing on would replace the draft
        yield TextLine(id="text", placeholder=told, select_on_focus=False, suggester=Completion(self._agenda))
        yield Tags(self._agenda)

    @property
    def tags(self) -> Tags:
        return self.query_one(Tags)

    def resume(self, draft: Draft) -> None:
        """Go on with `draft`."""
        self.tags.reset(draft)
        text = self.query_one(Input)
        with self.prevent(Input.Changed):
            text.value = draft.text
        text.cursor_position = len(draft.text)
        self.screen.set_focus(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.tags.draft.text = event.value
        self.tags.read()
        self.post_message(self.Changed(self.tags.draft))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._submit()

    def on_composer_keep(self) -> None:
        self._submit()

    def on_composer_back_to_text(self) -> None:
        self.tags.at = 0
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.post_message(self.Closed())

    def _submit(self) -> None:
        if clean(self.tags.draft.text):
            self.post_message(self.Submitted(self.tags.draft))
        else:
            self.post_message(self.Closed())
