"""The key of codes: a file that says nothing by the order of its rows."""

from __future__ import annotations

import csv
import io


def test_the_key_of_codes_stands_by_name_and_no_row_of_the_sheet_has_its_own_number(drawn, day):
    names = [f"{letter}nne Nom" for letter in "ABCDEFGHIJKL"]
    assert day("attendance", *names, "--expected", "-s", "day")[0] == 0
    rows = list(csv.reader(io.StringIO(day("codes", "-s", "day")[1])))[1:]
    assert [name for _code, name in rows if name in names] == names
    sheet = day("report", "--kind", "sheet", "-s", "day")[1]
    assert sorted(names, key=sheet.index) == names
    assert [code for code, name in rows if name in names] != [f"P{n}" for n in range(1, 13)]
