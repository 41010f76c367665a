"""Markdown by a Jinja2 template, in which every text of a person is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from workshop_tui.agenda import Term
from workshop_tui.locale import Message, _, clock_time, days_told, hours_told, language, plural, row, say, speaking
from workshop_tui.report.printed import Told
from workshop_tui.session.attendance.presence import held_told, rate_told
from workshop_tui.session.notes.tags import label
from workshop_tui.session.points import heading, outcome_word
from workshop_tui.session.sentences import was_left_open
from workshop_tui.session.timing.events import reason_word
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.text import clean_line
from workshop_tui.text.typography import quoted, typeset

# Whatever CommonMark, GitHub's, GitLab's or HedgeDoc's Markdown could take for markup, anywhere in a line: the last
# ones only where they are doubled (insertions, dashes), or stand for a sign (“(c)”).
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!$^=@]|\+(?=\+)|(?<=\+)\+|-(?=-)|(?<=-)-|\((?=(?:c|r|tm|p)\)))", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
# A word that GitHub's reader would make a link of, although nobody wrote one.
_AUTOLINK = re.compile(r"(?i)\b(www)\.")
# A scheme, or an emoji's short name; a time is neither.
_COLON = re.compile(r"(?<!\d):(?=\S)|:(?=[^\s\d])")


def escape(text: str) -> str:
    """`text` as one line of Markdown that reads back as exactly these words (line ends become spaces).

    One thing no escape prevents: GitHub makes a link of a mail address, after it has read the text.
    """
    line = " ".join(text.split("\n"))
    line = line.replace("&", "&amp;")
    line = _MARKUP.sub(r"\\\1", line)
    line = _COLON.sub(r"\\:", line)
    line = _AUTOLINK.sub(r"\1\\.", line)
    if found := _LINE_START.match(line):
        start, mark = found.groups()
        line = start + (f"\\{mark}" if mark in "-+" else f"{mark}\\") + line[found.end() :]
    return line


class TemplateError(Exception):
    """A person's own template that cannot be read or filled in; `line` is where, 0 if that is not known."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def page(template: str, language_name: str, zone: tzinfo, **values: object) -> str:
    """The `template` filled in, in French (`fr`) or English (`en`), times in `zone`."""
    with speaking(language_name), _printing(zone):
        made = _environment(Environment).get_template(template).render(**values)
    return _tidy(made)


def own_page(source: str, language_name: str, zone: tzinfo, **values: object) -> str:
    """A person's own template (its text), in a sandbox: it reads what it is given, and nothing else. As `page`.

    Raises `TemplateError`.
    """
    from jinja2 import TemplateError as Mistaken
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        with speaking(language_name), _printing(zone):
            made = _environment(ImmutableSandboxedEnvironment).from_string(source).render(**values)
    except Mistaken as error:
        raise TemplateError(getattr(error, "lineno", None) or line_of(error), str(why(error))) from None
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        raise TemplateError(line_of(error), str(why(error))) from None
    return _tidy(made)


def why(error: Exception) -> Message:
    """Why a template cannot be filled in: what Jinja2 and Python say is English, so it is quoted as theirs."""
    from jinja2 import TemplateError as Mistaken
    from jinja2 import TemplateNotFound

    if isinstance(error, RecursionError):
        return say("this template calls itself without an end")
    if isinstance(error, TemplateNotFound):
        known = ", ".join(sorted(_environment(Environment).list_templates()))
        name = clean_line(str(error.name or ""))
        return say("this template includes “{name}”, which is none of these: {known}", name=name, known=known)
    if isinstance(error, Mistaken):
        return say("Jinja2 says: “{why}”", why=clean_line(error.message or type(error).__name__))
    return say("Python says: “{why}”", why=clean_line(f"{type(error).__name__}: {error}"))


