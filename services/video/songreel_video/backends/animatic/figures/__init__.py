"""Draws the people and the close-up things of an animatic."""

from songreel_video.backends.animatic.figures.animals.drawing import standing_height
from songreel_video.backends.animatic.figures.drawing import draw_figure
from songreel_video.backends.animatic.figures.head.acts import acts_of
from songreel_video.backends.animatic.figures.ink.shading import Lighting
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses import Pose, pose_kind
from songreel_video.backends.animatic.figures.props import PROPS, draw_prop, prop_kind
from songreel_video.backends.animatic.figures.reading.character import read_figure_look

__all__ = [
    "PROPS",
    "FigureLook",
    "Lighting",
    "Pose",
    "acts_of",
    "draw_figure",
    "draw_prop",
    "pose_kind",
    "prop_kind",
    "read_figure_look",
    "standing_height",
]
