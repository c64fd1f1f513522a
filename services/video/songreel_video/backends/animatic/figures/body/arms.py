"""Arms: tapered, with their sleeves over them."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.body.hands import draw_hand
from songreel_video.backends.animatic.figures.bones.skeleton import Limb
from songreel_video.backends.animatic.figures.bones.stance import Arm
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, blend
from songreel_video.backends.animatic.figures.ink.ribbons import Root, draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour, scaled

_SLEEVE_EXTRA = {
    "none": 0.004,
    "jacket": 0.007,
    "leather": 0.007,
    "coat": 0.008,
    "raincoat": 0.010,
    "blazer": 0.008,
    "cloak": 0.006,
    "vest": 0.004,
}
_TOP_EXTRA = {"hoodie": 0.010, "sweater": 0.008, "suit": 0.008, "spacesuit": 0.018, "shirt": 0.005, "tee": 0.007}


def sleeve_of(easel: Easel) -> tuple[Colour, float, float]:
    """Colour, length (0 bare .. 1 to the wrist) and looseness of the sleeve on top."""
    look = easel.look
    if look.outer not in ("none", "vest", "cloak"):
        return look.outer_colour, 1.0, _SLEEVE_EXTRA.get(look.outer, 0.008)
    return look.top_colour, look.sleeves, _TOP_EXTRA.get(look.top, 0.004)


def draw_arm(easel: Easel, arm: Limb, plan: Arm, side: int) -> None:
    """Draws one arm: skin, hand, then the sleeve over it."""
    width = easel.build.limb
    shoulder, elbow, wrist = easel.at(arm.root), easel.at(arm.middle), easel.at(arm.end)
    colour, length, loose = sleeve_of(easel)
    skin = easel.tone(easel.look.skin, 0.30)
    key = easel.lighting.key_side
    # From the front, the trunk's far side is in shade, and with it the shoulder there.
    away = (easel.at(easel.body.neck)[0] - shoulder[0]) * key
    root = Root.SHADED if away > 0.04 else Root.LIT
    draw_hand(easel, arm, plan, side)
    if length < 0.95:
        spine = [
            shoulder,
            blend(shoulder, elbow, 0.45),
            blend(shoulder, elbow, 0.85),
            elbow,
            blend(elbow, wrist, 0.25),
            blend(elbow, wrist, 0.7),
            wrist,
        ]
        radii = [0.0275, 0.0265, 0.0215, 0.0205, 0.0225, 0.0165, 0.0135]
        draw_ribbon(easel.canvas, ribbon(spine, [r * width for r in radii]), skin, key, root)
    if length <= 0.02:
        return
    cloth = easel.tone(colour, 0.32)
    if length < 0.55:
        end = 2.0 * length
        spine = [shoulder, blend(shoulder, elbow, end * 0.5), blend(shoulder, elbow, end)]
        radii = [0.0295 * width + loose * 0.8, 0.030 * width + loose * 1.2, 0.028 * width + loose * 1.6]
        draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_end=True), cloth, key, root)
        return
    end = min(1.0, 2.0 * length - 1.0)
    spine = [
        shoulder,
        blend(shoulder, elbow, 0.45),
        blend(shoulder, elbow, 0.85),
        elbow,
        blend(elbow, wrist, end * 0.3),
        blend(elbow, wrist, end * 0.75),
        blend(elbow, wrist, end),
    ]
    radii = [
        r * width + loose * k
        for r, k in (
            (0.0285, 0.9),
            (0.0285, 0.9),
            (0.024, 0.9),
            (0.0235, 0.9),
            (0.0235, 0.9),
            (0.019, 0.9),
            (0.0165, 0.8),
        )
    ]
    draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_end=True), cloth, key, root)
    if easel.fine and end < 0.95:
        _draw_cuff(easel, spine[-2], spine[-1], radii[-1] * 1.14, colour)


def _draw_cuff(easel: Easel, before: Point, end: Point, radius: float, colour: Colour) -> None:
    start = blend(end, before, 0.55)
    draw_ribbon(
        easel.canvas,
        ribbon([start, end], [radius, radius], crisp_start=True, crisp_end=True),
        easel.tone(scaled(colour, 1.08)),
        easel.lighting.key_side,
    )
