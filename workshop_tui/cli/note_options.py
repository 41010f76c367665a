"""Options of the commands on what was said: the fields of a kind of note, which notes are meant, how they are shown."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.options import Command, Failure, instant
from workshop_tui.host import streams
from workshop_tui.locale import Message, _, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workshop_tui.service import Session
    from workshop_tui.session.event import Command as Meant
    from workshop_tui.session.privacy.hiding import Asked
    from workshop_tui.session.state import State

_TAGS = (("phases", "phase"), ("stakeholders", "stakeholder"))
"""Each axis, and what else a command or a filter calls its tags."""
_FILTERS = ("phase", "stakeholder", "kind", "segment", "author", "initiative", "group")

json_option = click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/notes.md)"))
names_option = click.option("--names", is_flag=True, help=_("with all that confidentiality hides: for the trainers"))


def detail_options(command: Command) -> Command:
    """The fields of a kind of note, as `details`; None if none was given."""

    @functools.wraps(command)
    def called(**given: Any) -> Any:
        from workshop_tui.session.notes.notebook import Details

        said = Details(**{name: given.pop(name) for name in Details.__struct_fields__ if name in given})
        return command(details=said if said != Details() else None, **given)

    for option in (
        click.option("--met", metavar="M", help=_("an expectation: whether it is met: oui, en-partie, non")),
        click.option("--settled/--no-settled", default=None, help=_("a question, something parked: settled, or open")),
        click.option("--reference", metavar="REF", help=_("a resource: where it is found")),
        click.option("--agreed/--no-agreed", default=None, help=_("a quote: its speaker agreed to it, or did not")),
        click.option("--speaker", metavar="CODE", help=_("a quote: its speaker’s code")),
        click.option("--due", metavar=_("WHEN"), help=_("a follow-up: by when, in words or as a date")),
        click.option("--who", metavar=_("NAME"), help=_("a follow-up: who does it")),
        click.option("--degree", metavar="D", help=_("a request: how far they were let in: informes, consultes…")),
        click.option("--answer", metavar=_("TEXT"), help=_("a request, a question: the answer")),
        click.option("--purpose", metavar="P", help=_("a request: what for: local, argent, conseil…")),
        click.option("--to", "asked", metavar="S", help=_("a request: to whom")),
        click.option("--from", "asker", metavar="S", help=_("a request: from whom")),
    ):
        called = option(called)
    return called  # type: ignore[return-value]


def filter_options(command: Command) -> Command:
    """The options that say which notes are meant (`--phase`, `--group`, `--untagged`…), as `wanted`."""

    @functools.wraps(command)
    def called(**given: Any) -> Any:
        from workshop_tui.session.search import Filter

        wanted = Filter(**{name: given.pop(name) for name in (*_FILTERS, "untagged")})
        return command(wanted=wanted, **given)

    called = click.option("--untagged", is_flag=True, help=_("those without a kind, a phase or a stakeholder"))(called)
    for name, given, told in (
        ("group", _("GROUP"), _("those of this group")),
        ("initiative", "I", _("those about this initiative")),
        ("author", _("NAME"), _("those taken by this person")),
        ("segment", _("SEG"), _("those of this segment")),
        ("kind", "K", _("those of this kind")),
        ("stakeholder", "S", _("those that name this stakeholder, or a member of the family")),
        ("phase", "P", _("those that name this phase")),
    ):
        called = click.option(f"--{name}", name, metavar=given, help=told)(called)
    return called  # type: ignore[return-value]


def warn_of(asked: Iterable[Asked]) -> None:
    """Say on standard error which words nobody has settled yet, if there are any."""
    if words := ", ".join(_("“{word}”", word=one.word) for one in asked):
        told = _(
            "Names, or ordinary words? They are hidden until you say so (workshop-tui words): {words}", words=words
        )
        streams.tell(told)


def warn_of_tags(state: State, meant: object) -> None:
    """Say on standard error which of the tags that a command or a filter names no list knows, and the nearest; and
    which of several initiatives could be meant."""
    from workshop_tui.agenda.vocabulary import NATURES
    from workshop_tui.session.notes.commands import RecordInitiative
    from workshop_tui.session.notes.fields import TERMS, WORDS
    from workshop_tui.session.notes.initiatives import meant_initiative
    from workshop_tui.session.notes.tags import doubt, doubt_word
    from workshop_tui.session.refusal import Refused

    details = getattr(meant, "details", None)
    kind = None if isinstance(meant, RecordInitiative) else getattr(meant, "kind", None)
    tags = [("kinds", kind), *((axis[0], one) for axis in _TAGS for one in _given(meant, axis))]
    tags += [(axis, getattr(details, name, None)) for name, axis in TERMS.items()]
    words = [(known, getattr(details, name, None)) for name, known in WORDS.items()]
    words.append((NATURES, getattr(meant, "nature", None)))
    doubts = [
        *(doubt(state.agenda, axis, tag) for axis, tag in tags if tag),
        *(doubt_word(known, word) for known, word in words if word),
    ]
    for told in dict.fromkeys(str(one) for one in doubts if one):
        streams.tell(told)
    try:
        meant_initiative(state.notebook, getattr(meant, "initiative", None) or "")
    except Refused as several:
        streams.tell(str(several))


def unknown_kind(state: State, kind: str) -> Message | None:
    """Say of a kind of note that no list knows it, what could be meant and which there are; None if one does."""
    from workshop_tui.session.notes.tags import doubt, find_term

    if find_term(state.agenda, "kinds", kind) is not None:
        return None
    kinds = ", ".join(term.key for term in state.agenda.kinds)
    why = doubt(state.agenda, "kinds", kind) or say("that is no kind of note")
    return say("{why}; there are: {kinds}", why=why, kinds=kinds)


def group_option(told: str) -> Callable[[Command], Command]:
    """`--group`, as `group`."""
    return click.option("--group", "group", metavar=_("GROUP"), help=told)


def group_key(state: State, group: str | None, segment: str | None) -> str | None:
    """The key of the group that is meant in a note of this segment (None: of the one that is live); none: nothing.

    Raises `Refused` if there is no such group."""
    if not group:
        return group
    from workshop_tui.session.groups.commands import find_anywhere

    return find_anywhere(state.day, state.groups, group, segment)[1]


def _given(meant: object, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        given = getattr(meant, name, None) or ()
        yield from (given,) if isinstance(given, str) else given


def do(opened: Session, meant: Meant, at: str | None = None) -> None:
    """Do it, and say what it did."""
    from workshop_tui.session.notes.commands import AmendNote, NoteCommand, TakeNote
    from workshop_tui.session.notes.events import NoteTaken
    from workshop_tui.session.state import told
    from workshop_tui.text import is_cut

    kind = meant.kind if isinstance(meant, TakeNote | AmendNote) else None
    if kind and not is_cut(kind) and (why := unknown_kind(opened.state, kind)):
        raise Failure(why)
    record = opened.do(meant, instant(opened.state, at, now=opened.now()))
    if isinstance(record.event, NoteTaken):
        from workshop_tui.spoken.kept import kept

        click.echo(kept(opened.state, record.event, record.number))
    else:
        click.echo(told(opened.state, record.event))
    if isinstance(meant, NoteCommand):
        warn_of_tags(opened.state, meant)
