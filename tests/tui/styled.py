"""Style sheets that are parsed once for all the apps of these tests, and styles that are worked out once for each state
of a widget: they are the same, and a real program has one app.

An app parses its sheets as it starts, and again for each theme; what comes of it follows from their text and from the
theme's colours. The styles of a widget follow from the rules and from what it and those that hold it are.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.css.types import CSSLocation
from textual.dom import DOMNode
from textual.widget import Widget

_parse, _apply = Stylesheet._parse_rules, Stylesheet.apply
_variables: dict[tuple[tuple[str, str], ...], tuple[int, dict[str, list[Token]]]] = {}
"""Variables of each theme, by number, as tokens."""
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
_sheets: dict[tuple[int, ...], tuple[int, list[RuleSet], dict[str, list[RuleSet]]]] = {}
"""The rules of an app, by their identities: numbered, and by what they tell of."""
_told: dict[tuple[Any, ...], int] = {}
"""The rules that tell of a widget by its type, name and classes, numbered: those of each set of sheets."""
_numbers: dict[tuple[int, ...], int] = {}
_styles: dict[tuple[Any, ...], tuple[RulesMap, tuple[bool, ...]]] = {}
"""The rules that hold for a widget, and what Textual notes of it, by what it is and what holds it."""
MOST = 16384
"""States that are known at a time: some screens are shown in all themes."""
NOTED = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")


def _numbered(variables: dict[str, str]) -> tuple[int, dict[str, list[Token]]]:
    """Number these variables; the same ones are the same number."""
    those = tuple(variables.items())
    if those not in _variables:
        _variables[those] = len(_variables), tokenize_values(variables)
    return _variables[those]


def _tokens(values: dict[str, str]) -> dict[str, list[Token]]:
    return _numbered(values)[1]


def _parsed_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    sheet = (css, read_from, is_default_rules, tie_breaker, scope)
    if (rules := self._parse_cache.get(sheet)) is None:
        known = getattr(self, "_known_variables", None)
        if known is None or known[0] is not self._variables:
            known = self._known_variables = self._variables, _numbered(self._variables)[0]  # type: ignore[attr-defined]
        asked = (sheet, known[1])
        if asked not in _parsed:
            _parsed[asked] = _parse(self, *sheet)
        rules = self._parse_cache[sheet] = _parsed[asked]
    return rules


def _sheet(self: Stylesheet) -> tuple[int, list[RuleSet], dict[str, list[RuleSet]]]:
    """The rules that `self` has, numbered: those of before as before."""
    rules = self.rules
    known: tuple[list[RuleSet], tuple[int, list[RuleSet], dict[str, list[RuleSet]]]] | None
    known = getattr(self, "_known_rules", None)
    if known is None or known[0] is not rules:
        those = tuple(map(id, rules))
        if those not in _sheets:
            by_name: dict[str, list[RuleSet]] = {}
            for rule in rules:
                for name in rule.selector_names:
                    by_name.setdefault(name, []).append(rule)
            _sheets[those] = len(_sheets), rules, by_name
        known = self._known_rules = rules, _sheets[those]  # type: ignore[attr-defined]
    return known[1]


def _rules_map(self: Stylesheet) -> dict[str, list[RuleSet]]:
    return _sheet(self)[2]


def _path(node: DOMNode) -> list[Any]:
    """List whatever rules may ask of a widget and of those that hold it."""
    path: list[Any] = []
    at: Any = node
    while at is not None:
        path += (type(at), at._id, at.classes)
        if isinstance(at, Widget):
            path += (at.mouse_hover, at.has_focus, at.disabled, at.allow_focus())
        elif isinstance(at, App):
            path += (at.theme, at.app_focus, at.native_ansi_color, at.no_color)
        at = at._parent
    return path


def _rules_of(self: Stylesheet, node: DOMNode) -> int:
    """Number the rules that may tell of `node`, in their order: what other sheets are read beside changes nothing."""
    number, rules, by_name = _sheet(self)
    asked = (number, type(node), node._id, node.classes)
    if (told := _told.get(asked)) is None:
        those = {id(rule) for name in by_name.keys() & node._selector_names for rule in by_name[name]}
        ordered = tuple(one for one in map(id, rules) if one in those)
        told = _told[asked] = _numbers.setdefault(ordered, len(_numbers))
    return told


def _applied_once(
    self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], RulesMap] | None = None
) -> None:
    state = (_rules_of(self, node), *_path(node))
    if known := _styles.get(state):
        rules, noted = known
        for name, value in zip(NOTED, noted, strict=True):
            setattr(node, name, value)
        self.replace_rules(node, rules, animate=animate)
        self._process_component_classes(node)
        return
    found: dict[tuple[Any, ...], RulesMap] = {}
    _apply(self, node, animate=animate, cache=found)
    if len(_styles) >= MOST:
        _styles.clear()
    for rules in found.values():  # none, where it goes by what stands beside it
        _styles[state] = rules, tuple(getattr(node, name) for name in NOTED)


def parse_once() -> None:
    """Have each sheet of whatever app parsed once."""
    Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]
    Stylesheet.rules_map = property(_rules_map)  # type: ignore[assignment,method-assign]
    stylesheet.tokenize_values = _tokens  # type: ignore[attr-defined]


def style_once() -> None:
    """Have the styles of each state of a widget worked out once, too."""
    parse_once()
    Stylesheet.apply = _applied_once  # type: ignore[method-assign]
