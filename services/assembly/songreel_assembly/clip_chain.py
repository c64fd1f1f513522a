"""A `ClipChain` from the clips' files: proof that they can be joined by stream copy.

FFmpeg joins whatever it is given: a clip of another size or with other parameter sets gives a film that breaks at
that shot in most players, without any error. So all that must be alike is compared first, and each file's bytes are
held against the digest it was filmed with.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import file_sha256

from songreel_assembly.problems import ClipUnfit

READ_AT_ONCE = 4
"""Files; hashing them and reading their packets waits for the disk, and leaves Python to others."""


@dataclass(frozen=True)
class Coding:
    """What must be the same in all clips of a film."""

    codec: str
    profile: str
    pixel_format: str
    width_pixels: int
    height_pixels: int
    rate: Fraction
    ticks_per_second: Fraction
    """The stream's timescale."""
    extradata: bytes
    """H.264 parameter sets (avcC); one set stands for the whole film."""


@dataclass(frozen=True)
class ClipChain:
    """Clips that fit."""

    paths: tuple[Path, ...]
    coding: Coding
    frames: tuple[int, ...]
    """Of each clip."""
    keyframes: tuple[tuple[int, ...], ...]
    """Of each clip: frames that open a closed group of pictures, so that a file may begin there; the first is 0."""

    @property
    def ticks_per_frame(self) -> int:
        """Of the clips' timescale; checked to be whole."""
        return int(self.coding.ticks_per_second / self.coding.rate)


DIFFERENCES: dict[str, Callable[[Coding], object]] = {
    "coded as": lambda coding: coding.codec,
    "of profile": lambda coding: coding.profile,
    "of pixel format": lambda coding: coding.pixel_format,
    "of size": lambda coding: f"{coding.width_pixels}x{coding.height_pixels}",
    "at rate": lambda coding: coding.rate,
    "at timescale": lambda coding: coding.ticks_per_second,
}


def check_chain(clips: list[video_pb2.Clip], paths: tuple[Path, ...]) -> ClipChain:
    """The chain; raises ClipUnfit that names the first shot whose clip does not fit and says what to do."""
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = list(pool.map(_read, clips, paths))  # in film order, so that the first that does not fit is named
    codings, first = [coding for coding, _ in read], read[0][0]
    for clip, coding in zip(clips, codings, strict=True):
        if coding == first:
            continue
        for words, value in DIFFERENCES.items():
            if value(coding) != value(first):
                raise _unfit(clip, f"is {words} {value(coding)}, the first clip {value(first)}")
        raise _unfit(clip, "was encoded with other parameters than the first clip")
    ticks = first.ticks_per_second / first.rate
    if ticks.denominator != 1:
        raise _unfit(clips[0], f"has a timescale of {first.ticks_per_second}, which holds no whole frame")
    return ClipChain(paths, first, tuple(clip.frames for clip in clips), tuple(keyframes for _, keyframes in read))


def check_heads(clips: list[video_pb2.Clip], heads: Mapping[int, Path], coding: Coding) -> None:
    """Nothing; raises ClipUnfit where the frames before a shot's first are not as promised, or of another size."""
    for clip in clips:
        if clip.head.frames:
            size = video_pb2.FrameSize(width_pixels=coding.width_pixels, height_pixels=coding.height_pixels)
            head = video_pb2.Clip(shot_index=clip.shot_index, rate=clip.rate, size=size)
            head.frames, head.sha256 = clip.head.frames, clip.head.sha256
            _read(head, heads[clip.shot_index])


def _read(clip: video_pb2.Clip, path: Path) -> tuple[Coding, tuple[int, ...]]:
    if clip.sha256 and file_sha256(path) != clip.sha256:
        raise _unfit(clip, "has changed since it was filmed: its digest is another")
    try:
        with av.open(str(path)) as file:
            if len(file.streams.video) != 1:
                raise _unfit(clip, f"holds {len(file.streams.video)} pictures instead of one")
            stream = file.streams.video[0]
            packets = [(p.pts, p.is_keyframe) for p in file.demux(stream) if p.size and p.pts is not None]
            times = sorted(time for time, _ in packets)
            context = stream.codec_context
            coding = Coding(
                codec=context.name,
                profile=str(context.profile),
                pixel_format=str(context.pix_fmt),
                width_pixels=context.width,
                height_pixels=context.height,
                rate=Fraction(clip.rate.numerator, clip.rate.denominator),
                ticks_per_second=1 / stream.time_base if stream.time_base else Fraction(0),
                extradata=bytes(context.extradata or b""),
            )
    except (av.error.FFmpegError, ValueError) as error:
        raise _unfit(clip, f"cannot be read ({error})") from error
    _check_against_promise(clip, coding, times)
    opens = {time for time, opening in packets if opening}
    return coding, tuple(n for n, time in enumerate(times) if time in opens)


def _check_against_promise(clip: video_pb2.Clip, coding: Coding, times: list[int]) -> None:
    if coding.codec != "h264":
        raise _unfit(clip, f"is coded as {coding.codec} instead of h264")
    if (coding.width_pixels, coding.height_pixels) != (clip.size.width_pixels, clip.size.height_pixels):
        raise _unfit(
            clip,
            f"is {coding.width_pixels}x{coding.height_pixels} instead of "
            f"{clip.size.width_pixels}x{clip.size.height_pixels}",
        )
    if len(times) != clip.frames:
        raise _unfit(clip, f"holds {len(times)} frames instead of {clip.frames}")
    step = coding.ticks_per_second / coding.rate
    if any(time != round(n * step) for n, time in enumerate(times)):
        raise _unfit(clip, f"does not run at a constant {coding.rate} frames a second from its first frame on")


def _unfit(clip: video_pb2.Clip, why: str) -> ClipUnfit:
    return ClipUnfit(
        f"The clip of shot {clip.shot_index} {why}. Film shot {clip.shot_index} again.",
        field=f"clips[{clip.shot_index}]",
    )
