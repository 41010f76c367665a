"""The schema on a PostgreSQL server, and how an older one is brought up to date.

`events` is append-only, by trigger: only the function `rewrite`, with which names and notes are forgotten, changes
what a row says, never which event it is. `drafts`, `presence` and `signals` hold only for a while; `summaries` are
made of the events, and written with them.
`MIGRATIONS[n]` takes the schema from version n to n + 1: by `server migrate` alone, as its owner; who works needs only
what `docs/server.md` grants. Programs of several versions work on one schema: a newer one on an older from `WORKS_FROM`
on, and writes no event there that an older one cannot read; an older one on a newer, unless that says otherwise.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors

from workshop_tui.journal.errors import JournalError, Newer
from workshop_tui.locale import say
from workshop_tui.session.event import Event
from workshop_tui.session.versions import SINCE, needed, refusing

MIGRATIONS = (
    """
    CREATE TABLE workshop_tui.sessions (id text PRIMARY KEY);
    CREATE TABLE workshop_tui.events (
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        number integer NOT NULL,
        recorded_at text NOT NULL,
        at text NOT NULL,
        author text NOT NULL,
        timing integer NOT NULL CHECK (timing IN (0, 1)),
        type text NOT NULL,
        data text NOT NULL,
        seal bigint NOT NULL,
        PRIMARY KEY (session, number)
    );
    CREATE INDEX events_timing ON workshop_tui.events (session, number) WHERE timing = 1;
    CREATE FUNCTION workshop_tui.events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM workshop_tui.sessions WHERE id = OLD.session) THEN
            RAISE EXCEPTION 'events stay as they are';
        END IF;
        RETURN OLD;
    END $$;
    CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON workshop_tui.events
        FOR EACH ROW EXECUTE FUNCTION workshop_tui.events_stay();
    CREATE TABLE workshop_tui.drafts (
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        author text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (session, author)
    );
    CREATE TABLE workshop_tui.presence (
        number bigint GENERATED ALWAYS AS IDENTITY,
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        terminal text NOT NULL,
        author text NOT NULL,
        view text NOT NULL,
        seen timestamptz NOT NULL,
        PRIMARY KEY (session, terminal)
    );
    CREATE TABLE workshop_tui.signals (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        author text NOT NULL,
        signal text NOT NULL,
        sent timestamptz NOT NULL
    );
    """,
    *map(refusing, SINCE[:4]),
    """
    CREATE TABLE workshop_tui.summaries (
        session text PRIMARY KEY REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        version integer NOT NULL,
        number integer NOT NULL,
        data text NOT NULL,
        day date,
        mode text,
        title text,
        words text
    );
    CREATE OR REPLACE FUNCTION workshop_tui.events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF NOT EXISTS (SELECT FROM workshop_tui.sessions WHERE id = OLD.session) THEN
                RETURN OLD;
            END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF current_setting('workshop_tui.rewriting', true) = 'on'
                AND (NEW.session, NEW.number, NEW.recorded_at, NEW.at, NEW.timing, NEW.type)
                    = (OLD.session, OLD.number, OLD.recorded_at, OLD.at, OLD.timing, OLD.type) THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'events stay as they are';
    END $$;
    CREATE TRIGGER events_are_never_emptied BEFORE TRUNCATE ON workshop_tui.events
        FOR EACH STATEMENT EXECUTE FUNCTION workshop_tui.events_stay();
    CREATE FUNCTION workshop_tui.rewrite(of text, numbers integer[], authors text[], datas text[], seals bigint[])
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        PERFORM set_config('workshop_tui.rewriting', 'on', true);
        UPDATE workshop_tui.events AS e SET author = n.author, data = n.data, seal = n.seal
        FROM unnest(numbers, authors, datas, seals) AS n (number, author, data, seal)
        WHERE e.session = of AND e.number = n.number;
        PERFORM set_config('workshop_tui.rewriting', 'off', true);
    END $$;
    REVOKE ALL ON FUNCTION workshop_tui.rewrite FROM PUBLIC;
    ALTER TABLE workshop_tui.events SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
    ALTER TABLE workshop_tui.drafts SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
    """,
    *map(refusing, SINCE[4:]),
)
VERSION = len(MIGRATIONS)
WORKS_FROM = 1 + next(at for at, step in enumerate(MIGRATIONS) if "summaries" in step)
"""The oldest version of the schema on which this program works: it has all its tables."""
LOCK = 0x57535455  # "WSTU": whoever brings the schema up to date holds it, whatever their version
STANDS = (
    "SELECT version, coalesce((to_jsonb(known) ->> 'writes_from')::integer, 0) AS writes_from"
    " FROM workshop_tui.version AS known"
)
"""The version of the schema, and the oldest program that may write in it: a migration after which an older one would
do harm adds that column and says it there; every other leaves older ones at work."""


def migrate(db: psycopg.Connection[Any]) -> None:
    """Make the schema, or bring it up to date, in one transaction; however many do so at once, it is done once.

    Raises `JournalError`, with nothing changed, if it is newer than this program, or another's to change.
    """
    try:
        with db.transaction():
            db.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            if (version := version_of(db)) is None:
                db.execute("CREATE SCHEMA workshop_tui")
                db.execute("CREATE TABLE workshop_tui.version (version integer NOT NULL)")
            version = version or 0
            if version > VERSION:
                raise Newer(NEWER)
            if version == VERSION:
                return
            for step in MIGRATIONS[version:]:
                db.execute(step.encode())
            db.execute("UPDATE workshop_tui.version SET version = %s", (VERSION,))
            db.execute(
                "INSERT INTO workshop_tui.version (version) SELECT %s WHERE NOT EXISTS (TABLE workshop_tui.version)",
                (VERSION,),
            )
    except errors.InsufficientPrivilege:
        raise JournalError(
            say("only the owner of the server’s sessions brings them up to date: “workshop-tui server migrate”")
        ) from None


NEWER = say("the server’s sessions were written by a newer workshop-tui: update this one")


def refuse_older(version: int) -> None:
    """Raise `JournalError` if the schema has not all tables that this program works with."""
    if version < WORKS_FROM:
        raise JournalError(
            say(
                "the server’s sessions are of version {version}, this workshop-tui works from {oldest} on: run"
                " “workshop-tui server migrate” as their owner",
                version=version,
                oldest=WORKS_FROM,
            )
        )


def refuse_writing(version: int, writes_from: int, needed: int) -> None:
    """Raise `JournalError` if what needs version `needed` of the schema cannot be written in one of `version`, where
    programs write from version `writes_from` on."""
    if writes_from > VERSION:
        raise Newer(NEWER)
    if version < needed:
        raise JournalError(
            say(
                "the server’s sessions are of version {version}, and programs of then cannot read that: it waits for"
                " “workshop-tui server migrate” by their owner",
                version=version,
            )
        )


def needs(event: Event) -> int:
    """The version of the schema that says that all who work on it can read this event."""
    lines = needed(event)
    return MIGRATIONS.index(refusing(SINCE[lines - 1])) + 1 if lines else 0


def version_of(db: psycopg.Connection[Any]) -> int | None:
    """The version of the schema; None if there is none yet."""
    if db.execute("SELECT to_regclass('workshop_tui.version')").fetchall()[0][0] is None:
        return None
    rows = db.execute("SELECT version FROM workshop_tui.version").fetchall()
    return int(rows[0][0]) if rows else 0
