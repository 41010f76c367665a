"""People who are named in a plan: by names on the screen, by keys in the file; a trainer who is new is added."""

from __future__ import annotations

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.operations import Done
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.rules import Path
from workshop_tui.locale import _
from workshop_tui.text import clean_line, fold
from workshop_tui.text.titles import first_name
from workshop_tui.tui.parts.planning import OnAPlan


class Leads(OnAPlan, part=True):
    """A screen on which segments are given to people."""

    def names(self, keys: object) -> str:
        """The names of the trainers of these keys, with commas."""
        known = op.trainers(self.plan.document.sheet)
        those = keys if isinstance(keys, list) else []
        return ", ".join(clean_line(known.get(str(key), str(key))) for key in those)

    def set_people(self, path: Path, field: str, text: str) -> None:
        """Give the segment at `path` to those who are named in `text`; new trainers are added, which is said."""
        wanted = [name for one in text.split(",") if (name := clean_line(one))]
        new = [name for name in wanted if _key_of(self.plan.document.sheet, name) is None]

        def change(sheet: Sheet) -> Done:
            keys = []
            for name in wanted:
                if (key := _key_of(sheet, name)) is None:
                    sheet, key = op.with_trainer(sheet, name)
                keys.append(key)
            return op.set_values(sheet, path, {field: list(dict.fromkeys(keys))})

        title = clean_line(str(self.plan.document.sheet.at((*path, "title")) or ""))
        told = _("“{title}”: {names}", title=title, names=", ".join(wanted) or "–")
        self.do(told + (" · " + _("new among the trainers: {names}", names=", ".join(new)) if new else ""), change)


def _key_of(sheet: Sheet, name: str) -> str | None:
    """The key of the trainer who is called so, by their key, their name, or the first of it if one alone is."""
    known, wanted = op.trainers(sheet), fold(name)
    whole = next((key for key, one in known.items() if wanted in (fold(key), fold(one))), None)
    if whole:
        return whole
    first = [key for key, one in known.items() if fold(first_name(one)) == wanted]
    return first[0] if len(first) == 1 else None
