"""What every place is painted with: ground lines, foliage, houses, lamps, water. All in stage units, all seeded."""

import math
import random
from collections.abc import Callable, Sequence

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y

Point = tuple[float, float]


def fill(colour: Colour, alpha: float = 1.0) -> skia.Paint:
    """A plain paint."""
    return skia.Paint(AntiAlias=True, Color=ink(colour, alpha))


def line(colour: Colour, width: float, alpha: float = 1.0) -> skia.Paint:
    """A round pen."""
    return skia.Paint(
        AntiAlias=True, Color=ink(colour, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip


def shade(top: Colour, bottom: Colour, y0: float, y1: float, alphas: tuple[float, float] = (1.0, 1.0)) -> skia.Paint:
    """A vertical gradient from y0 to y1."""
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, y0), skia.Point(0, y1)], colors=[ink(top, alphas[0]), ink(bottom, alphas[1])]
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def glow(x: float, y: float, radius: float, colour: Colour, alpha: float) -> skia.Paint:
    """A soft round light."""
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(x, y), radius=radius, colors=[ink(colour, alpha), ink(colour, alpha * 0.3), ink(colour, 0)]
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def box(x0: float, y0: float, x1: float, y1: float) -> skia.Rect:
    """A rectangle by its edges."""
    return skia.Rect.MakeLTRB(x0, y0, x1, y1)


