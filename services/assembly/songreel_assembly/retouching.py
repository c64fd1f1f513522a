"""A chain of files in which what is touched was encoded again, and everything else is the clips' own bits.

The touched pieces are decoded, painted and encoded as the clips were (the video service's mezzanine coding: x264,
veryfast, constant quality 18, BT.709), so that the film is still joined by stream copy. Where clips turn out to be
coded otherwise, all of them are encoded again, since one film has one set of coding parameters.
"""

import contextlib
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import structlog

from songreel_assembly.blending import Yuv
from songreel_assembly.clip_chain import ClipChain
from songreel_assembly.pieces import Piece, copy_piece, pieces_of
from songreel_assembly.problems import CuttingFailed

log = structlog.get_logger()

Paint = Callable[[Yuv, int], Yuv]
"""The picture of a frame of the film, and its number; gives what is seen instead."""
THREADS = 2
"""x264 codes otherwise with another number of threads, and the same film shall be the same bytes."""


@dataclass(frozen=True)
class Touch:
    """Something laid over frames of the film, half open."""

    start_frame: int
    end_frame: int
    paint: Paint | None = None
    """None where the words alone are laid over it."""


@dataclass(frozen=True)
class Retouched:
    """What is joined instead of the clips."""

    chain: ClipChain
    encoded_frames: int


def retouch(chain: ClipChain, touches: Sequence[Touch], words: Path | None, folder: Path) -> Retouched:
    """Writes the pieces into the folder; `words` is an ASS file whose lines are within touches."""
    if not touches:
        return Retouched(chain, 0)
    spans = [(touch.start_frame, touch.end_frame) for touch in touches]
    found = _make(chain, pieces_of(chain, spans), touches, words, folder)
    if found is None:
        log.warning("clips_coded_otherwise", clips=len(chain.paths))
        whole = [Piece(clip, 0, frames, True) for clip, frames in enumerate(chain.frames)]
        found = _make(chain, whole, touches, words, folder)
    if found is None:
        raise CuttingFailed("The pieces that were encoded again do not fit one another.")
    return found


def _make(
    chain: ClipChain, pieces: list[Piece], touches: Sequence[Touch], words: Path | None, folder: Path
) -> Retouched | None:
    """None when what is made cannot stand beside what is copied."""
    starts = [sum(chain.frames[:clip]) for clip in range(len(chain.frames))]
    paths, extradata = [], set()
    for number, piece in enumerate(pieces):
        path = folder / f"piece{number}.mp4"
        if piece.made:
            _encode(chain, piece, starts[piece.clip], touches, words, path)
        else:
            path = copy_piece(chain, piece, path)
        extradata.add(_extradata(path) if piece.made else chain.coding.extradata)
        if len(extradata) > 1:
            return None
        paths.append(path)
    frames = tuple(piece.end - piece.start for piece in pieces)
    coding = replace(chain.coding, extradata=extradata.pop())
    made = sum(piece.end - piece.start for piece in pieces if piece.made)
    return Retouched(ClipChain(tuple(paths), coding, frames, ((0,),) * len(frames)), made)


def _encode(
    chain: ClipChain, piece: Piece, clip_start: int, touches: Sequence[Touch], words: Path | None, path: Path
) -> None:
    coding, first = chain.coding, clip_start + piece.start
    size = f"{coding.width_pixels}x{coding.height_pixels}"
    tags = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
    filters = (
        [f"setpts=PTS+{first}", f"subtitles={words.name}:fontsdir=fonts:wrap_unicode=1", f"setpts=PTS-{first}", tags]
        if words
        else [tags]
    )
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-framerate", str(coding.rate), "-i", "pipe:"),
        *("-vf", ",".join(filters), "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"),
        *("-threads", str(THREADS), "-fps_mode", "cfr", "-r", str(coding.rate), "-g", str(round(2 * coding.rate))),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-flags:v", "+cgop+bitexact", "-fflags", "+bitexact"),
        *("-video_track_timescale", str(int(coding.ticks_per_second)), f"file:{path}"),
    ]
    # A filter's file is named without its folder, so that nothing in the path has to be quoted.
    folder, said = words.parent if words else path.parent, path.with_suffix(".log")
    with (
        said.open("wb") as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors, cwd=folder) as process,
    ):
        pictures = enumerate(decode(chain.paths[piece.clip], piece.start, piece.end), first)
        _hand(process, (_painted(picture, number, touches) for number, picture in pictures))
    if process.returncode:
        last = said.read_text(errors="replace").strip().splitlines()
        raise CuttingFailed(f"FFmpeg could not encode a transition: {last[-1] if last else process.returncode}")


def _hand(process: "subprocess.Popen[bytes]", pictures: Iterator[Yuv]) -> None:
    """Writes to the encoder until it takes no more; its own words then say why."""
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:  # type: ignore[union-attr]  # opened with PIPE
        for picture in pictures:
            pipe.write(picture.tobytes())


def _painted(picture: Yuv, number: int, touches: Sequence[Touch]) -> Yuv:
    for touch in touches:
        if touch.paint and touch.start_frame <= number < touch.end_frame:
            picture = touch.paint(picture, number)
    return picture


def decode(path: Path, start: int, end: int) -> Iterator[Yuv]:
    """The pictures of these frames of a clip, in order."""
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        stream.codec_context.thread_count = THREADS
        for number, frame in enumerate(file.decode(stream)):
            if number >= end:
                break
            if number >= start:
                yield frame.to_ndarray(format="yuv420p").astype(np.uint8, copy=False)


def _extradata(path: Path) -> bytes:
    with av.open(str(path)) as file:
        return bytes(file.streams.video[0].codec_context.extradata or b"")
