"""Modules that keys need and the first frame does not: loaded as soon as that stands.

So no key waits for it, unless it comes at once; nor meets a newer program's, should one be installed meanwhile.
"""


def load() -> None:
    """Import what takes a note, asks a question and decides on a command, and what keeps an event apart that cannot be
    written."""

    import workshop_tui.session.decide
    import workshop_tui.tui.dialogs.confirm
    import workshop_tui.tui.widgets.composer  # noqa: F401
