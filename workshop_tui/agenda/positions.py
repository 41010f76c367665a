"""The place in the file where a value stands: path → line and column, by tree-sitter.

Imported only when there is something to say about a file: tomllib reads without positions.
"""

from __future__ import annotations

import tomllib

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]
Place = tuple[int, int]


class Positions:
    """The places of one TOML text; lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        self._lines = text.encode().split(b"\n")
        self._keys: dict[Path, Place] = {(): (1, 1)}
        self._values: dict[Path, Place] = {}
        self._counts: dict[Path, int] = {}
        root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
        for node in root.children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def of(self, path: Path, *, key: bool = False) -> Place:
        """The place of the value at `path` (of its key, with `key`), or of the nearest table around it."""
        for length in range(len(path), -1, -1):
            here = path[:length]
            found = (None if key else self._values.get(here)) or self._keys.get(here) or self._of_one(here, key=key)
            if found:
                return found
        return (1, 1)

    def _of_one(self, path: Path, *, key: bool) -> Place | None:
        """The place of what stands in a table that may be one of a list, and was written alone: `[evaluation]`."""
        if path[1:2] != (0,) or path[:1] in self._counts:
            return None
        alone = (path[0], *path[2:])
        return (None if key else self._values.get(alone)) or self._keys.get(alone)

    def _place(self, node: Node) -> Place:
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1

    def _names(self, node: Node) -> list[str]:
        if node.type == "dotted_key":
            return [name for child in node.named_children for name in self._names(child)]
        text = (node.text or b"").decode(errors="replace")
        if node.type != "quoted_key":
            return [text]
        return list(tomllib.loads(f"{text} = 0"))

    def _table(self, node: Node) -> None:
        header = next((c for c in node.named_children if c.type.endswith("key")), None)
        if header is None:
            return
        names = self._names(header)
        path: Path = ()
        for depth, name in enumerate(names, 1):
            path = (*path, name)
            if depth == len(names) and node.type == "table_array_element":
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                self._keys.setdefault(path, self._place(header))
                path = (*path, self._counts[path])
        self._keys.setdefault(path, self._place(header))
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, path)

    def _pair(self, node: Node, base: Path) -> None:
        if len(node.named_children) < 2:
            return
        key, value = node.named_children[:2]
        path = (*base, *self._names(key))
        self._keys.setdefault(path, self._place(key))
        self._value(value, path)

    def _value(self, node: Node, path: Path) -> None:
        self._values.setdefault(path, self._place(node))
        if len(path) > 20:  # no agenda is this deep
            return
        if node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for i, item in enumerate(items):
                self._value(item, (*path, i))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)
