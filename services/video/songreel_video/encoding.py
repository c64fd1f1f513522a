"""Clips from frames: one mezzanine coding for all, so that a film is joined by stream copy.

H.264 4:2:0, constant quality, constant rate, closed GOPs, an IDR frame first, BT.709 limited range and tagged so. All
clips of one size and rate have the same coding parameters, hence one film may change from clip to clip without a
decoder noticing. Frames are handed to the encoder by a thread of its own, so that drawing the next frame and coding
the last one overlap.
"""

import contextlib
import os
import queue
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import ffmpeg
import imageio_ffmpeg
import numpy as np
import numpy.typing as npt
from songreel_chassis.errors import ServiceError, StorageFull

ENCODER = "libx264 veryfast crf18 yuv420p bt709 closed-gop 2s 3"
"""Part of every clip's digest, see `encoder_name`; raise its number with any change of the flags below."""
KEYFRAME_SECONDS = 2
"""At most between two: what a transition touches is encoded again from one to the next. A tenth larger for it."""
FRAMES_AHEAD = 8

Frame = npt.NDArray[np.uint8]


class EncodingFailed(ServiceError):
    """The encoder gave no clip, or not the one asked for."""


@dataclass(frozen=True)
class ClipFormat:
    """What goes into the encoder and what must come out."""

    width_pixels: int
    height_pixels: int
    rate_numerator: int
    rate_denominator: int
    frames: int
    pixels: str
    """FFmpeg's name of the frames' layout: "rgb24" (height, width, 3) or "bgra"/"rgba" (height, width, 4)."""


class ClipEncoder:
    """Encodes exactly `format.frames` frames into a file. Use as a context manager; leaving early drops the clip."""

    def __init__(self, path: Path, clip: ClipFormat, threads: int) -> None:
        self._path = path
        self._clip = clip
        self._written = 0
        self._frames: queue.Queue[Frame | None] = queue.Queue(FRAMES_AHEAD)
        self._broken = threading.Event()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the encoder
        self._process = subprocess.Popen(
            command(path, clip, threads), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._said
        )
        self._writer = threading.Thread(target=self._write_frames, name="clip-writer", daemon=True)
        self._writer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._broken.set()
        self._process.wait()
        with contextlib.suppress(queue.Empty):
            while True:
                self._frames.get_nowait()
        self._frames.put(None)  # the writer may be waiting for a frame
        self._writer.join()
        self._said.close()
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def write(self, frame: Frame) -> None:
        """Hands one frame on; it must not be changed afterwards. Waits while the encoder is behind."""
        self._hand(np.ascontiguousarray(frame))
        self._written += 1

    def finish(self) -> None:
        """Waits for the clip and measures it; raises `EncodingFailed` when it is not exactly the one asked for."""
        self._hand(None)
        self._writer.join()
        if self._process.wait() or self._broken.is_set():
            raise self._failure()
        counted = count_frames(self._path)
        if not counted == self._written == self._clip.frames:
            raise EncodingFailed(
                f"{self._clip.frames} frames were due, {self._written} drawn, {counted} coded. Film the shot again."
            )

    def _hand(self, frame: Frame | None) -> None:
        while True:
            try:
                return self._frames.put(frame, timeout=0.5)
            except queue.Full:
                if self._broken.is_set():
                    raise self._failure() from None

    def _write_frames(self) -> None:
        try:
            with self._process.stdin as pipe:  # type: ignore[union-attr]  # it was opened with PIPE
                while (frame := self._frames.get()) is not None:
                    pipe.write(frame.data)
        except BrokenPipeError:
            self._broken.set()

    def _failure(self) -> ServiceError:
        status = self._process.wait()
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()[-500:]
        if status < 0:
            said = f"{said} killed by {signal.Signals(-status).name}".strip()
        if "No space left" in said:
            return StorageFull("No room to encode the clip. Free some disk space, then try again.")
        return EncodingFailed(f"The encoder stopped ({said or 'no reason given'}). Film the shot again.")


def encoder_name(threads: int) -> str:
    """Everything about the encoder that decides a clip's bytes; x264 codes otherwise with another number of threads."""
    return f"{ENCODER} ffmpeg {imageio_ffmpeg.get_ffmpeg_version()} threads {threads or os.cpu_count()}"


def command(path: Path, clip: ClipFormat, threads: int) -> list[str]:
    """FFmpeg's command line for a clip."""
    rate = f"{clip.rate_numerator}/{clip.rate_denominator}"
    frames = ffmpeg.input(
        "pipe:", format="rawvideo", pix_fmt=clip.pixels, s=f"{clip.width_pixels}x{clip.height_pixels}", framerate=rate
    )
    # swscale's own default matrix for RGB is BT.601: say BT.709 here. The encoder tags what the frames say of
    # themselves and passes over its own options, hence setparams.
    converted = frames.filter("scale", out_color_matrix="bt709", out_range="tv")
    coded = converted.filter("setparams", color_primaries="bt709", color_trc="bt709").output(
        str(path),
        vcodec="libx264",
        preset="veryfast",
        crf=18,
        pix_fmt="yuv420p",
        threads=threads or os.cpu_count(),
        fps_mode="cfr",
        r=rate,
        colorspace="bt709",
        color_primaries="bt709",
        color_trc="bt709",
        color_range="tv",
        flags="+cgop",
        g=KEYFRAME_SECONDS * max(1, round(clip.rate_numerator / clip.rate_denominator)),
        video_track_timescale=clip.rate_numerator * (1000 if clip.rate_denominator == 1 else 1),
        **{"fflags": "+bitexact", "flags:v": "+cgop+bitexact"},
    )
    line: list[str] = coded.global_args("-hide_banner", "-loglevel", "error", "-y").compile(
        cmd=imageio_ffmpeg.get_ffmpeg_exe()
    )
    return line


def count_frames(path: Path) -> int:
    """Coded frames of a clip, counted packet by packet; 0 when it is no video at all."""
    try:
        with av.open(str(path)) as clip:
            return sum(1 for packet in clip.demux(clip.streams.video[0]) if packet.size)
    except (av.error.FFmpegError, IndexError):
        return 0
