"""Kill writers with SIGKILL at random instants: `python -m tests.acceptance.killing FILE ROUNDS SEED`.

More rounds follow until as many events were acknowledged: on a busy machine a writer may be killed before its first.

Each round forks a writer that appends notes and says, through a pipe, each number that `append` has returned;
it is killed some milliseconds later. Printed as JSON: the numbers that were acknowledged.
"""

from __future__ import annotations

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


def write_on(file: Path, pipe: int, text: str) -> None:
    """Append and acknowledge, until killed."""
    journal, now = SqliteJournal(file), datetime.now(UTC)
    while True:
        number = journal.append(NoteTaken(at=now, by="p", text=text), now).number
        os.write(pipe, b"%d\n" % number)


def main() -> None:
    """Play all rounds."""
    file, rounds, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    acknowledged: list[int] = []
    as_json(NoteTaken(at=datetime.now(UTC), by="p", text=""))  # what is made once is made before forking
    for round_ in count():
        if round_ >= rounds and len(acknowledged) > rounds:
            break
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            write_on(file, writer, f"round {round_}")
        os.close(writer)
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as said:
            acknowledged += [int(line) for line in said.read().split(b"\n")[:-1]]
    print(json.dumps(acknowledged))


if __name__ == "__main__":
    main()
