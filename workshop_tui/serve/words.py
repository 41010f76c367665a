"""The words that a page's script puts together: those of the other screens, their `{names}` left to be filled in."""

from __future__ import annotations

from workshop_tui.locale import _, language, plural, row


class _Count(int):
    """A count that is left to be filled in: it only says which of the two forms is meant."""

    def __format__(self, _spec: str) -> str:
        return "{count}"


def words() -> dict[str, str]:
    """The words, in the language in use."""
    return {
        "language": language(),
        "hour_sign": row().hour_sign,
        "hour_digits": str(row().hour_digits),
        "left_one": plural("{count} minute left", "{count} minutes left", _Count(1)),
        "left_many": plural("{count} minute left", "{count} minutes left", _Count(2)),
        "over_one": plural("{count} minute over", "{count} minutes over", _Count(1)),
        "over_many": plural("{count} minute over", "{count} minutes over", _Count(2)),
        "paused": _("{left}, paused", left="{left}"),
        "left_until": _("{left}, until {end}", left="{left}", end="{end}"),
        "until": _("until {end}", end="{end}"),
        "it_is": _("It is {time}", time="{time}"),
        "step": _("Step {i}/{n}: {title} · {left} min left", i="{i}", n="{n}", title="{title}", left="{left}"),
        "change": _("Change · {left} · then {i}/{n}: {title}", i="{i}", n="{n}", title="{title}", left="{left}"),
        "step_then": _(" · then: {title}", title="{title}"),
        "steps_over": _("All steps are over"),
        "floor": _("Floor"),
        "time_left": _("{time} left", time="{time}"),
        "time_over": _("{time} over", time="{time}"),
        "next": _("next: {title}", title="{title}"),
        "goodbye": _("Thank you, and goodbye."),
        "lost": _("Link lost: the time goes on by this device’s clock"),
        "full": _("Many are looking already: this page looks again every half a minute"),
        "hide": _("Hide the countdown"),
        "show": _("Show the countdown"),
        "sound_on": _("Turn the sound on"),
        "sound_off": _("Turn the sound off"),
        "pause": _("Pause"),
        "resume": _("Go on"),
        "nothing_live": _("Nothing is live"),
        "not_sent": _("Not sent: the link is lost"),
        "kept_here": _("Your note is kept on this device, and is sent once the link is back"),
        "sending": _("Sending…"),
        "unkept": _("NOTHING IS KEPT NOW: {why}", why="{why}"),
        "back": _("COME BACK: the time is nearly up"),
        "back_over": _("COME BACK: the time is up"),
        "round": _("round {round} of {rounds}", round="{round}", rounds="{rounds}"),
        "works": _("We work on"),
        "done": _("We are done"),
        "note_of": _("Note of {time}: {title}", time="{time}", title="{title}"),
        "over": _("This link no longer works: ask for a new one"),
    }
