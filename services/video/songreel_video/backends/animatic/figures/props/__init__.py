"""Close-ups of things: one drawing for each kind, and the words that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.props import (
    costume,
    flames,
    hands,
    instruments,
    keepsakes,
    lamps,
    luggage,
    openings,
    papers,
    plants,
    playback,
    pocket,
    railway,
    road,
    roadside,
    seafaring,
    sky,
    sound,
    tableware,
    wall,
)
from songreel_video.backends.animatic.figures.props.easel import DRAWERS, PropEasel
from songreel_video.backends.animatic.figures.props.holding import draw_held
from songreel_video.backends.animatic.figures.props.words import prop_kind

__all__ = ["PROPS", "draw_prop", "prop_kind"]

# Importing them registers their drawings.
_MODULES = (
    costume, flames, hands, instruments, keepsakes, lamps, luggage, openings, papers, plants,
    playback, pocket, railway, road, roadside, seafaring, sky, sound, tableware, wall,
)  # fmt: skip
PROPS: tuple[str, ...] = tuple(DRAWERS)


def draw_prop(
    canvas: skia.Canvas,
    kind: str,
    *,
    centre_x: float,
    centre_y: float,
    size_pixels: float,
    lighting: Lighting,
    palette: Sequence[Colour],
    time_seconds: float,
    energy: float,
    sky: tuple[Colour, Colour] = ((0.36, 0.58, 0.84), (0.82, 0.90, 0.95)),
    night: float = 0.0,
    hands: Sequence[FigureLook] = (),
    way: str = "hold",
    named: Colour | None = None,
) -> None:
    """Draws a prop around a centre, about `size_pixels` high; kinds that are a place, such as a window, reach wider.

    `named` is the colour of a thing that may have any. With `hands`, one person's two hands hold it, turn it and so on,
    as `way` says; those of two people reach for one another.

    Raises KeyError for a kind that is not in PROPS.
    """
    canvas.save()
    canvas.translate(centre_x, centre_y)
    canvas.scale(size_pixels, size_pixels)
    easel = PropEasel(
        canvas,
        lighting,
        tuple(palette),
        time_seconds,
        min(1.0, max(0.0, energy)),
        sky,
        night,
        tuple(hands),
        way,
        named,
    )
    if hands and not (kind == "hands" and len(hands) > 1):
        draw_held(easel, kind)
    else:
        DRAWERS[kind](easel)
    canvas.restore()
