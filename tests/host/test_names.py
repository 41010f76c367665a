"""Names that every system takes for a file, and the nearest one to a name that is none."""

from __future__ import annotations

import os

import pytest

from tests.systems import only_posix
from workshop_tui.host import names
from workshop_tui.host.names import NoName, Unfit

NONE = {
    "con": Unfit.RESERVED, "AUX.": Unfit.END, "aux.md": Unfit.RESERVED, "nul": Unfit.RESERVED,
    "com1.tar.gz": Unfit.RESERVED, "LPT9": Unfit.RESERVED, "com¹.md": Unfit.RESERVED, "con .md": Unfit.RESERVED,
    "jour.": Unfit.END, "jour ": Unfit.END, " jour": Unfit.END, "10:30.md": Unfit.SIGN, "a*b": Unfit.SIGN,
    "quoi ?.md": Unfit.SIGN, 'dit "oui"': Unfit.SIGN, "a<b": Unfit.SIGN, "a>b": Unfit.SIGN, "a|b": Unfit.SIGN,
    "a\\b": Unfit.SIGN, "a\tb": Unfit.SIGN, "é" * 120: Unfit.LONG, "caf\udce9.md": Unfit.TEXT, "\udce9": Unfit.TEXT,
}  # fmt: skip
ANY = ["jour.md", "con-1", "console.md", "Été 🚲.md", ".config", "a.b.c", "compte rendu (2).html", "com10", "nullement"]


@pytest.mark.parametrize("name", NONE)
def test_a_name_that_some_system_does_not_take_is_refused_and_has_one_near_it(name):
    assert names.unfit(name) is NONE[name]
    assert names.unfit(names.made_fit(name)) is None


@pytest.mark.parametrize("name", ANY)
def test_a_name_that_all_take_stays_as_it_is(name):
    assert names.unfit(name) is None
    assert names.made_fit(name) == name


def test_the_ending_of_a_name_that_is_made_fit_stays():
    assert names.made_fit("con.md") == "_con.md"
    assert names.made_fit("x" * 400 + ".session").endswith("x.session")
    assert names.made_fit("10:30 ?.svg") == "10-30 -.svg"
    assert names.unfit(names.made_fit("é" * 200, len("-times.svg")) + "-times.svg") is None


def test_two_names_that_a_disk_may_take_for_one_are_not_both_made(tmp_path):
    (tmp_path / "Été.md").touch()
    for twin in ("été.md", "ÉTÉ.MD", "E\u0301te\u0301.md"):
        if os.path.lexists(tmp_path / twin):  # this disk takes them for one: it is there, and told as that
            assert (tmp_path / twin).samefile(tmp_path / "Été.md")
            continue
        with pytest.raises(NoName) as refused:
            names.check(tmp_path / twin)
        assert (refused.value.why, refused.value.other) == (Unfit.TWIN, "Été.md")
    names.check(tmp_path / "Ete.md")


@only_posix("no file can be called so")
def test_what_is_there_already_keeps_its_name(tmp_path):
    (tmp_path / "con.md").touch()
    names.check(tmp_path / "con.md")
