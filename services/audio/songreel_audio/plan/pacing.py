"""How long a shot should last at each frame: short where the song is strong, long where it is calm, never a metronome.

energy       0 ─────────────── 0.5 ─────────────── 1      of the song's own range
target       7 s               4 s               2.5 s    then stretched towards whole half bars by the cuts' prices
"""

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.options import Limits

CALM_SECONDS, STRONG_SECONDS = 7.0, 2.4
WINDOW_SECONDS = 6.0
LEVEL_SHARE = 0.5
"""A song's own level decides half, its rises and falls the other half: an even song should still breathe."""
HOLD = 1.5
"""A shot that opens on an energy peak is held longer: the picture people remember."""
HOLD_REACH_SECONDS = 0.75
BREATH = 0.22
BREATH_SECONDS = 13.7
"""Period of a slow wave on the target, against metronomic sameness; no multiple of usual bars."""
FAST_BPM, SLOW_BPM = 160.0, 60.0
TEMPO_SHARE = 0.25

Floats = NDArray[np.float64]


def target_seconds(analysis: audio_pb2.SongAnalysis, limits: Limits) -> Floats:
    """(frames + 1,) wished length of a shot that begins at each frame of the film, within the limits."""
    frames = np.arange(limits.total_frames + 1)
    seconds = frames / float(limits.rate)
    drive = _drive(analysis, seconds)
    wished = np.exp(np.log(CALM_SECONDS) + (np.log(STRONG_SECONDS) - np.log(CALM_SECONDS)) * drive)
    wished *= 1 + BREATH * np.sin(2 * np.pi * seconds / BREATH_SECONDS)
    wished[_peaks(analysis, limits)] *= HOLD
    bounded: Floats = np.clip(wished, limits.seconds(limits.min_frames), limits.seconds(limits.max_frames))
    return bounded


def _drive(analysis: audio_pb2.SongAnalysis, seconds: Floats) -> Floats:
    """(frames,) in [0, 1]: energy of the seconds to come, a little of it tempo."""
    curve, rate = np.array(analysis.energy.values), analysis.energy.rate_hz
    if not len(curve) or rate <= 0:
        return np.full(len(seconds), 0.4)
    running = np.concatenate([[0.0], np.cumsum(curve)])
    first = np.clip(np.round(seconds * rate).astype(int), 0, len(curve) - 1)
    last = np.clip(first + max(1, round(WINDOW_SECONDS * rate)), 1, len(curve))
    level = (running[last] - running[first]) / (last - first)
    low, high = np.quantile(level, [0.05, 0.95])
    rank = np.clip((level - low) / (high - low), 0, 1) if high - low > 0.05 else np.full(len(level), 0.5)
    drive = LEVEL_SHARE * level + (1 - LEVEL_SHARE) * rank
    if analysis.tempo.bpm:
        tempo = np.clip((analysis.tempo.bpm - SLOW_BPM) / (FAST_BPM - SLOW_BPM), 0, 1)
        drive = (1 - TEMPO_SHARE) * drive + TEMPO_SHARE * tempo
    bounded: Floats = np.clip(drive, 0, 1)
    return bounded


def _peaks(analysis: audio_pb2.SongAnalysis, limits: Limits) -> NDArray[np.bool_]:
    """(frames + 1,) whether a frame lies at the loudest moment of its section."""
    held = np.zeros(limits.total_frames + 1, bool)
    curve, rate = np.array(analysis.energy.values), analysis.energy.rate_hz
    reach = round(HOLD_REACH_SECONDS * float(limits.rate))
    for section in analysis.sections:
        first, last = round(section.start_seconds * rate), round(section.end_seconds * rate)
        part = curve[first:last]
        if len(part) and part.max() > 0.5:
            frame = limits.frame((first + int(part.argmax())) / rate)
            held[max(0, frame - reach) : frame + reach + 1] = True
    return held
