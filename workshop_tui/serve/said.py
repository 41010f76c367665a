"""Said: why a request was not heard, in words."""

from __future__ import annotations

from http import HTTPStatus

from msgspec import Struct

from workshop_tui.locale import say
from workshop_tui.shapes import VERSION


class Said(Struct, frozen=True, kw_only=True):
    """The answer to a request that was not heard."""

    version: int = VERSION
    why: str


WHY = {
    HTTPStatus.NOT_FOUND: say("there is nothing here: ask for the link again"),
    HTTPStatus.METHOD_NOT_ALLOWED: say("that is not done here"),
    HTTPStatus.UNAUTHORIZED: say("a trainer’s secret is wanted: Authorization: Bearer …"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: say("that is too much"),
    HTTPStatus.REQUEST_TIMEOUT: say("that took too long"),
    HTTPStatus.SERVICE_UNAVAILABLE: say("many are looking already: look again in a moment"),
}
"""Why, by the status of the answer."""
