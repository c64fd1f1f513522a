"""Frames at another rate: what the model filmed stays, what lies between follows what moves."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel_video.finishing.finish import Finishing
from songreel_video.finishing.interpolating import Frames, delivered, interpolate, needed

WIDTH, HEIGHT, NATIVE = 192, 96, 16


def texture(height: int, width: int, seed: int) -> np.ndarray:
    """Smooth noise in [0, 1]."""
    noise = np.random.default_rng(seed).random((height, width, 3))
    for _ in range(4):
        near = [np.roll(noise, shift, axis) for shift, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1))]
        noise = (noise + near[0] + near[1] + near[2] + near[3]) / 5
    scaled: np.ndarray = (noise - noise.min()) / (noise.max() - noise.min())
    return scaled


BACKGROUND, OBJECT = texture(HEIGHT, WIDTH + 100, 0), texture(40, 40, 1)


def world(time: float) -> Frames:
    """As it looks after so many of the model's frames: a pan of 3 pixels each, and something faster in front of it."""

    def window(picture: np.ndarray, left: float, width: int) -> np.ndarray:
        whole, part = int(left), left - int(left)
        moved: np.ndarray = (
            picture[:, whole : whole + width] * (1 - part) + picture[:, whole + 1 : whole + 1 + width] * part
        )
        return moved

    frame = window(BACKGROUND, 3 * time, WIDTH)
    layer, shape = np.zeros((HEIGHT, WIDTH + 41, 3)), np.zeros((HEIGHT, WIDTH + 41, 1))
    layer[30:70, 41:81], shape[30:70, 41:81] = OBJECT, 1
    ahead = 41 - 20 - 6 * time
    if ahead < 0:
        layer, shape = (np.roll(each, math.ceil(-ahead), axis=1) for each in (layer, shape))
        ahead += math.ceil(-ahead)
    front, solid = (window(np.pad(each, ((0, 0), (0, 1), (0, 0))), ahead, WIDTH) for each in (layer, shape))
    seen: Frames = np.round((frame * (1 - solid) + front) * 255).astype(np.uint8)
    return seen


FILMED: Frames = np.stack([world(number) for number in range(9)])


def closeness(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal to noise, in dB."""
    return float(10 * math.log10(255**2 / np.mean((one.astype(float) - other.astype(float)) ** 2)))


@given(
    frames=st.integers(1, 400), native=st.sampled_from([16, 30]), delivery=st.sampled_from([16, 24, 25, 30, 32, 48, 60])
)
def test_the_fewest_frames_are_filmed_that_a_clip_lies_between(frames: int, native: int, delivery: int) -> None:
    """So many give the clip's frames, one less does not."""
    own = needed(frames, native, delivery)
    assert delivered(own, native, delivery) >= frames
    assert own == 1 or delivered(own - 1, native, delivery) < frames


@pytest.mark.parametrize(("delivery", "better_by"), [(32, 4.0), (24, 1.0)])
def test_frames_between_show_what_moved_where_it_was(delivery: int, better_by: float) -> None:
    """Nearer to the truth than the mean of their neighbours; those that the model filmed are untouched."""
    count = delivered(len(FILMED), NATIVE, delivery)
    made = list(interpolate(FILMED, NATIVE, delivery, count))
    assert len(made) == count
    gains = []
    for number, frame in enumerate(made):
        time = number * NATIVE / delivery
        before, after = FILMED[math.floor(time)], FILMED[math.ceil(time)]
        if time.is_integer():
            assert np.array_equal(frame, before)
        else:
            part = time - math.floor(time)
            gains.append(closeness(frame, world(time)) - closeness(before * (1 - part) + after * part, world(time)))
    assert np.mean(gains) > better_by


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_a_clip_has_exactly_the_frames_asked_for(count: int) -> None:
    """From as few of the model's as there are for it, cut off and never stretched; a single one is a picture."""
    own = needed(count, NATIVE, 24)
    assert len(list(interpolate(FILMED[:own], NATIVE, 24, count))) == count
    assert len(list(Finishing(NATIVE, NATIVE).frames(FILMED, min(count, 9)))) == min(count, 9)


def test_whoever_has_enough_leaves_nothing_running() -> None:
    """A stream that is dropped in the middle ends its program."""
    stream = interpolate(FILMED, NATIVE, 32, 17)
    assert next(stream).shape == (HEIGHT, WIDTH, 3)
    next(stream)
    stream.close()  # type: ignore[attr-defined]  # a generator; it would wait for ever for a program that waits for it


def test_only_steps_that_are_taken_are_named() -> None:
    """Their names say from what to what, and how."""
    assert not Finishing(16, 16).names
    assert Finishing(16, 24).names[0].startswith("16 to 24 frames a second, motion-compensated (ffmpeg minterpolate")
