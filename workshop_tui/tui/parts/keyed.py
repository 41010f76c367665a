"""A screen of ours: the app as ours, and the keys that a person may have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from msgspec.structs import replace
from textual.events import DescendantFocus, ScreenResume

from workshop_tui.locale import Message, _
from workshop_tui.session.event import filled
from workshop_tui.session.may import May
from workshop_tui.tui.hints import Hint, always
from workshop_tui.tui.key import Key, bindings
from workshop_tui.tui.laid_out_once import LaidOutOnce
from workshop_tui.tui.painting import Near, PaintedOnce
from workshop_tui.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_tui.agenda import Agenda
    from workshop_tui.clock import Clock
    from workshop_tui.plans.kept import PlanFile
    from workshop_tui.service import Session
    from workshop_tui.session.privacy.forgetting import WithoutNames
    from workshop_tui.tui.widgets.typing import Cut, Full, LeftOut


class Workshop(Protocol):
    """The app, as much of it as the screens ask for: they never import it, it imports them."""

    keys: dict[str, tuple[Key, ...]]
    """By screen or mode: those that this terminal has, as chosen."""
    refused: dict[str, tuple[Key, ...]]
    """By screen or mode: those that only say why they do nothing here."""
    may: May
    """The right of this terminal."""
    notices: int | None
    """Seconds that a notice stays; None: until a key."""
    confined: bool
    """True if nothing may lead out of the session that is shown (`join --confined`)."""
    warned: str
    """A line that says what is wrong with what was chosen; nothing if nothing is."""
    guide: Path | None
    """The file that says that nobody is to be guided any more; None: nobody is."""
    plan_file: str
    """The file of the session's agenda, as far as it is known here; else nothing."""

    pressed_at: float
    """The moment when the key in hand, or the mouse's button, went down."""

    @property
    def is_away(self) -> bool:
        """Tell whether nobody is at the terminal."""

    def catch_up(self) -> None:
        """Draw what was left out meanwhile."""

    @property
    def mark(self) -> str:
        """The words for what this terminal may do, where that is not all."""

    def refusal(self, key: Key) -> Message | None:
        """Say why a key does nothing here; None if it does."""

    def written(self, text: str) -> str:
        """`text` as this terminal can show it outside the screens."""

    def name_window(self, text: str) -> None:
        """Give the terminal's window `text` for its title."""

    def show_session(self, opened: Session) -> None:
        """Show a session in the place of what is shown."""

    def rehearse(self, agenda: Agenda) -> None:
        """Leave the session as it is, and rehearse its agenda in a throw-away one."""

    def show_plan(self, plan: PlanFile, back: Callable[[], Session] | None, told: Sequence[str]) -> None:
        """Show the screen of a plan in the place of home, to which it goes back; `back` is where that goes. `told` is
        to be read first."""

    def show_home(self, clock: Clock, by: str, back: Callable[[], Session]) -> None:
        """Show home in the place of a session; `back` opens that again."""


