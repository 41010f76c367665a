"""The agenda's JSON Schema, as an editor wants it: of what is written, not of what is filled in."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from workshop_tui.agenda import Agenda, gate
from workshop_tui.agenda.course import CourseTable
from workshop_tui.agenda.vocabulary import LISTS, VOCABULARIES


@cache
def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the TOML's tables: an agenda, of blocks or of days.

    Keys are optional (they are made from titles), the lists of words take `extends`, with the name of a vocabulary, and
    an evaluation may be `true`, one question or several. It is made once: nobody changes it.
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
    asked = schema["properties"]["evaluation"]
    several = next(one for one in asked["anyOf"] if one.get("type") == "array")
    asked["anyOf"] = [{"type": "boolean"}, several["items"], several]
    for axis in LISTS:
        names = [name for name, lists in VOCABULARIES.items() if axis in lists]
        extends = {
            "type": "object",
            "properties": {"extends": {"enum": names}},
            "required": ["extends"],
            "additionalProperties": False,
        }
        said = schema["properties"][axis]
        written = next(one for one in (said, *said.get("anyOf", ())) if "items" in one)
        written["items"] = {"anyOf": [written["items"], extends]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _of(table: type[Struct]) -> dict[str, Any]:
    return gate.form(table).model_json_schema(mode="validation", by_alias=True)
