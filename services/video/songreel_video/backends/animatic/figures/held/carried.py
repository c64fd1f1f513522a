"""What a figure's wording puts into its hand, and how the arm holds it."""

from __future__ import annotations

from math import pi, sin

from songreel_video.backends.animatic.figures.bones.skeleton import palm_of
from songreel_video.backends.animatic.figures.bones.stance import Arm, Stance
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.aloft import draw_balloon, draw_lantern, draw_umbrella
from songreel_video.backends.animatic.figures.held.luggage import draw_cane, draw_suitcase
from songreel_video.backends.animatic.figures.held.small_things import (
    draw_book,
    draw_camera,
    draw_flowers,
    draw_keepsake,
)
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.pose import Moment

_FREE_HANDED = ("stand", "walk", "look_up", "look_away", "hold_object")
_BEFORE_CHEST = ("flower", "book", "camera")


def carry(stance: Stance, look: FigureLook, moment: Moment, kind: str) -> None:
    """Changes the right arm so that it holds what the figure carries; only in poses that leave a hand free."""
    if look.carries in ("none", "backpack", "guitar") or kind not in _FREE_HANDED:
        return
    build = moment.build
    chest = build.leg + 0.17
    sway = 0.006 * sin(2.0 * pi * moment.phase * 2.0)
    if look.carries in ("umbrella", "balloon"):
        stance.right_arm = Arm(target=(0.115, chest + 0.045 + sway, -0.075), elbow=(-0.4, -0.8, 0.5), hand="fist")
    elif look.carries == "lantern":
        stance.right_arm = Arm(swing=0.85 + 0.05 * moment.wave(), out=0.20, bend=0.45, hand="fist")
    elif look.carries in _BEFORE_CHEST:
        stance.right_arm = Arm(target=(0.14, chest - 0.03 + sway, -0.03), elbow=(-0.4, -0.8, 0.5), hand="grip")
    elif look.carries == "suitcase":
        stance.right_arm = Arm(
            swing=0.12 * moment.wave() * (kind == "walk"), out=0.14, bend=0.10, across=0.08, hand="fist"
        )
    elif look.carries == "cane":
        stance.right_arm = Arm(swing=0.30 + 0.15 * moment.wave() * (kind == "walk"), out=0.12, bend=0.45, hand="fist")
    if kind == "hold_object":
        stance.held = "carried"
    stance.held = stance.held if stance.held not in ("none", "keepsake") else "carried"


def draw_carried(easel: Easel) -> None:
    """Draws the thing in the right hand; call before the arm, so that the fingers close over it."""
    palm = easel.at(palm_of(easel.body.right_arm, easel.build, 0.45))
    {
        "umbrella": draw_umbrella,
        "balloon": draw_balloon,
        "lantern": draw_lantern,
        "flower": draw_flowers,
        "book": draw_book,
        "camera": draw_camera,
        "suitcase": draw_suitcase,
        "cane": draw_cane,
    }.get(easel.look.carries, draw_keepsake)(easel, palm)
