"""Agendas of several days, as somebody writes them."""

from __future__ import annotations

HEAD = 'title = "T"\n[[trainers]]\nkey = "ann"\nname = "Ann"\n[[programme]]\nkey = "p"\ntext = "P"\n'
BLOCK = '[[days.blocks]]\ntitle = "AM"\nstart = "9h"\nend = "10h"\n'
SEGMENT = '[[days.blocks.segments]]\ntitle = "One"\nminutes = 60\nkind = "buffer"\n'


def day(*lines: str, block: str = BLOCK, segment: str = SEGMENT) -> str:
    """One of its days, of whose table `lines` are, and of one block."""
    return "\n".join(("[[days]]", *lines)) + "\n" + block + segment


TWO = (
    HEAD + day('title = "First"', "date = 2026-10-01") + day('date = "2026-10-02"') + 'covers = ["p"]\nlead = ["ann"]\n'
)