class KeyedScreen(LaidOutOnce[None], PaintedOnce, part=True):
    """A screen whose keys are those called `NAME` in `keys.SCREENS`."""

    NAME: ClassVar[str]
    hides_minutes = False
    """True if what is left is to be seen by nobody while this screen is shown."""
    mode: str | None = None
    """The name of other keys that it has for a while."""

    _came = False
    """True once it was shown."""
    _typing: str | None = None
    """The name of the keys of what is typed in, while something is."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Near()

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Keep Textual, before it does its part, from styling all of a screen that comes: each part of it was styled as
        it was mounted."""
        event.refresh_styles &= self._came
        self._came = True

    @property
    def workshop(self) -> Workshop:
        """The app."""
        return cast("Workshop", self.app)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that it has now, as chosen."""
        if self._typing is None:
            return self.workshop.keys[self.mode or self.NAME]
        own = {key.action: key for key in self.workshop.keys[self.NAME]}
        chosen = [(key, own.get(key.action, key)) for key in self.workshop.keys[self._typing]]
        return tuple(replace(key, keys=mine.keys, sign=mine.sign) for key, mine in chosen)

    async def forget(self, without: WithoutNames) -> None:
        """Let what is asked for here, and about whom, be `without` those who were forgotten."""

    def has_child(self, named: str) -> bool:
        """Tell whether something is open on it that has this id: asked often, so nothing else is looked through."""
        return any(child.id == named for child in self.children)

    def keep_typed(self) -> None:
        """Keep what is half-typed. Done before each frame, so that no letter is seen that a kill would take."""

    @property
    def bar_keys(self) -> tuple[Key, ...]:
        """The keys for the bar."""
        return self.keys

    def sign_of(self, action: str, mode: str | None = None) -> str:
        """The sign of the key that does `action`, among its own or those of `mode`."""
        return next(key.sign for key in self.workshop.keys[mode or self.NAME] if key.action == action)

    def hint(self, action: str, words: Message, holds: Callable[[], bool] = always, *, spare: bool = False) -> Hint:
        """A hint about one of its own actions."""
        return Hint(self.NAME, action, words, holds, spare)

    def shown(self, hint: Hint) -> str:
        """The hint as it reads here; nothing where its key does something else, or is not looked at."""
        key = next((one for one in self.keys if one.action == hint.action), None)
        here = self.app.screen is self and hint.name == (self._typing or self.mode or self.NAME)
        does = key is not None and here and self.check_action(hint.action.partition("(")[0], ()) and hint.holds()
        if key is None or not does or not key.sign:
            return ""
        return str(filled(hint.words, key=key.sign))

    def hinted(self, action: str, words: Message) -> str:
        """`words` about one of its own actions as they read now; nothing where its key does something else."""
        return self.shown(self.hint(action, words))

    def change_keys(self, mode: str | None) -> None:
        """Have the keys of `mode` from here on, else its own; in the bar, the palette and the help, too."""
        if mode != self.mode:
            self.mode = mode
            self._show_keys()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Give what is typed in the keys of its own: those of the day mean nothing there."""
        named = (getattr(node, "KEYS", None) for node in event.widget.ancestors_with_self)
        typing = next((name for name in named if name), None)
        if typing != self._typing:
            self._typing = typing
            self._show_keys()

    def _show_keys(self) -> None:
        self.listen()
        self.query_one(KeyBar).show_keys(self.bar_keys)
        self.hints_changed()

    def hints_changed(self) -> None:
        """Show the hints that hold now: other keys mean something."""

    def listen(self) -> None:
        """Bind the keys. Called as the screen composes: the app is known by then, and no key has come yet.

        Of those of a text only what must come before it: it hears the others itself.
        """
        self._bindings = bindings(tuple(key for key in self.keys if key.at_once or not self._typing) + self._refused)

    @property
    def _refused(self) -> tuple[Key, ...]:
        """The keys that say why they do nothing here, while nothing is typed."""
        name = self.mode or self.NAME
        refused = () if self._typing else self.workshop.refused[name]
        return tuple(replace(key, action=f"say_why_not('{key.action}')") for key in refused)

    def refuses(self, needed: May) -> bool:
        """Tell whether this terminal has not the right that is needed, and say so."""
        why = self.workshop.may.refuses(needed)
        if why:
            self.refuse(str(why))
        return why is not None

    def action_say_why_not(self, action: str) -> None:
        """Answer a key that does nothing here."""
        for key in self.workshop.refused[self.mode or self.NAME]:
            if key.action == action:
                self.refuse(str(self.workshop.refusal(key)))

    def action_press(self, key: str) -> None:
        """A key of a text, from the bar or the palette."""
        self.app.simulate_key(key)

    def moves_the_day(self, key: str) -> bool:
        """Tell whether this key, as it is now, is a command that moves the day."""
        return not self._typing and any(one.needs is May.LEAD and key in one.keys.split(",") for one in self.keys)

    def key_pressed(self) -> None:
        """A key was pressed, on this screen or on one over it, which is no letter of a text."""

    def warn(self, text: str) -> None:
        """Say that something is not as it was meant."""

    def on_cut(self, event: Cut) -> None:
        event.stop()
        self.warn(_("More than 10,000 characters were pasted: the end is cut"))

    def on_full(self, event: Full) -> None:
        event.stop()
        self.warn(_("A text has at most 10,000 characters: this one is full"))

    def on_left_out(self, event: LeftOut) -> None:
        event.stop()
        self.warn(_("Control characters are no text: they are left out."))

    def tell_how_to_leave(self) -> None:
        """Answer ctrl+c."""

    def refuse(self, why: str) -> None:
        """Say, where the screen says such things, that something which is not of it could not be done."""

    def action_help(self) -> None:
        from workshop_tui.tui.dialogs.help import OF, OF_THE_DAY, HelpScreen

        self.app.push_screen(HelpScreen(self.keys, OF.get(self.NAME, OF_THE_DAY)))
