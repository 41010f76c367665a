"""Each command with the words that it is tried with, and where the day stands, as a script reads it."""

from __future__ import annotations

import json

from tests.seed import SEED

COMMANDS = {
    "open": ["open", str(SEED), "--id", "other"],
    "next": ["next"], "goto": ["goto", "carte"], "stop": ["stop"], "pause": ["pause"], "resume": ["resume"],
    "extend": ["extend", "+5"], "skip": ["skip", "carte"], "restore": ["restore", "carte"], "undo": ["undo"],
    "redo": ["redo"], "tags": ["tags"], "points": ["points"], "todo": ["todo"], "due": ["due"],
    "end": ["end"], "reopen": ["reopen"], "status": ["status", "--json"], "note": ["note", "x"],
    "check": ["check", str(SEED)], "new": ["new", "day.toml"], "schema": ["schema"], "sessions": ["sessions"],
    "plan": ["plan", str(SEED)],
    "add": ["add", "x", "5"], "move": ["move", "carte", "--after", "tour"], "fit": ["fit", "--json"],
    "hours": ["hours", "matin", "--end", "12h15"], "shift": ["shift", "+10"],
    "replan": ["replan", str(SEED), "--dry-run"],
    "notes": ["notes", "--json"], "matrix": ["matrix", "--json"], "amend": ["amend", "2", "--kind", "frein"],
    "withdraw": ["withdraw", "2"], "forget": ["forget", "2"], "signal": ["signal", "break"],
    "hand": ["hand"], "turn": ["turn", "--ask", "Pascal"], "turns": ["turns", "--json"], "follow": ["follow", "s"],
    "pin": ["pin", "2"], "initiative": ["initiative", "Le jardin", "--phase", "action"],
    "attendance": ["attendance", "Marie", "--expected"], "codes": ["codes"], "words": ["words"],
    "backup": ["backup", "-o", "copy"], "repair": ["repair", "s"],
    "retain": ["retain", "--older-than", "36m", "--dry-run"],
    "agendas": ["agendas"], "delete": ["delete", "s", "--yes"], "report": ["report"], "import": ["import", "r.toml"],
    "agenda": ["agenda", "--from", "s"], "why": ["why", "late"], "key": ["key", "Léa", "-s", "s"],
    "group": ["group", "bikes", "--done"], "groups": ["groups", "--json"],
    "server": ["server", "--help"], "doctor": ["doctor"],
}  # fmt: skip


def status(wt, *words) -> dict:
    code, out, _err = wt("status", "--json", *words)
    assert code == 0
    return json.loads(out)
