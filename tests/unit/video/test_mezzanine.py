"""One coding for all clips, whoever made the frames: so that films are joined without being coded again."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from songreel_video.encoding import ClipEncoder, ClipFormat

FRAMES, WIDTH, HEIGHT = 520, 64, 48
"""Longer than two of the encoder's groups of pictures (250 at most)."""
IDR, SLICE = 5, 1


def units(packet: "av.Packet[av.VideoStream]") -> list[int]:
    """Kinds of its NAL units (ITU-T H.264, table 7-1), each behind its length in four bytes."""
    data, kinds, place = bytes(packet), [], 0
    while place + 4 < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kinds.append(data[place + 4] & 31)
        place += 4 + length
    return kinds


@pytest.fixture(scope="module", params=[(16, 1), (24, 1), (30, 1), (32, 1), (30000, 1001)], ids=str)
def clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Fraction]:
    """Moving noise, at the rate of a model or a delivery."""
    rate = request.param
    path = tmp_path_factory.mktemp("mezzanine") / "clip.mp4"
    noise = np.random.default_rng(0).integers(0, 255, (HEIGHT, WIDTH * 2, 3), np.uint8)
    with ClipEncoder(path, ClipFormat(WIDTH, HEIGHT, rate[0], rate[1], FRAMES, "rgb24"), 1) as encoder:
        for number in range(FRAMES):
            encoder.write(np.ascontiguousarray(noise[:, number % WIDTH : number % WIDTH + WIDTH]))
        encoder.finish()
    return path, Fraction(*rate)


def test_every_group_of_pictures_is_closed_and_begins_with_an_idr(clip: tuple[Path, Fraction]) -> None:
    """No picture after a key frame is shown before it, so a film may be cut at any clip without broken pictures."""
    with av.open(str(clip[0])) as film:
        packets = [packet for packet in film.demux(film.streams.video[0]) if packet.size]
    keys = [number for number, packet in enumerate(packets) if packet.is_keyframe]
    assert keys[0] == 0
    assert len(keys) > 2
    for packet in packets:
        kinds = units(packet)
        assert (IDR in kinds) is packet.is_keyframe
        assert (IDR in kinds) is not (SLICE in kinds)
    shown = [packet.pts or 0 for packet in packets]
    for key in keys:
        assert all(later > shown[key] for later in shown[key + 1 :])


def test_frames_are_evenly_spaced_from_zero(clip: tuple[Path, Fraction]) -> None:
    """At exactly the rate, with a time base in which a frame is a whole number."""
    path, rate = clip
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert stream.time_base
        times = [frame.pts * stream.time_base for frame in film.decode(stream) if frame.pts is not None]
        assert stream.average_rate == rate
    assert times == [number / rate for number in range(FRAMES)]


def test_colours_are_tagged_as_they_are_coded(clip: tuple[Path, Fraction]) -> None:
    """BT.709, limited range, 4:2:0, in the bitstream itself."""
    with av.open(str(clip[0])) as film:
        frame = next(film.decode(film.streams.video[0]))
        context = film.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p"
        assert context.color_primaries == ColorPrimaries.BT709
    assert (frame.colorspace, frame.color_range) == (Colorspace.ITU709, ColorRange.MPEG)
    assert (frame.color_primaries, frame.color_trc) == (ColorPrimaries.BT709, ColorTrc.BT709)


def test_clips_of_one_format_share_their_parameters(tmp_path: Path) -> None:
    """The decoder's set-up is the same bytes for other pictures and another length."""
    headers = set()
    for number, frames in enumerate((1, 40)):
        path = tmp_path / f"{number}.mp4"
        with ClipEncoder(path, ClipFormat(WIDTH, HEIGHT, 24, 1, frames, "rgb24"), 1) as encoder:
            for _ in range(frames):
                encoder.write(np.full((HEIGHT, WIDTH, 3), 80 * number, np.uint8))
            encoder.finish()
        with av.open(str(path)) as film:
            headers.add(film.streams.video[0].codec_context.extradata)
    assert len(headers) == 1
