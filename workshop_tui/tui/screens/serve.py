"""The session in a browser, as this terminal serves it: the links, the code of one of them, how many look."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from workshop_tui.journal import JournalError
from workshop_tui.locale import _, plural
from workshop_tui.locale.system import reason
from workshop_tui.tui.parts.over import OverRun
from workshop_tui.tui.widgets.frames import Below, Beside
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from workshop_tui.serve.serving import Served
    from workshop_tui.tui.parts.serving import Serves


class ServeScreen(OverRun):
    """The room's code first: a trainer's is shown by a key, for a room that looks on must not take it."""

    NAME = "serve"
    AUTO_FOCUS = ""
    CSS_PATH = [*OverRun.CSS_PATH, "serve.tcss"]

    def __init__(self, run: Serves) -> None:
        super().__init__(run)
        self._serves = run
        self._which = 0
        """The link that is shown: the room's, a trainer's, then those of groups."""
        self._drawn: tuple[object, ...] = ()
        self._fault = ""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        with Beside(id="serving"):
            yield Line(id="code")
            with Below(id="beside"):
                yield Line(id="link")
                yield Line(id="about")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the link begins, and whose it is: nothing has the focus here."""
        return self.query_one("#link", Line).content_region.offset

    def on_mount(self) -> None:
        if self._serves.served is None:
            self._do(self._serves.serve(lan=False))

    def _do(self, deed: Coroutine[None, None, None]) -> None:
        """Do it beside: a server takes its own time, keys are heard meanwhile, and who leaves does not cut it short."""
        self.app.run_worker(self._done(deed))

    async def _done(self, deed: Coroutine[None, None, None]) -> None:
        self._fault = ""
        try:
            await deed
        except OSError as error:
            self._fault = _("Nothing can be served: {why}", why=reason(error))
        except JournalError as error:
            self._fault = str(error)
        if self.display and self.is_attached:
            self.draw()

    def outdated(self) -> bool:
        return self._seen() != self._drawn

    def _seen(self) -> tuple[object, ...]:
        served = self._serves.served
        links = tuple(self._links())
        return links, served and served.looking, self._which, self._fault, self._code_fits()

    def draw(self) -> None:
        self._drawn = self._seen()
        served = self._serves.served
        heading = _("In a browser") + (f" · {_looking(served)}" if served else "")
        self.query_one("#heading", Line).show(heading)
        link = self._links()[self._which][1] if served else ""
        code = self.query_one("#code", Line)
        code.display = bool(link) and self._code_fits()
        if code.display:
            from workshop_tui.serve.qr import qr_lines

            code.show(Content("\n".join(qr_lines(link))), layout=True)
        self.query_one("#link", Line).show(Content(self._link_told(link)), layout=True)
        self.query_one("#about", Line).show(Content(self._about(served)), layout=True)

    def _code_fits(self) -> bool:
        area: Widget = self.query_one("#serving")
        return area.size.height >= 19 and area.size.width >= 60

    def _link_told(self, link: str) -> str:
        if not link:
            return self._fault or _("Not served")
        return f"{self._links()[self._which][0]}\n{link}"

    def _links(self) -> list[tuple[str, str]]:
        """The links: whose each is, in words."""
        served = self._serves.served
        if served is None:
            return []
        groups = [(_("For the group “{group}”:", group=title), link) for title, link in served.groups]
        links = [(_("For the room:"), served.room), (_("For a trainer, and for nobody else:"), served.control)]
        if served.evaluation:
            links.append((_("The evaluation, for the participants:"), served.evaluation))
        links += groups
        self._which %= len(links)
        return links

    def _about(self, served: Served | None) -> str:
        if served is None:
            return ""
        told = [
            _("This machine alone reaches it.")
            if "//127.0.0.1:" in served.base
            else _("The whole network reaches it, in plain HTTP (docs/serve.md).")
        ]
        if not self._code_fits():
            told.append(_("A larger terminal shows its QR code."))
        if served.unkept:
            told.append(_("The links are not kept: {why}", why=reason(served.unkept)))
        return "\n".join(told)

    # ── keys ───────────────────────────────────────────────────────────────────────────────────────────
    def action_other(self) -> None:
        self._which += 1
        self.draw()

    def action_lan(self) -> None:
        served = self._serves.served
        self._do(self._serves.serve(lan=served is None or "//127.0.0.1:" in served.base))

    def action_stop(self) -> None:
        """Serve no more, or again."""
        self._do(self._serves.serve_or_not())


def _looking(served: Served) -> str:
    room, trainers = served.hub.looking("room"), served.hub.looking("trainer")
    pages = plural("{count} page of the room looks", "{count} pages of the room look", room)
    return pages + " · " + plural("{count} trainer’s page", "{count} trainers’ pages", trainers)
