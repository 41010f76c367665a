"""A note's tags: three lists and the fields of its kind, one of them in hand; a letter picks what it stands by.

A letter goes on to the next list (a `tab` right after it adds nothing), its capital picks and stays, for several;
`backspace` empties the list in hand;
`*`, `?` and `-` are the marks; `enter` keeps the note. A field that is a text is typed in a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message as Posted

from workshop_tui.agenda import Agenda
from workshop_tui.locale import Message, _
from workshop_tui.session.notes.draft import AXES, MARKS, Draft
from workshop_tui.session.notes.fields import TERMS, WORDS, asked_for, shown
from workshop_tui.session.notes.inline_tags import read_inline, unknown
from workshop_tui.session.notes.notebook import LABELS
from workshop_tui.session.notes.tags import terms_of
from workshop_tui.text import fold
from workshop_tui.tui.widgets.choice import Choice
from workshop_tui.tui.widgets.laid import joined, laid, place_of
from workshop_tui.tui.widgets.line import Line

IN_HAND = "► "
"""Before the list in hand."""
NARROW = 48
"""Cells on which two terms stand on a line at the least."""
FLAGS = ("agreed", "settled")
"""Fields that are answered with yes or no."""


class Tags(Line, can_focus=True):
    """Tags and fields: what is picked and said, and the list that letters pick from."""

    TAKES_LETTERS = True
    KEYS = "tags"

    @dataclass
    class Changed(Posted):
        """The message that something was picked, or taken away."""

    @dataclass
    class Unknown(Posted):
        """A character that stands by no term of the list in hand."""

        character: str

    class Keep(Posted):
        """`enter`, or the last tag that was missing is there."""

    class ToText(Posted):
        """Past the last or before the first: back to the text."""

    @dataclass
    class ToField(Posted):
        """The field in hand is typed."""

        name: str

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(id="tags")
        self._axes = [Choice(axis, {t.key: str(t.name(axis)) for t in getattr(agenda, axis)}) for axis in AXES]
        self._fields = {name: Choice(name, self._labels_of(agenda, name)) for name in (*TERMS, *WORDS, *FLAGS)}
        self.at = 0
        self.draft = Draft()
        self.filling = False
        """True if only what is missing is asked for: the note is kept with its last tag."""
        self._agenda = agenda
        self._typed: dict[str, tuple[str, ...]] = {}
        self._doubts: list[Message] = []
        """Remarks on what was typed like a tag and is none."""
        self._place = Offset(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the name of the list in hand begins."""
        return self.content_region.offset + self._place

    @staticmethod
    def _labels_of(agenda: Agenda, name: str) -> dict[str, str]:
        if name in FLAGS:
            return {"yes": _("yes"), "no": _("no")}
        if name in WORDS:
            return {word.key: str(word.label) for word in WORDS[name]}
        axis = TERMS[name]
        return {term.key: str(term.name(axis)) for term in terms_of(agenda, axis)}

    # ── what there is ──────────────────────────────────────────────────────────────────────────────────
    @property
    def kind(self) -> str | None:
        """The kind that is picked, else the one that is typed."""
        return self.draft.kind(self._typed.get("kinds", ()))

    @property
    def names(self) -> tuple[str, ...]:
        """The lists and fields, in the order in which they are asked for."""
        return (*AXES, *asked_for(self._agenda, self.kind))

    @property
    def choice(self) -> Choice | None:
        """The list in hand; None if a text is."""
        name = self.names[min(self.at, len(self.names) - 1)]
        return next((one for one in self._axes if one.axis == name), None) or self._fields.get(name)

    @property
    def first_field(self) -> int:
        """The place of the first field of its kind in which nothing is said; of the last one, where all are."""
        empty = (
            at for at, name in enumerate(self.names) if name not in AXES and getattr(self.draft.details, name) is None
        )
        return next(empty, len(self.names) - 1)

    def said(self, axis: str) -> tuple[str, ...]:
        """The tags of a list, picked and typed; of the kinds, the one that the note has."""
        if axis == "kinds":
            return (self.kind,) if self.kind else ()
        return (*getattr(self.draft, axis), *self._typed.get(axis, ()))

    @property
    def missing(self) -> int | None:
        """The first list of tags in which nothing is said; None if there is none."""
        ends = self.draft.details.asker or self.draft.details.asked
        empty = (k for k, axis in enumerate(AXES) if not self.said(axis) and not (axis == "stakeholders" and ends))
        return next(empty, None)

    def read(self) -> None:
        """Show the tags that are typed in the text, too."""
        signed = re.search("[#@!]", self.draft.text)
        typed = read_inline(self._agenda, self.draft.text).tags if signed else {}
        doubts = unknown(self._agenda, self.draft.text) if signed else []
        if doubts != self._doubts:
            self._doubts = doubts
            self.draw()
        if typed != self._typed:
            kinds = typed.get("kinds", ())
            self.draft.kind_typed = bool(kinds) and (self.draft.kind_typed or kinds != self._typed.get("kinds", ()))
            self._typed = typed
            self.draw()

    def reset(self, draft: Draft, *, filling: bool = False) -> None:
        """Show the tags of `draft`, the first list in hand; `filling`, the first that is empty."""
        self.draft, self.filling, self._typed = draft, filling, {}
        typed_last = draft.kind_typed
        self.read()
        draft.kind_typed = typed_last
        self.at = (self.missing or 0) if filling else 0
        self.draw()

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        """Draw what is picked and said, and under it the list in hand."""
        names = self.names
        heads = [self._named(name) for name in names]
        marks = [
            Content.assemble("  ", (f"{sign} {label}", "bold $text-warning"))
            for mark, (sign, label) in MARKS.items()
            if getattr(self.draft, mark)
        ]
        laid_out = self._laid(heads[: len(AXES)]) + self._laid(heads[len(AXES) :] + marks)
        in_hand = place_of(heads[min(self.at, len(names) - 1)], laid_out)
        self._place = (in_hand or Offset(0, 0)) + Offset(len(IN_HAND), 0)
        lines = joined(laid_out)
        lines += [Content.assemble((f"  {one}", "$text-warning")) for one in self._doubts]
        if self.has_focus:
            lines += self._options(self.choice) if self.choice else []
            keys = [Content.assemble("  ", (f"{sign} ", "bold $accent"), str(label)) for sign, label in MARKS.values()]
            lines += joined(self._laid(keys))
        self.show(Content("\n").join(lines), layout=True)

    def _laid(self, words: list[Content]) -> list[list[Content]]:
        """Put these on as many lines as they need."""
        return laid(words, max(20, self.content_size.width))

    def _named(self, name: str) -> Content:
        """A list or a field with what is said in it."""
        in_hand = self.has_focus and name == self.names[min(self.at, len(self.names) - 1)]
        label = str(AXES[name] if name in AXES else LABELS[name]).capitalize()
        told = self._told(name)
        head = Content.assemble((IN_HAND if in_hand else " " * len(IN_HAND), ""), (f"{label} ", "$text-muted"))
        return head + Content.assemble((told or "–", "bold $text-success" if told else ""))

    def _told(self, name: str) -> str:
        if name in AXES:
            labels, said = next(one.labels for one in self._axes if one.axis == name), self.said(name)
            if name == "phases" and not said:
                return " ".join(f"({label})" for key, label in labels.items() if key in self.draft.sticky)
            return " ".join(f"[{label}]" for key, label in labels.items() if key in said)
        value = getattr(self.draft.details, name)
        if value is not None:
            return f"[{shown(self._agenda, name, value)}]"
        other = self.draft.other_end(self._agenda, self.kind, self.said("stakeholders")).get(name)
        return f"({shown(self._agenda, name, other)})" if other else ""

    def _options(self, choice: Choice) -> list[Content]:
        """The terms with their letters."""
        letter_of = {key: letter for letter, key in choice.letters.items()}
        picked = self._picked(choice)
        terms = [
            Content.assemble(
                " ✓" if key in picked else "  ",
                (letter_of.get(key, " "), "bold $accent"),
                " ",
                (self._cut(label), "bold $text-success" if key in picked else ""),
            )
            for key, label in choice.labels.items()
        ]
        return joined(self._laid(terms))

    def _cut(self, label: str) -> str:
        """`label`, so short on a narrow screen that two terms stand on a line: all of a list must be seen."""
        width = max(20, self.content_size.width)
        return label if width > NARROW else Content(label).truncate((width - 2) // 2 - 4, ellipsis=True).plain

    def _picked(self, choice: Choice) -> tuple[str, ...]:
        if choice.axis == "kinds":
            return self.said("kinds")
        if choice.axis in AXES:
            return tuple(getattr(self.draft, choice.axis))
        value = getattr(self.draft.details, choice.axis)
        return () if value is None else (("yes" if value else "no") if choice.axis in FLAGS else value,)

    def sized(self) -> None:
        self.draw()

    def on_focus(self) -> None:
        self.call_next(self.draw)  # `has_focus` says so only after this

    def on_blur(self) -> None:
        self.call_next(self.draw)

    # ── what is picked ─────────────────────────────────────────────────────────────────────────────────
    def on_key(self, event: events.Key) -> None:
        moves = {"down": 1, "right": 1, "tab": 1, "space": 1, "up": -1, "left": -1, "shift+tab": -1}
        mark = next((name for name, (sign, _label) in MARKS.items() if sign == event.character), None)
        if event.key in moves:
            self.go(self.at + moves[event.key])
        elif event.key == "enter":
            self.post_message(self.Keep())
        elif event.key == "backspace":
            self._empty()
        elif mark:
            setattr(self.draft, mark, not getattr(self.draft, mark))
            self.post_message(self.Changed())
        elif event.character and event.is_printable:
            self._pick(event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        self.draw()

    def go(self, place: int) -> None:
        """Take the list or field at `place` in hand; past either end, the text."""
        if not 0 <= place < len(self.names):
            self.post_message(self.ToText())
            return
        self.at = place
        if self.choice is None:
            self.post_message(self.ToField(self.names[place]))
        self.draw()

    def _empty(self) -> None:
        if choice := self.choice:
            if choice.axis in AXES:
                getattr(self.draft, choice.axis).clear()
            else:
                self.draft.say(choice.axis, None)
            if choice.axis == "phases":
                self.draft.sticky.clear()
            self.post_message(self.Changed())

    def _pick(self, character: str) -> None:
        choice = self.choice
        key = choice.letters.get(fold(character)) if choice else None
        if choice is None or key is None:
            self.post_message(self.Unknown(character))
            return
        if choice.axis not in AXES:
            self.draft.say(choice.axis, key == "yes" if choice.axis in FLAGS else key)
        elif choice.axis == "kinds":
            self.draft.kinds = [] if self.draft.kinds == [key] and not self.draft.kind_typed else [key]
            self.draft.kind_typed = False
        elif key in (picked := getattr(self.draft, choice.axis)):
            picked.remove(key)
        else:
            picked.append(key)
        self.post_message(self.Changed())
        if not character.isupper():
            self._go_on()

    def _go_on(self) -> None:
        """To the next list or field; the last one stays. Filling: to the next that is empty, and done with the last."""
        missing = self.missing
        if not self.filling:
            self.go(min(self.at + 1, len(self.names) - 1))
        elif missing is None:
            self.post_message(self.Keep())
        else:
            self.go(missing)