def line_of(error: BaseException) -> int:
    """The line of the template that was being filled in."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Printed:
    """The texts, tags and instants of one page as printed; each made once, for a note stands in several sections."""

    def __init__(self, zone: tzinfo) -> None:
        self.safe = cache(lambda text: escape(typeset(text, language())))
        self.time = cache(lambda instant: clock_time(instant, zone))
        self.date = cache(lambda instant: instant.astimezone(zone).date())
        self.label = cache(_escaped_label)
        self.tags: dict[tuple[object, ...], str] = {}
        self.tails: dict[tuple[object, ...], str] = {}


_page: ContextVar[_Printed] = ContextVar("page")


@contextmanager
def _printing(zone: tzinfo) -> Iterator[None]:
    """The filters are for this page inside this `with`."""
    token = _page.set(_Printed(zone))
    try:
        yield
    finally:
        _page.reset(token)


def _label(term: Term, axis: str) -> str:
    return _page.get().label(term.key, term.label, axis)


def _escaped_label(key: str, own: str | None, axis: str) -> str:
    return escape(str(Term(key=key, label=own).name(axis)))


def _labels(terms: Iterable[Term], axis: str, between: str = ", ") -> str:
    return between.join(_label(term, axis) for term in terms)


def _tags(one: Told) -> str:
    """The tags of a note, its kind in bold, and its marks, each behind ` · `."""
    taken, known = one.note.taken, _page.get().tags
    same = (taken.kind, taken.phases, taken.stakeholders, taken.private, taken.check, taken.segment, taken.group)
    if same not in known:
        kind = f"**{_label(one.kind, 'kinds')}**" if one.kind else ""
        group = _page.get().safe(str(one.group)) if one.group else ""
        known[same] = "".join(f" · {words}" for words in filter(None, (kind, *_axes(one), group, *_marks(one))))
    return known[same]


def _tail(one: Told, within: Term | str | None = None) -> str:
    """Write what is behind a note where its section says its kind: its tags, initiative and marks, in italics.

    `within`: the phase that its section is about, or the key of the initiative or the group; it is not said again.
    """
    taken, known = one.note.taken, _page.get().tails
    same = (
        taken.phases,
        taken.stakeholders,
        one.initiative,
        taken.segment if one.group else None,
        taken.group,
        taken.private,
        taken.check,
        getattr(within, "key", within),
    )
    if same not in known:
        about = _page.get().safe(one.initiative) if one.initiative and one.about != within else ""
        phases = tuple(phase for phase in one.phases if not isinstance(within, Term) or phase.key != within.key)
        axes = (_labels(phases, "phases"), _labels(one.stakeholders, "stakeholders"))
        group = _page.get().safe(str(one.group)) if one.group and taken.group != within else ""
        told = " · ".join(filter(None, (*axes, about, group, *_marks(one))))
        known[same] = f" — *{told}*" if told else ""
    return known[same]


def _axes(one: Told) -> tuple[str, str]:
    return _labels(one.phases, "phases"), _labels(one.stakeholders, "stakeholders")


def _marks(one: Told) -> tuple[str, str]:
    taken = one.note.taken
    return _("private") if taken.private else "", _("to check") if taken.check else ""


@cache  # templates are compiled once, not once a page
def _environment(kind: type[Environment]) -> Environment:
    environment = kind(
        loader=PackageLoader("workshop_tui.report", "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
    )
    environment.filters.update(filters())
    environment.globals.update(_=_, plural=plural, was_left_open=was_left_open, held_told=held_told)
    return environment


def filters() -> dict[str, Callable[..., object]]:
    """The filters of our own, by name: docs/report.md lists them."""
    return {
        "md": lambda text: _page.get().safe(str(text)),
        "time": lambda instant: _page.get().time(instant),
        "date": lambda instant: _page.get().date(instant),
        "time_by": _time_by,
        "label": _label,
        "short": lambda term, axis: _page.get().safe(str(term.short(axis))),
        "labels": _labels,
        "tags": _tags,
        "tail": _tail,
        "minutes": _minutes,
        "hours": hours_told,
        "rate": rate_told,
        "shift": _shift,
        "signed": _signed,
        "span": days_told,
        "day": _day,
        "due": _due,
        "one_line": lambda text: ", ".join(filter(None, str(text).split("\n"))),
        "timed": _timed,
        "quoted": lambda text: quoted(str(text), language()),
        "kind_word": lambda kind, agenda: str(label(agenda, "kinds", kind)),
        "kind_plural": lambda kind, agenda: str(heading(agenda, kind)),
        "outcome": lambda answer: str(outcome_word(answer)),
        "reason": lambda key: str(reason_word(key)) if key else _("no reason given"),
    }


def _tidy(made: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"


def _time_by(instant: datetime, *due: datetime) -> str:
    """The clock time, with its date where that is another than those on which it was `due`."""
    page = _page.get()
    day, time = page.date(instant), page.time(instant)
    return time if day in map(page.date, due) else f"{time} ({_day(day)})"


def _minutes(seconds: int) -> str:
    """Seconds as full minutes, from a day on as days: `12 min`."""
    return days_told(full_minutes(seconds))


def _shift(seconds: int) -> str:
    """A difference in seconds, in full minutes: `+4 min`, `−2 min`, `0`."""
    return _signed(full_minutes(seconds) * (1 if seconds > 0 else -1))


def _signed(minutes: int) -> str:
    """A difference in minutes, signed: `+4 min`, `−2 min`, `0`."""
    return f"{'+' if minutes > 0 else '−'}{days_told(abs(minutes))}" if minutes else "0"


def _timed(words: Message, at: datetime) -> str:
    """The words for what happened, with its time once: many sentences say it already."""
    told, time = str(words), _page.get().time(at)
    return told if time in told else _("{what}, at {time}", what=told, time=time)


def _due(said: str | None) -> str:
    """The words for by when something is to be done: a date as people write it, or what was said."""
    try:
        return _day(date.fromisoformat((said or "").strip()))
    except ValueError:
        return said or ""


def _day(day: date | datetime) -> str:
    return row().day(day.day, day.month, day.year)
