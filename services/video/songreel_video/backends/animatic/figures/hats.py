"""Hats, hoods, helmets and glasses, set on the head as it turns."""
from __future__ import annotations

import skia

from songreel_video.backends.animatic.figures.head import HeadView
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_hat(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws what is worn on the head."""


def draw_glasses(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws glasses."""
