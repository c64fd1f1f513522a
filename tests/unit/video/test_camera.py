"""The camera: every move stays within what is painted, whatever its length, lens and song."""

import skia
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.camera import LENS, Path, View, ease, sheet_matrix, wander
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Moment
from songreel_video.backends.animatic.stage.sheets import Canvas2D, visible_area
from songreel_video.requests import WIDEST_ASPECT

NEAREST_DEPTH = 0.65
"""Of a set's layers; test_sets.py holds them to it."""
MARGIN = 0.035
"""What visible_area adds around a view, at most."""

paths = st.builds(
    Path,
    move=st.sampled_from(script_pb2.CameraMove.values()),
    lens=st.sampled_from(sorted(LENS.values())),
    seconds=st.floats(1 / 240, 900),
    energy=st.floats(0, 1),
    seed=st.integers(0, 2**64 + 2**31),
    side=st.sampled_from([-1, 1]),
    aside=st.floats(-0.11, 0.11),
)
moments = st.tuples(st.floats(0, 1), st.floats(0, 1))
depths = st.floats(NEAREST_DEPTH, 60)
frames = st.sampled_from([(854, 480), (480, 854), (480, 480), (round(WIDEST_ASPECT * 32), 32), (32, 80)])


def seen(view: View, depth: float, frame: Canvas2D) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what the frame's corners show of a sheet, in stage units."""
    inverse = skia.Matrix()
    assert sheet_matrix(view, depth, frame.width_pixels, frame.height_pixels).invert(inverse)
    corners = [
        inverse.mapXY(float(x), float(y)) for x in (0, frame.width_pixels) for y in (0, frame.height_pixels)
    ]  # a rolled frame shows a rolled rectangle: its corners are its farthest points
    xs, ys = [corner.x() for corner in corners], [corner.y() for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


@settings(max_examples=400, deadline=None)
@given(path=paths, at=moments, depth=depths, size=frames)
def test_no_move_sees_beyond_what_is_painted(
    path: Path, at: tuple[float, float], depth: float, size: tuple[int, int]
) -> None:
    """At any moment the whole frame lies within the sheet that was painted for it, and that within the reach."""
    frame = Canvas2D(*size)
    view = path.view(Moment(at[0] * path.seconds, 1.0, at[1], 0.0))
    left, top, right, bottom = seen(view, depth, frame)
    painted = visible_area(depth, path.survey(), frame)
    assert painted.left() - 1e-4 <= left < right <= painted.right() + 1e-4
    assert painted.top() - 1e-4 <= top < bottom <= painted.bottom() + 1e-4
    assert -REACH_X < left < right < REACH_X
    assert TOP_Y < top < bottom < BOTTOM_Y


@settings(max_examples=200, deadline=None)
@given(path=paths, depth=depths, size=frames)
def test_a_sheet_is_painted_no_larger_than_it_is_seen(path: Path, depth: float, size: tuple[int, int]) -> None:
    """The area is that of the views and a small margin: pixels nobody sees cost time."""
    frame = Canvas2D(*size)
    corners = [seen(view, depth, frame) for view in path.survey()]
    painted = visible_area(depth, path.survey(), frame)
    assert painted.left() >= min(corner[0] for corner in corners) - MARGIN
    assert painted.top() >= min(corner[1] for corner in corners) - MARGIN
    assert painted.right() <= max(corner[2] for corner in corners) + MARGIN
    assert painted.bottom() <= max(corner[3] for corner in corners) + MARGIN


def views(move: "script_pb2.CameraMove.ValueType", lens: float = 1.0) -> tuple[View, View]:
    """The first and the last of a move of five seconds."""
    path = Path(move, lens, 5.0, 0.5, 3, 1)
    return path.view(Moment(0.0, 0.5, 0.0, 0.0)), path.view(Moment(5.0, 0.5, 0.0, 0.0))


def test_each_move_goes_where_its_name_says() -> None:
    """In, out, left, right, up, down; and a push-in enlarges what is near more than what is far."""
    first, last = views(script_pb2.CAMERA_MOVE_PUSH_IN)
    assert last.place(1.0)[0] / first.place(1.0)[0] > last.place(12.0)[0] / first.place(12.0)[0] > 1
    first, last = views(script_pb2.CAMERA_MOVE_PULL_OUT)
    assert last.travel < first.travel
    first, last = views(script_pb2.CAMERA_MOVE_PAN_LEFT)
    assert last.x < first.x
    first, last = views(script_pb2.CAMERA_MOVE_PAN_RIGHT)
    assert last.x > first.x
    first, last = views(script_pb2.CAMERA_MOVE_CRANE_UP)
    assert last.y < first.y
    first, last = views(script_pb2.CAMERA_MOVE_CRANE_DOWN)
    assert last.y > first.y


@settings(deadline=None)
@given(path=paths, step=st.floats(0, 1))
def test_a_move_never_jumps(path: Path, step: float) -> None:
    """A frame later the camera is hardly elsewhere, but for a shot of a few frames, which is over sooner."""
    seconds = step * path.seconds
    before, after = path.view(Moment(seconds, 1, 0, 0)), path.view(Moment(seconds + 1 / 240, 1, 0, 0))
    most = 1.0 / 240 * max(1.5, 1.5 / path.seconds)
    assert abs(after.x - before.x) <= most
    assert abs(after.y - before.y) <= most
    assert abs(after.travel - before.travel) <= most


@given(share=st.floats(0, 1), other=st.floats(0, 1))
def test_easing_runs_from_nought_to_one_and_never_back(share: float, other: float) -> None:
    """Both ends are met exactly."""
    assert (ease(0.0), ease(1.0)) == (0.0, 1.0)
    assert ease(min(share, other)) <= ease(max(share, other))
    assert 0 <= ease(share) <= 1


@given(seconds=st.floats(0, 1e4), seed=st.integers(0, 2**64))
def test_a_hand_shakes_within_bounds(seconds: float, seed: int) -> None:
    """Never by more than its measure."""
    assert abs(wander(seconds, seed)) <= 1.0 + 1e-9
