"""The segments of a song, and the tags of each and of the whole track."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.backends.tags import Tagger
from songreel_audio.windows import Windows

LONGEST_SEGMENT_SECONDS = 20.0


def cut_segments(sections: Sequence[audio_pb2.Section], downbeats: NDArray[np.float64]) -> list[audio_pb2.Segment]:
    """Segments without tags: the sections, long ones in even parts that begin on downbeats."""
    segments: list[audio_pb2.Segment] = []
    for section in sections:
        length = section.end_seconds - section.start_seconds
        parts = max(1, int(np.ceil(length / LONGEST_SEGMENT_SECONDS)))
        even = section.start_seconds + length * np.arange(1, parts) / parts
        inner = sorted({_nearest(downbeats, at, length / parts / 3) for at in even})
        for start, end in pairwise([section.start_seconds, *inner, section.end_seconds]):
            segments.append(audio_pb2.Segment(start_seconds=start, end_seconds=end, section_index=section.index))
    return segments


def _nearest(downbeats: NDArray[np.float64], seconds: float, reach_seconds: float) -> float:
    near = downbeats[np.abs(downbeats - seconds) < reach_seconds]
    return float(near[np.abs(near - seconds).argmin()]) if len(near) else float(seconds)


def tag_spans(
    tagger: Tagger, windows: Windows, analysis: audio_pb2.SongAnalysis, label_sets: Sequence[audio_pb2.LabelSet]
) -> None:
    """Fills in the tags of the analysis' segments and of the whole track, best first."""
    spans = [(0.0, analysis.duration_seconds), *((s.start_seconds, s.end_seconds) for s in analysis.segments)]
    shares = np.stack([windows.shares(start, end) for start, end in spans])
    track, *segments = tagger.tag(windows, shares, label_sets)
    analysis.tags.extend(track)
    for segment, tags in zip(analysis.segments, segments, strict=True):
        segment.tags.extend(tags)
