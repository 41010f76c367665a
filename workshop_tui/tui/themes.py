"""The themes that are offered, two of them our own, and the colours of a row that each of them gets.

Whatever its text, it can be read: `colours.Readable` sees to that. Here is what tells one state from another.

Our own are `workshop-dark`, for a room that is dimmed for a projector, and `workshop-light`, for daylight and for a
window that is shared. Their colours have one task each, the same in both:

- `primary`, blue: frames, what is selected, the heat of a count.
- `accent` and `warning`, amber: what is near its end, late, or beside the plan. The hue that is told from blue by all.
- `error`, `success`: crimson and green, of another lightness, and each with a sign or a word beside it.
- `panel`: the bars at the edges; a shade off the ground, so that they need no frame.

There are three levels of emphasis: bold, as it is, and muted. No colour stands for a level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rich.color_triplet import ColorTriplet
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from workshop_tui.tui.colours import BLACK, STEPS, WHITE, contrast, mixed, moved, of_256

DARK = Theme(
    name="workshop-dark",
    primary="#0178D4",
    secondary="#004578",
    accent="#FFA62B",
    warning="#FFA62B",
    error="#BA3C5B",
    success="#4EBF71",
    foreground="#E0E0E0",  # not white, which glares in a dark room
    panel="#1D252C",
    variables={"block-cursor-background": "#0054C8", "block-cursor-blurred-background": "#0B2A45"},
)
LIGHT = Theme(
    name="workshop-light",
    primary="#004F8C",
    secondary="#0178D4",
    accent="#8A4B00",
    warning="#8A4B00",
    error="#A01F3F",
    success="#1B6B35",
    foreground="#1A1A1A",
    background="#F4F4F2",  # not white: a shared window is lit from behind
    surface="#FFFFFF",
    panel="#E2E4E8",
    dark=False,
    variables={  # on a light ground the hues of the dark one are too light for a text
        "block-cursor-background": "#003C8A",
        "text-warning": "#8A4B00",
        "text-accent": "#8A4B00",
        "text-error": "#A01F3F",
        "text-success": "#1B6B35",
    },
)
OF_THE_TERMINAL = {"ansi-dark": DARK, "ansi-light": LIGHT}
"""Themes in the sixteen colours of the terminal, as a person has set them there; and those whose hues they are nearest.

Not Textual's own, in which a text may have the colour of its ground: which of the sixteen goes on which is chosen by
`colours.in_sixteen`.
"""
OFFERED: dict[str, Theme] = {
    **{theme.name: theme for theme in (DARK, LIGHT, *BUILTIN_THEMES.values()) if not theme.ansi},
    **{name: replace(theme, name=name) for name, theme in OF_THE_TERMINAL.items()},
}
"""By name, our own first."""
DEFAULT = DARK.name
ROOMY = 6.0
"""Contrast that white or black has on a selected row: enough for shades of text on it."""
MUTED, DISABLED = 0.25, 0.4
"""Share of the background in a quiet text, and in one that is off."""
HEAT = (0.25, 0.55, 1.0)
"""Share of the primary colour in the ground of a count."""
APART, FAINT = 2.5, 1.35
"""Contrast of a selected row with the rows around it, with the focus and without."""


def first_theme(chosen: str | None, environ: Mapping[str, str]) -> str:
    """The name of the theme to begin with: the one `chosen`, else `TEXTUAL_THEME` if it is offered, else ours."""
    return next((name for name in (chosen, environ.get("TEXTUAL_THEME")) if name in OFFERED), DEFAULT)


def row_colours(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The grounds of a selected row, with the focus and without, under the names that Textual's own lists use too.

    The one is the theme's primary colour, moved until it stands apart from the background, and so far from the middle
    that texts of several shades can be read on it; the other is the background with some of the first mixed in.
    """
    background, primary = (_triplet(variables[name]) for name in ("background", "primary"))
    strong = next(
        (
            colour
            for end in (BLACK, WHITE)
            for step in range(STEPS)
            if max(contrast(colour := mixed(primary, end, step / STEPS), pole) for pole in (WHITE, BLACK)) >= ROOMY
            and contrast(colour, background) >= APART
        ),
        primary,
    )
    faint = next(
        colour
        for step in range(STEPS + 1)
        if contrast(colour := mixed(background, strong, step / STEPS), background) >= FAINT or step == STEPS
    )
    own = theme.variables if theme.name in (DARK.name, LIGHT.name, *OF_THE_TERMINAL) else {}
    return {"block-cursor-background": strong.hex, "block-cursor-blurred-background": faint.hex} | {
        name: colour for name, colour in own.items() if name.startswith("block-cursor")
    }


def heat_colours(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """`heat-1` to `heat-3`: the grounds of a count, from some to most. The background with more and more of the primary
    colour in it: lightness tells them apart, whoever sees which hues. Each is far enough from the middle for a text.

    Where a theme leaves colours to the terminal there is one ground, and letters tell more from less.
    """
    primary, background = (_triplet(variables[name]) for name in ("primary", "background"))
    if theme.name in OF_THE_TERMINAL:
        return {
            "heat-1": background.hex,
            "heat-2": variables["primary-darken-2"],
            "heat-3": variables["primary-darken-2"],
        }
    away = BLACK if contrast(background, BLACK) > contrast(background, WHITE) else WHITE
    some, more, most = (mixed(background, primary, share) for share in HEAT)
    grounds = (_roomy(some, background), _roomy(more, background), _roomy(most, away))
    return {f"heat-{k}": ground.hex for k, ground in enumerate(grounds, 1)}


def _roomy(ground: ColorTriplet, towards: ColorTriplet) -> ColorTriplet:
    """`ground`, moved `towards` another colour until white or black can be read on it, in 256 colours, too."""
    shades = (mixed(ground, towards, step / STEPS) for step in range(STEPS + 1))
    return next((one for one in shades if all(_legible(shown) for shown in (one, of_256(one)))), ground)


def _legible(ground: ColorTriplet) -> bool:
    return max(contrast(ground, pole) for pole in (WHITE, BLACK)) >= ROOMY


def quiet_colours(variables: dict[str, str]) -> dict[str, str]:
    """`text-muted` and `text-disabled`: the text's colour with some of the background's in it.

    Textual's are black or white with a transparency that is lost in a part of a text: they would speak the loudest.
    """
    text, background = (_triplet(variables[name]) for name in ("foreground", "background"))
    return {
        name: moved(mixed(text, background, share), background).hex
        for name, share in (("text-muted", MUTED), ("text-disabled", DISABLED))
    }


def _triplet(colour: str) -> ColorTriplet:
    return ColorTriplet(*Color.parse(colour).rgb)
