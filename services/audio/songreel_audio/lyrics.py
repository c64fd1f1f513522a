"""Lyric lines with the times that the client's LRC or SRT text already holds.

Plain text without times gives no lines yet: finding its times in the singing needs a model that is not here. It is
logged, and the song is heard all the same.
"""

import re

import structlog
from songreel.audio.v1 import audio_pb2

log = structlog.get_logger()

LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)\]")
SRT_TIMES = re.compile(r"(\d+):(\d{2}):(\d{2})[,.](\d{3})\s*-->\s*(\d+):(\d{2}):(\d{2})[,.](\d{3})")
LONGEST_LINE_SECONDS = 10.0
"""An LRC line ends where the next begins, or after this."""


def read_lyrics(supplied: audio_pb2.SuppliedLyrics, duration_seconds: float) -> audio_pb2.Lyrics:
    """The lines of LRC or SRT text that begin within the song, in order; no lines for plain text."""
    text = supplied.text.replace("\r\n", "\n")
    if SRT_TIMES.search(text):
        lines = _srt_lines(text)
    elif LRC_TIME.search(text):
        lines = _lrc_lines(text)
    else:
        lines = []
        if text.strip():
            log.warning("lyrics_without_times_left_out", lines=len(text.strip().splitlines()))
    kept = sorted((start, min(end, duration_seconds), line) for start, end, line in lines if start < duration_seconds)
    return audio_pb2.Lyrics(
        language=supplied.language if kept else "",
        lines=[audio_pb2.LyricLine(text=line, start_seconds=start, end_seconds=end) for start, end, line in kept],
        supplied=bool(kept),
    )


def _lrc_lines(text: str) -> list[tuple[float, float, str]]:
    """A line may carry several times, one for each singing of it; empty lines end the one before."""
    starts: list[tuple[float, str]] = []
    for row in text.splitlines():
        words = LRC_TIME.sub("", row).strip()
        starts += [(60 * int(m) + float(s.replace(":", ".")), words) for m, s in LRC_TIME.findall(row)]
    starts.sort()
    ends = [start for start, _ in starts[1:]] + [float("inf")]
    return [
        (start, min(end, start + LONGEST_LINE_SECONDS), words)
        for (start, words), end in zip(starts, ends, strict=True)
        if words
    ]


def _srt_lines(text: str) -> list[tuple[float, float, str]]:
    out: list[tuple[float, float, str]] = []
    for block in re.split(r"\n\s*\n", text):
        found = SRT_TIMES.search(block)
        if not found:
            continue
        parts = [int(part) for part in found.groups()]
        start, end = (3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (parts[:4], parts[4:]))
        words = " ".join(block[found.end() :].split())
        if words and end > start:
            out.append((start, end, words))
    return out
