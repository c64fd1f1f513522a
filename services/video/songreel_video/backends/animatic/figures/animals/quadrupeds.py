"""A four-legged animal: legs that bend at elbow and hock, a trunk, neck and tail."""

from __future__ import annotations

from math import cos, hypot, sin

from songreel_video.backends.animatic.figures.animals.gaits import Footing, footing_of
from songreel_video.backends.animatic.figures.animals.heads import HeadPlace, draw_animal_head, head_place
from songreel_video.backends.animatic.figures.animals.sheet import Sheet
from songreel_video.backends.animatic.figures.animals.species import Species
from songreel_video.backends.animatic.figures.bones.skeleton import two_bones
from songreel_video.backends.animatic.figures.ink.curves import Point, blend
from songreel_video.backends.animatic.figures.ink.shading import Tone, mix, scaled


def draw_quadruped(sheet: Sheet, species: Species) -> None:
    """Draws the animal from its far legs to its near ear."""
    footing = footing_of(species, sheet.pose, sheet.time_seconds)
    coat, dark = sheet.tone(sheet.look.top_colour), sheet.tone(scaled(sheet.look.top_colour, 0.72))
    near_hind, far_hind, near_front, far_front = footing.feet
    _draw_hind_leg(sheet, species, footing.hip, far_hind, dark)
    _draw_front_leg(sheet, species, footing.shoulder, far_front, dark)
    _draw_tail(sheet, species, footing.hip)
    neck = neck_of(species, footing)
    _draw_neck(sheet, species, neck, coat)
    _draw_trunk(sheet, species, footing, coat)
    _draw_hind_leg(sheet, species, footing.hip, near_hind, coat)
    _draw_front_leg(sheet, species, footing.shoulder, near_front, coat)
    if species.mane:
        _draw_mane(sheet, neck)
    draw_animal_head(sheet, species, head_of(species, footing))


def neck_of(species: Species, footing: Footing) -> tuple[Point, Point]:
    """The neck from the withers to the head."""
    x, y = footing.shoulder[0], footing.shoulder[1] + 0.04
    angle = species.neck_angle + footing.nod * 0.7
    return (x, y), (x + species.neck * cos(angle), y + species.neck * sin(angle))


def head_of(species: Species, footing: Footing) -> HeadPlace:
    """Where the head is."""
    return head_place(species, neck_of(species, footing)[1], footing.nod)


def _draw_trunk(sheet: Sheet, species: Species, footing: Footing, coat: Tone) -> None:
    hip, shoulder, girth = footing.hip, footing.shoulder, species.girth
    spine = [
        (hip[0] - 0.10, hip[1] - 0.01),
        blend(hip, shoulder, 0.12),
        blend(hip, shoulder, 0.42),
        blend(hip, shoulder, 0.78),
        (shoulder[0] + 0.07, shoulder[1] - 0.01),
    ]
    sheet.limb(spine, [girth * 0.72, girth * 0.92, girth * 0.86, girth * 1.06, girth * 0.82], coat)


def _draw_neck(sheet: Sheet, species: Species, neck: tuple[Point, Point], coat: Tone) -> None:
    root, end = neck
    thick = species.girth
    low = (root[0] - 0.02, root[1] - 0.06)
    sheet.limb([low, blend(root, end, 0.5), end], [thick * 0.86, thick * 0.62, species.head * 0.42], coat)
    if species.pale and sheet.pixels > 40:
        pale = sheet.tone(mix(sheet.look.top_colour, (0.97, 0.94, 0.88), 0.85))
        front = (root[0] + thick * 0.75, root[1] - thick * 0.5)
        throat = (end[0] + species.head * 0.18, end[1] - species.head * 0.42)
        middle = blend(blend(front, throat, 0.5), root, 0.25)
        sheet.shape(
            [front, (front[0] + 0.03, front[1] + 0.10), throat, middle, (root[0] + 0.05, root[1] - 0.16)], pale.base
        )


