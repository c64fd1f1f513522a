"""The units that a song's structure is built of: its bars, or even stretches where no bar can be trusted."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.tempo import Pulse
from songreel_audio.windows import Windows

TRUSTED = 0.35
"""Less trust in the beat than this, and structure and cuts follow the phrase."""
LOOSE_UNIT_SECONDS = 2.0
SNAP_SECONDS = 0.5
SILENCE_SECONDS = 3.0
"""A shorter gap is a rest."""
TIMBRE_WEIGHT, CHROMA_WEIGHT, ENERGY_WEIGHT, EMBEDDING_WEIGHT = 1.0, 0.5, 0.5, 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stretch:
    """A part of the song that sounds throughout, or not at all."""

    start_seconds: float
    end_seconds: float
    silent: bool


def sounding_stretches(curves: Curves, duration_seconds: float) -> list[Stretch]:
    """The song without gaps; parts shorter than SILENCE_SECONDS belong to the one before."""
    changes = np.flatnonzero(np.diff(curves.silent.astype(int))) + 1
    bounds = [0.0, *(float(change) / CURVE_RATE_HZ for change in changes), duration_seconds]
    out: list[Stretch] = []
    quiet = bool(curves.silent[0])
    for start, end in pairwise(bounds):
        if out and (end - start < SILENCE_SECONDS or out[-1].silent == quiet):
            out[-1] = Stretch(out[-1].start_seconds, end, out[-1].silent)
        else:
            out.append(Stretch(start, end, quiet and (end - start >= SILENCE_SECONDS or bool(curves.silent.all()))))
        quiet = not quiet
    return _joined(out)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    out = stretches[:1]
    for stretch in stretches[1:]:
        if stretch.silent == out[-1].silent:
            out[-1] = Stretch(out[-1].start_seconds, stretch.end_seconds, stretch.silent)
        else:
            out.append(stretch)
    return out


def unit_edges(stretch: Stretch, pulse: Pulse, onset: NDArray[np.float32]) -> Floats:
    """(units + 1,) seconds: the stretch's ends, and between them its downbeats, or onsets every two seconds or so."""
    start, end = stretch.start_seconds, stretch.end_seconds
    if pulse.trust(start, end) >= TRUSTED:
        inner = pulse.grid.seconds[pulse.grid.positions == 1]
        margin = 60 / pulse.bpm
    else:
        steps = np.arange(start + LOOSE_UNIT_SECONDS, end, LOOSE_UNIT_SECONDS)
        inner = np.array([_strongest_onset(onset, at) for at in steps])
        margin = LOOSE_UNIT_SECONDS / 2
    inner = inner[(inner > start + margin) & (inner < end - margin)]
    return np.concatenate([[start], inner, [end]])


def _strongest_onset(onset: NDArray[np.float32], seconds: float) -> float:
    first = max(0, round((seconds - SNAP_SECONDS) * CURVE_RATE_HZ))
    window = onset[first : round((seconds + SNAP_SECONDS) * CURVE_RATE_HZ) + 1]
    return (first + int(window.argmax())) / CURVE_RATE_HZ if window.any() else seconds


def unit_features(edges: Floats, curves: Curves, windows: Windows | None) -> Floats:
    """(units, features): timbre, chroma, energy and the tagger's embedding, each group with its weight in variance."""
    frames = [round(float(edge) * CURVE_RATE_HZ) for edge in edges]
    spans = [(a, max(a + 1, b)) for a, b in pairwise(frames)]
    last = len(curves.energy) - 1

    def means(values: NDArray[np.float32]) -> Floats:
        return np.stack([values[min(a, last) : b].mean(0, dtype=np.float64) for a, b in spans])

    groups = [
        (_standard(means(curves.timbre[:, 1:])), TIMBRE_WEIGHT),
        (means(curves.chroma), CHROMA_WEIGHT),
        (means(curves.energy[:, None]), ENERGY_WEIGHT),
    ]
    if windows is not None:
        centres = (edges[:-1] + edges[1:]) / 2
        nearest = np.abs(windows.starts_seconds[None, :] + windows.seconds / 2 - centres[:, None]).argmin(1)
        groups.append((_standard(windows.embeddings.astype(np.float64))[nearest], EMBEDDING_WEIGHT))
    return np.concatenate([_with_variance(values, weight) for values, weight in groups], axis=1)


def _standard(values: Floats) -> Floats:
    spread = values.std(0)
    standard: Floats = np.divide(values - values.mean(0), spread, out=np.zeros_like(values), where=spread > 1e-6)
    return standard


def _with_variance(values: Floats, variance: float) -> Floats:
    centred: Floats = values - values.mean(0)
    total = float((centred**2).sum(1).mean())
    return centred * np.sqrt(variance / total) if total > 1e-9 else centred
