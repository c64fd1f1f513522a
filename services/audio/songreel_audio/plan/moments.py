"""Where a song may be cut: its section edges, downbeats, beats, onsets and phrase ends, each on its frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.signal import find_peaks
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.options import Limits
from songreel_audio.plan.words import sung_frames

Reason = audio_pb2.CutReason

BEAT_PACED_TRUST = 0.35
"""Sections whose grid is trusted less are paced by phrase."""
PHRASE_SMOOTHING_SECONDS = 0.6
PHRASE_DEPTH = 0.04
"""How far the energy sinks between two phrases."""
CLEAR_ONSET = 0.25


@dataclass(frozen=True)
class Moment:
    """Where the film may cut, and why."""

    frame: int
    seconds: float
    """The musical moment itself; `frame` is the nearest."""
    reason: Reason.ValueType
    number: int = 0
    """Of a downbeat, its place among the song's downbeats, from 1; of a beat, its place in the bar."""
    strong: bool = True
    """False for the beats that neither open nor halve their bar, and for lines sung off a trusted beat."""


def section_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """The section edges inside the song that leave room for a shot on either side, in order."""
    out: list[Moment] = []
    last = 0
    for section in analysis.sections:
        frame = limits.frame(section.start_seconds)
        if frame - last >= limits.min_frames and limits.total_frames - frame >= limits.min_frames:
            out.append(Moment(frame, section.start_seconds, Reason.CUT_REASON_SECTION_EDGE))
            last = frame
    return out


def beat_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """Every beat of the song, as a downbeat or a beat."""
    out: list[Moment] = []
    bar, half = 0, analysis.tempo.beats_per_bar / 2 + 1
    for beat in analysis.beats:
        bar += beat.bar_position == 1
        down = beat.bar_position == 1
        reason = Reason.CUT_REASON_DOWNBEAT if down else Reason.CUT_REASON_BEAT
        number = bar if down else beat.bar_position
        out.append(Moment(limits.frame(beat.seconds), beat.seconds, reason, number, down or beat.bar_position == half))
    return out


def onset_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """Clear onsets, each a peak of the onset curve."""
    curve, rate = np.array(analysis.onset.values), analysis.onset.rate_hz
    if not len(curve) or rate <= 0:
        return []
    peaks, _ = find_peaks(curve, height=CLEAR_ONSET, distance=max(1, round(0.2 * rate)))
    return _at(peaks / rate, Reason.CUT_REASON_ONSET, limits)


def phrase_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """The quietest moments between phrases: dips of the smoothed energy curve."""
    curve, rate = np.array(analysis.energy.values), analysis.energy.rate_hz
    if not len(curve) or rate <= 0:
        return []
    dips, _ = find_peaks(-gaussian_filter1d(curve, PHRASE_SMOOTHING_SECONDS * rate), prominence=PHRASE_DEPTH)
    return _at(dips / rate, Reason.CUT_REASON_PHRASE, limits)


def lyric_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """Where each line of the lyrics begins to be sung."""
    starts = (line.words[0].start_seconds if line.words else line.start_seconds for line in analysis.lyrics.lines)
    return _at(starts, Reason.CUT_REASON_LYRIC_START, limits)


def _at(seconds: Iterable[float], reason: Reason.ValueType, limits: Limits) -> list[Moment]:
    return [Moment(limits.frame(float(at)), float(at), reason) for at in seconds]


PREFERENCE = {
    Reason.CUT_REASON_SECTION_EDGE: 0,
    Reason.CUT_REASON_DOWNBEAT: 1,
    Reason.CUT_REASON_LYRIC_START: 2,
    Reason.CUT_REASON_BEAT: 3,
    Reason.CUT_REASON_PHRASE: 4,
    Reason.CUT_REASON_ONSET: 5,
}


def musical_moments(analysis: audio_pb2.SongAnalysis, limits: Limits) -> list[Moment]:
    """The moments a listening planner chooses from, one a frame at most, in order.

    In sections with a trusted grid these are its beats, elsewhere phrases and onsets. In both, sung lines begin some:
    off the beat of a trusted grid, those are weak. None tears a word.
    """
    beats, lines, sung = beat_moments(analysis, limits), lyric_moments(analysis, limits), sung_frames(analysis, limits)
    loose = [*phrase_moments(analysis, limits), *onset_moments(analysis, limits)]
    chosen: list[Moment] = []
    for section in analysis.sections:
        trusted = section.beat_trust >= BEAT_PACED_TRUST
        pool = [*beats, *(replace(line, strong=False) for line in lines)] if trusted else [*loose, *lines]
        chosen += [moment for moment in pool if section.start_seconds <= moment.seconds < section.end_seconds]
    return [moment for moment in one_a_frame(chosen, limits) if not sung[moment.frame]]


def one_a_frame(moments: Sequence[Moment], limits: Limits) -> list[Moment]:
    """Moments inside the film in order, the most musical one of each frame."""
    best: dict[int, Moment] = {}
    for moment in sorted(moments, key=lambda m: PREFERENCE[m.reason], reverse=True):
        if 0 < moment.frame < limits.total_frames:
            best[moment.frame] = moment
    return [best[frame] for frame in sorted(best)]


def unmusical(frame: int, limits: Limits, reason: Reason.ValueType) -> Moment:
    """A cut that no musical moment asks for; its moment is the frame's own time."""
    return Moment(frame, limits.seconds(frame), reason)
