"""A draft gets its name on every kind of disk: never over another file, and a kill leaves it before or after."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.systems import ON_WINDOWS, needs_links, only_posix
from workshop_tui.host import placing


def refusing(*_names: object, **_more: object) -> None:
    raise OSError(errno.EPERM, "no such step on this disk")


KINDS = {"links": (), "no links": ("os.link",), "neither": ("os.link", "workshop_tui.host.placing._rename_to_free")}
"""Disks, by the steps that they refuse."""
if ON_WINDOWS:
    KINDS = {"a rename that does not replace": ()}


@pytest.fixture(params=KINDS)
def disk(request, monkeypatch):
    for step in KINDS[request.param]:
        monkeypatch.setattr(step, refusing)
    return request.param


def without_locks(monkeypatch) -> None:
    """Has the disk, or on Windows the system, refuse to let one program in at a time."""

    @contextmanager
    def with_others(_folder: Path) -> Iterator[bool]:
        yield False

    if ON_WINDOWS:
        monkeypatch.setattr(placing, "_alone", with_others)
    else:
        monkeypatch.setattr("fcntl.flock", refusing)


def drafted(folder, text="mine"):
    draft = placing.draft_in(folder)
    draft.write_text(text)
    return draft


def test_a_draft_gets_its_name(disk, tmp_path):
    placing.place(drafted(tmp_path), tmp_path / "x")
    assert (tmp_path / "x").read_text() == "mine"


def test_where_links_are_refused_a_rename_does_it_in_one_step(tmp_path, monkeypatch):
    draft = drafted(tmp_path)
    monkeypatch.setattr("os.link", refusing)
    monkeypatch.setattr("os.open", refusing)  # nothing is reserved
    placing._place(draft, tmp_path / "x")
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_a_name_that_is_taken_stays_the_other_s(disk, tmp_path):
    (tmp_path / "x").write_text("theirs")
    with pytest.raises(FileExistsError):
        placing.place(drafted(tmp_path), tmp_path / "x")
    assert (tmp_path / "x").read_text() == "theirs"


def test_of_many_that_want_a_name_at_once_one_has_it(disk, tmp_path):
    drafts = {str(k): drafted(tmp_path, str(k)) for k in range(24)}

    def won(text: str) -> bool:
        try:
            placing.place(drafts[text], tmp_path / "x")
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        winners = [text for text, has in zip(drafts, pool.map(won, drafts), strict=True) if has]
    assert [(tmp_path / "x").read_text()] == winners


def test_a_name_that_a_program_reserved_and_was_killed_is_taken_over_by_one(disk, tmp_path):
    (tmp_path / "x").touch()
    drafts = [drafted(tmp_path, str(k)) for k in range(12)]

    def won(draft) -> bool:
        try:
            placing.place(draft, tmp_path / "x")
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(won, drafts)).count(True) == 1
    assert (tmp_path / "x").read_text()


def test_where_there_are_no_locks_a_fresh_reservation_is_another_s_and_an_old_one_nobody_s(disk, tmp_path, monkeypatch):
    without_locks(monkeypatch)
    (tmp_path / "x").touch()
    with pytest.raises(FileExistsError):
        placing.place(drafted(tmp_path), tmp_path / "x")
    os.utime(tmp_path / "x", (0, 0))
    placing.place(drafted(tmp_path), tmp_path / "x")
    assert (tmp_path / "x").read_text() == "mine"


def test_what_is_no_empty_file_is_no_reservation(disk, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"exists|directory"):
        placing.place(drafted(tmp_path), tmp_path / "folder")
    assert (tmp_path / "folder").is_dir()


@needs_links
def test_a_link_that_leads_nowhere_is_no_reservation(disk, tmp_path):
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(OSError, match=r"exists|directory"):
        placing.place(drafted(tmp_path), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


@only_posix("a device has no place in a folder")
def test_a_device_is_no_reservation(disk, tmp_path):
    with pytest.raises(FileExistsError):
        placing.place(drafted(tmp_path), tmp_path / os.devnull)


@only_posix("a folder cannot be told to keep its names")
def test_a_disk_that_fails_at_the_last_step_has_no_file_of_that_name(disk, tmp_path, monkeypatch):
    def failing(_descriptor: int) -> None:
        raise OSError(errno.EIO, "the disk fails")

    monkeypatch.setattr("os.fsync", failing)
    with pytest.raises(OSError, match="fails"):
        placing.place(drafted(tmp_path), tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_drafts_that_a_kill_left_are_removed_once_they_are_old(tmp_path):
    old, fresh, other = placing.draft_in(tmp_path), drafted(tmp_path), tmp_path / ".mine"
    for file in (old, old.with_name(old.name + "-wal"), other):
        file.touch()
        os.utime(file, (0, 0))
    placing.sweep(tmp_path, fresh.stat().st_mtime)
    assert sorted(tmp_path.iterdir()) == sorted([fresh, other])
