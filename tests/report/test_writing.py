"""A file is written whole, under a name that nobody knew, never through what somebody planted there."""

from __future__ import annotations

import os

import pytest

from tests.systems import only_posix
from workshop_tui.host.files import make_own, open_new
from workshop_tui.report import writing


@only_posix("links need a right of their own there")
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("over", [True, False])
def test_a_draft_whose_name_was_known_and_taken_by_a_link_writes_through_to_nothing(tmp_path, monkeypatch, own, over):
    private, draft = tmp_path / "private", tmp_path / ".known.making"
    private.write_text("kept")
    monkeypatch.setattr(writing, "draft_in", lambda _folder: draft)
    for planted in (private, tmp_path / "not there"):
        draft.symlink_to(planted)
        with pytest.raises(FileExistsError):
            writing.write(tmp_path / "report.md", "page", own=own, over=over)
        draft.unlink(missing_ok=True)
    assert private.read_text() == "kept"
    assert not (tmp_path / "report.md").exists()
    assert not (tmp_path / "not there").exists()


@only_posix("links need a right of their own there")
@pytest.mark.parametrize("make", [make_own, open_new])
def test_nothing_is_made_where_something_is_a_link_to_nowhere_too(tmp_path, make):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("kept")
    for name in ("link", "file"):
        with pytest.raises(FileExistsError):
            make(tmp_path / name)
    assert not (tmp_path / "nowhere").exists()
    assert (tmp_path / "file").read_text() == "kept"


@only_posix("modes are said otherwise there")
def test_who_may_read_a_new_file_is_as_it_was_asked_for(tmp_path):
    before = os.umask(0o022)
    try:
        os.close(open_new(tmp_path / "own", own=True))
        os.close(open_new(tmp_path / "shared"))
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("own", "shared")] == [0o600, 0o644]
