"""Leaving out what is not seen changes no picture."""

from dataclasses import replace

import numpy as np
import pytest
import skia
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.camera import Path
from songreel_video.backends.animatic.stage.colour_script import colour_script
from songreel_video.backends.animatic.stage.pieces import BLOCK, blocks_of, boxes_of
from songreel_video.backends.animatic.stage.places import SET_KINDS, build_set
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.sheets import Canvas2D, Sheet, make_sheet, trimmed
from songreel_video.encoding import Frame

FRAME = Canvas2D(214, 120)


def drawn(sheets: list[Sheet], path: Path, seconds: float) -> Frame:
    """(height, width, 4) all sheets as the camera sees them at a moment."""
    pixels = np.zeros((FRAME.height_pixels, FRAME.width_pixels, 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.ColorType.kBGRA_8888_ColorType)
    moment = Moment(seconds, 0.5, 0.3, 0.0)
    for sheet in sheets:
        sheet.draw(surface.getCanvas(), path.view(moment), FRAME, moment)
    surface.flushAndSubmit()
    return pixels


@pytest.mark.parametrize("move", [script_pb2.CAMERA_MOVE_PUSH_IN, script_pb2.CAMERA_MOVE_TRACK,
                                  script_pb2.CAMERA_MOVE_CRANE_UP, script_pb2.CAMERA_MOVE_HANDHELD])  # fmt: skip
@pytest.mark.parametrize("kind", SET_KINDS[::5])
def test_a_trimmed_set_looks_the_same(kind: str, move: "script_pb2.CameraMove.ValueType") -> None:
    """At moments between those that were asked too; a pixel in five hundred may differ where boxes meet."""
    colours = colour_script(script_pb2.Look(), script_pb2.MOOD_CALM, "dusk", 5)
    path = Path(move, 1.06, 4.0, 0.5, 3, 1)
    views = path.survey()
    layers = build_set(kind, colours, 5, FRAME.aspect).layers
    whole = [make_sheet(layer.depth, layer.paint, views, FRAME) for layer in layers]
    parts = trimmed(whole, views[::2], FRAME)
    assert any(sheet.boxes is not None for sheet in parts)
    for seconds in (0.0, 1.37, 4.0):
        off = np.abs(drawn(whole, path, seconds).astype(int) - drawn(parts, path, seconds)).max(-1) > 24
        assert off.mean() < 0.002


def test_what_a_floor_hides_is_not_drawn() -> None:
    """Of two sheets the far one loses what the near one covers, and nothing else."""
    path = Path(script_pb2.CAMERA_MOVE_STATIC, 1.0, 2.0, 0.0, 3, 1)

    def paint(top: float) -> "Sheet":
        def onto(canvas: skia.Canvas) -> None:
            canvas.drawRect(skia.Rect.MakeLTRB(-3, top, 3, 3), skia.Paint(Color=0xFF336699))

        return make_sheet(6.0 if top < 0 else 1.0, onto, path.survey(), FRAME)

    far, near = trimmed([paint(-1.0), paint(0.5)], path.survey(), FRAME)
    assert far.boxes
    assert near.boxes
    assert max(box[3] for box in far.boxes) < 0.75 * FRAME.height_pixels
    assert min(box[1] for box in far.boxes) == 0


@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 30))))
def test_boxes_hold_every_block_that_is_wanted_once(wanted: np.ndarray) -> None:
    """They do not overlap, or a half transparent edge would be drawn twice."""
    size = (wanted.shape[1] * BLOCK - 5, wanted.shape[0] * BLOCK - 5)
    count = np.zeros((size[1], size[0]), int)
    for left, top, right, bottom in boxes_of(wanted, size):
        count[top:bottom, left:right] += 1
    assert count.max(initial=0) <= 1
    held = np.repeat(np.repeat(wanted, BLOCK, 0), BLOCK, 1)[: size[1], : size[0]]
    assert (count[held] == 1).all()


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 80), st.integers(1, 80))))
def test_blocks_are_full_where_anything_is_and_opaque_where_all_is(alpha: np.ndarray) -> None:
    """Of any picture, also one that does not end with a block."""
    full, opaque = blocks_of(alpha)
    for row, column in np.ndindex(*full.shape):
        block = alpha[row * BLOCK : (row + 1) * BLOCK, column * BLOCK : (column + 1) * BLOCK]
        assert full[row, column] == bool(block.any())
        assert opaque[row, column] == bool((block == 255).all())


def test_a_sheet_without_boxes_is_drawn_whole() -> None:
    """As it is when nobody has asked what is hidden."""
    path = Path(script_pb2.CAMERA_MOVE_STATIC, 1.0, 2.0, 0.0, 3, 1)
    sheet = make_sheet(1.0, lambda canvas: canvas.drawColor(0xFF102030), path.survey(), FRAME)
    assert np.array_equal(drawn([sheet], path, 0.5), drawn([replace(sheet, boxes=None)], path, 0.5))
