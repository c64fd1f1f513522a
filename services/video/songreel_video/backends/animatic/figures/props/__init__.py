"""Close-ups of things: one drawing for each kind, and the words that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting
from songreel_video.backends.animatic.figures.props import (
    costume,
    flames,
    hands,
    instruments,
    lamps,
    luggage,
    openings,
    papers,
    plants,
    playback,
    pocket,
    railway,
    road,
    seafaring,
    sky,
    sound,
    tableware,
    wall,
)
from songreel_video.backends.animatic.figures.props.easel import DRAWERS, PropEasel
from songreel_video.backends.animatic.figures.props.words import prop_kind

__all__ = ["PROPS", "draw_prop", "prop_kind"]

# Importing them registers their drawings.
_MODULES = (
    costume, flames, hands, instruments, lamps, luggage, openings, papers, plants,
    playback, pocket, railway, road, seafaring, sky, sound, tableware, wall,
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
) -> None:
    """Draws a prop around a centre, about `size_pixels` high; kinds that are a place, such as a window, reach wider.

    Raises KeyError for a kind that is not in PROPS.
    """
    canvas.save()
    canvas.translate(centre_x, centre_y)
    canvas.scale(size_pixels, size_pixels)
    DRAWERS[kind](PropEasel(canvas, lighting, tuple(palette), time_seconds, min(1.0, max(0.0, energy)), sky, night))
    canvas.restore()
