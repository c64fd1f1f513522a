"""Things that stand and hang in rooms. Each is painted at its own place: x is its middle, foot the floor under it."""

import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.indoors import Tones


def block(canvas: skia.Canvas, colours: Colours, area: skia.Rect, tone: Colour, *, lid: float = 0.012) -> None:
    """A solid: lighter towards the key light, with a bright top edge."""
    canvas.drawRect(area, shade(colours.lit(tone, 0.05), colours.shaded(tone, 0.38), area.top(), area.bottom()))
    edge = area.width() * 0.18
    left = area.right() - edge if colours.key_side < 0 else area.left()
    canvas.drawRect(box(left, area.top(), left + edge, area.bottom()), fill(colours.shadow, 0.18))
    if lid:
        top = box(area.left() - 0.006, area.top() - lid, area.right() + 0.006, area.top())
        canvas.drawRect(top, fill(colours.lit(tone, 0.30)))


def cushion(canvas: skia.Canvas, colours: Colours, area: skia.Rect, tone: Colour) -> None:
    """Something soft."""
    soft = min(area.width(), area.height()) * 0.34
    canvas.drawRoundRect(
        area, soft, soft, shade(colours.lit(tone, 0.16), colours.shaded(tone, 0.34), area.top(), area.bottom())
    )
    gleam = box(area.left() + soft, area.top() + 0.003, area.right() - soft, area.top() + 0.007)
    canvas.drawRoundRect(gleam, 0.002, 0.002, fill(colours.lit(tone, 0.55), 0.6))


def floor_shadow(canvas: skia.Canvas, colours: Colours, x: float, foot: float, half: float) -> None:
    """The soft dark under a thing."""
    canvas.save()
    canvas.translate(x, foot)
    canvas.scale(1, 0.16)
    canvas.drawCircle(0, 0, half, glow(0, 0, half, colours.shadow, 0.55))
    canvas.restore()


def sofa(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, seat_y: float, half: float) -> None:
    """A sofa seen from the front."""
    tone = mix(tones.cloth, tones.wall, 0.35)
    floor_shadow(canvas, colours, x, seat_y + 0.105, half * 1.25)
    for leg in (-0.9, 0.9):
        canvas.drawLine(x + leg * half, seat_y + 0.07, x + leg * half, seat_y + 0.105, line(tones.dark, 0.012))
    back = colours.shaded(tone, 0.22)
    cushion(canvas, colours, box(x - half, seat_y - 0.130, x + half, seat_y + 0.06), back)
    canvas.drawRect(
        box(x - half * 0.95, seat_y + 0.0, x + half * 0.95, seat_y + 0.075), fill(colours.shaded(tone, 0.45))
    )
    for part in range(3):
        left = x - half * 0.9 + half * 0.6 * part
        cushion(canvas, colours, box(left, seat_y - 0.112, left + half * 0.59, seat_y + 0.01), back)
        cushion(canvas, colours, box(left, seat_y - 0.004, left + half * 0.59, seat_y + 0.042), tone)
    for side in (-1, 1):
        inner, outer = x + side * half * 0.86, x + side * half * 1.09
        arm = box(min(inner, outer), seat_y - 0.060, max(inner, outer), seat_y + 0.082)
        cushion(canvas, colours, arm, colours.shaded(tone, 0.08))
    canvas.save()
    canvas.rotate(14, x + half * 0.72, seat_y)
    cushion(canvas, colours, box(x + half * 0.55, seat_y - 0.075, x + half * 0.85, seat_y + 0.005), tones.other)
    canvas.restore()


