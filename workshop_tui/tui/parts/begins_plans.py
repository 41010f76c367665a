"""Home's keys that lead to plans: that of an agenda which is there, or a new one, from nothing or from a file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.toml import Unreadable, read_bytes
from workshop_tui.locale import _
from workshop_tui.locale.system import reason
from workshop_tui.plans.beginning import FORMS, Source, free, fresh, named
from workshop_tui.plans.kept import PlanFile
from workshop_tui.plans.rows import Unread
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.keyed import KeyedScreen

if TYPE_CHECKING:
    from workshop_tui.plans.meaning.proposal import Question
    from workshop_tui.service import Session


class BeginsPlans(KeyedScreen, part=True):
    """Opens plans, and asks for the names of new ones."""

    _take: Callable[[str], bool] | None = None
    """Takes the answer to what is asked of a new plan, and says whether that will do; None while nothing is."""
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
            self._open_plan(free(Path(file.name)), lambda: read_bytes(file))
        else:
            self._open_plan(file, fresh)

    async def action_new(self) -> None:
        """Ask for the file of a new plan, or for one that it is read from."""
        await self._ask(_("The new plan’s file, “day”; or a plan that you have: .xlsx, .docx, .md…"), self._begin)

    async def _ask(self, told: str, take: Callable[[str], bool]) -> None:
        from workshop_tui.tui.widgets.ask import Ask

        self._take = take
        await self.mount(Ask(told), before="#notice")

    def _begin(self, name: str) -> bool:
        """Begin the plan in the file of that name, or read it from that file; whether it could be."""
        try:
            file = named(locations.whole(name.strip()))
        except (FileNotFoundError, ValueError):
            self.refuse(_("that cannot be the name of a file"))
            return False
        if not name.strip() or file.is_dir() or not file.parent.is_dir():
            self.refuse(_("{file}: a file in a folder that there is", file=clean_line(str(file))))
            return False
        return self._read(file) if file.suffix.lower() in FORMS else self._open_plan(file, fresh)

    def _read(self, file: Path) -> bool:
        """Begin with what is read of `file`; whether it can be read."""
        try:
            return self._understand(Source.of(file))
        except Unread as unread:
            self.refuse(clean_line(_("{file}: {why}", file=file.name, why=unread.message)))
            return False

    def _understand(self, source: Source) -> bool:
        """Begin with what is understood of it; what only the person knows is asked once. Raises `Unread`."""
        from workshop_tui.plans.told import mistakes, table

        made, name = source.understood(), clean_line(source.file.name)
        if made.is_whole:
            file = free(Path(source.file.stem).with_suffix(".toml"))
            lines = [*table(made, name, max(60, self.app.size.width - 8))]
            return self._open_plan(file, lambda: source.begun(made, file), lines)
        wrong = [*mistakes(made, name)]
        if made.questions and not made.mistakes:
            question = made.questions[0]
            self.call_later(self._ask, str(question.message), partial(self._answered, source, question))
            return True
        self.refuse(wrong[0])
        return False

    def _answered(self, source: Source, question: Question, text: str) -> bool:
        try:
            return self._understand(source.answered(question, text))
        except Mistake as mistake:
            self.refuse(str(mistake.message))
        except Unread as unread:
            self.refuse(clean_line(str(unread.message)))
        return False

    def _open_plan(self, file: Path, begun: Callable[[], bytes], told: Sequence[str] = ()) -> bool:
        """Open the plan in `file`, which begins as that if it is not there yet; say why not, if it cannot be. `told` is
        to be read first."""
        try:
            plan = PlanFile(file, begun(), worth_saving=bool(told))
        except Unreadable as unreadable:
            self.refuse(clean_line(unreadable.finding.told(locations.short(file))))
            return False
        except (OSError, ValueError) as error:
            self.refuse(str(reason(error)) if isinstance(error, OSError) else _("that cannot be the name of a file"))
            return False
        self.workshop.show_plan(plan, self._back, told)
        return True
