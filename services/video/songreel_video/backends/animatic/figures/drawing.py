"""A figure on a canvas: its pose fitted to its build, seen from where it stands."""

from __future__ import annotations

from dataclasses import replace
from math import degrees, pi, radians

import skia

from songreel_video.backends.animatic.figures.animals.drawing import ANIMALS, Spot, draw_animal, draw_animal_portrait
from songreel_video.backends.animatic.figures.bones.build import build_of
from songreel_video.backends.animatic.figures.bones.skeleton import fit
from songreel_video.backends.animatic.figures.bones.stance import Stance
from songreel_video.backends.animatic.figures.bones.view import View
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.head.acting import Cue, play
from songreel_video.backends.animatic.figures.head.expressions import expression_of
from songreel_video.backends.animatic.figures.held.carried import carry
from songreel_video.backends.animatic.figures.ink.shading import Lighting
from songreel_video.backends.animatic.figures.layers import draw_upper_body, draw_whole_body
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.music import sung_mouth
from songreel_video.backends.animatic.figures.poses.pose import STANCES, Moment, Pose
from songreel_video.backends.animatic.figures.poses.seats import SEATED, on_seat

_SIDE_YAW = radians(58)
_BUST_YAW = radians(40)
# Poses whose upper body says what they are.
_BUST_KINDS = ("stand", "sing", "look_up", "look_away", "embrace_self", "play_guitar", "play_violin", "read")

# Poses whose head is free to act.
_UPRIGHT = ("stand", "look_up", "cheer", "wave", "sit", "sit_low", "kneel", "walk", "hold_object", "reach", "steer")


def stance_for(look: FigureLook, pose: Pose, time_seconds: float) -> Stance:
    """The stance of a pose; an unknown kind stands."""
    moment = Moment(
        build_of(look), pose.phase, min(1.0, max(0.0, pose.energy)), pose.sway, look.seed, time_seconds, pose.facing
    )
    stance = STANCES.get(pose.kind, STANCES["stand"])(moment)
    if pose.seated and pose.kind not in SEATED:
        stance = on_seat(stance, moment)
    if pose.acts and pose.kind in _UPRIGHT:
        _hold_head(stance, pose, time_seconds)
    carry(stance, look, moment, pose.kind)
    return stance


def _hold_head(stance: Stance, pose: Pose, time_seconds: float) -> None:
    """Turns the head as the face's acts have it, over the pose's own."""
    face = play(pose.acts, expression_of(pose.expression, pose.energy), Cue(time_seconds, pose.phase))
    own = 0.0 if pose.kind == "look_up" and face.pitch else stance.head_pitch
    stance.head_pitch = max(-0.55, min(0.65, own + face.pitch))
    stance.head_yaw += face.yaw * (pose.facing or 1)
    stance.head_roll += face.roll


def yaw_of(pose: Pose, stance: Stance) -> float:
    """How far the body turns to the right of the viewer, in radians."""
    if pose.kind in ("drive", "ride", "lie", "cartwheel", "slide", "swing", "row", "hug"):
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
    close = detail == "close"
    if look.species in ANIMALS:
        draw = draw_animal_portrait if close else draw_animal
        draw(canvas, look, pose, lighting, Spot(foot_x, foot_y, height_pixels), time_seconds)
        return
    build = build_of(look)
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
    if stance.tumble and not close:
        canvas.rotate(degrees(stance.tumble) * (pose.facing or 1), 0.0, -stance.pivot)
    easel = Easel(canvas, look, build, body, view, pose, lighting, time_seconds, pixels)
    if close:
        draw_upper_body(easel)
    else:
        draw_whole_body(easel)
    canvas.restore()


def _near(pose: Pose) -> Pose:
    """What of a pose is seen in a close-up: whoever runs, rides or sits is an upright head, who shouts is a mouth."""
    if pose.kind == "cheer":
        return replace(pose, kind="stand", mouth=sung_mouth(pose.phase, 3))
    kind = pose.kind if pose.kind in _BUST_KINDS else "stand"
    return replace(pose, kind=kind)
