"""Houses with lit windows, whole skylines, and what stands along a street."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X
from songreel_video.backends.animatic.stage.workshop.paints import Point, box, fill, line, shade, shape


def house(
    canvas: skia.Canvas, rng: random.Random, x: float, foot: float, width: float, height: float, tone: Colour,
    colours: Colours, *, pane: float = 0.028, lit_share: float = 0.45,
) -> None:  # fmt: skip
    """A façade with a lit and a shaded edge, a roof with things on it, and a grid of windows, some of them lit."""
    top = foot - height
    canvas.drawRect(box(x, top, x + width, foot), shade(colours.lit(tone, 0.10), colours.shaded(tone, 0.25), top, foot))
    edge = width * 0.14
    side = x + width - edge if colours.key_side < 0 else x
    canvas.drawRect(box(side, top, side + edge, foot), fill(colours.shadow, 0.28))
    canvas.drawRect(box(x - width * 0.015, top - 0.008, x + width * 1.015, top + 0.006), fill(colours.lit(tone, 0.3)))
    _roof(canvas, rng, x, top, width, colours.shaded(tone, 0.35))
    columns, rows = max(2, int(width / (pane * 1.9))), max(2, int(height / (pane * 2.1)))
    gap_x, gap_y = width / columns, (height - pane) / rows
    dark, lamp = mix(colours.shaded(tone, 0.5), colours.sky_low, 0.18 * (1 - colours.night) + 0.05), colours.glow
    for row in range(rows):
        mood = rng.random()
        for column in range(columns):
            wx, wy = x + gap_x * (column + 0.5) - pane * 0.36, top + pane * 0.8 + gap_y * row
            lit = rng.random() < lit_share * colours.night * (0.5 + mood)
            if lit:
                warm = mix(lamp, rng.choice((WHITE, colours.accent, lamp)), rng.uniform(0.0, 0.35))
                canvas.drawRect(box(wx, wy, wx + pane * 0.72, wy + pane * 1.15), fill(warm, rng.uniform(0.7, 1.0)))
            else:
                canvas.drawRect(box(wx, wy, wx + pane * 0.72, wy + pane * 1.15), fill(dark))
                if rng.random() < 0.25 * (1 - colours.night):
                    canvas.drawRect(
                        box(wx, wy, wx + pane * 0.72, wy + pane * 0.4), fill(colours.lit(colours.sky_low), 0.5)
                    )


def _roof(canvas: skia.Canvas, rng: random.Random, x: float, top: float, width: float, tone: Colour) -> None:
    choice = rng.random()
    if choice < 0.28:  # a water tank on legs
        tx, size = x + width * rng.uniform(0.25, 0.7), min(0.05, width * 0.22)
        for leg in (-0.8, 0.8):
            canvas.drawLine(tx + leg * size * 0.5, top, tx + leg * size * 0.5, top - size * 0.7, line(tone, 0.004))
        canvas.drawRect(box(tx - size * 0.55, top - size * 1.5, tx + size * 0.55, top - size * 0.6), fill(tone))
        canvas.drawPath(
            shape(
                [(tx - size * 0.62, top - size * 1.5), (tx, top - size * 1.95), (tx + size * 0.62, top - size * 1.5)]
            ),
            fill(tone),
        )
    elif choice < 0.6:  # aerials
        for _ in range(rng.randint(1, 3)):
            ax, reach = x + width * rng.uniform(0.1, 0.9), rng.uniform(0.03, 0.09)
            canvas.drawLine(ax, top, ax, top - reach, line(tone, 0.003))
            canvas.drawLine(ax - 0.012, top - reach * 0.8, ax + 0.012, top - reach * 0.8, line(tone, 0.002))
    elif choice < 0.85:  # a lift house
        bx = x + width * rng.uniform(0.1, 0.5)
        canvas.drawRect(box(bx, top - 0.03, bx + width * 0.35, top), fill(tone))


def skyline(
    canvas: skia.Canvas, rng: random.Random, foot: float, heights: tuple[float, float], widths: tuple[float, float],
    tone: Colour, colours: Colours, *, pane: float = 0.012, keep_free: float = 0.0,
) -> None:  # fmt: skip
    """Houses side by side over the whole reach; none within `keep_free` of the middle."""
    x = -REACH_X
    while x < REACH_X:
        width, height = rng.uniform(*widths), rng.uniform(*heights)
        if not (-keep_free < x + width / 2 < keep_free):
            shift = rng.uniform(-0.05, 0.05)
            mine = mix(tone, WHITE if shift > 0 else colours.shadow, abs(shift) * 1.6)
            house(canvas, rng, x, foot, width, height, mine, colours, pane=pane)
        x += width * rng.uniform(0.86, 1.05)


@dataclass(frozen=True)
class Town:
    """A skyline in the haze."""

    colours: Colours
    seed: int
    foot: float
    heights: tuple[float, float]
    """Of its houses, from and to."""
    distance: float
    """0 near, 1 on the horizon."""

    def paint(self, canvas: skia.Canvas) -> None:
        """The town and the ground below it."""
        colours, foot = self.colours, self.foot
        tone = colours.distant(colours.far, self.distance)
        skyline(canvas, random.Random(self.seed), foot, self.heights, (0.06, 0.16), tone, colours, pane=0.010)
        veil = shade(colours.haze, colours.haze, foot - 0.12, foot, (0.0, 0.45))
        canvas.drawRect(box(-REACH_X, foot - 0.12, REACH_X, foot + 0.4), veil)
        canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(tone))


def lamp_post(
    canvas: skia.Canvas, x: float, foot: float, height: float, tone: Colour, colours: Colours, side: int = 1
) -> Point:
    """A street lamp with a bent neck; where its light is."""
    pen = line(tone, height * 0.018)
    path = skia.Path()
    path.moveTo(x, foot)
    path.lineTo(x, foot - height * 0.88)
    path.quadTo(x, foot - height, x + side * height * 0.13, foot - height)
    canvas.drawPath(path, pen)
    canvas.drawRect(box(x - height * 0.02, foot - height * 0.06, x + height * 0.02, foot), fill(tone))
    lx, ly = x + side * height * 0.15, foot - height * 0.985
    canvas.drawPath(
        shape(
            [
                (lx - height * 0.035, ly),
                (lx + height * 0.035, ly),
                (lx + height * 0.02, ly - height * 0.025),
                (lx - height * 0.02, ly - height * 0.025),
            ]
        ),
        fill(tone),
    )
    if colours.night > 0.3:
        canvas.drawOval(
            box(lx - height * 0.028, ly - height * 0.008, lx + height * 0.028, ly + height * 0.014),
            fill(mix(colours.glow, WHITE, 0.5)),
        )
    return lx, ly


def wires(canvas: skia.Canvas, ends: Sequence[Point], sag: float, tone: Colour, width: float = 0.0028) -> None:
    """A wire that hangs from point to point."""
    path = skia.Path()
    path.moveTo(*ends[0])
    for (x0, y0), (x1, y1) in pairwise(ends):
        path.quadTo((x0 + x1) / 2, max(y0, y1) + sag, x1, y1)
    canvas.drawPath(path, line(tone, width))
