"""The counts of an observatory made a second time, from the sessions' own CSV: nothing of the program is used.

`python counted_apart.py FOLDER`: each file `NAME--TERRITORY.csv` in it is a session's `report --table notes --raw` (in
English). Printed is a line a cell: phase, stakeholder, sessions, territories, each behind a tab; then a
line a pair of who asks and who is asked: sessions, sessions with an answer, sessions without.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

FAMILIES = {
    "Municipality": "Local authorities", "EPCI": "Local authorities", "Département": "Local authorities",
    "Region": "Local authorities", "PNR": "Project territories", "PETR": "Project territories",
    "GAL": "Project territories",
}  # fmt: skip
KEYS = {
    "collectif": "Residents' collective", "elus": "Local elected officials", "associations": "Associations",
    "commune": "Local authorities", "departement": "Local authorities", "gal": "Project territories",
    "ingenierie": "Development professionals", "financeurs": "Funders, foundations",
}  # fmt: skip
WHOLE = ("Residents, users", "Businesses, social economy", "Funders, foundations")
"""Labels with a comma in them, which stands between labels, too."""


def labels(cell):
    """The labels that a cell lists."""
    found = []
    for whole in WHOLE:
        if whole in cell:
            found.append(whole)
            cell = cell.replace(whole, "")
    return found + [part.strip() for part in cell.split(",") if part.strip()]


def counted(folder):
    """The sessions of each cell and of each pair, with and without an answer."""
    cells: dict[tuple[str, str], set] = defaultdict(set)
    pairs: dict[tuple[str, str], tuple[set, set, set]] = defaultdict(lambda: (set(), set(), set()))
    for file in sorted(Path(folder).glob("*.csv")):
        session, _dashes, territory = file.stem.partition("--")
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                asker, asked = row["from"], row["to"]
                who = {FAMILIES.get(label, label) for label in labels(row["stakeholders"])}
                if row["kind"] == "Request":
                    ends = {KEYS[end] for end in (asker, asked) if end}
                    who |= ends - {"Residents' collective"} or ends
                    every, answered, open_ones = pairs[KEYS[asker], KEYS[asked]]
                    every.add(session)
                    (answered if row["answer"] else open_ones).add(session)
                for phase in labels(row["phases"]):
                    for one in who:
                        cells[phase, one].add((session, territory))
    return cells, pairs


def main():
    cells, pairs = counted(sys.argv[1])
    for (phase, who), where in sorted(cells.items()):
        territories = {territory for _session, territory in where}
        print(phase, who, len({session for session, _territory in where}), len(territories), sep="\t")
    for (asker, asked), those in sorted(pairs.items()):
        print(asker, asked, *map(len, those), sep="\t")


if __name__ == "__main__":
    main()
