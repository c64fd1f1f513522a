"""The clips cut into pieces: what stays as it was coded, and what is encoded again because something is laid over it.

    clip 3    │ I · · · · · · · │ I · · · ▒ ▒ ▒ │      I opens a group of pictures, ▒ is touched
              └────copied───────┴─────made──────┘

A piece begins where a group of pictures does, so what is copied decodes to the same pictures as before.
"""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from songreel_assembly.clip_chain import ClipChain


@dataclass(frozen=True)
class Piece:
    """Frames of one clip, half open."""

    clip: int
    start: int
    end: int
    made: bool
    """Encoded again."""


Span = tuple[int, int]
"""First and end frame of the film, half open."""


def pieces_of(chain: ClipChain, touched: Iterable[Span]) -> list[Piece]:
    """In film order, without gaps; neighbours of one kind in one clip are one piece."""
    pieces: list[Piece] = []
    spans, at = sorted(span for span in touched if span[0] < span[1]), 0
    for clip, (frames, keyframes) in enumerate(zip(chain.frames, chain.keyframes, strict=True)):
        groups = zip(keyframes, (*keyframes[1:], frames), strict=True)
        for start, end in groups:
            made = _meets(spans, at + start, at + end)
            last = pieces[-1] if pieces else None
            if last and (last.clip, last.made) == (clip, made):
                pieces[-1] = Piece(clip, last.start, end, made)
            else:
                pieces.append(Piece(clip, start, end, made))
        at += frames
    return pieces


def _meets(spans: list[Span], start: int, end: int) -> bool:
    """Whether any span has frames in [start, end); spans may overlap one another."""
    before = bisect.bisect_left(spans, (end, end))
    return any(span[1] > start for span in spans[:before])


def copy_piece(chain: ClipChain, piece: Piece, path: Path) -> Path:
    """The piece's packets as a file of their own that begins at 0; the clip's own file where it is all of it."""
    source = chain.paths[piece.clip]
    if (piece.start, piece.end) == (0, chain.frames[piece.clip]):
        return source
    ticks = chain.ticks_per_frame
    timescale = str(int(chain.coding.ticks_per_second))
    options = {"video_track_timescale": timescale, "fflags": "+bitexact"}
    with av.open(str(source)) as clip, av.open(str(path), "w", format="mp4", options=options) as file:
        stream = clip.streams.video[0]
        out = file.add_stream_from_template(stream)
        out.time_base = Fraction(1, int(timescale))
        for packet in clip.demux(stream):
            if packet.pts is None or not packet.size or not piece.start <= packet.pts // ticks < piece.end:
                continue
            packet.pts -= piece.start * ticks
            if packet.dts is not None:
                packet.dts -= piece.start * ticks
            packet.stream = out
            file.mux(packet)
    return path
