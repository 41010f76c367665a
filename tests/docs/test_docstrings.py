"""Docstrings name the thing or say the verb: none begins with a pronoun or a question word that stands for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.conftest import SEED

ROOT = SEED.parent.parent
NAMELESS = re.compile(
    r"(what|wh(o|om|ose|ich|ether)|all|th(is|at|ese|ose|ey|eir|em)|its?|he|she|we|you|i"
    r"|(some|any|every|no)(body|one|thing))\b",
    re.IGNORECASE,
)
"""Pronouns, and words that stand for the name of a thing."""
MAY_FAIL = re.compile(
    rf"""^[ \t]*[rRuU]?(?:\"{{3}}|'{{3}}|"|')(?:\\\n)?{NAMELESS.pattern}""", re.IGNORECASE | re.MULTILINE
)
"""A line that begins with such a string: a file that has one is read as code, to see whether that is a docstring."""


def docstrings(code: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each docstring of a module, a class, a function, a value."""
    for node in ast.walk(code):
        body = getattr(node, "body", None)
        for one in body if isinstance(body, list) else ():
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
                yield one.lineno, one.value.value


def nameless(text: str) -> list[tuple[int, str]]:
    """The line and the text of each docstring of a file that does not name the thing."""
    if not MAY_FAIL.search(text):
        return []
    return [(line, said) for line, said in docstrings(ast.parse(text)) if NAMELESS.match(said)]


def test_every_docstring_names_the_thing_or_says_the_verb():
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text.splitlines()[0]}"
        for room in ("workshop_tui", "tests")
        for file in (ROOT / room).rglob("*.py")
        for line, text in nameless(file.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_a_docstring_without_a_name_is_found():
    code = '"""What it is."""\n\nclass One:\n    name: str\n    """Its name."""\n\n    """A name."""\n'
    assert [line for line, _text in nameless(code)] == [1, 5]
    for sign in ("'", '"', "'''", 'r"""', '"""\\\n'):
        assert nameless(f"class One:\n    {sign}This is it.{sign.lstrip('r')[:3].rstrip(chr(92))}\n"), sign
    assert not nameless('told = """What it is."""\n')
