"""The head of a four-legged animal: skull and muzzle, ears, eye, mouth."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, radians, sin

from songreel_video.backends.animatic.figures.animals.sheet import Sheet
from songreel_video.backends.animatic.figures.animals.species import Species
from songreel_video.backends.animatic.figures.head.acting import Cue, play
from songreel_video.backends.animatic.figures.head.expressions import expression_of
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, oval, twice
from songreel_video.backends.animatic.figures.ink.shading import colour_of, fill, mix, scaled, stroke

# Outlines of a near ear, from its place on the skull; per size of the head.
_EARS: dict[str, tuple[Point, ...]] = {
    "pointed": ((-0.20, -0.06), (-0.22, 0.26), (-0.10, 0.62), (-0.10, 0.62), (0.10, 0.26), (0.14, -0.08)),
    "floppy": ((-0.10, 0.06), (-0.32, -0.02), (-0.42, -0.36), (-0.30, -0.62), (-0.10, -0.52), (0.06, -0.14)),
    "round": ((-0.20, -0.04), (-0.26, 0.18), (-0.08, 0.32), (0.12, 0.22), (0.14, -0.04)),
    "long": ((-0.16, -0.05), (-0.34, 0.50), (-0.34, 1.05), (-0.20, 1.22), (-0.06, 1.0), (0.02, 0.45), (0.10, -0.05)),
}


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """Where the head sits and how it is turned: radians of the muzzle over the horizontal."""

    x: float
    y: float
    tilt: float
    size: float

    def at(self, along: float, up: float) -> Point:
        """A place on the head, along the muzzle and up from it, per size of the head."""
        c, s = cos(self.tilt), sin(self.tilt)
        return (self.x + (along * c - up * s) * self.size, self.y + (along * s + up * c) * self.size)


def head_place(species: Species, neck_end: Point, nod: float) -> HeadPlace:
    """The head on the end of its neck."""
    hang = radians(42) if species.mane else radians(14)
    return HeadPlace(neck_end[0], neck_end[1], nod * 0.8 - hang, species.head)


def draw_animal_head(sheet: Sheet, species: Species, place: HeadPlace) -> None:
    """Draws the head with both ears, the far one in shade."""
    coat = sheet.tone(sheet.look.top_colour)
    _draw_ear(sheet, species, place, far=True)
    if species.antlers:
        _draw_antlers(sheet, place)
    tip, deep = 0.42 + species.muzzle, species.snout
    bridge = 0.10 + 0.12 * deep
    skull = [
        (-0.50, 0.02), (-0.34, 0.40), (-0.04, 0.50), (0.24, 0.40), (0.42, 0.22), (tip - 0.16, bridge), (tip, 0.06),
        (tip, 0.06 - 0.5 * deep), (tip - 0.14, 0.02 - 0.85 * deep), (0.34, -0.36), (-0.05, -0.44), (-0.40, -0.34),
    ]  # fmt: skip
    sheet.shape([place.at(*p) for p in skull], coat.base)
    below = [(-0.40, -0.34), (-0.10, -0.14), (0.34, -0.12), (tip - 0.10, 0.06 - 0.42 * deep), *skull[8:11]]
    pale = sheet.tone(mix(sheet.look.top_colour, (0.97, 0.94, 0.88), 0.85)) if species.pale else coat
    sheet.shape([place.at(*p) for p in below], pale.base if species.pale else coat.shade)
    _draw_features(sheet, place, tip, deep)
    _draw_ear(sheet, species, place, far=False)


def _draw_features(sheet: Sheet, place: HeadPlace, tip: float, deep: float) -> None:
    dark = scaled(sheet.lighting.shade, 0.12)
    nose = place.at(tip - 0.05, 0.04)
    sheet.canvas.drawOval(oval(nose[0], -nose[1], 0.085 * place.size, 0.075 * place.size), fill(dark))
    x, y = place.at(0.17, 0.16)
    blink = 1.0 if (sheet.time_seconds + sheet.look.seed % 5) % 3.7 > 0.16 else 0.2
    calm = expression_of("calm", 0.5)
    lids = play(sheet.pose.acts, calm, Cue(sheet.time_seconds, sheet.pose.phase)).mood.lids
    blink = min(blink, max(0.12, min(1.0, lids / calm.lids)))
    size = 0.075 * place.size
    sheet.canvas.drawOval(oval(x, -y, size * 1.35, size * 1.45 * blink), fill(mix(sheet.look.top_colour, dark, 0.55)))
    sheet.canvas.drawOval(oval(x, -y, size, size * 1.15 * blink), fill(dark))
    if sheet.pixels > 45 and blink == 1.0:
        sheet.canvas.drawCircle(x + 0.3 * size, -y - 0.4 * size, size * 0.34, fill((1.0, 1.0, 1.0), 0.9))
    corner, front = place.at(0.30, -0.20), place.at(tip - 0.10, 0.02 - 0.52 * deep)
    if sheet.pose.kind == "sing":
        gape = 0.10 + 0.12 * abs(sin(pi * sheet.pose.phase * 4.0))
        jaw = [*twice(corner), *twice(front), place.at(tip - 0.22, -0.62 * deep - gape)]
        sheet.canvas.drawPath(closed_curve([(px, -py) for px, py in jaw]), fill((0.36, 0.08, 0.10)))
    elif sheet.pixels > 60:
        sheet.canvas.drawLine(corner[0], -corner[1], front[0], -front[1], stroke(dark, 0.026 * place.size, 0.8))


def _draw_ear(sheet: Sheet, species: Species, place: HeadPlace, *, far: bool) -> None:
    root = (0.10, 0.44) if far else (-0.16, 0.40)
    twitch = 0.10 * sin(sheet.time_seconds * 1.3) ** 8
    points = [place.at(root[0] + x + twitch * y, root[1] + y) for x, y in _EARS[species.ears]]
    coat = sheet.tone(scaled(sheet.look.top_colour, 0.86 if species.ears == "floppy" else 1.0))
    sheet.shape(points, coat.shade if far else coat.base)
    if not far and species.ears != "floppy" and sheet.pixels > 60:
        x, y = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
        inner = [(x + (px - x) * 0.55, y + (py - y) * 0.62) for px, py in points]
        sheet.shape(inner, sheet.tone(mix(sheet.look.top_colour, (0.85, 0.55, 0.52), 0.5)).shade)


def _draw_antlers(sheet: Sheet, place: HeadPlace) -> None:
    bone = sheet.tone((0.80, 0.70, 0.55))
    for shift, paints in ((0.14, bone.shade), (-0.04, bone.base)):
        for spine in (
            ((0.0, 0.40), (-0.30, 0.95), (-0.20, 1.60), (0.10, 2.0)),
            ((-0.24, 0.85), (0.10, 1.15)),
            ((-0.26, 1.25), (-0.62, 1.75)),
            ((-0.20, 1.50), (0.26, 1.62)),
        ):
            path = [place.at(x + shift, y) for x, y in spine]
            for start, end in pairwise(path):
                paint = stroke(colour_of(paints), 0.10 * place.size)
                sheet.canvas.drawLine(start[0], -start[1], end[0], -end[1], paint)
