"""Coloured windows of many panes."""

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shape
from songreel_video.backends.animatic.stage.workshop.floors import project
from songreel_video.backends.animatic.stage.workshop.indoors import Window


def lancet(canvas: skia.Canvas, colours: Colours, window: Window, hues: tuple[Colour, ...], seed: int) -> None:
    """A coloured window seen from the front."""
    canvas.save()
    canvas.clipPath(window.path(), skia.ClipOp.kIntersect, True)
    columns, rows = 3, 12
    wide, tall = (window.x1 - window.x0) / columns, (window.y1 - window.y0) / rows
    bright = mix(colours.sky_low, WHITE, 0.4)
    for row in range(rows):
        for column in range(columns):
            hue = hues[(row * 5 + column * 3 + (row * column) % 2 + seed) % len(hues)]
            tone = mix(colours.shaded(hue, 0.45 * colours.night), bright, 0.30 if column == 1 else 0.12)
            pane = box(0, 0, wide, tall).makeOffset(window.x0 + wide * column, window.y0 + tall * row)
            canvas.drawRect(pane, fill(tone))
            canvas.drawRect(pane, line(colours.shadow, 0.0022, 0.8))
    canvas.restore()
    canvas.drawPath(window.path(), line(colours.shaded(colours.mid, 0.4), 0.008))


def side_window(
    canvas: skia.Canvas, colours: Colours, x: float, span: tuple[float, float], hues: tuple[Colour, ...]
) -> None:
    """A tall pointed window in a side wall, foreshortened, of many panes."""
    far, near = span
    columns, rows, low, high = 3, 9, 0.02, -0.62

    def at(u: float, v: float) -> tuple[float, float]:
        return project(x, low + (high - low) * v, far * (near / far) ** u)

    outline = [at(0, 0), at(1, 0), at(1, 0.72), at(0.86, 0.88), at(0.5, 1.05), at(0.14, 0.88), at(0, 0.72)]
    canvas.save()
    canvas.clipPath(shape(outline), skia.ClipOp.kIntersect, True)
    bright = mix(colours.sky_low, WHITE, 0.3)
    for row in range(rows + 1):
        for column in range(columns):
            hue = hues[(row * 3 + column * 2 + row // 2) % len(hues)]
            tone = mix(colours.shaded(hue, 0.55 * colours.night), bright, 0.25 if (row + column) % 3 else 0.55)
            u0, u1, v0, v1 = column / columns, (column + 1) / columns, row / rows, (row + 1) / rows
            canvas.drawPath(shape([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]), fill(tone))
            canvas.drawPath(shape([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]), line(colours.shadow, 0.0028, 0.7))
    canvas.restore()
    canvas.drawPath(shape(outline), line(colours.shaded(colours.mid, 0.5), 0.012))
