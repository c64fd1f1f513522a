"""Every set that can be painted, by every hour and in every aspect: it is a picture, whole, and always the same one."""

from functools import cache
from hashlib import sha256

import numpy as np
import pytest
import skia
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.camera import Path, View
from songreel_video.backends.animatic.stage.colour_script import HOURS, colour_script
from songreel_video.backends.animatic.stage.colours import Colours
from songreel_video.backends.animatic.stage.places import SET_KINDS, build_set
from songreel_video.backends.animatic.stage.scenery import Moment, Scenery
from songreel_video.backends.animatic.stage.sheets import Canvas2D, make_sheet
from songreel_video.backends.animatic.stage.sky import SKY_DEPTH, paint_sky
from songreel_video.encoding import Frame

WIDE, TALL, SQUARE = Canvas2D(64, 36), Canvas2D(36, 64), Canvas2D(48, 48)
ASPECTS = {"dawn": WIDE, "day": TALL, "golden": SQUARE, "dusk": WIDE, "night": TALL}
STILL = (View(0.0, 0.0, 0.0, 1.0),)
MOMENT = Moment(0.7, 0.6, 0.5, 0.2)
SEAM = 220
"""Opacity (of 255) where two smoothed edges meet; a hole is far below."""
FLAT = 8.0
"""Standard deviation of a picture's values (of 255); the darkest set so far has 13."""


def colours_of(hour: str, seed: int) -> Colours:
    return colour_script(script_pb2.Look(), script_pb2.MOOD_UNSPECIFIED, hour, seed)


def scenery_of(kind: str, hour: str, frame: Canvas2D, seed: int = 5) -> Scenery:
    return build_set(kind, colours_of(hour, seed), seed, frame.aspect)


@cache
def drawn(
    kind: str, hour: str, frame: Canvas2D, seed: int = 5, views: tuple[View, ...] = STILL, *, sky: bool = True
) -> Frame:
    """(height, width, 4) the set as the last view sees it, blue first; its sheets painted for all the views."""
    scenery = scenery_of(kind, hour, frame, seed)
    pixels = np.zeros((frame.height_pixels, frame.width_pixels, 4), np.uint8)
    canvas = (surface := skia.Surface(pixels, colorType=skia.ColorType.kBGRA_8888_ColorType)).getCanvas()
    sheets = [make_sheet(layer.depth, layer.paint, views, frame, move=layer.move) for layer in scenery.layers]
    if sky and not scenery.indoors:
        colours = colours_of(hour, seed)
        sheets.insert(
            0,
            make_sheet(
                SKY_DEPTH, lambda onto: paint_sky(onto, colours, hour, scenery.horizon_y, seed), views, frame,
                opaque=True,
            ),
        )  # fmt: skip
    for sheet in sheets:
        sheet.draw(canvas, views[-1], frame, MOMENT)
    surface.flushAndSubmit()
    return pixels


def fingerprint(pixels: Frame) -> str:
    return sha256(pixels.tobytes()).hexdigest()


@pytest.mark.parametrize("kind", SET_KINDS)
def test_a_set_is_a_whole_picture_at_every_hour_and_in_every_aspect(kind: str) -> None:
    """Nothing stays unpainted, nothing is flat; each hour is drawn once, each aspect for an hour or two."""
    pictures = [drawn(kind, hour, frame) for hour, frame in ASPECTS.items()]
    for picture in pictures:
        assert picture[..., 3].min() > SEAM
        assert picture[..., :3].std() > FLAT


@pytest.mark.parametrize("kind", ["city_street", "sea"])
def test_each_hour_has_its_own_light(kind: str) -> None:
    """No two look alike, and night is the darkest."""
    pictures = {hour: drawn(kind, hour, WIDE) for hour in HOURS}
    assert len({fingerprint(picture) for picture in pictures.values()}) == len(HOURS)
    assert min(pictures, key=lambda hour: pictures[hour][..., :3].mean()) == "night"


@pytest.mark.parametrize("kind", SET_KINDS)
def test_one_seed_is_one_set_and_another_is_another(kind: str) -> None:
    """Shots in one place agree to the pixel, whatever was drawn between them."""
    first, other = drawn(kind, "golden", SQUARE), drawn(kind, "golden", SQUARE, 12)
    again = drawn.__wrapped__(kind, "golden", SQUARE)
    assert fingerprint(first) == fingerprint(again)
    assert fingerprint(first) != fingerprint(other)


@pytest.mark.parametrize("move", [script_pb2.CAMERA_MOVE_TRACK, script_pb2.CAMERA_MOVE_CRANE_DOWN])
@pytest.mark.parametrize("kind", SET_KINDS)
def test_a_set_holds_where_the_camera_goes(kind: str, move: "script_pb2.CameraMove.ValueType") -> None:
    """At the end of the farthest moves there is still ground from side to side, and indoors no hole at all."""
    views = tuple(Path(move, 1.0, 8.0, 1.0, 3, 1).survey())
    indoors = scenery_of(kind, "day", WIDE).indoors
    picture = drawn(kind, "day", WIDE, views=views, sky=False)
    assert picture[-1, :, 3].min() > SEAM
    assert not indoors or picture[..., 3].min() > SEAM


@pytest.mark.parametrize("kind", SET_KINDS)
def test_a_set_has_room_for_figures(kind: str) -> None:
    """Feet stand in the lower part of the frame, below the horizon; what is before the lens is painted last."""
    scenery = scenery_of(kind, "day", WIDE)
    depths = [layer.depth for layer in scenery.layers]
    before = [depth for depth in depths if depth < 1]
    assert before == depths[len(depths) - len(before) :]
    assert min(depths) >= 0.65  # any nearer, and a tracking shot would see its edge
    assert 0.8 <= scenery.ground_y <= 0.97
    assert scenery.horizon_y < scenery.ground_y
    assert scenery.seat_y is None or 0.5 < scenery.seat_y < scenery.ground_y
    assert 0 <= scenery.wet <= 1


def test_two_kinds_are_two_pictures() -> None:
    """No kind is another one's copy."""
    assert len({fingerprint(drawn(kind, "golden", SQUARE)) for kind in SET_KINDS}) == len(SET_KINDS)
