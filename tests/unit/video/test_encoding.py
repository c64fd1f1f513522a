"""The clip encoder: exactly the frames that were due, or an error and no clip."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from songreel_chassis.errors import StorageFull
from songreel_video.encoding import (
    FRAMES_AHEAD,
    ClipEncoder,
    ClipFormat,
    EncodingFailed,
    Frame,
    count_frames,
    encoder_name,
)

from tests.shots import decode

WIDTH, HEIGHT = 64, 36


def clip_format(frames: int, pixels: str = "rgb24") -> ClipFormat:
    return ClipFormat(WIDTH, HEIGHT, 24, 1, frames, pixels)


def shades(frames: int, channels: int = 3) -> Iterator[Frame]:
    """Grey pictures, each lighter than the one before."""
    for number in range(frames):
        yield np.full((HEIGHT, WIDTH, channels), 40 + 4 * number, np.uint8)


@pytest.mark.parametrize("frames", [1, 2, FRAMES_AHEAD, FRAMES_AHEAD * 3 + 1])
def test_every_frame_handed_over_is_in_the_clip_in_order(tmp_path: Path, frames: int) -> None:
    """As many decode as were drawn, and each as light as it was drawn."""
    path = tmp_path / "clip.mp4"
    with ClipEncoder(path, clip_format(frames), 1) as encoder:
        for frame in shades(frames):
            encoder.write(frame)
        encoder.finish()
    means = decode(path).pictures.mean((1, 2, 3))
    assert np.abs(means - (40 + 4 * np.arange(frames))).max() < 3
    assert count_frames(path) == frames


@pytest.mark.parametrize(("pixels", "colour"), [("bgra", (40, 90, 200, 255)), ("rgba", (200, 90, 40, 255))])
def test_a_colour_comes_back_as_it_was_drawn(tmp_path: Path, pixels: str, colour: tuple[int, ...]) -> None:
    """Orange stays orange, whichever way round the backend lays its bytes."""
    path = tmp_path / "clip.mp4"
    with ClipEncoder(path, clip_format(1, pixels), 1) as encoder:
        encoder.write(np.broadcast_to(np.array(colour, np.uint8), (HEIGHT, WIDTH, 4)))
        encoder.finish()
    assert np.abs(decode(path).pictures.mean((0, 1, 2)) - (200, 90, 40)).max() < 4


@pytest.mark.parametrize("drawn", [0, 5, 7])
def test_too_few_or_too_many_frames_are_an_error(tmp_path: Path, drawn: int) -> None:
    """The message counts them, and no clip is left to be mistaken for one."""
    path = tmp_path / "clip.mp4"
    with (
        pytest.raises(EncodingFailed, match=f"6 frames were due, {drawn} drawn, {drawn} coded"),
        ClipEncoder(path, clip_format(6), 1) as encoder,
    ):
        for frame in shades(drawn):
            encoder.write(frame)
        encoder.finish()
    assert not path.exists()


@pytest.mark.parametrize("written", [0, 1, FRAMES_AHEAD + 2])
def test_leaving_early_ends_the_encoder_and_drops_the_clip(tmp_path: Path, written: int) -> None:
    """Also while it waits for a frame: no thread and no file remain."""
    path = tmp_path / "clip.mp4"

    def give_up() -> None:
        with pytest.raises(KeyError), ClipEncoder(path, clip_format(100), 1) as encoder:
            for frame in shades(written):
                encoder.write(frame)
            time.sleep(0.2)  # the writer has caught up and waits for more
            raise KeyError

    leaving = threading.Thread(target=give_up, daemon=True)
    leaving.start()
    leaving.join(30)
    assert not leaving.is_alive()
    assert not path.exists()
    assert "clip-writer" not in {thread.name for thread in threading.enumerate()}


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    """The message says to free some room."""
    path = tmp_path / "clip.mp4"
    path.symlink_to("/dev/full")
    with (
        pytest.raises(StorageFull, match="Free some disk space"),
        ClipEncoder(path, clip_format(6), 1) as encoder,
    ):
        for frame in shades(6):
            encoder.write(frame)
        encoder.finish()
    assert not path.is_symlink()


def test_an_encoder_that_cannot_begin_fails_within_a_few_frames(tmp_path: Path) -> None:
    """A caller that draws for hours learns of it early, with the encoder's own words."""
    with (
        pytest.raises(EncodingFailed, match="No such file or directory"),
        ClipEncoder(tmp_path / "nowhere" / "clip.mp4", clip_format(10_000), 1) as encoder,
    ):
        for _ in range(10_000):
            encoder.write(np.zeros((HEIGHT, WIDTH, 3), np.uint8))


@pytest.mark.parametrize("content", [b"", b"no clip at all"])
def test_what_is_no_clip_has_no_frames(tmp_path: Path, content: bytes) -> None:
    """Zero, not an error."""
    (tmp_path / "clip.mp4").write_bytes(content)
    assert count_frames(tmp_path / "clip.mp4") == 0


def test_the_encoder_is_named_by_what_decides_its_bytes() -> None:
    """Another number of threads codes other bytes, so it has another name; "all of them" is a number too."""
    assert encoder_name(1) != encoder_name(2)
    assert not encoder_name(0).endswith("threads 0")
