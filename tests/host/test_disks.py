"""Disks on another machine, and folders that something keeps in step, are known by what the system and they say."""

from __future__ import annotations

import sys

import pytest

from tests.systems import needs_links
from workshop_tui.host import disks

LINE = "36 25 0:32 / {at} rw,relatime shared:1 - {kind} host:/share rw,vers=4.2"


def said_of(folder):
    found = disks.doubtful(folder)
    return found and (found.network, found.by)


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Has the system say that a file system of this kind is mounted there."""

    def say(kind: str, at: object = tmp_path) -> None:
        root = LINE.format(at="/", kind="ext4")
        written = str(at).replace(" ", "\\040")
        (tmp_path / "mountinfo").write_text(f"{root}\n{LINE.format(at=written, kind=kind)}\n")

    monkeypatch.setattr(disks, "MOUNTS", tmp_path / "mountinfo")
    return say


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says it in a file")
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone", "9p", "davfs", "vboxsf"])
def test_a_disk_of_another_machine_is_known_by_its_file_system(kind, mounted, tmp_path):
    mounted(kind)
    assert said_of(tmp_path / "not" / "there yet") == (True, kind)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says it in a file")
@pytest.mark.parametrize(
    "kind", ["ext4", "vfat", "exfat", "fuseblk", "btrfs", "tmpfs", "overlay", "fuse.portal", "zfs"]
)
def test_a_disk_of_this_machine_is_not_doubtful(kind, mounted, tmp_path):
    mounted(kind)
    assert disks.doubtful(tmp_path) is None


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says it in a file")
def test_the_nearest_mount_counts_and_a_blank_in_its_name_is_read(mounted, tmp_path):
    (tmp_path / "a disk").mkdir()
    mounted("cifs", tmp_path / "a disk")
    assert disks.network(tmp_path / "a disk" / "x") == "cifs"
    assert disks.network(tmp_path / "a disk too") is None


MARKED = {
    ".sync_0123456789ab.db": "Nextcloud", "._sync_0123456789ab.db": "Nextcloud", ".owncloudsync.log": "ownCloud",
    ".dropbox": "Dropbox", ".stfolder": "Syncthing", ".tmp.driveupload": "Google Drive", ".stignore": "Syncthing",
    ".csync_journal.db-wal": "ownCloud", ".megaignore": "MEGA",
}  # fmt: skip


@pytest.mark.parametrize("mark", MARKED)
def test_a_folder_that_is_kept_in_step_is_known_by_what_stands_at_its_top(mark, tmp_path):
    (tmp_path / mark).touch()
    (tmp_path / "below" / "sessions").mkdir(parents=True)
    assert said_of(tmp_path / "below" / "sessions") == (False, MARKED[mark])


NAMED = {
    "OneDrive": "OneDrive", "OneDrive - Une Association": "OneDrive", "CloudStorage/GoogleDrive-x@y": "Google Drive",
    "Library/Mobile Documents/com~apple~CloudDocs": "iCloud", "iCloudDrive": "iCloud", "Dropbox": "Dropbox",
    "Nextcloud": "Nextcloud", "kDrive/Ateliers": "kDrive", "Proton Drive/My files": "Proton Drive",
}  # fmt: skip


@pytest.mark.parametrize("folder", NAMED)
def test_a_folder_that_is_kept_in_step_is_known_by_its_name(folder, tmp_path):
    assert said_of(tmp_path / folder / "sessions") == (False, NAMED[folder])


def test_what_windows_says_is_onedrive_s_is(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "elsewhere"))
    assert said_of(tmp_path / "elsewhere" / "x") == (False, "OneDrive")


def test_where_a_program_keeps_its_own_settings_is_not_in_step(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".dropbox").mkdir()
    assert disks.doubtful(tmp_path / ".local" / "share") is None


@needs_links
def test_a_link_into_a_folder_that_is_kept_in_step_is_followed(tmp_path):
    (tmp_path / "synced" / ".stfolder").mkdir(parents=True)
    (tmp_path / "home").symlink_to("synced")
    assert said_of(tmp_path / "home" / "sessions") == (False, "Syncthing")
