"""The timed shots of an analysed song, by the strategy that was asked for."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan import strategies
from songreel_audio.plan.moments import Moment, Reason
from songreel_audio.plan.music import ShotMusicSampler
from songreel_audio.plan.options import Limits, Strategy, read_limits
from songreel_audio.wording import cut_sentence


def plan_shots(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> audio_pb2.SongAnalysis:
    """A copy of the analysis with `rate`, `frames` and `shots` planned anew.

    Raises InvalidInput when no plan could keep to the options.
    """
    limits = read_limits(analysis, options)
    planned = audio_pb2.SongAnalysis()
    planned.CopyFrom(analysis)
    planned.ClearField("shots")
    planned.rate.CopyFrom(options.rate)
    planned.frames = limits.total_frames
    cuts = [Moment(0, 0.0, Reason.CUT_REASON_SONG_START), *_cuts(analysis, options, limits)]
    planned.shots.extend(_shots(cuts, planned, limits))
    return planned


def _cuts(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions, limits: Limits) -> list[Moment]:
    match options.strategy:
        case Strategy.SEGMENTATION_STRATEGY_RANDOM:
            return strategies.drawn(limits, options.seed)
        case Strategy.SEGMENTATION_STRATEGY_FIXED:
            return strategies.fixed(limits)
        case Strategy.SEGMENTATION_STRATEGY_BEAT:
            return strategies.beat(analysis, limits)
        case Strategy.SEGMENTATION_STRATEGY_STRUCTURE:
            return strategies.structure(analysis, limits)
        case Strategy.SEGMENTATION_STRATEGY_NOVELTY:
            return strategies.novelty(analysis, limits)
        case _:
            return strategies.planned(analysis, limits)


def _shots(cuts: Sequence[Moment], analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[audio_pb2.TimedShot]:
    music = ShotMusicSampler(analysis, limits)
    spans = list(pairwise([*(cut.frame for cut in cuts), limits.total_frames]))
    owners = [_section_of(analysis, limits, start, end) for start, end in spans]
    shots = []
    for index, ((start, end), cut, owner) in enumerate(zip(spans, cuts, owners, strict=True)):
        shots.append(
            audio_pb2.TimedShot(
                index=index,
                start_frame=start,
                end_frame=end,
                section_index=owner,
                cut=audio_pb2.Cut(
                    reason=cut.reason,
                    moment_seconds=cut.seconds,
                    sentence=cut_sentence(cut, analysis.sections[owner] if analysis.sections else None),
                ),
                opens_section=index == 0 or owners[index - 1] != owner,
                closes_section=index == len(spans) - 1 or owners[index + 1] != owner,
                music=music.under(start, end),
            )
        )
    return shots


def _section_of(analysis: audio_pb2.SongAnalysis, limits: Limits, start: int, end: int) -> int:
    """The section that most of the shot belongs to; 0 when there are none."""
    shared = [
        min(end, limits.frame(section.end_seconds)) - max(start, limits.frame(section.start_seconds))
        for section in analysis.sections
    ]
    return int(np.argmax(shared)) if shared else 0
