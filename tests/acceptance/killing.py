"""Kill writers with SIGKILL at random instants: `python -m tests.acceptance.killing ROUNDS FILE...`.

More rounds follow until as many events were acknowledged: on a busy machine a writer may be killed before its first.

Each round forks a writer that appends notes and says, through a pipe, each number that `append` has returned;
it is killed some milliseconds later. Each note carries the session's summary with it. Printed as JSON, of each file:
the numbers that were acknowledged, and the rounds after which the summary that was kept was not that of the events. The
instants of a file are drawn by its place among them.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.session.events import as_json
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.state import State, apply, fold
from workshop_tui.session.summary import Summing, read, summary_of


def write_on(journal: SqliteJournal, state: State, pipe: int, text: str) -> None:
    """Append and acknowledge, until killed."""
    now = datetime.now(UTC)
    while True:
        record = journal.append(NoteTaken(at=now, by="p", text=text), now, summing=Summing(state))
        os.write(pipe, b"%d\n" % record.number)
        state = apply(state, record)


def main() -> None:
    """Play all rounds, on each file."""
    as_json(NoteTaken(at=datetime.now(UTC), by="p", text=""))  # what is made once is made before forking
    gc.freeze()
    rounds, files = int(sys.argv[1]), sys.argv[2:]
    print(json.dumps([played(Path(file), rounds, random.Random(seed)) for seed, file in enumerate(files)]))


def played(file: Path, rounds: int, chance: random.Random) -> tuple[list[int], list[int]]:
    """Play all rounds on a file; the numbers that were acknowledged, and the rounds after which a summary was stale."""
    acknowledged: list[int] = []
    stale: list[int] = []
    with SqliteJournal(file) as journal:
        records = journal.read()
    state = fold(records)
    assert state is not None
    for round_ in count():
        if round_ >= rounds and len(acknowledged) > rounds:
            break
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            write_on(SqliteJournal(file), state, writer, f"round {round_}")
        os.close(writer)
        time.sleep(chance.uniform(0.001, 0.012))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as said:
            acknowledged += [int(line) for line in said.read().split(b"\n")[:-1]]
        with SqliteJournal(file) as journal:
            kept = journal._kept_summary()
            for record in journal.read(state.number):
                records.append(record)
                state = apply(state, record)
        if kept is None or read(kept) != summary_of(state, records[-1].recorded_at):
            stale.append(round_)
    return acknowledged, stale


if __name__ == "__main__":
    main()
