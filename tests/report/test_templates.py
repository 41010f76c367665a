"""Templates of one's own: filled in, in a sandbox, mistakes told with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import utc
from tests.report.golden import the_day
from tests.report.hostile import of
from tests.systems import only_posix
from workshop_tui.locale import speak
from workshop_tui.report import confined
from workshop_tui.report.confined import Limits
from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.markdown import own
from workshop_tui.report.printed import Named, Told
from workshop_tui.report.template import TemplateError, filters

GUIDE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
OURS = GUIDE.partition("## A template of your own")[2].partition("## Next time")[0]
FIRST = Path(__file__).with_name("first_template.md.j2")
"""The report of the first program that took a template, as somebody might have made theirs of it."""


def public(kind: type) -> set[str]:
    return {name for name in (*vars(kind), *kind.__annotations__) if not name.startswith("_")}


def test_the_guide_says_each_field_and_filter_that_a_template_has_and_no_other():
    words = set(re.findall(r"`([a-z_]+)", OURS))
    assert public(Told) <= words
    assert {name.partition("(")[0] for name in re.findall(r"`d\.([a-z_]+)", OURS)} == public(Digest)
    table = OURS.partition("| filter |")[2]
    named = {name for row in table.splitlines() for name in re.findall(r"`([a-z_]+)", row.split(" | ")[0][:200])}
    assert set(filters()) == {name for name in named if name in filters()}
    assert {"key", "initiative", "fields", "entry", "case", "notes"} == public(Named)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_template_that_was_made_for_the_first_program_is_filled_in_still(language):
    page = own(FIRST.read_text(encoding="utf-8"), digest(the_day().state, utc(18)), language, lambda _name: "")
    heads = [line for line in page.splitlines() if line.startswith("## ")]
    assert len(heads) == 12
    assert page.count("Atelier vélo de Saint-Rémy") > 1
    assert ("8 sur 12" if language == "fr" else "8 of 12") in page
    assert ("## Contexte, objectifs, attentes" if language == "fr" else "## Context, objectives, expectations") in heads


def test_a_template_of_ones_own_is_filled_in(said):
    page = of(
        said("[x]"), "md", template="# {{ agenda.title | md }}\n{% for n in d.told %}{{ n.at | time }} {% endfor %}"
    )
    assert page.startswith("# \\[x\\]\n9h03 9h04 ")


def mistake(said, template: str) -> TemplateError:
    """The mistake that is found in a template, in this process: one of its own finds the same, and takes its time."""
    with pytest.raises(TemplateError) as error:
        own(template, digest(said("x").state, utc(18)), "fr")
    return error.value


@pytest.mark.parametrize(
    ("template", "line", "why"),
    [
        ("a\n{% for x in %}", 2, "Expected an expression"),
        ("a\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ d.nothing }}", 1, "has no attribute"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ d.state.day.plan.__globals__ }}", 1, "unsafe"),
        ("{% include '/etc/passwd' %}", 1, "/etc/passwd"),
        ("{{ [].append(1) }}", 1, "is unsafe"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line_and_a_template_reaches_nothing(said, template, line, why):
    error = mistake(said, template)
    assert error.line == line
    assert why in error.why


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "ce modèle s’appelle lui-même sans fin"),
        (
            '{% include "t9.j2" %}',
            "ce modèle inclut «\u00a0t9.j2\u00a0», qui n’est aucun de ceux-ci\u00a0: course.md.j2, followed.md.j2",
        ),
        ("{{ 1 / 0 }}", "Python dit\u00a0: «\u00a0ZeroDivisionError: division by zero\u00a0»"),
        ("{{ x }}", "Jinja2 dit\u00a0: «\u00a0'x' is undefined\u00a0»"),
    ],
)
def test_a_french_sentence_about_a_template_quotes_what_is_english(said, template, why):
    speak("fr")
    assert mistake(said, template).why.startswith(why)


def test_a_mistake_is_told_as_it_was_found_by_the_process_that_fills_a_template_in(said):
    speak("fr")
    template = "a\n\n{{ 1 / 0 }}"
    with pytest.raises(TemplateError) as error:
        of(said("x"), "md", template=template)
    found = mistake(said, template)
    assert (error.value.line, error.value.why) == (found.line, found.why)
    assert (found.line, found.why[:6]) == (3, "Python")


@pytest.fixture
def bounded(said):
    """Fills a template in within what a second gives."""

    def fill(template: str, limits: Limits) -> str:
        return confined.own(template, digest(said("x").state, utc(18)), "en", limits=limits)

    return fill


@only_posix("Wine does not bound what a process takes")
@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 10**10 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 'x' | center(10**10) }}",
        "{{ 'x'.ljust(10**10) }}",
        "{{ 'xx' | replace('x', 'y' * 10**9) }}",
        "{{ [1] | batch(10**10, 'x') | list }}",
        "{{ {'a': 1} | tojson(indent=10**10) }}",
        "{{ '{:>9999999999}'.format(1) }}",
        "{% set n = namespace(x='x') %}{% for a in range(100) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    ],
)
def test_a_template_that_asks_for_gigabytes_is_told_its_line(bounded, template):
    with pytest.raises(TemplateError) as error:
        bounded(f"a\n\n{template}\n", Limits(memory_mb=400))
    assert (error.value.line, error.value.why) == (3, "this template takes more than 400 MB of memory")


@only_posix("Wine does not bound what a process takes")
@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", {3}),
        (
            "{% macro f(n) %}{% for a in range(99999) %}{{ f(n) if not a }}{% endfor %}{% endmacro %}"
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ '' if b }}{% endfor %}{% endfor %}",
            {0, 3},
        ),
        ("{{ (7 ** 99999999) % 10 }}", {0, 3}),
    ],
)
def test_a_template_that_never_ends_is_ended(bounded, template, lines):
    """Templates that make little: a fast machine is not to reach the end of the memory first."""
    with pytest.raises(TemplateError) as error:
        bounded(f"a\n\n{template}\n", Limits(time_s=0.3))
    assert error.value.line in lines
    assert error.value.why == "this template takes more than 0.3 s: does it ever end?"


def test_a_template_that_makes_a_page_of_a_shelf_is_refused(bounded):
    with pytest.raises(TemplateError, match="makes a page of more than 1 MB"):
        bounded("{{ 'x' * 2 * 10**6 }}", Limits(page_mb=1))


@only_posix("nobody can remove the folder that one is in")
def test_a_template_is_filled_in_where_this_folder_was_removed(bounded, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert bounded("{{ agenda.title | md }}", Limits()).strip()


def test_what_lies_in_this_folder_is_not_taken_for_the_program(bounded, tmp_path, monkeypatch):
    (tmp_path / "jinja2.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert bounded("fine", Limits()) == "fine\n"
