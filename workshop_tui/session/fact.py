"""An event: something that happened, said once and kept for good."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from workshop_tui.holds import Account

Instant = Annotated[datetime, Meta(tz=True)]
"""An instant with its offset: UTC, in whole seconds."""


class Fact(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Something that took effect at `at`, as `by` said."""

    at: Instant
    by: Account

    @property
    def type(self) -> str:
        """Its name in files."""
        return type(self).__name__


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of an event. None: not said."""
