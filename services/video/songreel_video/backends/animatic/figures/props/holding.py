"""A character's own hands, alone or with a thing between them, for a close-up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, degrees, sin

import numpy as np
import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting, mix, scaled, stroke
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.props.easel import DRAWERS, PropEasel

THING = 0.80
"""How large a held thing is drawn against one that is alone."""
BELOW = 0.17
"""Where the hands hold it, below its middle."""
FIXED = frozenset({
    "bicycle", "boat", "car", "door", "drum", "fire", "mirror", "neon_sign", "piano_keys", "steering_wheel",
    "street_light", "train", "window", "window_rain",
})  # fmt: skip
"""What hands can touch and never lift."""
SETTLES = 1.6
"""Seconds until it is lifted, set down or held fast."""


@dataclass(frozen=True, slots=True)
class _Grasp:
    """Where thing and hands are at one moment, in the picture's units."""

    rise: float = 0.0
    """How high the thing is above the middle."""
    turn: float = 0.0
    """Radians, clockwise."""
    apart: float = 0.0
    """How far the hands are from the thing."""
    curl: float = 1.0
    """How far the fingers are closed round it, 0..1."""


def arm_colours(look: FigureLook) -> tuple[Colour, Colour | None]:
    """The colours of hand and sleeve; no sleeve where the forearm is bare."""
    if look.top == "spacesuit":
        return scaled(look.top_colour, 0.8), look.top_colour
    if look.outer not in ("none", "vest", "cloak"):
        return look.skin, look.outer_colour
    return look.skin, look.top_colour if look.sleeves > 0.55 else None


def draw_held(easel: PropEasel, kind: str) -> None:
    """Draws both hands of the first of `easel.hands` round the prop; around nothing, one on the other, for "hands"."""
    canvas, look = easel.canvas, easel.hands[0]
    grasp, size = _grasp_of(easel), THING
    if kind in FIXED:
        grasp, size = replace(grasp, rise=0.0, turn=0.0), 1.0
    half = 0.13
    if kind != "hands":
        half = size * grip_of(kind)
        canvas.save()
        canvas.translate(0.0, -grasp.rise)
        canvas.rotate(degrees(grasp.turn))
        canvas.scale(size, size)
        DRAWERS[kind](replace(easel, hands=()))
        canvas.restore()
    for side in (-1, 1):
        reach = half + grasp.apart
        x = side * reach * cos(grasp.turn) - BELOW * sin(grasp.turn)
        y = BELOW * cos(grasp.turn) + side * reach * sin(grasp.turn) - grasp.rise
        canvas.save()
        canvas.translate(x, y + 0.006 * easel.wave(0.23, 0.2 * side))
        canvas.scale(side, 1.0)
        canvas.rotate(degrees(grasp.turn) * 0.6 * side)
        if look.species in ("human", "robot"):
            _draw_hand(easel, look, side, grasp.curl)
        else:
            _draw_paw(easel, look, side)
        canvas.restore()


def _grasp_of(easel: PropEasel) -> _Grasp:
    """What the hands do by now; all start from rest and end in it."""
    share = min(1.0, easel.time_seconds / SETTLES)
    eased = share * share * (3.0 - 2.0 * share)
    breath = 0.010 * easel.wave(0.21)
    match easel.way:
        case "turn":
            return _Grasp(breath, 0.24 * easel.wave(0.24))
        case "lift":
            return _Grasp(-0.22 + 0.24 * eased + breath, 0.05 * easel.wave(0.17))
        case "set_down":
            return _Grasp(0.12 - 0.24 * eased, 0.0, 0.07 * max(0.0, eased - 0.8) / 0.2, 1.0 - 0.5 * eased**4)
        case "close":
            return _Grasp(breath * eased, 0.0, 0.16 * (1.0 - eased), 0.35 + 0.65 * eased)
    return _Grasp(breath, 0.045 * easel.wave(0.16))


@lru_cache(maxsize=64)
def grip_of(kind: str) -> float:
    """Half the width of a prop where hands hold it, 0.16..0.46: what is solid there in a small drawing of it."""
    size = 96
    pixels = np.zeros((size, size, 4), np.uint8)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    canvas.translate(size / 2, size / 2)
    canvas.scale(size, size)
    DRAWERS[kind](PropEasel(canvas, Lighting(), (), 0.4, 0.5))
    surface.flushAndSubmit()
    band = pixels[round(size * (0.42 + BELOW)) : round(size * (0.62 + BELOW)), :, 3] > 200
    columns = np.flatnonzero(band.any(axis=0))
    reach = float(np.abs(columns - size / 2).max()) / size if len(columns) else 0.0
    return min(0.46, max(0.16, reach))


