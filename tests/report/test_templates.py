"""Templates of one's own: filled in, in a sandbox, mistakes told with their line."""

from __future__ import annotations

import pytest

from tests.report.hostile import of
from workshop_tui.report.page import TemplateError


def test_a_template_of_ones_own_is_filled_in(said):
    page = of(
        said("[x]"), "md", template="# {{ agenda.title | md }}\n{% for n in d.told %}{{ n.at | time }} {% endfor %}"
    )
    assert page.startswith("# \\[x\\]\n9h03 9h04 ")


@pytest.mark.parametrize(
    ("template", "line", "why"),
    [
        ("a\n{% for x in %}", 2, "Expected an expression"),
        ("a\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ d.nothing }}", 1, "has no attribute"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ d.state.segment.__globals__ }}", 1, "unsafe"),
        ("{% include '/etc/passwd' %}", 1, "/etc/passwd"),
        ("{{ [].append(1) }}", 1, "is unsafe"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line_and_a_template_reaches_nothing(said, template, line, why):
    with pytest.raises(TemplateError) as error:
        of(said("x"), "md", template=template)
    assert error.value.line == line
    assert why in error.value.why