def bed(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, seat_y: float, half: float, head: int) -> None:
    """A bed along the wall, its head to one side."""
    floor_shadow(canvas, colours, x, seat_y + 0.110, half * 1.3)
    sheet = mix(colours.lit(tones.trim, 0.25), WHITE, 0.12 * (1 - colours.night))
    board = box(x + head * half - 0.024, seat_y - 0.165, x + head * half + 0.024, seat_y + 0.105)
    block(canvas, colours, board, tones.wood)
    foot = box(x - head * half - 0.018, seat_y - 0.03, x - head * half + 0.018, seat_y + 0.105)
    cushion(canvas, colours, box(x - half, seat_y - 0.002, x + half, seat_y + 0.058), sheet)
    canvas.drawRect(box(x - half, seat_y + 0.048, x + half, seat_y + 0.080), fill(tones.wood))
    near, far = x + head * half * 0.42, x - head * half * 0.99
    quilt = skia.Path()
    quilt.moveTo(near, seat_y - 0.006)
    quilt.quadTo((near + far) / 2, seat_y - 0.026, far, seat_y - 0.004)
    quilt.lineTo(far, seat_y + 0.072)
    for wave in range(6):
        a = far + (near - far) * (wave + 1) / 6
        quilt.quadTo(a - (near - far) / 12, seat_y + 0.084 + 0.006 * (wave % 2), a, seat_y + 0.070)
    quilt.close()
    canvas.drawPath(
        quilt, shade(colours.lit(tones.cloth, 0.12), colours.shaded(tones.cloth, 0.35), seat_y, seat_y + 0.09)
    )
    fold = box(min(near, near + head * 0.03), seat_y - 0.009, max(near, near + head * 0.03), seat_y + 0.070)
    canvas.drawRoundRect(fold, 0.01, 0.01, fill(colours.lit(sheet, 0.3)))
    block(canvas, colours, foot, tones.wood)
    for number, tone in enumerate((colours.lit(sheet, 0.4), tones.other)):
        px = x + head * half * (0.78 - 0.20 * number)
        canvas.save()
        canvas.rotate(head * (-16 - 8 * number), px, seat_y)
        cushion(canvas, colours, box(px - 0.066, seat_y - 0.058, px + 0.066, seat_y + 0.004), tone)
        canvas.restore()


def record_player(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, foot: float) -> None:
    """A sideboard with records in it, a turntable on it and a speaker beside it."""
    floor_shadow(canvas, colours, x, foot, 0.24)
    for leg in (-0.15, 0.15):
        canvas.drawLine(x + leg, foot - 0.04, x + leg * 1.08, foot, line(tones.dark, 0.009))
    body = box(x - 0.185, foot - 0.155, x + 0.185, foot - 0.035)
    block(canvas, colours, body, tones.wood)
    canvas.drawRect(box(x - 0.168, foot - 0.140, x + 0.010, foot - 0.048), fill(colours.shaded(tones.dark, 0.4)))
    rng = random.Random(round(x * 1000))
    left = x - 0.164
    while left < x - 0.004:
        wide = rng.uniform(0.004, 0.009)
        tone = rng.choice((tones.cloth, tones.other, tones.trim, tones.wall, colours.accent))
        tall = rng.uniform(0.070, 0.084)
        canvas.drawRect(box(left, foot - 0.049 - tall, left + wide, foot - 0.049), fill(colours.shaded(tone, 0.2)))
        left += wide + 0.0012
    canvas.drawRect(box(x + 0.026, foot - 0.138, x + 0.170, foot - 0.050), line(colours.shaded(tones.wood, 0.4), 0.003))
    canvas.drawCircle(x + 0.038, foot - 0.094, 0.0045, fill(colours.lit(tones.other, 0.3)))
    block(canvas, colours, box(x - 0.150, foot - 0.196, x + 0.030, foot - 0.167), tones.dark, lid=0.006)
    canvas.drawOval(box(x - 0.136, foot - 0.207, x - 0.010, foot - 0.192), fill((0.05, 0.05, 0.07)))
    canvas.drawOval(box(x - 0.090, foot - 0.2025, x - 0.056, foot - 0.1965), fill(colours.accent))
    canvas.drawLine(x + 0.014, foot - 0.214, x - 0.040, foot - 0.203, line(tones.trim, 0.0035))
    speaker(canvas, colours, tones, box(x + 0.080, foot - 0.285, x + 0.172, foot - 0.167))


def speaker(canvas: skia.Canvas, colours: Colours, tones: Tones, area: skia.Rect) -> None:
    """A loudspeaker with two cones."""
    block(canvas, colours, area, tones.dark, lid=0.005)
    wide, tall = area.width(), area.height()
    for share, radius in ((0.28, 0.17), (0.68, 0.30)):
        x, y, size = area.centerX(), area.top() + tall * share, wide * radius
        canvas.drawCircle(x, y, size * 1.12, fill(colours.lit(tones.dark, 0.25)))
        canvas.drawCircle(x, y, size, fill(colours.shaded(tones.dark, 0.5)))
        canvas.drawCircle(x, y, size * 0.4, fill(colours.lit(tones.dark, 0.12)))


