"""The beats of a song from the probabilities of a network: tracked, held to one tempo, counted at the right level."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from songreel_audio.bar_pointer import (
    ANY_METRE,
    ANY_TEMPO,
    FRAMES_PER_SECOND,
    NO_BEATS,
    NO_METRE,
    SLOWEST_BPM,
    BeatGrid,
    Metres,
    TempoRange,
    track_beats,
)
from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.downbeats import place_downbeats
from songreel_audio.hush import find_hushes
from songreel_audio.levels import compound, settle_level
from songreel_audio.tempo import Pulse, doubted, feel_pulse

TEMPO_DRIFT = 0.15
"""How far a band strays from its tempo."""
UNSTRUCK = 0.5
"""What the network's word weighs where nothing is struck, against where something is: in 6/8 it takes a third of the
beat for the beat."""
LEAST_BEATS = 4
"""Fewer make no pulse."""

Floats = NDArray[np.float32]


def find_pulse(probabilities: Floats, curves: Curves) -> Pulse:
    """The pulse from (frames, 2) probabilities of beat and downbeat, and the song's onsets and harmony."""
    tracker = _Tracker(probabilities, _struck(curves.onset, len(probabilities)), _playing(curves, len(probabilities)))
    # The tempo is heard with the bars' help, all else without: a tracker held to bars by the network alone adds and
    # drops beats to keep them. Where a bar begins is settled last.
    pulse = tracker.pulse(ANY_TEMPO, ANY_METRE)
    if _changes_level(pulse):
        pulse = tracker.around(pulse.bpm, ANY_METRE)
    level = settle_level(pulse, curves, lambda bpm: tracker.around(bpm, NO_METRE))
    pulse = tracker.around(level.bpm, NO_METRE) if level.bpm else level
    grid = place_downbeats(pulse.grid, probabilities, curves.chroma, compound=compound(pulse, curves))
    return doubted(replace(pulse, grid=grid), curves.onset)


def _playing(curves: Curves, frames: int) -> list[tuple[int, int]]:
    """Half-open ranges of network frames between the hushes, where the network hears beats that nobody plays."""
    edges = [0, *(round(edge * FRAMES_PER_SECOND) for hush in find_hushes(curves) for edge in hush), frames]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _struck(onset: Floats, frames: int) -> Floats:
    """(frames,) the onset strength about each network frame."""
    times = np.minimum(np.arange(frames) * CURVE_RATE_HZ // FRAMES_PER_SECOND, len(onset) - 1)
    struck: Floats = maximum_filter1d(onset, 3)[times]
    return struck


@dataclass(frozen=True)
class _Tracker:
    """Tracks the stretches of a song each by itself."""

    probabilities: Floats
    struck: Floats
    """(frames,) in [0, 1]: how hard something is struck there."""
    playing: list[tuple[int, int]]

    def pulse(self, tempi: TempoRange, metres: Metres) -> Pulse:
        """The pulse within a range of tempi, in bars of those metres."""
        heard = self.probabilities
        if metres is NO_METRE:
            beats = heard.sum(1) * (UNSTRUCK + (1 - UNSTRUCK) * self.struck)
            heard = np.stack([np.zeros(len(heard), np.float32), beats], axis=1)
        parts = [(first, track_beats(heard[first:end], tempi, metres)) for first, end in self.playing]
        found = [(first / FRAMES_PER_SECOND, part) for first, part in parts if len(part.seconds) >= LEAST_BEATS]
        if not found:
            return feel_pulse(NO_BEATS, np.zeros(0))
        seconds = np.concatenate([part.seconds + start for start, part in found])
        longest = max((part for _, part in found), key=lambda part: len(part.seconds))
        grid = BeatGrid(seconds, np.concatenate([part.positions for _, part in found]), longest.beats_per_bar)
        frames = np.minimum(np.round(seconds * FRAMES_PER_SECOND).astype(int), len(heard) - 1)
        return feel_pulse(grid, self.probabilities[frames].max(1).astype(np.float64))

    def around(self, bpm: float, metres: Metres) -> Pulse:
        """The pulse at about that tempo."""
        return self.pulse(TempoRange(max(SLOWEST_BPM, bpm) * (1 - TEMPO_DRIFT), bpm * (1 + TEMPO_DRIFT)), metres)


def _changes_level(pulse: Pulse) -> bool:
    """Whether part of the song is counted in half, double or one and a half times the tempo of the rest."""
    if not pulse.bpm:
        return False
    tempi = 60 / np.diff(pulse.grid.seconds)
    ratio = np.maximum(tempi / pulse.bpm, pulse.bpm / tempi)
    return bool((ratio > 1 + 2 * TEMPO_DRIFT).mean() > 0.04)
