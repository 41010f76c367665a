"""Classes that are parts of screens, or of the app, and of which nothing is made.

Textual works out for each class what it binds, computes and is styled by, from all that it is made of: for the twenty
parts of the run screen and the app that took a twelfth of the time to the first frame. It is worked out for the whole
alone, which takes in all of its parts.
"""

from __future__ import annotations

from typing import Any


class Parted:
    """Base of a class in parts: those say `part=True`."""

    def __init_subclass__(cls, *, part: bool = False, **settings: Any) -> None:
        """Let Textual work the class out, unless it is a `part`: then what its base has stands for it, unused."""
        if not part:
            super().__init_subclass__(**settings)
