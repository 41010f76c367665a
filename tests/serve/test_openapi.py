"""The description of the HTTP for scripts: an independent reader takes it, docs have it, and it says all there is."""

from __future__ import annotations

import json

from openapi_spec_validator import validate

from tests.seed import ROOT
from workshop_tui.serve.openapi import description

KEPT = ROOT / "docs" / "openapi.json"


def test_a_validator_accepts_it():
    validate(description())


def test_docs_have_it():
    """Anew: `python -m tests.serve.test_openapi`."""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == description()


async def test_it_is_served_and_says_every_address_of_the_api(site):
    assert (await site.ask("/api/openapi.json")).told == description()
    routes = {resource.canonical for resource in site.server._site.app().router.resources()}
    assert {one for one in routes if one.startswith("/api/")} == {*description()["paths"], "/api/openapi.json"}


def test_the_page_of_http_names_every_address_and_every_field_of_a_body():
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    for path, methods in description()["paths"].items():
        assert path in page or f"`{path.rpartition('/')[2]}`" in page
        for method in methods.values():
            body = method.get("requestBody")
            name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2] if body else None
            fields = description()["components"]["schemas"][name]["properties"] if name else {}
            assert [field for field in fields if f"`{field}`" not in page] == []


if __name__ == "__main__":
    KEPT.write_text(json.dumps(description(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
