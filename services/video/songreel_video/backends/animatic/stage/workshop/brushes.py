"""What every place is painted with, in one import. All in stage units, all seeded."""

from songreel_video.backends.animatic.stage.workshop.houses import Town, house, lamp_post, skyline, wires
from songreel_video.backends.animatic.stage.workshop.paints import (
    LEAF,
    SAND,
    STRAW,
    Point,
    Puff,
    box,
    fill,
    glow,
    line,
    shade,
    shape,
    tinted,
    within,
)
from songreel_video.backends.animatic.stage.workshop.plants import fern, foliage, grass_frame, pine, tree
from songreel_video.backends.animatic.stage.workshop.terrain import Meadow, Ridge, below, ground_line, water

__all__ = [
    "LEAF",
    "SAND",
    "STRAW",
    "Meadow",
    "Point",
    "Puff",
    "Ridge",
    "Town",
    "below",
    "box",
    "fern",
    "fill",
    "foliage",
    "glow",
    "grass_frame",
    "ground_line",
    "house",
    "lamp_post",
    "line",
    "pine",
    "shade",
    "shape",
    "skyline",
    "tinted",
    "tree",
    "water",
    "wires",
    "within",
]
