"""The description of the HTTP for scripts, as OpenAPI 3.1: made from the types that requests and answers are read into.

docs/openapi.json is this; a test says so, and has an independent reader look at it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from workshop_tui.agenda.structs import decode, encode
from workshop_tui.locale import LANGUAGES
from workshop_tui.serve.doing import Done, Refusal
from workshop_tui.serve.presses import PRESSES, SENT, Press
from workshop_tui.serve.said import Said
from workshop_tui.shapes.status import Status

REFERENCE = "#/components/schemas/{name}"


@cache
def description() -> dict[str, Any]:
    """The description; its texts are English, as the API is."""
    bodies: dict[str, type[Any]] = {**PRESSES, **SENT}
    (references, schemas) = msgspec.json.schema_components(
        (Done, Refusal, Said, Status, *bodies.values()), ref_template=REFERENCE
    )
    done, refusal, said, status, *taken = references
    posts = {
        f"/api/{name}": {"post": _post(name, kind, body, done, refusal, said)}
        for (name, kind), body in zip(bodies.items(), taken, strict=True)
    }
    gets = {
        "/api/status": {
            "get": _get(
                "status",
                "Where the day stands: the same as `status --json`.",
                {"application/json": {"schema": status}},
                said,
            )
        },
        "/api/events": {
            "get": _get(
                "events",
                "The status at each change, as Server-Sent Events (`event: status`), "
                "and the session's clock in between (`event: clock`).",
                {"text/event-stream": {"schema": {"type": "string"}}},
                said,
            )
        },
    }
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": "workshop-tui serve",
            "version": "1",
            "description": "A session over HTTP: docs/http.md. Fields may be added within a version; none "
            "changes or goes.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "http://127.0.0.1:{port}", "variables": {"port": {"default": "8765"}}}],
        "security": [{"trainer": []}],
        "paths": gets | posts,
        "components": {
            "securitySchemes": {
                "trainer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "the last part of a trainer's link (/c/…)",
                }
            },
            "schemas": schemas,
        },
    }
    return decode(encode(made), dict[str, Any])  # plain lists, as others read it


def _get(name: str, told: str, content: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": told,
        "responses": {"200": {"description": "so it is", "content": content}, **_unheard(said)},
    }


def _post(
    name: str,
    kind: type[Any],
    body: dict[str, Any],
    done: dict[str, Any],
    refusal: dict[str, Any],
    said: dict[str, Any],
) -> dict[str, Any]:
    required = any(field.required for field in msgspec.structs.fields(kind))
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "maxLength": 100},
        "description": "the same request under the same key is done once, and answered alike",
    }
    language = {
        "name": "lang",
        "in": "query",
        "required": False,
        "schema": {"enum": [*LANGUAGES]},
        "description": "the language of the words; left out, the agenda's",
    }
    answers = {
        "200": ("it is done", done),
        **({"409": ("refused: why, and by whom", refusal)} if issubclass(kind, Press) else {}),
        "503": ("it cannot be kept now: a full disk, a server that is away; or too many look", refusal),
    }
    return {
        "operationId": name,
        "summary": kind.TOLD,
        "parameters": [key, language],
        "requestBody": {"required": required, "content": {"application/json": {"schema": body}}},
        "responses": {
            code: {"description": told, "content": {"application/json": {"schema": schema}}}
            for code, (told, schema) in answers.items()
        }
        | _unheard(said),
    }


def _unheard(said: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": said}}
    return {
        "401": {"description": "no trainer's secret", "content": content},
        "4XX": {"description": "not heard: not JSON, too large, too much at once", "content": content},
    }
