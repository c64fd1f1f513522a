"""A parked car, and a feather."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, doubled
from songreel_video.backends.animatic.figures.ink.shading import mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop

_RUBBER = (0.13, 0.13, 0.15)
_BODY: tuple[Point, ...] = (
    (-0.66, 0.24), (-0.68, 0.08), (-0.60, -0.01), (-0.40, -0.04), (-0.28, -0.20), (-0.20, -0.255), (0.14, -0.255),
    (0.24, -0.20), (0.37, -0.035), (0.58, -0.01), (0.67, 0.06), (0.68, 0.24),
)  # fmt: skip
_WINDOWS: tuple[tuple[Point, ...], ...] = (
    ((-0.335, -0.04), (-0.245, -0.175), (-0.185, -0.215), (-0.04, -0.215), (-0.04, -0.04)),
    ((-0.005, -0.04), (-0.005, -0.215), (0.125, -0.215), (0.205, -0.165), (0.305, -0.04)),
)


@prop("car")
def draw_car(easel: PropEasel) -> None:
    """An old car that stands still, its lamps breathing with the light."""
    canvas = easel.canvas
    colour = easel.vivid((0.62, 0.22, 0.20))
    paint, chrome = easel.tone(colour, 0.6), easel.tone((0.80, 0.81, 0.83), 0.7)
    easel.shadow(0.0, 0.345, 0.85, 0.06, 0.6)
    canvas.drawPath(closed_curve([_BODY[0], *_BODY, _BODY[-1]]), paint.base)
    canvas.drawPath(
        closed_curve([(-0.67, 0.10), (0.0, 0.075), (0.68, 0.09), *doubled([(0.68, 0.24), (-0.66, 0.24)])]), paint.shade
    )
    canvas.drawPath(closed_curve([(-0.21, -0.250), (0.14, -0.250), (0.21, -0.215), (-0.24, -0.225)]), paint.rim)
    pane = easel.ramp(
        (0.0, -0.22), (0.0, -0.04), [mix(easel.sky[0], (0.1, 0.1, 0.14), 0.45), scaled(easel.sky[1], 0.7)]
    )
    for window in _WINDOWS:
        canvas.drawPath(closed_curve(doubled(window)), pane)
    glint = 0.03 * easel.wave(0.11)
    easel.facet([(0.06 + glint, -0.05), (0.12 + glint, -0.205), (0.15 + glint, -0.205), (0.09 + glint, -0.05)],
                (1.0, 1.0, 1.0), 0.25)  # fmt: skip
    seam = stroke(easel.shaded(scaled(colour, 0.5)), 0.007)
    for x in (-0.345, -0.022, 0.315):
        canvas.drawLine(x, -0.03, x + 0.01, 0.22, seam)
    easel.slab(-0.10, 0.012, -0.045, 0.026, 0.007, chrome.base)
    easel.slab(-0.66, 0.055, 0.66, 0.066, 0.005, chrome.base)
    for left, right in ((-0.72, -0.58), (0.58, 0.72)):
        easel.slab(left, 0.185, right, 0.235, 0.02, chrome.base)
    for x in (-0.41, 0.41):
        easel.disc(x, 0.225, 0.135, scaled(easel.shaded(colour), 0.45))
        easel.disc(x, 0.235, 0.115, easel.lit(_RUBBER))
        canvas.drawCircle(x, 0.235, 0.066, chrome.base)
        canvas.drawCircle(x, 0.235, 0.024, chrome.shade)
    easel.oval(0.645, 0.075, 0.026, 0.040, (1.0, 0.95, 0.80))
    easel.oval(-0.655, 0.085, 0.016, 0.034, (0.80, 0.16, 0.13))
    easel.glow(0.66, 0.075, 0.30, (1.0, 0.92, 0.70), (0.20 + 0.5 * easel.night) * (0.85 + 0.15 * easel.wave(0.3)))


@prop("feather")
def draw_feather(easel: PropEasel) -> None:
    """A white feather, curved, that stirs in the air."""
    canvas = easel.canvas
    easel.shadow(0.02, 0.42, 0.34, 0.05, 0.4)
    canvas.save()
    canvas.rotate(24.0 + 5.0 * easel.wave(0.27))
    white = easel.tone((0.93, 0.92, 0.89), 0.3)
    vane: list[Point] = [
        (0.0, -0.50), (0.10, -0.36), (0.145, -0.14), (0.125, 0.06), (0.06, 0.22), (0.0, 0.26), (-0.05, 0.20),
        (-0.095, 0.02), (-0.10, -0.18), (-0.065, -0.38),
    ]  # fmt: skip
    canvas.drawPath(closed_curve(vane), white.base)
    canvas.drawPath(closed_curve([(0.0, -0.49), (0.008, -0.12), (0.0, 0.26), *vane[6:]]), white.shade)
    barb = stroke(easel.shaded((0.80, 0.79, 0.77)), 0.004, 0.6)
    for index in range(13):
        y = -0.36 + 0.045 * index
        canvas.drawLine(0.006, y + 0.06, 0.11, y - 0.02, barb)
        canvas.drawLine(0.004, y + 0.06, -0.08, y - 0.015, barb)
    easel.line([(0.0, -0.48), (0.012, -0.10), (0.0, 0.26), (-0.02, 0.46)], easel.lit((0.82, 0.78, 0.68)), 0.014)
    for x, y, dx in ((0.05, 0.25, 0.07), (-0.03, 0.24, -0.06), (0.03, 0.29, 0.05)):
        easel.line([(0.0, y + 0.03), (x, y), (x + dx, y + 0.03)], easel.lit((0.93, 0.92, 0.89)), 0.008, 0.8)
    canvas.restore()
