"""Colours that can be read: how much two of them differ, and a text moved until it differs enough from what it is on.

The measure is WCAG 2.2's contrast ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, relative luminance
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance): 1 is none, 21 black on white; text needs 4.5 (success criterion
1.4.3, AA), lines, borders and the room's figures need 3 (1.4.11, and 1.4.3 for what is large). One filter over all
that is drawn, so that no widget has to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from colorsys import rgb_to_hsv
from functools import lru_cache

from rich.color import Color as Drawn
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

TEXT, LINES = 4.5, 3.0
"""Contrast that text needs, and that a line or a border needs."""
WHITE, BLACK = ColorTriplet(255, 255, 255), ColorTriplet(0, 0, 0)
STEPS = 20
"""A colour is moved to white or black in so many steps."""

_SIXTEEN = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
)
SIXTEEN = tuple(tuple(ColorTriplet(*bytes.fromhex(colour)) for colour in palette.split()) for palette in _SIXTEEN)
"""The sixteen colours as they are in xterm, on a VGA (the Linux console, Rich) and in Windows Terminal (Campbell)."""

_LINES = " \u2588" + "".join(map(chr, range(0x2500, 0x2580)))
_BLOCKS = " " + "".join(map(chr, (*range(0x2580, 0x2588), *range(0x2589, 0x25A0))))


@lru_cache(4096)
def luminance(colour: ColorTriplet) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """Contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: ColorTriplet, other: ColorTriplet, share: float) -> ColorTriplet:
    """`one` with a `share` (0 to 1) of `other` in it."""
    return ColorTriplet(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


@lru_cache(4096)
def of_256(colour: ColorTriplet) -> ColorTriplet:
    """Give what a terminal of 256 colours makes of it."""
    return Drawn.from_triplet(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


@lru_cache(4096)
def moved(text: ColorTriplet, ground: ColorTriplet, enough: float = TEXT, *, of_all: bool = True) -> ColorTriplet:
    """`text` moved to white or to black, first to the one that differs more from its `ground`, until there is `enough`.

    There is as much in all colours and in 256; where nothing does for both, in all colours, if the terminal has them.
    """
    drawn, less = contrast, lambda one, other: contrast(of_256(one), of_256(other))
    own, other = (drawn, less) if of_all else (less, drawn)
    ends = (WHITE, BLACK) if own(WHITE, ground) >= own(BLACK, ground) else (BLACK, WHITE)
    if own(text, ground) >= enough and other(text, ground) >= enough:
        return text
    steps = [(end, step / STEPS) for end in ends for step in range(STEPS + 1)]
    of_own = (shade for end, share in steps if own(shade := mixed(text, end, share), ground) >= enough)
    first = next(of_own)
    return next((shade for shade in (first, *of_own) if other(shade, ground) >= enough), first)


@lru_cache(4096)
def seen(style: Style, enough: float, of_all: bool) -> Style:
    """`style` with a text that has `enough` contrast; as it is where it leaves a colour to the terminal."""
    text, ground = (colour and colour.triplet for colour in (style.color, style.bgcolor))
    if text is None or ground is None:
        return style
    if style.reverse:
        return style + Style.from_color(None, Drawn.from_triplet(moved(ground, text, enough, of_all=of_all)))
    return style + Style.from_color(Drawn.from_triplet(moved(text, ground, enough, of_all=of_all)))


class Readable(LineFilter):
    """Moves each text until it can be read on what it is on; blocks, of which scrollbars are made, it leaves."""

    def __init__(self, *, of_all: bool) -> None:
        """`of_all`: the terminal has all colours, not 256."""
        super().__init__()
        self._of_all = of_all

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.style is None or not segment.text.strip(_BLOCKS)
            else Segment(segment.text, seen(segment.style, TEXT if segment.text.strip(_LINES) else LINES, self._of_all))
            for segment in segments
        ]


@lru_cache
def legible_on(ground: int, *, bold: bool) -> list[int]:
    """List those of the sixteen colours that can be read on the one of number `ground`, whichever palette there is.

    Many terminals make a bold text of the dark eight one of the bright eight.
    """
    return [
        number
        for number in range(16)
        if all(
            contrast(palette[shown], palette[ground]) >= TEXT
            for palette in SIXTEEN
            for shown in ({number, number | 8} if bold else {number})
        )
    ]


def _nearest(colour: ColorTriplet, numbers: Iterable[int]) -> int:
    """Find, of these of the sixteen colours, the one most like `colour` as a VGA shows them: of its hue, if any."""
    vga, numbers = SIXTEEN[1], list(numbers)
    alike = [number for number in numbers if _hue_shared(vga[number], colour)] if _chroma(colour) >= COLOURED else []
    return min(alike or numbers, key=lambda number: sum((a - b) ** 2 for a, b in zip(vga[number], colour, strict=True)))


COLOURED = 48
"""A colour is taken for a grey whose strongest and weakest parts, of 255, differ by less."""


def _chroma(colour: ColorTriplet) -> int:
    return max(colour) - min(colour)


def _hue_shared(one: ColorTriplet, other: ColorTriplet) -> bool:
    """Tell whether neither is a grey and their hues are less than about 45 degrees apart."""
    apart = abs(rgb_to_hsv(*one.normalized)[0] - rgb_to_hsv(*other.normalized)[0])
    return _chroma(one) >= COLOURED and min(apart, 1 - apart) < 0.13


GROUNDS = (0, 1, 2, 4, 5, 6, 7)
"""Colours that may be a ground: some consoles show bright ones otherwise, and nothing can be read on 3 everywhere."""


@lru_cache(4096)
def in_sixteen(style: Style) -> Style:
    """`style` in sixteen colours, its text one that can be read on its ground in each palette.

    It is not bold where it would be another colour by that, and could not be read.
    """
    text, ground = (colour and colour.triplet for colour in (style.color, style.bgcolor))
    if ground is None:
        return style
    if text is None:
        return style + Style.from_color(None, Drawn.from_ansi(_nearest(ground, GROUNDS)))
    if style.reverse:
        text, ground = ground, text
    under = _nearest(ground, GROUNDS)
    bold = bool(style.bold and legible_on(under, bold=True))
    pair = [Drawn.from_ansi(_nearest(text, legible_on(under, bold=bold))), Drawn.from_ansi(under)]
    return style + Style.from_color(*(reversed(pair) if style.reverse else pair)) + Style(bold=bold)


class ReadableInSixteen(LineFilter):
    """The same where there are sixteen colours, chosen here: those that a driver would choose may not be readable."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.control or segment.style is None else Segment(segment.text, in_sixteen(segment.style))
            for segment in segments
        ]


class InTurn(LineFilter):
    """Several filters as one: Textual makes and keeps a strip of each line for each filter, and paints the last.

    What they make of a part of a line follows from that part and what it stands on: most come again.
    """

    MOST = 4096
    """Parts that are known at a time."""

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self._filters = tuple(filters)
        self._made: dict[Color, dict[Segment, Segment]] = {}
        self._known = 0

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        made = self._made.setdefault(background, {})
        shown = []
        for segment in segments:
            if segment.control:
                shown += self._through(segment, background)
                continue
            one = made.get(segment)
            if one is None:
                (one,) = self._through(segment, background)
                if self._known >= self.MOST:
                    self._made, self._known = {background: (made := {})}, 0
                made[segment] = one
                self._known += 1
            shown.append(one)
        return shown

    def _through(self, segment: Segment, background: Color) -> list[Segment]:
        segments = [segment]
        for one in self._filters:
            segments = one.apply(segments, background)
        return segments
