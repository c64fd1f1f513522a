"""Captions beside the film: SRT and WebVTT, one cue a sung line."""

from songreel.audio.v1 import audio_pb2

LEAST_CUE_SECONDS = 0.5


def srt(lyrics: audio_pb2.Lyrics) -> str:
    """SubRip: numbered cues, times with a comma."""
    cues = [
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(_cues(lyrics), 1)
    ]
    return "\n".join(cues)


def vtt(lyrics: audio_pb2.Lyrics) -> str:
    """WebVTT (W3C): a header, cues, times with a point; &, < and > are escaped."""
    cues = [
        f"{_clock(start, '.')} --> {_clock(end, '.')}\n"
        f"{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}\n"
        for start, end, text in _cues(lyrics)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _cues(lyrics: audio_pb2.Lyrics) -> list[tuple[float, float, str]]:
    """(start, end, text) in order; a cue ends where the next begins, and a blank line would end it early."""
    lines = sorted(
        ((line.start_seconds, line.end_seconds, " ".join(line.text.split())) for line in lyrics.lines),
        key=lambda cue: cue[0],
    )
    lines = [line for line in lines if line[2]]
    nexts = [line[0] for line in lines[1:]] + [float("inf")]
    return [
        (start, min(max(end, start + LEAST_CUE_SECONDS), max(after, start)), text.replace("-->", "→"))
        for (start, end, text), after in zip(lines, nexts, strict=True)
    ]


def _clock(seconds: float, point: str) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
