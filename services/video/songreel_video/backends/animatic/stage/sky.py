"""The sky behind every outdoor set: gradient, sun or moon, stars, and two banks of drifting clouds."""

import math
import random
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y

SKY_DEPTH = 60.0
SUN_HEIGHT = {"dawn": 0.10, "day": 0.42, "golden": 0.13, "dusk": 0.05, "night": 0.40}
"""Above the horizon, in stage units."""


@dataclass(frozen=True)
class CloudBank:
    """One sheet of clouds that drifts as a whole."""

    depth: float
    units_per_second: float
    seed: int
    height: float
    """Of its middle, above the horizon."""


def cloud_banks(seed: int) -> tuple[CloudBank, ...]:
    """A far bank that hangs still and a nearer one that drifts."""
    way = 1 if seed % 2 else -1
    return (
        CloudBank(SKY_DEPTH, 0.0, seed + 11, 0.16),
        CloudBank(22.0, 0.011 * way, seed + 12, 0.36),
    )


def paint_sky(canvas: skia.Canvas, colours: Colours, hour: str, horizon_y: float, seed: int) -> None:
    """The sky without clouds, in stage units; it fills the whole reach."""
    rng = random.Random(seed)
    zenith = horizon_y - 0.85
    gradient = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, zenith), skia.Point(0, horizon_y + 0.04)],
        colors=[
            ink(colours.sky_top),
            ink(mix(colours.sky_top, colours.sky_low, 0.38)),
            ink(mix(colours.sky_top, colours.sky_low, 0.8)),
            ink(mix(colours.sky_low, WHITE, 0.06 * (1 - colours.night))),
        ],
        positions=[0.0, 0.5, 0.84, 1.0],
    )
    reach = skia.Rect.MakeLTRB(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y)
    canvas.drawRect(reach, skia.Paint(Shader=gradient, Dither=True))
    if colours.night > 0.5:
        _paint_stars(canvas, colours, horizon_y, rng)
    x = colours.key_side * rng.uniform(0.18, 0.52)
    _paint_sun(canvas, colours, hour, x, horizon_y - SUN_HEIGHT[hour] * rng.uniform(0.85, 1.15))


def _paint_stars(canvas: skia.Canvas, colours: Colours, horizon_y: float, rng: random.Random) -> None:
    strength = (colours.night - 0.5) * 2
    for _ in range(260):
        x, y = rng.uniform(-REACH_X, REACH_X), horizon_y - 1.0 * rng.random() ** 0.7
        size = 0.0007 + 0.0016 * rng.random() ** 5
        alpha = strength * rng.uniform(0.25, 0.95) * min(1.0, (horizon_y - y) * 2.2)
        canvas.drawCircle(x, y, size, skia.Paint(AntiAlias=True, Color=ink(mix(WHITE, colours.sky_low, 0.15), alpha)))


def _paint_sun(canvas: skia.Canvas, colours: Colours, hour: str, x: float, y: float) -> None:
    at_night = hour == "night"
    radius = 0.045 if at_night else 0.034 if hour == "day" else 0.06
    for reach, alpha in ((9.0, 0.16), (4.2, 0.26), (2.0, 0.32)):
        glow = skia.GradientShader.MakeRadial(
            center=skia.Point(x, y),
            radius=radius * reach,
            colors=[ink(colours.sun, alpha), ink(colours.sun, alpha * 0.35), ink(colours.sun, 0)],
            positions=[0.0, 0.4, 1.0],
        )
        canvas.drawCircle(x, y, radius * reach, skia.Paint(Shader=glow, AntiAlias=True, Dither=True))
    disc = mix(colours.sun, WHITE, 0.55)
    canvas.drawCircle(x, y, radius, skia.Paint(AntiAlias=True, Color=ink(disc)))
    if at_night:
        for dx, dy, size in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.3), (0.1, -0.45, 0.14), (-0.35, 0.4, 0.12)):
            sea = skia.Paint(AntiAlias=True, Color=ink(mix(disc, colours.sky_top, 0.2), 0.5))
            canvas.drawCircle(x + dx * radius, y + dy * radius, size * radius, sea)


def paint_clouds(canvas: skia.Canvas, colours: Colours, horizon_y: float, bank: CloudBank) -> None:
    """One bank, in stage units; long flat clouds near the horizon, rounder ones above."""
    rng = random.Random(bank.seed)
    flat = bank.height < 0.25
    count = rng.randint(4, 7) if flat else rng.randint(2, 5)
    body = mix(mix(colours.sky_low, colours.sky_top, 0.25 if flat else 0.5), WHITE, 0.45 * (1 - colours.night) + 0.04)
    top = mix(body, colours.light, 0.6 if colours.night < 0.9 else 0.18)
    for _ in range(count):
        x = rng.uniform(-REACH_X, REACH_X)
        y = horizon_y - bank.height * rng.uniform(0.6, 1.4)
        width = rng.uniform(0.3, 0.75) if flat else rng.uniform(0.3, 0.6)
        _paint_cloud(canvas, rng, x, y, width, width * (0.07 if flat else 0.2), (body, top), 0.55 if flat else 0.72)


def _paint_cloud(
    canvas: skia.Canvas,
    rng: random.Random,
    x: float,
    y: float,
    width: float,
    height: float,
    tones: tuple[tuple[float, float, float], tuple[float, float, float]],
    alpha: float,
) -> None:
    builder = skia.OpBuilder()
    for number in range(11):
        share = number / 10
        bulge = math.sin(math.pi * share) ** 0.6
        radius = max(height * 0.22, height * bulge * rng.uniform(0.45, 0.8))
        half = max(radius * 1.5, width * 0.11)
        oval = skia.Rect.MakeXYWH(x + (share - 0.5) * width - half, y - radius * 1.15, half * 2, radius * 1.7)
        builder.add(skia.Path.Oval(oval), skia.PathOp.kUnion_PathOp)
    outline = builder.resolve()
    fill = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, y - height * 1.1), skia.Point(0, y + height * 0.55)],
        colors=[ink(tones[1], alpha), ink(tones[0], alpha), ink(tones[0], 0.0)],
        positions=[0.0, 0.55, 1.0],
    )
    canvas.drawPath(outline, skia.Paint(AntiAlias=True, Shader=fill, Dither=True))
