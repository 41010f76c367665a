"""Home's keys that lead to the plan screen: the plan of an agenda that is there, or a new one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.agenda.toml import Unreadable, read_bytes
from workshop_tui.locale import _
from workshop_tui.locale.system import reason
from workshop_tui.plans.beginning import fresh, named
from workshop_tui.plans.kept import PlanFile
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.keyed import KeyedScreen

if TYPE_CHECKING:
    from workshop_tui.service import Session


class BeginsPlans(KeyedScreen):
    """Opens plans, and asks for the names of new ones."""

    _naming = False
    """True while the name of a new plan is asked for."""
    _back: Callable[[], Session] | None

    @property
    @abstractmethod
    def selected_file(self) -> Path | None:
        """The file of the agenda that is selected; None if none is."""

    def action_plan(self) -> None:
        """Open the selected agenda's plan; of one that comes with the program, a copy here."""
        file = self.selected_file
        if file is None:
            self.refuse(_("No agenda is selected"))
        elif file.parent == locations.shipped_agendas():
            self.open_plan(_free(Path(file.name)), copied=file)
        else:
            self.open_plan(file)

    async def action_new(self) -> None:
        """Ask for the file of a new plan."""
        from workshop_tui.tui.widgets.ask import Ask

        self._naming = True
        await self.mount(Ask(_("The new plan’s file: “day.toml”")), before="#notice")

    def begin_plan(self, name: str) -> bool:
        """Begin the plan in the file of that name; whether it could be."""
        try:
            file = named(locations.whole(name.strip()))
        except (FileNotFoundError, ValueError):
            self.refuse(_("that cannot be the name of a file"))
            return False
        if not name.strip() or file.is_dir() or not file.parent.is_dir():
            self.refuse(_("{file}: a file in a folder that there is", file=clean_line(str(file))))
            return False
        return self.open_plan(file)

    def open_plan(self, file: Path, copied: Path | None = None) -> bool:
        """Open the plan in `file`, which is not there yet if it is to be one `copied`; say why not, if it cannot be."""
        try:
            plan = PlanFile(file, read_bytes(copied) if copied else fresh())
        except Unreadable as unreadable:
            first = unreadable.finding
            self.refuse(clean_line(first.told(locations.short(file))))
            return False
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else _("that cannot be the name of a file")
            self.refuse(str(why))
            return False
        self.workshop.show_plan(plan, self._back)
        return True


def _free(file: Path) -> Path:
    """A name of which there is no file yet: `day.toml`, else `day-2.toml`."""
    again, made = 1, file
    while made.exists():
        again += 1
        made = file.with_stem(f"{file.stem}-{again}")
    return made
