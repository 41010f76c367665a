"""Tests side by side, by forks of the one process that has imported and collected them.

What is dear once is so for all; a fork costs a few milliseconds, so that there may be some for the tests that wait.
They take the tests from rows that they have in common (`lanes`), and tell what came of each through a pipe. One that
falls is said to have failed the test it was at, and another takes its place. Plugins that know of workers know of these
by the names that pytest-xdist gives (`PYTEST_XDIST_WORKER`, `config.workerinput`).
"""

from __future__ import annotations

import io
import mmap
import os
import struct
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

import pytest
from _pytest._io import TerminalWriter
from _pytest.junitxml import xml_key

PLACE = struct.Struct("=II")
"""A run of tests in a row, or what a worker has still to try of it: numbers of the first test, and after the last."""
LOOK_S = 1.0
"""Seconds after which it is looked whether a worker that said nothing is there still."""


class Row:
    """Runs of tests, each taken by one process: a file, of which all that have it open have one place."""

    def __init__(self, runs: Iterable[range]) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 # open as long as there are workers
        self._file.write(b"".join(PLACE.pack(run.start, run.stop) for run in runs))
        self._file.seek(0)

    def take(self) -> range | None:
        """The next run, which nobody else gets; None: there is none."""
        taken = os.read(self._file.fileno(), PLACE.size)
        return range(*PLACE.unpack(taken)) if taken else None


class Crew:
    """The workers: how many, the rows that each goes through one after the other, and where each of them is.

    `rows`: of each worker by its number. It is started with `session`, whose items have their numbers in the rows.
    """

    def __init__(self, session: pytest.Session, rows: Sequence[Sequence[Row]]) -> None:
        self._session = session
        self._rows = rows
        folders: Any = session.config
        folders._tmp_path_factory.getbasetemp()  # one for all, made anew by none of them
        self._places = mmap.mmap(-1, PLACE.size * (len(rows) + 1))  # shared with the forks
        self._told: dict[Connection, tuple[int, Any]] = {}

    def run(self) -> None:
        """Start all, and have told what came of each test, until there is none left; KeyboardInterrupt as it comes."""
        try:
            for number in range(len(self._rows)):
                self._start(number, range(0))
            while self._told:
                told = wait(list(self._told), LOOK_S)
                for tells in told or [tells for tells, (_, fork) in self._told.items() if not fork.is_alive()]:
                    self._hear(tells)  # type: ignore[arg-type]
                if self._session.shouldfail or self._session.shouldstop:
                    self._stop()
        finally:
            self._stop()
            for tells, (_, fork) in self._told.items():
                tells.close()  # who tells something now learns that nobody hears it
                fork.join()

    def _start(self, number: int, left: range) -> None:
        hears, tells = CONTEXT.Pipe(duplex=False)
        fork = CONTEXT.Process(target=self._be, args=(number, left, hears, tells))
        fork.start()
        tells.close()
        self._told[hears] = number, fork

    def _hear(self, tells: Connection) -> None:
        hook = self._session.config.hook
        number, fork = self._told[tells]
        try:
            name, said = tells.recv()
        except EOFError:
            name, said = "ended", False
        if name == "report":
            report = hook.pytest_report_from_serializable(config=self._session.config, data=said)
            hook.pytest_runtest_logreport(report=report)
        elif name == "warning":
            warning = warnings.WarningMessage(*said.pop("warning"))
            hook.pytest_warning_recorded.call_historic(kwargs={"warning_message": warning, **said})
        else:
            fork.join()
            del self._told[tells]
            if isinstance(said, str):
                raise RuntimeError(f"in worker {number}:\n{said}")
            if not said:
                self._replace(number, fork.exitcode)

    def _replace(self, number: int, code: int | None) -> None:
        """Say that the test failed at which a worker fell, and go on behind it."""
        at, end = PLACE.unpack_from(self._places, number * PLACE.size)
        item = self._session.items[at]
        told = f"the process in which it was tried ended ({code})"
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", told, "call")
        self._session.config.hook.pytest_runtest_logreport(report=report)
        self._start(number, range(at + 1, end))

    def _stop(self) -> None:
        PLACE.pack_into(self._places, len(self._rows) * PLACE.size, 1, 1)

    def _is_stopped(self) -> bool:
        return any(PLACE.unpack_from(self._places, len(self._rows) * PLACE.size))

    # ── in the forks ───────────────────────────────────────────────────────────────────────────────────────
    def _be(self, number: int, left: range, hears: Connection, tells: Connection) -> None:
        for other in (*self._told, hears):
            other.close()  # else who tells would not learn that nobody hears
        become_worker(self._session.config, number, tells.send)
        try:
            self._try_all(number, left)
        except KeyboardInterrupt:
            pass
        except BaseException:
            tells.send(("ended", traceback.format_exc()))
            raise
        tells.send(("ended", True))

    def _try_all(self, number: int, left: range) -> None:
        session, item = self._session, None
        try:
            for item, following in self._taken(number, left):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.shouldfail or session.shouldstop or self._is_stopped():
                    break
        finally:
            end(session, item)

    def _taken(self, number: int, left: range) -> Iterator[tuple[pytest.Item, pytest.Item | pytest.Session]]:
        """The tests that a worker takes, each with what is to keep what was made for it: behind a run, the session."""
        items = self._session.items
        for row in self._rows[number]:
            while run := left or row.take():
                left = range(0)
                for at in run:
                    PLACE.pack_into(self._places, number * PLACE.size, at, run.stop)
                    yield items[at], items[at + 1] if at + 1 in run else self._session


