"""GitHub, GitLab, HedgeDoc and pandoc read the report the same: its structure, and every text as it was said."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable

import cmarkgfm
import comrak
import pytest
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from tests.report.hostile import HOSTILE, Page, of, one_line, plain_as
from workshop_tui.report.template import escape

TYPED = "(c) -- ++i++ ==m== H~2~O x^2^ $a$ [^1] [[wiki]] *[HTML]: x :+1: `k` <!-- c --> &amp; \\( a \\) %%% {.x}"
SORTS = {**HOSTILE, "typed": TYPED}


def github(page: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(page, options=Options.CMARK_OPT_UNSAFE))


def gitlab(page: str) -> str:
    """comrak, with what GitLab's reader turns on."""
    on = (
        "table",
        "strikethrough",
        "autolink",
        "tasklist",
        "footnotes",
        "math_dollars",
        "math_code",
        "shortcodes",
        "wikilinks_title_before_pipe",
        "description_lists",
        "multiline_block_quotes",
        "alerts",
    )
    extensions, rendered = comrak.ExtensionOptions(), comrak.RenderOptions()
    for name in on:
        assert hasattr(extensions, name)
        setattr(extensions, name, True)
    rendered.unsafe_ = True
    return str(comrak.render_markdown(page, extension_options=extensions, render_options=rendered))


def hedgedoc(page: str) -> str:
    """markdown-it, with what HedgeDoc turns on (but its plugins, which were tried by hand)."""
    reader = MarkdownIt("js-default", {"html": True, "breaks": True, "typographer": True, "linkify": False})
    return str(reader.enable(["replacements"]).render(page))


@pytest.mark.parametrize("reader", [github, gitlab, hedgedoc])
@pytest.mark.parametrize("sort", SORTS)
def test_each_reads_the_same_structure_and_the_texts_as_they_were_said(said, sort, reader: Callable[[str], str]):
    page, plain = (Page(reader(of(said(text), "md", annexes=True))) for text in (SORTS[sort], plain_as(SORTS[sort])))
    assert page.tags == plain.tags
    assert straight(re.sub(r"\s+", " ", page.text)).count(straight(one_line(SORTS[sort]))) > 50


def straight(text: str) -> str:
    """`text` with its quotes as they are typed: HedgeDoc curls them."""
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


def test_signs_that_some_readers_make_something_of_are_escaped_where_they_do():
    assert escape("a++b -- c (C) (tm) a+b") == "a\\+\\+b \\-\\- c \\(C) \\(tm) a+b"


def test_only_what_could_be_markup_is_escaped_so_that_the_page_is_pleasant_to_read_as_it_is():
    text = "Le local (20 m²) : 5 000 € / an, à 9:30 – c'est l'idée ; « oui » + 3 - 2 ? 100% … https"
    assert escape(text) == text


# ── pandoc ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def pandoc():
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")

    def run(page: str, *arguments: str) -> bytes:
        return subprocess.run(["pandoc", *arguments], input=page.encode(), capture_output=True, check=True).stdout

    return run


def test_pandoc_makes_a_docx_of_it_as_the_guide_says(said, pandoc, tmp_path):
    file = tmp_path / "report.docx"
    pandoc(of(said("x"), "md"), "-f", "gfm", "-o", str(file))
    assert "word/document.xml" in zipfile.ZipFile(file).namelist()


@pytest.mark.parametrize("sort", ["html", "markdown", "front matter", "scripts"])
def test_pandoc_reads_the_same_structure(said, pandoc, sort):
    def kinds(text: str) -> list[str]:
        blocks = json.loads(pandoc(of(said(text), "md"), "-f", "gfm", "-t", "json"))["blocks"]
        return [block["t"] for block in blocks]

    assert kinds(HOSTILE[sort]) == kinds(plain_as(HOSTILE[sort]))
