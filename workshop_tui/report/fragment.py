"""The report's article alone, to be laid into another page or an e-mail: no head, style sheet, picture or script.

Styles are inline, where e-mail programs heed them; a sanitiser may take them away, and it reads the same without.
"""

from __future__ import annotations

import re

from workshop_tui.report.digest import Digest
from workshop_tui.report.html import html_of, shaded
from workshop_tui.report.markdown import render

_CELL = "border:1px solid #d0d7de;padding:4px 6px;text-align:left;vertical-align:top"
_SHADES = {
    "n1": "background:#e3eefb", "n2": "background:#bcd7ef", "n3": "background:#2a6ba6;color:#ffffff",
    "n4": "background:#0a4f8f;color:#ffffff",
}  # fmt: skip
_BOX = re.compile(r'<div class="wide"[^>]*>\n|(?<=</table>\n)</div>\n|<caption>.*?</caption>\n', re.DOTALL)
_TAG = re.compile(r"<(table|th|td)\b([^>]*)>")
_CLASS = re.compile(r' class="(n[1-4])"')
_STYLE = re.compile(r' style="([^"]*)"')


def fragment(digest: Digest, language: str, *, annexes: bool = False) -> str:
    """The report in French (`fr`) or English (`en`), as one `<article>`."""
    body = shaded(html_of(render(digest, language, annexes=annexes)), digest, language)
    return f'<article lang="{language}">\n{_inline(_BOX.sub("", body))}</article>\n'


def _inline(body: str) -> str:
    return _TAG.sub(lambda found: _styled(found[1], found[2]), body)


def _styled(tag: str, attributes: str) -> str:
    own, shade = _STYLE.search(attributes), _CLASS.search(attributes)
    rest = _CLASS.sub("", _STYLE.sub("", attributes))
    styles = ["border-collapse:collapse" if tag == "table" else _CELL]
    styles += [own[1].rstrip(";")] if own else []
    styles += [_SHADES[shade[1]]] if shade else []
    return f'<{tag}{rest} style="{";".join(styles)}">'
