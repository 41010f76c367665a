"""The sentences that were said in this terminal: notices, refusals and signals with their times, the newest last."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Kept, Notice
from workshop_tui.tui.widgets.rows import Rows


class SaidScreen(Lists):
    """A line a sentence; under them all of the selected one. It opens on the last, and stays there while it is."""

    NAME = "said"
    ASIDE = False
    _shown: tuple[Kept, ...] = ()

    @property
    def _kept(self) -> tuple[Kept, ...]:
        return tuple(self.run.query_one(Notice).kept)

    def outdated(self) -> bool:
        return super().outdated() or self._kept != self._shown

    def draw(self) -> None:
        rows, shown = self.query_one(Rows), self._kept
        self._drawn = self.run.session.state
        at_end = rows.selected in (None, str(len(self._shown) - 1))
        self._shown = shown
        count = plural("{count} sentence", "{count} sentences", len(shown))
        self.query_one("#heading", Line).show(_("Said in this terminal · {count}, newest last", count=count))
        if not shown:
            self.explain(rows, _("Nothing was said yet."))
        else:
            rows.draw([(str(k), self._line(one).truncate(rows.width, ellipsis=True)) for k, one in enumerate(shown)])
        if at_end and shown:
            rows.select(str(len(shown) - 1))
        self.on_rows_moved()

    def _line(self, one: Kept) -> Content:
        at = clock_time(one.at, self.run.session.state.agenda.zone)
        return Content.assemble((f"{at:>5}  ", "$text-muted"), (one.text, "$text-error" if one.bad else ""))

    def on_rows_moved(self) -> None:
        """Show all of the selected sentence."""
        key = self.query_one(Rows).selected
        told = self._shown[int(key)].text if key else ""
        self.query_one("#whole", Line).show(Content(told), layout=True)
