"""The links: 128 bits each, one a role, the owner's alone, the same after a new start unless new ones are asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import segno

from tests.systems import only_posix
from workshop_tui.journal.files import links_of
from workshop_tui.serve.links import Links, keep_links, kept_links, new_links
from workshop_tui.serve.qr import qr_lines


def test_a_secret_has_128_bits_in_letters_and_figures_and_no_two_are_alike():
    drawn = {secret for _time in range(200) for secret in (new_links().room, new_links().control)}
    assert len(drawn) == 400
    assert {len(one) for one in drawn} == {26}, "of 5 bits each"
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in drawn)
    assert len({one[k] for one in drawn for k in (0, 12, 24)}) > 20


def test_what_is_no_secret_is_none_whatever_it_is():
    links = new_links()
    assert links.is_room(links.room)
    assert links.is_control(links.control)
    for told in ("", links.control, links.room + "x", links.room[:-1], "é", "\udcff", "\0", links.room.upper()):
        assert not links.is_room(told)


@only_posix("Windows has lists of who may, not modes")
def test_they_are_the_owners_alone_and_are_read_again(tmp_path):
    file, links = tmp_path / "folder" / "day.links", new_links(8000)
    keep_links(file, links)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept_links(file) == links
    assert [one.name for one in file.parent.iterdir()] == ["day.links"]


@only_posix("Windows has lists of who may, not modes")
def test_in_a_groups_folder_they_are_the_groups(tmp_path):
    tmp_path.chmod(0o2770)
    keep_links(tmp_path / "day.links", new_links())
    assert stat.S_IMODE((tmp_path / "day.links").stat().st_mode) == 0o660


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"room": "", "control": ""}',
        '{"room": "a", "control": "b"}',
        f'{{"room": "{"a" * 26}", "control": "{"a" * 26}"}}',
        f'{{"room": "{"a/" * 13}", "control": "{"b" * 26}"}}',
        "x" * 9000,
    ],
)
def test_a_file_that_was_cut_or_written_by_another_is_none(tmp_path, text):
    file = tmp_path / "day.links"
    file.write_text(text)
    file.chmod(0o600)
    assert kept_links(file) is None


@only_posix("Windows has lists of who may, not modes")
def test_secrets_that_others_can_read_are_none_any_more(tmp_path):
    file = tmp_path / "day.links"
    keep_links(file, new_links())
    file.chmod(0o644)
    assert kept_links(file) is None


async def test_after_a_new_start_links_and_port_are_the_same_so_that_open_pages_come_back(serving):
    async with serving() as first:
        before = (first.served.room, first.served.control)
    async with serving() as second:
        assert (second.served.room, second.served.control) == before
        assert (await second.ask(before[0])).status == 200


async def test_where_the_port_is_taken_another_is_found(serving):
    async with serving() as first, serving() as second:
        assert first.served.links.room == second.served.links.room
        assert first.served.base != second.served.base


async def test_new_links_are_others_and_the_old_ones_hold_no_more(serving):
    async with serving() as first:
        old = first.served.links
    async with serving(new=True) as second:
        assert {old.room, old.control}.isdisjoint({second.served.links.room, second.served.links.control})
        assert (await second.ask(f"/r/{old.room}")).status == 404
        assert (await second.ask("/api/status", headers={"Authorization": f"Bearer {old.control}"})).status == 401


async def test_links_that_cannot_be_kept_hold_as_long_as_it_is_served_and_that_is_known(serving, monkeypatch):
    def full(_file: Path, _links: Links) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("workshop_tui.serve.serving.keep_links", full)
    async with serving() as site:
        assert site.served.unkept
        assert site.served.unkept.errno == 28
        assert (await site.ask(site.served.room)).status == 200


def test_they_are_gone_with_their_session(file, command):
    keep_links(links_of(str(file)), new_links())
    assert links_of(str(file)).exists()
    assert command("delete", "day", "--yes").exit_code == 0
    assert [one.name for one in file.parent.iterdir() if "day" in one.name] == []


def test_those_of_a_session_on_a_server_are_this_persons(home):
    assert links_of("day") == home / "links" / "day.links"


def test_the_code_of_a_link_is_drawn_as_it_is_two_modules_a_character():
    link = "http://192.0.2.9:45123/r/" + "a" * 26
    both = {"█": "11", "▀": "10", "▄": "01", " ": "00"}
    read = [[both[sign][half] for sign in line] for line in qr_lines(link) for half in (0, 1)]
    made = [[str(int(bool(module))) for module in row] for row in segno.make(link, micro=False).matrix_iter(border=2)]
    assert read[: len(made)] == made
    assert all(set(row) == {"0"} for row in read[len(made) :])
    assert len(qr_lines(link)) <= 19, "beside it, and under it, there is room for words at 80 × 24"