def plant(
    canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, foot: float, tall: float, seed: int = 0
) -> None:
    """A potted plant with long leaves."""
    rng = random.Random(seed)
    green = mix(mix((0.20, 0.42, 0.28), colours.mid, 0.25), colours.shadow, 0.15 + 0.42 * colours.night)
    floor_shadow(canvas, colours, x, foot, tall * 0.3)
    pot = tall * 0.12
    top = foot - tall * 0.24
    for number in range(15):
        spread = (number - 7) / 7
        reach, lift = spread * tall * 0.36, tall * (0.78 - 0.48 * abs(spread)) * rng.uniform(0.85, 1.1)
        tip = (x + reach, top - lift * (0.9 if abs(spread) < 0.7 else 0.5))
        bend = (x + reach * 0.35, top - lift * 0.95)
        width = tall * 0.045
        path = skia.Path()
        path.moveTo(x + spread * pot * 0.5, top)
        path.quadTo(bend[0] - width, bend[1], *tip)
        path.quadTo(bend[0] + width, bend[1] + width * 1.6, x + spread * pot * 0.5 + 0.004, top)
        path.close()
        towards = spread * colours.key_side > 0
        canvas.drawPath(
            path, fill(colours.lit(green, 0.24) if towards else colours.shaded(green, 0.22 + 0.1 * (number % 2)))
        )
    clay = shape([(x - pot, top), (x + pot, top), (x + pot * 0.7, foot), (x - pot * 0.7, foot)])
    canvas.drawPath(clay, shade(tones.other, colours.shaded(tones.other, 0.45), top, foot))
    canvas.drawRect(
        box(x - pot * 1.1, top - pot * 0.15, x + pot * 1.1, top + pot * 0.22), fill(colours.lit(tones.other, 0.15))
    )


def picture(canvas: skia.Canvas, colours: Colours, tones: Tones, area: skia.Rect, seed: int) -> None:
    """A framed picture: a landscape, circles, or a poster of waves."""
    rng = random.Random(seed)
    canvas.drawRect(area.makeOffset(0.006, 0.008), fill(colours.shadow, 0.25))
    canvas.drawRect(area, fill(rng.choice((tones.dark, tones.wood, tones.trim))))
    sheet = area.makeInset(0.008, 0.008)
    canvas.drawRect(sheet, fill(colours.shaded(mix(tones.trim, colours.glow, 0.15), 0.08)))
    image = sheet.makeInset(0.010, 0.010)
    canvas.save()
    canvas.clipRect(image)
    first, second = rng.sample((tones.cloth, tones.other, tones.wall, colours.far), 2)
    canvas.drawRect(image, shade(colours.lit(first, 0.25), second, image.top(), image.bottom()))
    x, y, size = image.centerX(), image.centerY(), image.width()
    match rng.randrange(3):
        case 0:
            canvas.drawCircle(x + size * 0.15, y - size * 0.1, size * 0.16, fill(colours.lit(colours.glow, 0.2), 0.9))
            hill = skia.Path()
            hill.moveTo(image.left(), image.bottom())
            hill.cubicTo(x - size * 0.3, y, x, y + size * 0.1, image.right(), image.bottom() - size * 0.1)
            hill.lineTo(image.right(), image.bottom())
            hill.close()
            canvas.drawPath(hill, fill(tones.dark, 0.7))
        case 1:
            for ring in range(3):
                canvas.drawCircle(
                    x, y, size * (0.38 - 0.11 * ring), fill((tones.dark, tones.cloth, tones.trim)[ring], 0.85)
                )
        case _:
            for wave in range(5):
                top = image.top() + image.height() * (0.25 + 0.16 * wave)
                path = skia.Path()
                path.moveTo(image.left(), top)
                path.cubicTo(x - size * 0.2, top - size * 0.2, x + size * 0.2, top + size * 0.2, image.right(), top)
                canvas.drawPath(path, line((tones.dark, tones.trim)[wave % 2], 0.006, 0.8))
    canvas.restore()


def stool(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, seat_y: float, foot: float) -> None:
    """A round stool with a padded seat."""
    floor_shadow(canvas, colours, x, foot, 0.10)
    leg = line(colours.shaded(tones.wood, 0.3), 0.007)
    for reach in (-1, 1):
        canvas.drawLine(x + reach * 0.030, seat_y + 0.015, x + reach * 0.052, foot, leg)
        canvas.drawLine(x + reach * 0.014, seat_y + 0.015, x + reach * 0.022, foot - 0.014, leg)
    low = seat_y + (foot - seat_y) * 0.62
    canvas.drawLine(x - 0.043, low, x + 0.043, low, line(colours.lit(tones.wood, 0.12), 0.005))
    cushion(
        canvas, colours, box(x - 0.056, seat_y - 0.008, x + 0.056, seat_y + 0.020), colours.shaded(tones.cloth, 0.15)
    )
