"""Cuts by each strategy. All keep the limits; they differ in what they listen to."""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.cheapest import cheapest_cuts
from songreel_audio.plan.division import divide, spaced
from songreel_audio.plan.moments import (
    Moment,
    Reason,
    beat_moments,
    musical_moments,
    one_a_frame,
    onset_moments,
    section_moments,
    unmusical,
)
from songreel_audio.plan.options import Limits
from songreel_audio.plan.pacing import target_seconds
from songreel_audio.plan.words import sung_frames

RANDOM_SECONDS = (4.0, 8.0)
"""The paper's baseline."""
BEATS_SECONDS = 3.0
"""Strategy BEAT cuts after the fewest whole bars that last this long."""

Analysis = audio_pb2.SongAnalysis
Inside = Callable[[int, int], list[Moment]]


def planned(analysis: Analysis, limits: Limits) -> list[Moment]:
    """The cheapest path over section edges, beats and sung lines; phrases and onsets where no beat can be trusted.

    No cut but a section edge tears a word, unless words leave no other way.
    """
    moments, targets = musical_moments(analysis, limits), target_seconds(analysis, limits)
    sung = sung_frames(analysis, limits)

    def inside(start: int, end: int) -> list[Moment]:
        cuts = cheapest_cuts(start, end, moments, targets, limits)
        if cuts is None:  # a stretch without moments: even shots there, and music again around it
            cuts = divide(start, end, moments, limits, sung)
        return cuts

    return _between_edges(section_moments(analysis, limits), limits, inside)


def structure(analysis: Analysis, limits: Limits) -> list[Moment]:
    """Section edges, and long sections halved until the halves are short enough, on downbeats where there are any."""
    downbeats = [m for m in beat_moments(analysis, limits) if m.reason == Reason.CUT_REASON_DOWNBEAT]

    def inside(start: int, end: int) -> list[Moment]:
        if end - start <= limits.max_frames:
            return []
        middle = (start + end) // 2
        near = [m for m in downbeats if start + limits.min_frames <= m.frame <= end - limits.min_frames]
        cut = min(near, key=lambda m: abs(m.frame - middle), default=None)
        if cut is None or abs(cut.frame - middle) > (end - start) // 4:
            cut = unmusical(middle, limits, Reason.CUT_REASON_LENGTH_LIMIT)
        return [*inside(start, cut.frame), cut, *inside(cut.frame, end)]

    return _between_edges(section_moments(analysis, limits), limits, inside)


def novelty(analysis: Analysis, limits: Limits) -> list[Moment]:
    """Section edges and the strongest peaks of spectral change that leave room for one another."""
    curve, rate = np.array(analysis.onset.values), analysis.onset.rate_hz
    edges = section_moments(analysis, limits)
    peaks = sorted(onset_moments(analysis, limits), key=lambda m: -curve[round(m.seconds * rate)])
    cuts = spaced(peaks, [0, *(edge.frame for edge in edges), limits.total_frames], limits)
    return _filled(sorted([*edges, *cuts], key=lambda m: m.frame), analysis, limits)


def beat(analysis: Analysis, limits: Limits) -> list[Moment]:
    """Every so many whole bars from the first downbeat on."""
    if not analysis.tempo.bpm:
        return fixed(limits)
    bar_seconds = 60 / analysis.tempo.bpm * max(1, analysis.tempo.beats_per_bar)
    bars = max(1, int(np.ceil(BEATS_SECONDS / bar_seconds)))
    downbeats = [m for m in beat_moments(analysis, limits) if m.reason == Reason.CUT_REASON_DOWNBEAT]
    return _filled(spaced(downbeats[::bars], [0, limits.total_frames], limits), analysis, limits)


def fixed(limits: Limits) -> list[Moment]:
    """Every shot of the length in the middle of the bounds, the last as long as is left."""
    step = round((limits.min_frames * limits.max_frames) ** 0.5)
    return [unmusical(at, limits, Reason.CUT_REASON_STRATEGY) for at in range(step, limits.total_frames, step)]


def drawn(limits: Limits, seed: int) -> list[Moment]:
    """Lengths drawn uniformly between 4 and 8 seconds, the last shot as long as is left."""
    draw = random.Random(seed)  # noqa: S311  a plan is to be repeatable, not secret
    low, high = (max(limits.min_frames, min(limits.max_frames, round(s * limits.rate))) for s in RANDOM_SECONDS)
    cuts: list[Moment] = []
    at = draw.randint(low, high)
    while at < limits.total_frames:
        cuts.append(unmusical(at, limits, Reason.CUT_REASON_STRATEGY))
        at += draw.randint(low, high)
    return cuts


def _between_edges(edges: Sequence[Moment], limits: Limits, inside: Inside) -> list[Moment]:
    cuts = list(edges)
    for start, end in pairwise([0, *(edge.frame for edge in edges), limits.total_frames]):
        cuts += inside(start, end)
    return sorted(cuts, key=lambda moment: moment.frame)


def _filled(cuts: Sequence[Moment], analysis: Analysis, limits: Limits) -> list[Moment]:
    """The cuts, and more where they leave a shot too long."""
    moments, sung = one_a_frame(beat_moments(analysis, limits), limits), sung_frames(analysis, limits)
    return _between_edges(cuts, limits, lambda start, end: divide(start, end, moments, limits, sung))
