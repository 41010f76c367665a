"""Asking who sits there whether it is meant, and reading what they type or what comes in by a pipe."""

from __future__ import annotations

import sys

import click

from workshop_tui.cli.options import Failure, known_encodings
from workshop_tui.host import streams
from workshop_tui.locale import Message, _, say
from workshop_tui.text import fold, loses


def make_sure(question: str, *, yes: bool) -> None:
    """Ask before what cannot be taken back, unless `yes` or nobody is there to answer. Raises `click.Abort` on no."""
    if yes or not streams.somebody_at(sys.stdin):
        return
    agreed, not_agreed = _("yes"), _("no")
    asked = f"{question} ({agreed}/{not_agreed})"
    answer = fold(click.prompt(asked, default=not_agreed, show_default=False, prompt_suffix=" ", err=True))
    if not (answer and any(word.startswith(answer) for word in ("yes", fold(agreed)))):
        raise click.Abort


def be_sure(question: str, *, yes: bool) -> None:
    """`make_sure`, of what leaves nothing behind: where nobody is there to answer, `--yes` is. Raises `Failure`."""
    if not (yes or streams.somebody_at(sys.stdin)):
        raise Failure(say("{question} Nobody is here to answer: --yes says it", question=question))
    make_sure(question, yes=yes)


def typed(asked: Message, most: int) -> bytes:
    """At most `most` bytes of standard input; somebody who sits at a terminal is `asked` for them first."""
    if streams.somebody_at(sys.stdin):
        streams.tell(str(asked))
    return sys.stdin.buffer.read(most)


def typed_text(asked: Message, most: int) -> str:
    """The text on standard input, of at most `most` bytes. Raises `Failure` where it is in no encoding known here."""
    raw = typed(asked, most)
    if len(raw) == most:
        from workshop_tui.session.refusal import TOO_LONG

        raise Failure(TOO_LONG)
    try:
        text = streams.decoded(raw)
    except UnicodeDecodeError as error:
        known = known_encodings()
        line = raw.count(b"\n", 0, error.start) + 1
        told = say("what comes in is no text in {known} (line {line}): nothing is kept", known=known, line=line)
        raise Failure(told) from None
    if loses(text):
        streams.tell(_("Control characters are no text: they are left out."))
    return text
