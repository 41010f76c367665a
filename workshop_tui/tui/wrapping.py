"""Where a line of text may end: at a space, but at none that does not break.

Textual (and Rich, which it asks) parts words at whatever Python calls a space, no-break ones among them: a line began
with “?”, a quotation mark stood alone. Both have one pattern each for that; these take their places.
"""

from __future__ import annotations

import re

from rich import _wrap as of_rich
from textual import _wrap as of_textual

_SPACE = "[^\\S\u00a0\u2007\u202f]"
_REST = "[\\S\u00a0\u2007\u202f]"


def keep_together() -> None:
    """From here on no line is broken at a space that does not break."""
    of_rich.re_word = re.compile(f"{_SPACE}*{_REST}+{_SPACE}*")
    of_textual.re_chunk = re.compile(f"{_REST}+{_SPACE}*|{_SPACE}+")