def shape(points: Sequence[Point]) -> skia.Path:
    """A closed polygon."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def ground_line(
    rng: random.Random, y: float, amplitude: float, waves: float, sharpness: float = 0.0
) -> Callable[[float], float]:
    """The height of a ridge over x: five sines that fade; `sharpness` 1 makes peaks of the crests."""
    parts = [(amplitude / (n + 1) ** 1.1, waves * (1.7**n), rng.uniform(0, math.tau)) for n in range(5)]

    def height(x: float) -> float:
        total = 0.0
        for strength, frequency, phase in parts:
            wave = math.sin(frequency * x + phase)
            total += strength * ((1 - sharpness) * wave + sharpness * (1 - 2 * abs(wave)))
        return y - total

    return height


def below(height: Callable[[float], float], step: float = 0.02) -> skia.Path:
    """Everything under a ridge."""
    path = skia.Path()
    path.moveTo(-REACH_X, BOTTOM_Y)
    x = -REACH_X
    while x <= REACH_X:
        path.lineTo(x, height(x))
        x += step
    path.lineTo(REACH_X, BOTTOM_Y)
    path.close()
    return path


def foliage(
    canvas: skia.Canvas, rng: random.Random, x: float, y: float, radius: float, base: Colour, colours: Colours
) -> None:
    """A clump of leaves: dark body, lighter towards the key light."""
    for tone, share, count, spread in (
        (colours.shaded(base, 0.45), 1.0, 9, 1.0),
        (base, 0.72, 8, 0.85),
        (colours.lit(base, 0.32), 0.42, 8, 0.8),
    ):
        paint = fill(tone)
        lean = colours.key_side * (1 - share) * radius * 0.7
        for _ in range(count):
            angle, reach = rng.uniform(0, math.tau), radius * spread * rng.uniform(0.1, 0.75)
            size = radius * share * rng.uniform(0.32, 0.52)
            top = (1 - share) * radius * 0.5
            canvas.drawOval(
                box(
                    x + lean + math.cos(angle) * reach - size, y - top + math.sin(angle) * reach * 0.8 - size * 0.85,
                    x + lean + math.cos(angle) * reach + size, y - top + math.sin(angle) * reach * 0.8 + size * 0.85,
                ),
                paint,
            )  # fmt: skip


def tree(
    canvas: skia.Canvas, rng: random.Random, x: float, foot: float, height: float, base: Colour, colours: Colours
) -> None:
    """A broad tree."""
    trunk = colours.shaded(mix(base, (0.30, 0.20, 0.16), 0.65), 0.3)
    width = height * 0.05
    path = skia.Path()
    path.moveTo(x - width, foot)
    path.cubicTo(
        x - width * 0.4, foot - height * 0.3, x - width * 0.7, foot - height * 0.4, x - width * 0.3, foot - height * 0.6
    )
    path.lineTo(x + width * 0.3, foot - height * 0.6)
    path.cubicTo(x + width * 0.5, foot - height * 0.4, x + width * 0.3, foot - height * 0.3, x + width * 1.1, foot)
    path.close()
    canvas.drawPath(path, fill(trunk))
    for dx, dy, size in (
        (-0.16, 0.55, 0.2),
        (0.17, 0.57, 0.19),
        (0.0, 0.72, 0.25),
        (-0.08, 0.86, 0.15),
        (0.1, 0.84, 0.14),
    ):
        foliage(canvas, rng, x + dx * height, foot - dy * height, size * height, base, colours)


def pine(
    canvas: skia.Canvas,
    rng: random.Random,
    x: float,
    foot: float,
    height: float,
    base: Colour,
    colours: Colours,
    *,
    snow: bool = False,
) -> None:
    """A fir of drooping tiers."""
    canvas.drawRect(
        box(x - height * 0.02, foot - height * 0.16, x + height * 0.02, foot), fill(colours.shaded(base, 0.6))
    )
    tiers = 6
    for tier in range(tiers):
        share = tier / tiers
        y = foot - height * (0.1 + 0.86 * share)
        half, drop = height * 0.24 * (1 - share * 0.86), height * 0.21
        tip = y - drop
        jitter = half * 0.12 * rng.uniform(-1, 1)
        left = shape([(x, tip), (x - half + jitter, y), (x - half * 0.55, y - drop * 0.1), (x, y - drop * 0.02)])
        right = shape([(x, tip), (x + half + jitter, y), (x + half * 0.55, y - drop * 0.1), (x, y - drop * 0.02)])
        lit, dark = (right, left) if colours.key_side > 0 else (left, right)
        canvas.drawPath(dark, fill(colours.shaded(base, 0.4)))
        canvas.drawPath(lit, fill(colours.lit(base, 0.12)))
        if snow:
            cap = shape(
                [
                    (x, tip),
                    (x + colours.key_side * half * 0.85, y - drop * 0.1),
                    (x + colours.key_side * half * 0.2, y - drop * 0.35),
                ]
            )
            canvas.drawPath(cap, fill(mix(colours.light, WHITE, 0.5), 0.85))


def house(
    canvas: skia.Canvas, rng: random.Random, x: float, foot: float, width: float, height: float, tone: Colour, colours: Colours,
    *, pane: float = 0.028, lit_share: float = 0.45,
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
    canvas: skia.Canvas, rng: random.Random, foot: float, heights: tuple[float, float], widths: tuple[float, float], tone: Colour, colours: Colours,
    *, pane: float = 0.012, keep_free: float = 0.0,
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
    for (x0, y0), (x1, y1) in zip(ends, ends[1:], strict=False):
        path.quadTo((x0 + x1) / 2, max(y0, y1) + sag, x1, y1)
    canvas.drawPath(path, line(tone, width))


def water(canvas: skia.Canvas, rng: random.Random, y0: float, y1: float, colours: Colours, sun_x: float) -> None:
    """Open water: sky above mirrored, darker towards us, with a path of light under the sun."""
    near = mix(colours.shaded(mix(colours.sky_top, colours.mid, 0.35), 0.25), colours.sky_low, 0.12)
    canvas.drawRect(box(-REACH_X, y0, REACH_X, y1), shade(mix(colours.sky_low, colours.sky_top, 0.35), near, y0, y1))
    span = y1 - y0
    for number in range(90):
        share = (number / 90) ** 1.6
        y = y0 + span * share
        width = 0.04 + 0.22 * share
        x = rng.uniform(-REACH_X, REACH_X)
        tone = colours.sky_low if rng.random() < 0.5 else near
        canvas.drawOval(box(x - width, y, x + width, y + 0.003 + 0.008 * share), fill(tone, 0.22))
    for number in range(46):
        share = (number / 46) ** 1.3
        y = y0 + span * share
        reach = 0.02 + 0.16 * share
        x = sun_x + rng.uniform(-reach, reach)
        width = (0.012 + 0.05 * share) * rng.uniform(0.5, 1.2)
        canvas.drawOval(
            box(x - width, y, x + width, y + 0.002 + 0.005 * share),
            fill(mix(colours.sun, WHITE, 0.4), 0.5 - 0.2 * share),
        )


def clear_above(y: float) -> skia.Rect:
    """The reach above a height."""
    return box(-REACH_X, TOP_Y, REACH_X, y)
