"""The agenda's JSON Schema, as an editor wants it: of what is written, not of what is filled in."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from workshop_tui.agenda import Agenda, gate
from workshop_tui.agenda.course import CourseTable


def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the TOML's tables: an agenda, of blocks or of days.

    Keys are optional (they are made from titles) and the vocabulary's lists take `extends = "default"`.
    """
    schema, course = _of(Agenda), _of(CourseTable)
    schema["$defs"] |= course["$defs"]
    schema["properties"]["days"] = course["properties"]["days"]
    schema["required"].remove("blocks")
    schema["oneOf"] = [{"required": ["blocks"]}, {"required": ["days"]}]
    for part in schema["$defs"].values():
        if "key" in part.get("required", ()) and "label" not in part["properties"]:
            part["required"].remove("key")
    segment = schema["$defs"]["Segment"]  # one that is only offered has no minutes
    segment["required"].remove("minutes")
    offered = {"properties": {"optional": {"const": True}}, "required": ["optional"]}
    segment["anyOf"] = [{"required": ["minutes"]}, offered]
    extends = {"type": "object", "properties": {"extends": {"const": "default"}}, "required": ["extends"],
               "additionalProperties": False}  # fmt: skip
    for axis in ("phases", "stakeholders", "kinds"):
        items = schema["properties"][axis]["items"]
        schema["properties"][axis]["items"] = {"anyOf": [items, extends]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _of(table: type[Struct]) -> dict[str, Any]:
    return gate.form(table).model_json_schema(mode="validation", by_alias=True)
