"""The day in plain lines, by ear: append only, no escape sequence, nothing redrawn, nothing that must be seen.

Chosen by `workshop-tui follow`; by `ACCESSIBLE=1` or `TERM=dumb` wherever a screen would open. What is said comes from
`spoken`; here is the talk: `keys` (a line as it is typed), `voice` (what is said, and when), `grammar` (which command a
word means), and the commands, by what they are about.
"""

from __future__ import annotations

from collections.abc import Mapping


def asked_for(environ: Mapping[str, str]) -> bool:
    """Tell whether the environment asks for plain lines rather than a screen."""
    accessible = environ.get("ACCESSIBLE", "").strip().lower()
    return accessible not in ("", "0", "no", "false") or environ.get("TERM", "").strip().lower() == "dumb"
