"""The units that a song's structure is built of: its bars, or even stretches where no bar can be trusted."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.hush import HUSH_SECONDS, find_hushes
from songreel_audio.tempo import Pulse
from songreel_audio.windows import Windows

TRUSTED = 0.35
"""Less trust in the beat than this, and structure and cuts follow the phrase."""
LOOSE_UNIT_SECONDS = 2.0
SNAP_SECONDS = 0.5
MOSTLY = 0.8
WHOLE_BAR = 0.75
"""Of the usual bar; less is a pickup or a last chord."""
TIMBRE_WEIGHT, CHROMA_WEIGHT, ENERGY_WEIGHT, EMBEDDING_WEIGHT = 1.0, 0.5, 0.5, 0.7

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stretch:
    """A part of the song that sounds throughout, or not at all."""

    start_seconds: float
    end_seconds: float
    silent: bool


def sounding_stretches(curves: Curves, pulse: Pulse, duration_seconds: float) -> list[Stretch]:
    """The song without gaps: its silences, and what is between them.

    A hush that opens or closes the song belongs to the music unless nothing sounds at all: an intro of wind, a last
    chord that dies away. The music stops on the downbeat that is not played any more, and is back with its first beat.
    """
    out: list[Stretch] = []
    at = 0.0
    for start, end in find_hushes(curves):
        inside = start > HUSH_SECONDS and end < duration_seconds - HUSH_SECONDS
        if not inside and not _sounds_nothing(curves, start, end):
            continue
        start, end = _stops(pulse, start) if start > 0 else 0.0, _returns(pulse, end)
        end = duration_seconds if end > duration_seconds - SNAP_SECONDS else end
        if start > at:
            out.append(Stretch(at, start, silent=False))
        out.append(Stretch(start, end, silent=True))
        at = end
    if at < duration_seconds:
        out.append(Stretch(at, duration_seconds, silent=False))
    return out


def _sounds_nothing(curves: Curves, start: float, end: float) -> bool:
    return bool(curves.silent[round(start * CURVE_RATE_HZ) : round(end * CURVE_RATE_HZ)].mean() > MOSTLY)


def _stops(pulse: Pulse, seconds: float) -> float:
    """The first downbeat after the last beat before that moment, if it would have come about then."""
    before = np.flatnonzero(pulse.grid.seconds < seconds)
    if not len(before) or not pulse.bpm:
        return seconds
    beats = pulse.grid.beats_per_bar - pulse.grid.positions[before[-1]] + 1
    due = float(pulse.grid.seconds[before[-1]] + beats * 60 / pulse.bpm)
    return due if abs(due - seconds) < SNAP_SECONDS else seconds


def _returns(pulse: Pulse, seconds: float) -> float:
    """The beat nearest to that moment, if there is one about then."""
    if not len(pulse.grid.seconds):
        return seconds
    nearest = float(pulse.grid.seconds[np.abs(pulse.grid.seconds - seconds).argmin()])
    return nearest if abs(nearest - seconds) < SNAP_SECONDS else seconds


@dataclass(frozen=True)
class Units:
    """A stretch divided into its bars, or into loose units."""

    stretch: Stretch
    edges: Floats
    """(units + 1,) seconds."""
    bars: Floats
    """(units + 1,) whole bars before each edge; all zeros for loose units."""

    def without_scraps(self, features: Floats) -> Floats:
        """(units, features) in which a pickup and a last chord, no bars themselves, sound like the bar beside them."""
        if not self.bars.any():
            return features
        out = features.copy()
        if self.bars[1] == 0:
            out[0] = out[1]
        if self.bars[-1] == self.bars[-2]:
            out[-1] = out[-2]
        return out


def divide(stretch: Stretch, pulse: Pulse, onset: NDArray[np.float32]) -> Units:
    """The stretch from its start over its downbeats to its end, or over onsets every two seconds or so."""
    start, end = stretch.start_seconds, stretch.end_seconds
    trusted = not stretch.silent and pulse.trust(start, end) >= TRUSTED
    if trusted:
        inner = pulse.grid.seconds[pulse.grid.positions == 1]
        margin = SNAP_SECONDS / 2
    else:
        steps = np.arange(start + LOOSE_UNIT_SECONDS, end, LOOSE_UNIT_SECONDS)
        inner = np.array([_strongest_onset(onset, at) for at in steps])
        margin = LOOSE_UNIT_SECONDS / 2
    inner = inner[(inner > start + margin) & (inner < end - margin)]
    edges = np.concatenate([[start], inner, [end]])
    whole = np.diff(edges) > WHOLE_BAR * np.median(np.diff(edges))
    bars = np.cumsum(np.concatenate([[0], whole])) if trusted and len(whole) > 2 else np.zeros(len(edges))
    return Units(stretch, edges, bars.astype(np.float64))


def _strongest_onset(onset: NDArray[np.float32], seconds: float) -> float:
    first = max(0, round((seconds - SNAP_SECONDS) * CURVE_RATE_HZ))
    window = onset[first : round((seconds + SNAP_SECONDS) * CURVE_RATE_HZ) + 1]
    return (first + int(window.argmax())) / CURVE_RATE_HZ if window.any() else seconds


def unit_features(edges: Floats, sounding: NDArray[np.bool_], curves: Curves, windows: Windows | None) -> Floats:
    """(units, features): timbre, chroma, energy and a tagger's embedding, each group with its weight in variance.

    Units that do not sound, (units,) False in `sounding`, do not count in the variance.
    """
    frames = [round(float(edge) * CURVE_RATE_HZ) for edge in edges]
    spans = [(a, max(a + 1, b)) for a, b in pairwise(frames)]
    last = len(curves.energy) - 1

    def means(values: NDArray[np.float32]) -> Floats:
        return np.stack([values[min(a, last) : b].mean(0, dtype=np.float64) for a, b in spans])

    groups = [
        (_standard(means(curves.timbre[:, 1:]), sounding), TIMBRE_WEIGHT),
        (means(curves.chroma), CHROMA_WEIGHT),
        (means(curves.energy[:, None]), ENERGY_WEIGHT),
    ]
    if windows is not None:
        centres = (edges[:-1] + edges[1:]) / 2
        nearest = np.abs(windows.starts_seconds[None, :] + windows.seconds / 2 - centres[:, None]).argmin(1)
        embeddings = windows.embeddings.astype(np.float64)[nearest]
        groups.append((_standard(embeddings, sounding), EMBEDDING_WEIGHT))
    return np.concatenate([_with_variance(values, sounding, weight) for values, weight in groups], axis=1)


def _standard(values: Floats, sounding: NDArray[np.bool_]) -> Floats:
    counted = values[sounding] if sounding.any() else values
    spread = counted.std(0)
    standard: Floats = np.divide(values - counted.mean(0), spread, out=np.zeros_like(values), where=spread > 1e-6)
    return standard


def _with_variance(values: Floats, sounding: NDArray[np.bool_], variance: float) -> Floats:
    counted = values[sounding] if sounding.any() else values
    centred: Floats = values - counted.mean(0)
    total = float(((counted - counted.mean(0)) ** 2).sum(1).mean())
    return centred * np.sqrt(variance / total) if total > 1e-9 else centred
