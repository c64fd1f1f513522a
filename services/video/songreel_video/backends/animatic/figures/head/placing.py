"""The head on its neck: how it is seen, and all that is drawn on it."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, degrees, sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.head.acting import Cue, play
from songreel_video.backends.animatic.figures.head.beards import draw_beard
from songreel_video.backends.animatic.figures.head.expressions import expression_of
from songreel_video.backends.animatic.figures.head.face import draw_face
from songreel_video.backends.animatic.figures.head.hair import draw_hair
from songreel_video.backends.animatic.figures.head.hats import draw_hat
from songreel_video.backends.animatic.figures.head.robot import draw_robot_head
from songreel_video.backends.animatic.figures.head.skull import draw_ears, draw_skull
from songreel_video.backends.animatic.figures.head.view import HeadView, nod_of
from songreel_video.backends.animatic.figures.head.wear import draw_glasses
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.pose import Pose


def head_view_of(easel: Easel) -> HeadView:
    """How the head is seen: its turn against the viewer, its nod, its light."""
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


def enter_head(easel: Easel, head: HeadView) -> None:
    """Moves the canvas into the head's own coordinates; the caller restores it."""
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


def in_head_space(easel: Easel, head: HeadView, draw: Callable[[skia.Canvas, HeadView, FigureLook], None]) -> None:
    """Draws something in the head's own coordinates."""
    enter_head(easel, head)
    draw(easel.canvas, head, easel.look)
    easel.canvas.restore()


def draw_head(easel: Easel, head: HeadView) -> None:
    """Draws the head with all that is on it."""
    canvas, look, pose = easel.canvas, easel.look, easel.pose
    enter_head(easel, head)
    draw_whole_head(canvas, head, look, pose, easel.body.stance.mouth)
    canvas.restore()


def draw_whole_head(canvas: skia.Canvas, head: HeadView, look: FigureLook, pose: Pose, mouth: float) -> None:
    """Draws skull, face, hair and what is worn on the head, in the head's own coordinates."""
    played = play(pose.acts, expression_of(pose.expression, pose.energy), Cue(head.time_seconds, pose.phase))
    sung = next((opening for opening in (played.mouth, pose.mouth) if opening >= 0), mouth)
    if look.species == "robot":
        draw_robot_head(canvas, head, look, sung)
        return
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
    draw_face(canvas, head, look, played.mood, sung)
    draw_glasses(canvas, head, look)
    draw_hair(canvas, head, look)
    draw_hat(canvas, head, look)
