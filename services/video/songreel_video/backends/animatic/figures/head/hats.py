"""What is worn on a head: the drawing for each kind of hat."""

from __future__ import annotations

import skia

from songreel_video.backends.animatic.figures.head.brims import draw_brimmed
from songreel_video.backends.animatic.figures.head.domes import draw_cap, draw_crown, draw_knitted
from songreel_video.backends.animatic.figures.head.hoods import draw_helmet, draw_hood
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.head.wear import draw_headphones
from songreel_video.backends.animatic.figures.ink.shading import tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_hat(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws what is worn on the head, over the hair."""
    if look.hat == "none":
        return
    paints = tone(look.hat_colour, view.lighting, 0.4)
    if look.hat in ("brim", "cowboy", "straw", "sou_wester", "top_hat"):
        draw_brimmed(canvas, view, look, paints)
    elif look.hat == "cap":
        draw_cap(canvas, view, paints)
    elif look.hat in ("beanie", "beret"):
        draw_knitted(canvas, view, look, paints)
    elif look.hat in ("hood", "headscarf"):
        draw_hood(canvas, view, paints)
    elif look.hat == "helmet":
        draw_helmet(canvas, view, look, paints)
    elif look.hat == "crown":
        draw_crown(canvas, view, paints)
    elif look.hat == "headphones":
        draw_headphones(canvas, view, paints)
