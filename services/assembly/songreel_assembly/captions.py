"""Captions beside the film: SRT and WebVTT, one cue a sung line. `karaoke` has those in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel.audio.v1 import audio_pb2

LEAST_CUE_SECONDS = 0.5


@dataclass(frozen=True)
class Cue:
    """A sung line on the screen."""

    start_seconds: float
    end_seconds: float
    text: str
    words: Sequence[audio_pb2.LyricWord]


def srt(lyrics: audio_pb2.Lyrics) -> str:
    """SubRip: numbered cues, times with a comma."""
    cues = [
        f"{number}\n{_clock(cue.start_seconds, ',')} --> {_clock(cue.end_seconds, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues_of(lyrics), 1)
    ]
    return "\n".join(cues)


def vtt(lyrics: audio_pb2.Lyrics) -> str:
    """WebVTT (W3C): a header, cues, times with a point; &, < and > are escaped."""
    cues = [
        f"{_clock(cue.start_seconds, '.')} --> {_clock(cue.end_seconds, '.')}\n"
        f"{cue.text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}\n"
        for cue in cues_of(lyrics)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def cues_of(lyrics: audio_pb2.Lyrics) -> list[Cue]:
    """In order; a cue ends where the next begins, and a blank line would end it early."""
    lines = [line for line in sorted(lyrics.lines, key=lambda line: line.start_seconds) if line.text.strip()]
    nexts = [*(line.start_seconds for line in lines[1:]), float("inf")][: len(lines)]
    return [
        Cue(
            start := line.start_seconds,
            min(max(line.end_seconds, start + LEAST_CUE_SECONDS), max(after, start)),
            " ".join(line.text.split()).replace("-->", "→"),
            line.words,
        )
        for line, after in zip(lines, nexts, strict=True)
    ]


def _clock(seconds: float, point: str) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
