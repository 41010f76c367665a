"""The statements that write to a PostgreSQL server, each one transaction that keeps no lock that another waits for.

What is told on a session's channel (`pg_notify`) reaches who listens once the transaction has landed. What need not be
on disk on return turns `synchronous_commit` off for itself alone.
"""

from __future__ import annotations

from workshop_tui.journal.rows import COLUMNS
from workshop_tui.journal.server_schema import STANDS
from workshop_tui.session.summary import VERSION, Summary, written
from workshop_tui.text import fold

_SUMMARY = "session, version, number, data, day, mode, title, words"
_SUMMED = "%(summary_version)s, %(number)s, %(summary)s, %(day)s::date, %(mode)s, %(title)s, %(words)s"
_NEWER = (
    "ON CONFLICT (session) DO UPDATE SET (version, number, data, day, mode, title, words)"
    " = (excluded.version, excluded.number, excluded.data, excluded.day, excluded.mode, excluded.title, excluded.words)"
    " WHERE summaries.number <= excluded.number"
)
_COLUMNS = ", ".join(COLUMNS)
_VALUES = ", ".join(f"%({name})s" for name in COLUMNS)
_EVENTS = "workshop_tui.events WHERE session = %(session)s"

APPEND = f"""
    WITH written AS (
        INSERT INTO workshop_tui.events (session, {_COLUMNS})
        SELECT %(session)s, {_VALUES}
        WHERE EXISTS (SELECT FROM ({STANDS}) AS stands WHERE version >= %(needed)s AND writes_from <= %(schema)s)
            AND (SELECT coalesce(max(number), 0) FROM {_EVENTS}) = %(number)s - 1
            AND NOT EXISTS (SELECT FROM {_EVENTS} AND timing = 1 AND number > %(seen)s)
        RETURNING session
    ), summed AS (
        INSERT INTO workshop_tui.summaries ({_SUMMARY}) SELECT session, {_SUMMED} FROM written {_NEWER}
    )
    SELECT pg_notify(%(channel)s, %(told)s) FROM written
"""
"""Write an event and the summary after it, if its number is the next one and its sender has `seen` all timing events.

Gives a row if it is written. Two at once have the same number: the second fails by the table's key.
"""
SUMMARY = f"INSERT INTO workshop_tui.summaries ({_SUMMARY}) VALUES (%(session)s, {_SUMMED}) {_NEWER} RETURNING number"
"""Keep a summary, if none of later is kept; a number without one (version 0) says that the others are too old."""
STANDING = f"SELECT stands.*, EXISTS (SELECT FROM workshop_tui.sessions WHERE id = %s) FROM ({STANDS}) AS stands"
THERE = "SELECT id FROM workshop_tui.sessions WHERE id = %s"
WHOLE = f"""
    SELECT {", ".join(f"events.{name}" for name in COLUMNS)} FROM workshop_tui.sessions
    LEFT JOIN workshop_tui.events ON session = id WHERE id = %s ORDER BY number
"""
"""The events of a session; a row of nothing if it has none, no row if there is no such session."""
CREATE = "INSERT INTO workshop_tui.sessions (id) VALUES (%s)"
INSERT_ALL = f"""
    INSERT INTO workshop_tui.events (session, {_COLUMNS})
    SELECT %s, * FROM unnest(
        %s::int[], %s::text[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::bigint[]
    )
"""
REWRITE = "SELECT workshop_tui.rewrite(%(session)s, %(numbers)s, %(authors)s, %(datas)s, %(seals)s)"
DELETE = "DELETE FROM workshop_tui.sessions WHERE id = %(session)s RETURNING id"
_LATER = "EXISTS (SELECT FROM workshop_tui.events WHERE events.session = kept.session AND events.number > kept.number)"
LIST = f"""
    SELECT sessions.id, kept.day::text, kept.mode, kept.title, CASE WHEN NOT {_LATER} THEN kept.data END
    FROM workshop_tui.sessions
    LEFT JOIN workshop_tui.summaries AS kept ON kept.session = sessions.id AND kept.version = %s
    WHERE kept.session IS NULL OR (
        (%s::date IS NULL OR kept.day >= %s::date) AND (%s::date IS NULL OR kept.day < %s::date)
        AND (%s::text[] IS NULL OR kept.mode = ANY (%s::text[])) AND (%s::text IS NULL OR kept.title = %s::text)
        AND (cardinality(%s::text[]) = 0
            OR NOT EXISTS (SELECT FROM unnest(%s::text[]) AS word WHERE position(word IN kept.words) = 0))
    ) OR (NOT %s AND NOT (%s AND kept.mode = 'ended') AND {_LATER})
"""
"""The sessions that are asked for, and those of which it is not known: they have no summary that is of their events."""
NEWEST = f'{LIST} ORDER BY kept.day DESC NULLS FIRST, sessions.id COLLATE "C" DESC LIMIT %s'
"""The latest of them, and first those that have no summary at all."""
_NO_LIST, _NO_EVENT = ", NULL" * 4, ", NULL" * len(COLUMNS)
MEANT = f"""
    WITH found AS MATERIALIZED ({LIST}), begun AS (SELECT id FROM found WHERE mode NOT IN ('ready', 'ended'))
    SELECT found.*{_NO_EVENT} FROM found UNION ALL SELECT session{_NO_LIST}, {_COLUMNS} FROM workshop_tui.events
    WHERE session = CASE 1 WHEN (SELECT count(*) FROM begun) THEN (SELECT min(id) FROM begun)
        WHEN (SELECT count(*) FROM found) THEN (SELECT min(id) FROM found) END
"""
"""`LIST`, and behind it the events of the only one of them under way, else of the only one."""
KEEP_DRAFT = """
    INSERT INTO workshop_tui.drafts (session, author, text) VALUES (%(session)s, %(author)s, %(text)s)
    ON CONFLICT (session, author) DO UPDATE SET text = excluded.text RETURNING author
"""
DROP_DRAFT = "DELETE FROM workshop_tui.drafts WHERE session = %(session)s AND author = %(author)s RETURNING author"