def _draw_hind_leg(sheet: Sheet, species: Species, hip: Point, foot: Point, coat: Tone) -> None:
    lean = max(-0.12, min(0.12, 0.4 * (foot[0] - hip[0])))
    folded = hip[1] < 0.5
    hock = (foot[0] - 0.24, foot[1] + 0.06) if folded else (foot[0] - 0.09 + lean, foot[1] + 0.25)
    reach = 0.30 if folded else 0.34
    limb = two_bones((*hip, 0.0), (*hock, 0.0), reach, reach, (1.0, 0.1, 0.0))
    knee, ankle = (limb.middle[0], limb.middle[1]), (limb.end[0], limb.end[1])
    thin = species.leg
    sheet.limb(
        [hip, blend(hip, knee, 0.5), knee, blend(knee, ankle, 0.6), ankle, blend(ankle, foot, 0.6), foot],
        [species.girth * 0.74, species.girth * 0.66, thin * 1.55, thin * 1.05, thin * 0.9, thin * 0.8, thin * 0.8],
        coat,
    )
    _draw_paw(sheet, species, foot, coat)


def _draw_front_leg(sheet: Sheet, species: Species, shoulder: Point, foot: Point, coat: Tone) -> None:
    ankle = (foot[0], foot[1] + 0.05)
    bone, pole = 0.39, (-0.6 if foot[1] < 0.02 else 0.8, 0.0, 0.0)
    if shoulder[1] < 0.5:  # lying, the elbows rest on the ground
        bone, pole = 0.52 * hypot(ankle[0] - shoulder[0], ankle[1] - shoulder[1]), (-0.3, -1.0, 0.0)
    limb = two_bones((*shoulder, 0.0), (*ankle, 0.0), bone, bone, pole)
    knee = (limb.middle[0], limb.middle[1])
    thin = species.leg
    sheet.limb(
        [(shoulder[0] - 0.02, shoulder[1] - 0.04), blend(shoulder, knee, 0.6), knee, blend(knee, ankle, 0.5), foot],
        [species.girth * 0.66, thin * 1.45, thin, thin * 0.85, thin * 0.85],
        coat,
    )
    _draw_paw(sheet, species, foot, coat)


def _draw_paw(sheet: Sheet, species: Species, foot: Point, coat: Tone) -> None:
    x, y, half = foot[0] + species.leg * 0.5, foot[1], species.leg * 1.35
    hoofed = species.mane or species.antlers
    paint = sheet.tone((0.16, 0.13, 0.13)).base if hoofed else coat.base
    sheet.shape([(x - half, y), (x - half * 0.8, y + half), (x + half * 0.4, y + half * 0.9), (x + half, y)], paint)


def _draw_tail(sheet: Sheet, species: Species, hip: Point) -> None:
    colour = sheet.look.hair if species.tail == "horse" else scaled(sheet.look.top_colour, 0.92)
    coat = sheet.tone(colour)
    wag = sin(sheet.time_seconds * (7.0 if species.ears == "floppy" else 2.2)) * 0.06
    x, y, girth = hip[0] - 0.14, hip[1] + 0.08, species.girth
    if species.tail == "stub":
        sheet.limb([(x + 0.02, y), (x - 0.08, y + 0.05 + wag * 0.4)], [0.07, 0.05], coat)
        return
    if species.tail == "whip":
        spine = [(x + 0.03, y), (x - 0.14, y + 0.06), (x - 0.26 + wag, y + 0.24), (x - 0.24 + 1.6 * wag, y + 0.42)]
        sheet.limb(spine, [0.055, 0.045, 0.038, 0.028], coat)
        return
    drop = 0.34 if species.tail == "horse" else 0.10
    spine = [(x + 0.04, y), (x - 0.14, y - 0.06), (x - 0.28 + wag, y - drop), (x - 0.34 + 1.5 * wag, y - drop - 0.26)]
    sheet.limb(spine, [0.05, girth * 0.46, girth * 0.52, 0.03], coat)
    if species.pale and sheet.pixels > 30:
        pale = sheet.tone((0.95, 0.92, 0.87))
        end = spine[-1]
        sheet.limb([blend(spine[2], end, 0.45), end], [girth * 0.36, 0.022], pale)


def _draw_mane(sheet: Sheet, neck: tuple[Point, Point]) -> None:
    root, end = neck
    blow = 0.03 * sin(sheet.time_seconds * 2.0)
    back = [(root[0] - 0.10, root[1] + 0.10), blend(root, end, 0.5), (end[0] - 0.02, end[1] + 0.14)]
    crest = [(x - 0.12 + blow, y + 0.02) for x, y in reversed(back)]
    sheet.shape([(end[0] + 0.06, end[1] + 0.10), *reversed(back), *reversed(crest)], sheet.tone(sheet.look.hair).base)
