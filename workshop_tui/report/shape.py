"""The base of the parts of the report as JSON (`json_shapes`), and the texts that several have."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, WithJsonSchema

Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
"""ISO 8601 with its offset, in the time zone of the session."""
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]


class Shape(BaseModel):
    """A part of the report; no key is left out, none is added."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
