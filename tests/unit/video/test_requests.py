"""Requests to film: what is refused, and what a clip's address depends on."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput
from songreel_video.backends.animatic.backend import SIZES, Animatic
from songreel_video.requests import LONGEST_FRAMES, check_request, clip_digest, frame_count

from tests.shots import shot_request

Change = Callable[[video_pb2.FilmShotRequest], None]


class Named(Animatic):
    """An animatic that never draws, of any version."""

    def __init__(self, version: str) -> None:
        self.version = version


BACKEND = Named("today")


def digest(request: video_pb2.FilmShotRequest) -> str:
    return clip_digest(request, BACKEND, "x264")


@given(
    start=st.integers(0, 2**31 - 1 - LONGEST_FRAMES),
    frames=st.integers(1, 500),
    values=st.floats(0, 1, width=32),
    rate=st.sampled_from([(24, 1), (25, 1), (30000, 1001), (15, 2), (240, 1), (1, 1)]),
    size=st.sampled_from(SIZES),
    bpm=st.floats(0, 400),
)
def test_what_can_be_filmed_is_let_through(
    start: int, frames: int, values: float, rate: tuple[int, int], size: tuple[int, int], bpm: float
) -> None:
    """Any start, length, curve, common rate and offered size."""
    request = shot_request(frames, *size)
    request.timing.start_frame, request.timing.end_frame = start, start + frames
    request.rate.numerator, request.rate.denominator = rate
    request.timing.music.energy[:] = [values] * frames
    request.timing.music.bpm = bpm
    check_request(request)
    assert frame_count(request) == frames


@given(start=st.integers(-(2**31), 2**31 - 1), end=st.integers(-(2**31), 2**31 - 1))
def test_a_span_passes_exactly_when_it_has_frames(start: int, end: int) -> None:
    """Between one frame and the most, from frame 0 on; otherwise `timing` is named."""
    request = shot_request()
    request.timing.start_frame, request.timing.end_frame = start, end
    request.timing.ClearField("music")
    if start >= 0 and 1 <= end - start <= LONGEST_FRAMES:
        check_request(request)
    else:
        with pytest.raises(InvalidInput) as caught:
            check_request(request)
        assert caught.value.field == "timing"


@given(width=st.integers(-10, 5000), height=st.integers(-10, 5000))
def test_a_size_passes_exactly_when_a_picture_has_it(width: int, height: int) -> None:
    """Even sides from 16 to 4096, neither more than two and a half times the other; otherwise `size` is named."""
    request = shot_request(1, width, height)
    even = width % 2 == height % 2 == 0
    if even and min(width, height) >= 16 and max(width, height) <= min(4096, 2.5 * min(width, height)):
        check_request(request)
    else:
        with pytest.raises(InvalidInput) as caught:
            check_request(request)
        assert caught.value.field == "size"


@given(length=st.integers(0, 40), name=st.sampled_from(["energy", "onset", "vocal"]))
def test_a_curve_has_one_value_a_frame_or_none(length: int, name: str) -> None:
    """Any other length names the curve."""
    request = shot_request(frames=20)
    curve = getattr(request.timing.music, name)
    del curve[:]
    curve.extend([0.5] * length)
    if length in (0, 20):
        check_request(request)
    else:
        with pytest.raises(InvalidInput) as caught:
            check_request(request)
        assert caught.value.field == f"timing.music.{name}"


@given(token=st.text(max_size=40))
def test_where_a_pause_was_resumed_does_not_move_a_clip(token: str) -> None:
    """Whatever the resume token, the address is the same, and the request is left as it came."""
    request = shot_request()
    request.resume_token = token
    assert digest(request) == digest(shot_request())
    assert request.resume_token == token


OTHER: dict[str, Change] = {
    "shot": lambda request: request.shot.MergeFrom(script_pb2.Shot(sentence="another")),
    "timing": lambda request: request.timing.music.onset.extend([0.5] * 12),
    "rate": lambda request: setattr(request.rate, "numerator", 25),
    "look": lambda request: request.look.palette.append("#ffffff"),
    "characters": lambda request: setattr(request.characters[0], "description", "a man in a red coat"),
    "preset": lambda request: setattr(request, "preset", video_pb2.PRESET_FINAL),
    "seed": lambda request: setattr(request, "seed", 8),
    "size": lambda request: setattr(request.size, "width_pixels", 98),
    "references": lambda request: request.references.add(image_uri="artifact:pictures/x.png") and None,
    "label_animatic": lambda request: setattr(request, "label_animatic", True),
    "closes_film": lambda request: setattr(request, "closes_film", True),
    "head_frames": lambda request: setattr(request, "head_frames", 12),
}


def test_every_other_field_moves_a_clip() -> None:
    """Each field of the request but the resume token has a part in the address, and no two changes meet."""
    assert {*OTHER, "resume_token"} == set(video_pb2.FilmShotRequest.DESCRIPTOR.fields_by_name)
    digests = {digest(shot_request())}
    for change in OTHER.values():
        request = shot_request()
        change(request)
        digests.add(digest(request))
    assert len(digests) == len(OTHER) + 1


@settings(max_examples=30)
@given(one=st.integers(0, 2**64 - 1), other=st.integers(0, 2**64 - 1))
def test_two_seeds_share_an_address_exactly_when_they_are_one(one: int, other: int) -> None:
    """Takes of one shot never overwrite one another."""
    first, second = shot_request(), shot_request()
    first.seed, second.seed = one, other
    assert (digest(first) == digest(second)) == (one == other)


def test_another_renderer_or_encoder_moves_a_clip() -> None:
    """A changed line of drawing code, or other encoder settings, film anew."""
    request = shot_request()
    assert clip_digest(request, Named("tomorrow"), "x264") != digest(request)
    assert clip_digest(request, BACKEND, "x265") != digest(request)