_FRESH = "seen >= clock_timestamp() - make_interval(secs => %(fresh)s)"
_SIGNALS = (
    "SELECT number, NULL, author, NULL, signal FROM workshop_tui.signals"
    " WHERE session = %(session)s AND number > %(after)s"
)
_PRESENT = (
    "SELECT number, terminal, author, view, NULL AS signal FROM workshop_tui.presence"
    f" WHERE session = %(session)s AND {_FRESH}"
)
_UNHURRIED = "set_config('synchronous_commit', 'off', true)"
LOOK = f"{_PRESENT} UNION ALL {_SIGNALS}"
"""The terminals that are here, and the signals numbered above `after`."""
BEAT = f"""
    WITH was AS ({_PRESENT} AND terminal = %(terminal)s AND view = %(view)s), mine AS (
        INSERT INTO workshop_tui.presence (session, terminal, author, view, seen)
        VALUES (%(session)s, %(terminal)s, %(author)s, %(view)s, clock_timestamp())
        ON CONFLICT (session, terminal) DO UPDATE SET view = excluded.view, seen = excluded.seen
        RETURNING number, terminal, author, view, NULL
    )
    {_PRESENT} AND terminal <> %(terminal)s
    UNION ALL SELECT * FROM mine
    UNION ALL {_SIGNALS}
    UNION ALL SELECT (SELECT coalesce(max(number), 0) FROM {_EVENTS}), NULL, NULL, {_UNHURRIED},
        CASE WHEN NOT EXISTS (SELECT FROM was) THEN pg_notify(%(channel)s, %(told)s)::text END
"""
"""Say that a terminal is here, and `LOOK`; only what the others do not see yet is told to them."""
GONE = f"""
    WITH gone AS (
        DELETE FROM workshop_tui.presence WHERE session = %(session)s
            AND (terminal = %(terminal)s OR seen < clock_timestamp() - make_interval(secs => %(long)s))
        RETURNING terminal
    )
    SELECT {_UNHURRIED}, pg_notify(%(channel)s, %(told)s) FROM gone
"""
SIGNAL = f"""
    WITH over AS (
        DELETE FROM workshop_tui.signals WHERE session = %(session)s
            AND sent < clock_timestamp() - make_interval(secs => %(stay)s)
    ), sent AS (
        INSERT INTO workshop_tui.signals (session, author, signal, sent)
        VALUES (%(session)s, %(author)s, %(signal)s, clock_timestamp()) RETURNING number
    )
    SELECT {_UNHURRIED}, pg_notify(%(channel)s, %(told)s) FROM sent
"""


def summary_values(session: str, number: int, summary: Summary | None) -> dict[str, object]:
    """The values of a summary, after the event of this number; None: that those kept are too old."""
    if summary is None:
        nothing = dict.fromkeys(("day", "mode", "title", "words"))
        return {"session": session, "number": number, "summary_version": 0, "summary": "", **nothing}
    return {
        "session": session,
        "number": number,
        "summary_version": VERSION,
        "summary": written(summary),
        "day": summary.day,
        "mode": summary.mode,
        "title": summary.title,
        "words": fold(f"{session} {summary.title}"),
    }
