"""Lines of a widget between the upper and the lower edge of its frame: what stands at their sides is the same for all.

Textual works the frame, its colours and what else may be laid over a widget out for each of its lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.terminal_theme import TerminalTheme
from textual._border import get_box
from textual._segment_tools import make_blank
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.content import Content
from textual.css.styles import StylesBase
from textual.geometry import Size, Spacing
from textual.strip import Strip
from textual.style import Style

Title = tuple[Content, Color, Color, Style] | None
draw_line = StylesCache.render_line


def frame_once() -> None:
    """From here on the sides of a widget's lines are worked out once for all of them."""
    StylesCache.render_line = _draw_between  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a widget's lines, as long as its styles, and what it stands on, are these."""

    of: tuple[object, ...]
    """The styles and colours that they follow from."""
    plain: bool
    """False if something is laid over the lines: Textual draws them."""
    above: int = 0
    below: int = 0
    """Lines of the edges and of what is left free inside them."""
    left: tuple[Segment, ...] = ()
    right: tuple[Segment, ...] = ()
    ground: RichStyle | None = None
    """The style of cells in which nothing is written."""


def _draw_between(
    self: StylesCache,
    styles: StylesBase,
    y: int,
    size: Size,
    content_size: Size,
    padding: Spacing,
    base_background: Color,
    background: Color,
    render_content_line: Callable[[int], Strip],
    border_title: Title,
    border_subtitle: Title,
    opacity: float,
    ansi_theme: TerminalTheme,
    native_ansi: bool,
) -> Strip:
    """As Textual draws it."""
    of = (styles, styles._cache_key, padding, base_background, background, opacity)  # type: ignore[attr-defined]
    sides: Sides | None = getattr(self, "_sides", None)
    if sides is None or sides.of != of:
        sides = _sides(self, of, styles, padding, base_background, background, opacity)
        self._sides = sides  # type: ignore[attr-defined]
    if not sides.plain or not sides.above <= y < size.height - sides.below:
        return draw_line(
            self,
            styles,
            y,
            size,
            content_size,
            padding,
            base_background,
            background,
            render_content_line,
            border_title,
            border_subtitle,
            opacity,
            ansi_theme,
            native_ansi,
        )
    width, height = content_size
    within = y - sides.above
    if within < height:
        line = render_content_line(within).adjust_cell_length(width, sides.ground)
    else:
        line = Strip.blank(width, sides.ground)
    return Strip((*sides.left, *line._segments, *sides.right), size.width)


def _sides(
    cache: StylesCache,
    of: tuple[object, ...],
    styles: StylesBase,
    padding: Spacing,
    base_background: Color,
    background: Color,
    opacity: float,
) -> Sides:
    gutter, (_top, right, _bottom, left) = styles.gutter, styles.border
    covered = opacity != 1.0 or styles.tint.a or styles.text_opacity != 1.0 or styles.has_rule("hatch")
    if covered or any(kind for kind, _colour in styles.outline) or gutter != padding + styles.border.spacing:
        return Sides(of, False)
    inner, outer = cache.get_inner_outer(base_background, background)
    ground = inner.rich_style
    before, after = [], []
    if left[0]:
        colour = Style(foreground=base_background + left[1].multiply_alpha(opacity))
        before.append(get_box(left[0], inner, outer, colour)[1][0])
    if right[0]:
        colour = Style(foreground=base_background + right[1].multiply_alpha(opacity))
        after.append(get_box(right[0], inner, outer, colour)[1][2])
    if padding.left:
        before.append(make_blank(padding.left, ground))
    if padding.right:
        after.insert(0, make_blank(padding.right, ground))
    return Sides(of, True, gutter.top, gutter.bottom, (*before,), (*after,), ground)
