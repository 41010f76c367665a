"""What every event has."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict

from workshop_tui.holds import Account


class Fact(BaseModel):
    """What every event has."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built when one is read or made

    at: AwareDatetime
    by: Account
