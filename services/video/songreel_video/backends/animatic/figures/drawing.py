"""A figure on a canvas: its pose fitted to its build, drawn from the far side to the near one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import atan2, degrees, pi, radians, sin

import skia

from songreel_video.backends.animatic.figures import dances, gestures, performing
from songreel_video.backends.animatic.figures.carrying import carry
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.face import draw_face, expression_of
from songreel_video.backends.animatic.figures.hair import draw_beard, draw_hair, draw_hair_behind
from songreel_video.backends.animatic.figures.hats import draw_glasses, draw_hat
from songreel_video.backends.animatic.figures.head import HeadView, draw_ears, draw_skull, nod_of
from songreel_video.backends.animatic.figures.held import (
    draw_held_before,
    draw_held_behind,
    draw_held_over,
    draw_in_left_hand,
    draw_in_right_hand,
)
from songreel_video.backends.animatic.figures.limbs import draw_arm, draw_leg
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses import STANCES, Moment, Pose
from songreel_video.backends.animatic.figures.shading import Lighting, scaled
from songreel_video.backends.animatic.figures.skeleton import (
    LEFT,
    RIGHT,
    Arm,
    Limb,
    Skeleton,
    Stance,
    View,
    build_of,
    fit,
)
from songreel_video.backends.animatic.figures.wardrobe import (
    draw_hood_down,
    draw_neck,
    draw_pelvis,
    draw_skirt,
    draw_trunk,
)

__all__ = ["KINDS", "draw_figure", "skeleton_of"]

assert dances and gestures and performing  # noqa: S101  # importing them registers their stances
KINDS = tuple(STANCES)
_SIDE_YAW = radians(58)
_BUST_YAW = radians(40)
# Poses whose upper body says what they are.
_BUST_KINDS = ("stand", "sing", "look_up", "look_away", "embrace_self", "play_guitar", "read")


def stance_for(look: FigureLook, pose: Pose, time_seconds: float) -> Stance:
    """The stance of a pose; an unknown kind stands."""
    moment = Moment(
        build_of(look), pose.phase, min(1.0, max(0.0, pose.energy)), pose.sway, look.seed, time_seconds, pose.facing
    )
    stance = STANCES.get(pose.kind, STANCES["stand"])(moment)
    carry(stance, look, moment, pose.kind)
    return stance


def skeleton_of(look: FigureLook, pose: Pose, time_seconds: float = 0.0) -> Skeleton:
    """All joints of a human figure in a pose, in fractions of its height."""
    return fit(stance_for(look, pose, time_seconds), build_of(look))


def yaw_of(pose: Pose, stance: Stance) -> float:
    """How far the body turns to the right of the viewer, in radians."""
    if pose.kind in ("drive", "ride", "lie"):
        return radians(76) * (pose.facing or 1)
    yaw = _SIDE_YAW * pose.facing
    if pose.kind == "look_away":
        yaw = pi - 0.42 * pose.facing if pose.facing else pi
    return yaw + stance.turn


def draw_figure(
    canvas: skia.Canvas,
    look: FigureLook,
    pose: Pose,
    lighting: Lighting,
    *,
    foot_x: float,
    foot_y: float,
    height_pixels: float,
    detail: str = "medium",
    time_seconds: float = 0.0,
) -> None:
    """Draws a figure standing at (foot_x, foot_y), or with detail "close" a bust whose neck begins there.

    `height_pixels` is an average adult's height, a child is drawn smaller; for a bust it is the height of the head.
    """
    build = build_of(look)
    close = detail == "close"
    stance = stance_for(look, _near(pose) if close else pose, time_seconds)
    body = fit(stance, build)
    view = View.at(_BUST_YAW * pose.facing if close and pose.kind != "look_away" else yaw_of(pose, stance))
    height = height_pixels / build.head if close else height_pixels * look.stature
    canvas.save()
    canvas.translate(foot_x, foot_y)
    canvas.scale(height, height)
    if close:
        neck_x, neck_y = view.point(body.neck)
        canvas.translate(-neck_x, -neck_y)
    pixels = min(height, 119.0) if detail == "small" else height
    easel = Easel(canvas, look, build, body, view, pose, lighting, time_seconds, pixels)
    if close:
        _draw_upper_body(easel)
    else:
        _draw_shadow(easel)
        _draw_body(easel)
    canvas.restore()


def _near(pose: Pose) -> Pose:
    """What of a pose is seen in a close-up: whoever runs, rides or sits is an upright head there."""
    kind = pose.kind if pose.kind in _BUST_KINDS else "stand"
    return replace(pose, kind=kind)


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
    if easel.pose.kind == "jump":
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


def _draw_body(easel: Easel) -> None:
    behind, before = _arms_by_depth(easel)
    view, stance = easel.view, easel.body.stance
    head = _head_view(easel)
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


def _draw_upper_body(easel: Easel) -> None:
    behind, before = _arms_by_depth(easel)
    head = _head_view(easel)
    _draw_layers_behind(easel, head, behind)
    _draw_front(easel, head, before)


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
        _in_head_space(easel, head, draw_hair_behind)
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
    _draw_head(easel, head)
    if easel.view.cosine <= 0.0:
        _in_head_space(easel, head, draw_hair_behind)
    draw_held_before(easel)
    for _nearness, limb, plan, side in arms:
        _draw_arm_with_thing(easel, limb, plan, side)


def _draw_arm_with_thing(easel: Easel, limb: Limb, plan: Arm, side: int) -> None:
    if side == RIGHT:
        draw_in_right_hand(easel)
    else:
        draw_in_left_hand(easel)
    draw_arm(easel, limb, plan, side)


def _head_view(easel: Easel) -> HeadView:
    skull, view = easel.body.skull, easel.view
    forward = skull.forward
    across = forward[0] * view.sine + forward[2] * view.cosine
    towards = forward[0] * view.cosine - forward[2] * view.sine
    turn = atan2(across, towards)
    mirrored = turn < 0
    look_up = forward[1]
    trail = easel.body.stance.trail
    drift = trail[0] * abs(sin(turn)) / easel.build.head * 1.4
    key = easel.lighting.key_side * (-1 if mirrored else 1)
    return HeadView(
        turn=abs(turn),
        nod=nod_of(look_up),
        mirrored=mirrored,
        lighting=easel.lighting,
        key_side=key,
        skin=easel.tone(easel.look.skin, 0.3),
        skin_colour=easel.look.skin,
        pixels=easel.build.head * easel.pixels,
        time_seconds=easel.time_seconds,
        trail=(drift, trail[1] / easel.build.head * 0.6),
    )


def _enter_head(easel: Easel, head: HeadView) -> None:
    pivot = easel.at(easel.body.head)
    up = easel.view.direction(easel.body.skull.up)
    angle = degrees(atan2(up[0], -up[1]))
    canvas = easel.canvas
    canvas.save()
    canvas.translate(*pivot)
    canvas.rotate(angle)
    size = easel.build.head
    canvas.scale(-size if head.mirrored else size, size)
    canvas.translate(0.06 * sin(head.turn), 0.13)


def _in_head_space(easel: Easel, head: HeadView, draw: Callable[[skia.Canvas, HeadView, FigureLook], None]) -> None:
    _enter_head(easel, head)
    draw(easel.canvas, head, easel.look)
    easel.canvas.restore()


def _draw_head(easel: Easel, head: HeadView) -> None:
    canvas, look, pose = easel.canvas, easel.look, easel.pose
    _enter_head(easel, head)
    draw_whole_head(canvas, head, look, pose, easel.body.stance.mouth)
    canvas.restore()


def draw_whole_head(canvas: skia.Canvas, head: HeadView, look: FigureLook, pose: Pose, mouth: float) -> None:
    """Draws skull, face, hair and what is worn on the head, in the head's own coordinates."""
    jaw = (
        {"woman": 0.90, "man": 1.03}.get(look.gender, 0.97)
        * (0.94 if look.age == "child" else 1.0)
        * (0.6 + 0.4 * look.girth)
    )
    if head.from_behind:
        draw_ears(canvas, head)
        draw_skull(canvas, head, jaw)
    else:
        draw_skull(canvas, head, jaw)
        draw_ears(canvas, head)
    draw_beard(canvas, head, look)
    draw_face(canvas, head, look, expression_of(pose.expression, pose.energy), pose.mouth if pose.mouth >= 0 else mouth)
    draw_glasses(canvas, head, look)
    draw_hair(canvas, head, look)
    draw_hat(canvas, head, look)
