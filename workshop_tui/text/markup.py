"""Text in XML. The standard library's own (`xml.sax.saxutils`) imports what speaks to the network, and takes as long as
a page takes to be made."""

from __future__ import annotations

import html


def escape(text: str) -> str:
    """`text` as it stands between the tags of an element."""
    return html.escape(text, quote=False)


def attribute(text: str) -> str:
    """`text`, one line, as the value of an attribute, in its quotes."""
    return '"' + escape(text).replace('"', "&quot;") + '"'
