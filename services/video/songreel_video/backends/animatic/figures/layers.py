"""The parts of a figure in the order in which they hide one another, from the far side to the near one."""

from __future__ import annotations

from functools import lru_cache

import skia

from songreel_video.backends.animatic.figures.body.arms import draw_arm
from songreel_video.backends.animatic.figures.body.legs import draw_leg
from songreel_video.backends.animatic.figures.body.trunk import draw_neck, draw_pelvis
from songreel_video.backends.animatic.figures.bones.skeleton import Limb
from songreel_video.backends.animatic.figures.bones.stance import LEFT, RIGHT, Arm
from songreel_video.backends.animatic.figures.clothes.skirts import draw_skirt
from songreel_video.backends.animatic.figures.clothes.tops import draw_hood_down, draw_trunk
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.head.loose_hair import draw_hair_behind
from songreel_video.backends.animatic.figures.head.placing import draw_head, head_view_of, in_head_space
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.held.layers import (
    draw_held_before,
    draw_held_behind,
    draw_held_over,
    draw_in_left_hand,
    draw_in_right_hand,
)
from songreel_video.backends.animatic.figures.ink.shading import scaled


def draw_whole_body(easel: Easel) -> None:
    """Draws the whole figure on its shadow."""
    _draw_shadow(easel)
    behind, before = _arms_by_depth(easel)
    view, stance = easel.view, easel.body.stance
    head = head_view_of(easel)
    draw_held_behind(easel)
    _draw_layers_behind(easel, head, behind)
    legs = [(easel.body.left_leg, stance.left_leg, LEFT), (easel.body.right_leg, stance.right_leg, RIGHT)]
    legs.sort(key=lambda item: view.depth(item[0].middle) + view.depth(item[0].end))
    for leg, leg_plan, side in legs:
        draw_leg(easel, leg, leg_plan, side)
    draw_pelvis(easel)
    if easel.look.skirt_hem >= 0.0:
        draw_skirt(easel, easel.look.skirt_hem, easel.look.skirt_colour, 0.004)
    _draw_front(easel, head, before)
    draw_held_over(easel)


def draw_upper_body(easel: Easel) -> None:
    """Draws head, arms and trunk."""
    behind, before = _arms_by_depth(easel)
    head = head_view_of(easel)
    _draw_layers_behind(easel, head, behind)
    _draw_front(easel, head, before)


@lru_cache(maxsize=64)
def _shadow_paint(colour: tuple[float, float, float]) -> skia.Paint:
    shader = skia.GradientShader.MakeRadial(
        (0.0, 0.0),
        1.0,
        [
            skia.Color4f(*colour, 0.42).toColor(),
            skia.Color4f(*colour, 0.26).toColor(),
            skia.Color4f(*colour, 0.0).toColor(),
        ],
        [0.0, 0.5, 1.0],
    )
    return skia.Paint(Shader=shader, AntiAlias=True)


def _draw_shadow(easel: Easel) -> None:
    body, canvas = easel.body, easel.canvas
    if easel.pose.kind in ("jump", "cartwheel", "swing", "row"):
        return
    xs = [easel.at(body.left_leg.end)[0], easel.at(body.right_leg.end)[0], easel.at(body.pelvis)[0]]
    centre, half = 0.5 * (min(xs) + max(xs)), 0.10 + 0.5 * (max(xs) - min(xs))
    if easel.pose.kind == "lie":
        centre, half = easel.at(body.chest)[0] * 0.5 + centre * 0.5, 0.5
    canvas.save()
    canvas.translate(centre - 0.03 * easel.lighting.key_side, 0.006)
    canvas.scale(half * 1.2, 0.022 + 0.02 * half)
    canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), _shadow_paint(scaled(easel.lighting.shade, 0.18)))
    canvas.restore()


_Arms = list[tuple[float, Limb, Arm, int]]


def _arms_by_depth(easel: Easel) -> tuple[_Arms, _Arms]:
    body, view = easel.body, easel.view
    chest_depth = view.depth(body.chest)
    behind: _Arms = []
    before: _Arms = []
    for limb, plan, side in (
        (body.left_arm, body.stance.left_arm, LEFT),
        (body.right_arm, body.stance.right_arm, RIGHT),
    ):
        nearness = 0.5 * (view.depth(limb.middle) + view.depth(limb.end)) - chest_depth
        (before if nearness > -0.035 else behind).append((nearness, limb, plan, side))
    behind.sort(key=lambda item: item[0])
    before.sort(key=lambda item: item[0])
    return behind, before


def _draw_layers_behind(easel: Easel, head: HeadView, arms: _Arms) -> None:
    if easel.view.cosine > 0.0:
        in_head_space(easel, head, draw_hair_behind)
    for _nearness, limb, plan, side in arms:
        _draw_arm_with_thing(easel, limb, plan, side)


def _draw_front(easel: Easel, head: HeadView, arms: _Arms) -> None:
    if easel.view.cosine > -0.3:
        draw_hood_down(easel)
    draw_neck(easel)
    if easel.look.outer_hem > 0.2:
        draw_skirt(easel, easel.look.outer_hem, easel.look.outer_colour, 0.014, slit=True)
    draw_trunk(easel)
    if easel.view.cosine <= -0.3:
        draw_hood_down(easel)
    draw_head(easel, head)
    if easel.view.cosine <= 0.0:
        in_head_space(easel, head, draw_hair_behind)
    draw_held_before(easel)
    for _nearness, limb, plan, side in arms:
        _draw_arm_with_thing(easel, limb, plan, side)


def _draw_arm_with_thing(easel: Easel, limb: Limb, plan: Arm, side: int) -> None:
    if side == RIGHT:
        draw_in_right_hand(easel)
    else:
        draw_in_left_hand(easel)
    draw_arm(easel, limb, plan, side)