CONTEXT: Any = get_context("fork") if hasattr(os, "fork") else None


def become_worker(config: Any, number: int, send: Callable[[tuple[str, Any]], None]) -> None:
    """Be a worker in a fork: nothing of what the process wrote that it comes from, nor its folder, is its own."""
    name = f"gw{number}"
    os.environ["PYTEST_XDIST_WORKER"] = name
    config.workerinput = {"workerid": name}
    config.pluginmanager.unregister(name="terminalreporter")
    capture = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture()
    folders = config._tmp_path_factory
    folders._basetemp = folders.getbasetemp() / name
    folders._basetemp.mkdir(mode=0o700, exist_ok=True)  # one that took another's place has its
    config.pluginmanager.register(Telling(config, send), "terminalreporter")


def end(session: pytest.Session, last: pytest.Item | None) -> None:
    """Let go of what was made for all tests of a worker; what goes wrong there is told of the last of them."""
    if last is not None:
        ended = pytest.CallInfo.from_call(lambda: session._setupstate.teardown_exact(None), when="teardown")
        report = pytest.TestReport.from_item_and_call(last, ended)
        session.config.hook.pytest_runtest_logreport(report=report)
    pages = session.config.stash.get(xml_key, None)
    without = [] if pages is None else [pages]
    finish = session.config.pluginmanager.subset_hook_caller("pytest_sessionfinish", without)
    finish(session=session, exitstatus=pytest.ExitCode.OK)


class Telling:
    """Tells the process that shows all of it what came of the tests of a worker, and no more than is shown."""

    def __init__(self, config: pytest.Config, send: Callable[[tuple[str, Any]], None]) -> None:
        self._config = config
        self._send = send
        self._tw = TerminalWriter(io.StringIO())
        """Where Pytest looks how a comparison is to be shown."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if is_shown(report, vars(self._config.option)):
            data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
            self._send(("report", data))

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: Any
    ) -> None:
        said = warning_message
        warning = (UserWarning(f"{said.category.__name__}: {said.message}"), UserWarning, said.filename, said.lineno)
        self._send(("warning", {"warning": warning, "when": when, "nodeid": nodeid, "location": location}))


def is_shown(report: pytest.TestReport, asked: Mapping[str, Any]) -> bool:
    """Tell whether something is shown of a report: of a passed test only the test itself, unless more was asked for.

    What it wrote as it was set up stands in that report, should it fail.
    """
    more = asked["verbose"] > 0 or asked["durations"] is not None or asked["xmlpath"] or "P" in asked["reportchars"]
    return bool(more or report.when == "call" or report.outcome != "passed" or report.user_properties)
