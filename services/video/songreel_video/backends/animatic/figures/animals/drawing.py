"""An animal on a canvas, whole or as the portrait of its head."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.figures.animals.birds import draw_bird
from songreel_video.backends.animatic.figures.animals.gaits import footing_of
from songreel_video.backends.animatic.figures.animals.quadrupeds import draw_quadruped, head_of
from songreel_video.backends.animatic.figures.animals.sheet import Sheet
from songreel_video.backends.animatic.figures.animals.species import BIRD_HEIGHT, SPECIES
from songreel_video.backends.animatic.figures.ink.shading import Lighting, scaled
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.pose import Pose

ANIMALS = (*SPECIES, "bird")
_PERCHED_EYE = (0.34, 0.66)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an animal is drawn, in pixels: its feet and an adult's height, or its neck and the height of a head."""

    x: float
    y: float
    height: float


def standing_height(look: FigureLook) -> float:
    """How high the top of a figure is above its feet, against an average adult's height."""
    if look.species not in ANIMALS:
        return look.stature
    species = SPECIES.get(look.species)
    return 1.2 if species is None else species.height * (1.0 + 0.8 * species.neck + 0.5 * species.head)


def draw_animal(canvas: skia.Canvas, look: FigureLook, pose: Pose, light: Lighting, spot: Spot, seconds: float) -> None:
    """Draws the whole animal with its feet on the spot."""
    size = spot.height * (SPECIES[look.species].height if look.species in SPECIES else BIRD_HEIGHT)
    with _sheet(canvas, look, pose, light, (spot, size, seconds)) as sheet:
        _draw_shadow(sheet)
        _draw(sheet)


def draw_animal_portrait(
    canvas: skia.Canvas, look: FigureLook, pose: Pose, light: Lighting, spot: Spot, seconds: float
) -> None:
    """Draws the animal so near that its head fills what a person's would."""
    still = Pose("sing" if pose.kind == "sing" else "sit", pose.phase, pose.facing, pose.energy, acts=pose.acts)
    if look.species in SPECIES:
        species = SPECIES[look.species]
        head = head_of(species, footing_of(species, still, seconds))
        x, y, share = head.x + 0.2 * head.size, head.y, 0.62 / species.head
    else:
        (x, y), share = _PERCHED_EYE, 1.3
    with _sheet(canvas, look, still, light, (spot, spot.height * share, seconds)) as sheet:
        canvas.translate(-x, y - 0.45 / share)
        _draw(sheet)


@contextmanager
def _sheet(
    canvas: skia.Canvas, look: FigureLook, pose: Pose, light: Lighting, placed: tuple[Spot, float, float]
) -> Iterator[Sheet]:
    """A sheet whose unit is `size` pixels, mirrored for an animal that faces left."""
    spot, size, seconds = placed
    side = -1 if pose.facing < 0 else 1
    canvas.save()
    canvas.translate(spot.x, spot.y)
    canvas.scale(side * size, size)
    yield Sheet(canvas, look, pose, light, light.key_side * side, seconds, size)
    canvas.restore()


def _draw(sheet: Sheet) -> None:
    if sheet.look.species in SPECIES:
        draw_quadruped(sheet, SPECIES[sheet.look.species])
    else:
        draw_bird(sheet)


def _draw_shadow(sheet: Sheet) -> None:
    colours = [skia.Color4f(*scaled(sheet.lighting.shade, 0.18), alpha).toColor() for alpha in (0.42, 0.26, 0.0)]
    shader = skia.GradientShader.MakeRadial((0.0, 0.0), 1.0, colours, [0.0, 0.5, 1.0])
    sheet.canvas.save()
    sheet.canvas.scale(0.85, 0.07)
    sheet.canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), skia.Paint(Shader=shader, AntiAlias=True))
    sheet.canvas.restore()