def _draw_hand(easel: PropEasel, look: FigureLook, side: int, curl: float) -> None:
    """A hand that comes from below on the right and lays its fingers over an edge at the origin, towards -x."""
    skin, sleeve = arm_colours(look)
    canvas, key = easel.canvas, easel.lighting.key_side * side
    paints = easel.tone(skin, 0.3)
    line = stroke(easel.shaded(mix(skin, (0.45, 0.18, 0.14), 0.25)), 0.007, 0.7)
    small = {"child": 0.82, "teen": 0.94}.get(look.age, 1.0) * (0.93 if look.gender == "woman" else 1.0)
    canvas.scale(small, small)
    arm: list[Point] = [(0.62, 0.86), (0.36, 0.42), (0.22, 0.20)]
    draw_ribbon(canvas, ribbon(arm, [0.125, 0.098, 0.088]), paints, key)
    thumb: list[Point] = [(0.17, 0.06), (0.10, -0.07), (0.02, -0.15), (-0.05, -0.19)]
    draw_ribbon(canvas, ribbon(thumb, [0.062, 0.048, 0.040, 0.029]), paints, key)
    palm: list[Point] = [
        (0.30, 0.20), (0.24, 0.05), (0.15, -0.06), (0.05, -0.055), (0.035, 0.05), (0.045, 0.17), (0.10, 0.26),
        (0.22, 0.31),
    ]  # fmt: skip
    canvas.drawPath(closed_curve(palm), paints.base)
    canvas.drawPath(closed_curve([(0.10, 0.26), (0.045, 0.17), (0.12, 0.19), (0.22, 0.20), (0.22, 0.31)]), paints.shade)
    for index, length in ((3, 0.115), (2, 0.155), (1, 0.170), (0, 0.150)):
        y = -0.035 + 0.068 * index
        tip = 0.06 - (length + 0.05) * (0.55 + 0.45 * curl)
        drop = 0.030 * curl
        knuckle, joint = (0.10, y - 0.004), (0.02, y - 0.030)
        finger = [knuckle, joint, (0.5 * (joint[0] + tip), y - 0.022), (tip, y + drop)]
        draw_ribbon(canvas, ribbon(finger, [0.036, 0.038, 0.035, 0.027]), paints, key)
        canvas.drawPath(open_curve([(tip + 0.045, y + 0.032 + drop * 0.5), (0.0, y + 0.012), (0.09, y + 0.034)]), line)
        nail = easel.lit(mix(skin, (1.0, 0.86, 0.82), 0.45))
        easel.oval(tip + 0.002, y + drop - 0.006, 0.017, 0.014, nail, 0.0 if look.species == "robot" else 0.9)
    if sleeve is not None:
        cloth = easel.tone(sleeve, 0.3)
        draw_ribbon(canvas, ribbon([(0.86, 1.20), (0.60, 0.80), (0.37, 0.43)], [0.20, 0.165, 0.140]), cloth, key)
        cuff = ribbon([(0.40, 0.475), (0.345, 0.385)], [0.146, 0.140], crisp_start=True, crisp_end=True)
        draw_ribbon(canvas, cuff, easel.tone(scaled(sleeve, 0.86), 0.3), key)


def _draw_paw(easel: PropEasel, look: FigureLook, side: int) -> None:
    """A paw that comes from below and rests on an edge at the origin."""
    coat = easel.tone(look.top_colour, 0.3)
    key = easel.lighting.key_side * side
    draw_ribbon(easel.canvas, ribbon([(0.34, 1.0), (0.20, 0.42), (0.10, 0.10)], [0.17, 0.135, 0.115]), coat, key)
    for x, y in ((0.12, -0.03), (0.03, -0.055), (-0.05, -0.01)):
        draw_ribbon(easel.canvas, ribbon([(x + 0.03, y + 0.14), (x - 0.02, y + 0.02)], [0.055, 0.052]), coat, key)
    for x in (0.055, -0.02):
        easel.line([(x, 0.02), (x + 0.03, 0.12)], scaled(look.top_colour, 0.45), 0.010, 0.7)
