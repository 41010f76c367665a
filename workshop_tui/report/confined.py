"""A person's own template, filled in by a process of its own, which may take only so much time, memory and room.

Whatever a template can call may take all of them (`'x' * 10**10`, `10 ** 10 ** 9`, loops in loops, a search that
never ends), often within one call that nothing in the same process can end. So the digest goes to a child on its
standard input, and the page or the mistake comes back as JSON. The system bounds the child's time and memory where it
can (not on Windows, nor macOS's memory); its parent's patience does everywhere.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workshop_tui.host.processes import bound, ran_out_of_time
from workshop_tui.locale import language as language_in_use
from workshop_tui.locale import say, speak
from workshop_tui.report.digest import Digest
from workshop_tui.report.markdown import own as filled_in
from workshop_tui.report.template import TemplateError, line_of, why


@dataclass(frozen=True)
class Limits:
    """The most that one template may take: a report of ten thousand notes takes a second and some 100 MB."""

    time_s: float = 10
    """Seconds of the processor."""
    patience_s: int = 60
    """Seconds on the wall: a machine may have other things to do."""
    memory_mb: int = 1000
    page_mb: int = 50


LIMITS = Limits()


@dataclass(frozen=True)
class _Job:
    """The job that the child is given."""

    source: str
    digest: Digest
    language: str
    spoken: str
    """The language that a mistake is told in."""
    pictures: dict[str, str] | None
    limits: Limits


def own(
    source: str,
    digest: Digest,
    language: str,
    picture: Callable[[str], str] | None = None,
    limits: Limits | None = None,
) -> str:
    """Do as `markdown.own`, within the `limits`. Raises `TemplateError`, of what takes more as well."""
    links = {name: picture(name) for name in ("timeline", "matrix")} if picture else None
    limits = limits or LIMITS
    job = _Job(source, digest, language, language_in_use(), links, limits)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=_pickled(job),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            check=False,
            timeout=limits.patience_s,
        )
    except subprocess.TimeoutExpired:
        raise TemplateError(0, _too_long(limits)) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it was ended by the system in the middle of what it did
        raise TemplateError(0, _too_long(limits) if ran_out_of_time(done.returncode) else _too_much(limits)) from None
    if "page" in answer:
        return str(answer["page"])
    raise TemplateError(answer["line"], answer["why"])


def _too_long(limits: Limits) -> str:
    return str(say("this template takes more than {seconds} s: does it ever end?", seconds=limits.time_s))


def _too_much(limits: Limits) -> str:
    return str(say("this template takes more than {size} MB of memory", size=limits.memory_mb))


def _environment() -> dict[str, str]:
    """Our environment, and where this package was found: the child does not look into the folder that we are in."""
    here = str(Path(__file__).parent.parent.parent)
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def _pickled(job: _Job) -> bytes:
    page = io.BytesIO()
    _Pickler(page).dump(job)
    return page.getvalue()


class _Pickler(pickle.Pickler):
    """A pickler that knows mappings which nobody writes to."""

    def reducer_override(self, value: Any) -> Any:
        return (_frozen, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


# ── in the child ───────────────────────────────────────────────────────────────────────────────────────────
class _TooLong(Exception):
    """The child's time is over."""


def _over() -> None:
    raise _TooLong


def _answer(job: _Job) -> dict[str, Any]:
    speak(job.spoken)
    try:
        picture = job.pictures.__getitem__ if job.pictures is not None else None
        page = filled_in(job.source, job.digest, job.language, picture)
    except TemplateError as error:
        return {"line": error.line, "why": error.why}
    size = job.limits.page_mb
    if len(page) > size * 1_000_000:
        return {"line": 0, "why": str(say("this template makes a page of more than {size} MB", size=size))}
    return {"page": page}


def main() -> None:
    """The child: a job on standard input, the answer as JSON on standard output."""
    job: _Job = pickle.load(sys.stdin.buffer)
    bound(job.limits.memory_mb * 1_000_000, job.limits.time_s, _over)
    try:
        answer = _answer(job)
    except MemoryError as error:
        answer = {"line": line_of(error), "why": _too_much(job.limits)}
    except _TooLong as error:
        answer = {"line": line_of(error), "why": _too_long(job.limits)}
    except Exception as error:  # whatever else a template can call raises
        answer = {"line": line_of(error), "why": str(why(error))}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
