"""Tags of a song's segments and of the whole track, each with its family."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.msd_tags import MSD_TAGS
from songreel_audio.musicnn import PATCH_SECONDS, TagPatches

LEAST_SCORE = 0.05
MOST_TAGS = 10
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


def tag_segment(segment: audio_pb2.Segment, patches: TagPatches) -> list[audio_pb2.Tag]:
    """Tags of a segment, best first: the mean of its patches by how much of each lies inside."""
    starts = patches.starts_seconds
    overlap = np.minimum(starts + PATCH_SECONDS, segment.end_seconds) - np.maximum(starts, segment.start_seconds)
    weights = np.maximum(overlap, 0)
    if not weights.any():
        weights = (starts == starts[np.abs(starts - segment.start_seconds).argmin()]).astype(float)
    return _tags(np.average(patches.tags, axis=0, weights=weights))


def tag_track(patches: TagPatches) -> list[audio_pb2.Tag]:
    """Tags of the whole track, best first: the mean of all patches."""
    return _tags(patches.tags.mean(0, dtype=np.float64))


def _tags(scores: NDArray[np.float64]) -> list[audio_pb2.Tag]:
    best: dict[tuple[str, str], float] = {}
    for tag, score in zip(MSD_TAGS, scores.tolist(), strict=True):
        best[tag] = max(best.get(tag, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])[:MOST_TAGS]
    return [
        audio_pb2.Tag(label=label, family=family, score=score)
        for (label, family), score in ranked
        if score >= LEAST_SCORE
    ]
