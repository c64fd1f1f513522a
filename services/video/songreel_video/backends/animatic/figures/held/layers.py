"""What belongs to a pose or is carried, drawn at its place between the layers of the body."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.bones.skeleton import palm_of
from songreel_video.backends.animatic.figures.bones.vectors import offset
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.bicycle import draw_bicycle
from songreel_video.backends.animatic.figures.held.car import draw_car_before, draw_car_behind, draw_steering_wheel
from songreel_video.backends.animatic.figures.held.carried import draw_carried
from songreel_video.backends.animatic.figures.held.gear import (
    draw_bow,
    draw_glass,
    draw_rowing_boat,
    draw_swing,
    draw_violin,
    draw_wheel_from_before,
)
from songreel_video.backends.animatic.figures.held.guitar import draw_guitar
from songreel_video.backends.animatic.figures.held.luggage import draw_backpack
from songreel_video.backends.animatic.figures.held.seated_instruments import draw_instrument, draw_stool
from songreel_video.backends.animatic.figures.held.solids import draw_bar, draw_rod
from songreel_video.backends.animatic.figures.held.two_handed import draw_open_book, draw_rope


def draw_held_behind(easel: Easel) -> None:
    """Draws what lies behind the body: seats, the far side of a car, a bicycle, a pack on the back."""
    held = easel.body.stance.held
    if held in ("seat", "piano", "drums"):
        if not easel.pose.furnished:
            draw_stool(easel)
    elif held == "swing":
        draw_swing(easel)
    elif held == "car":
        draw_car_behind(easel)
    elif held == "bicycle":
        draw_bicycle(easel)
    if held in ("piano", "drums") and easel.view.cosine < 0:
        draw_instrument(easel)
    if easel.look.carries == "backpack" and easel.view.cosine > -0.2:
        draw_backpack(easel)


def draw_held_before(easel: Easel) -> None:
    """Draws what lies before the trunk but under the near hands."""
    held = easel.body.stance.held
    if held == "guitar":
        draw_guitar(easel)
    elif held in ("piano", "drums") and easel.view.cosine >= 0:
        draw_instrument(easel)
    elif held == "book":
        draw_open_book(easel)
    elif held == "rope":
        draw_rope(easel)
    elif held == "violin":
        draw_violin(easel)
    elif held == "car":
        draw_steering_wheel(easel)
    elif held == "wheel" and not easel.pose.furnished:
        draw_wheel_from_before(easel)
    elif held == "keepsake":
        draw_carried(easel)
    if easel.look.carries == "backpack" and easel.view.cosine <= -0.2:
        draw_backpack(easel)


def draw_in_right_hand(easel: Easel) -> None:
    """Draws what the right hand closes over."""
    held = easel.body.stance.held
    if held == "carried":
        draw_carried(easel)
    elif held == "microphone":
        palm = easel.at(palm_of(easel.body.right_arm, easel.build, 0.3))
        mouth = easel.at(
            offset(easel.body.head, easel.body.skull, 0.30 * easel.build.head, 0.02 * easel.build.head, 0.0)
        )
        start = (palm[0] + (palm[0] - mouth[0]) * 0.5, palm[1] + abs(palm[1] - mouth[1]) * 0.35 + 0.04)
        top = (0.35 * palm[0] + 0.65 * mouth[0] + 0.01 * easel.view.sine, 0.35 * palm[1] + 0.65 * mouth[1] + 0.012)
        draw_rod(easel, start, top, 0.017, (0.16, 0.16, 0.18))
        easel.canvas.drawCircle(top[0], top[1], 0.0185, easel.tone((0.62, 0.63, 0.68), 0.6).base)
        easel.canvas.drawCircle(
            top[0] + 0.004 * easel.lighting.key_side, top[1] - 0.004, 0.009, easel.tone((0.62, 0.63, 0.68), 0.6).rim
        )
    elif held == "glass":
        draw_glass(easel)
    elif held == "violin":
        draw_bow(easel)
    elif held == "drums":
        _draw_stick(easel, palm_of(easel.body.right_arm, easel.build, 0.5))


def draw_in_left_hand(easel: Easel) -> None:
    """Draws what the left hand closes over."""
    if easel.body.stance.held == "drums":
        _draw_stick(easel, palm_of(easel.body.left_arm, easel.build, 0.5))


def _draw_stick(easel: Easel, palm: tuple[float, float, float]) -> None:
    start = (palm[0] - 0.04, palm[1] + 0.015, palm[2])
    draw_bar(easel, start, (palm[0] + 0.165, palm[1] - 0.035, palm[2] * 0.7), 0.009, (0.82, 0.66, 0.44))


def draw_held_over(easel: Easel) -> None:
    """Draws what lies over everything: the near side of a car or a boat."""
    if easel.body.stance.held == "boat":
        draw_rowing_boat(easel)
    if easel.body.stance.held == "car":
        draw_car_before(easel)
