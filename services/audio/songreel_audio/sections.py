"""The sections of a song: where they begin, which sound alike, and what each seems to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from songreel.audio.v1 import audio_pb2

from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.kinds import name_kinds
from songreel_audio.structure import section_edges, section_price
from songreel_audio.tempo import Pulse
from songreel_audio.units import Stretch, divide, sounding_stretches, unit_features
from songreel_audio.windows import Windows

ALIKE = 0.6
"""Sections whose mean features differ by less than this share of the usual difference between units sound alike."""


@dataclass(frozen=True)
class _Part:
    stretch: Stretch
    features: NDArray[np.float64]
    """(features,) mean over its units."""
    energy: float


def find_sections(
    curves: Curves, pulse: Pulse, windows: Windows | None, duration_seconds: float
) -> list[audio_pb2.Section]:
    """Sections in order, without gaps, from 0 to the song's end; edges lie on downbeats where the beat is trusted."""
    stretches = sounding_stretches(curves, pulse, duration_seconds)
    divided = [divide(stretch, pulse, curves.onset) for stretch in stretches]
    edges = np.concatenate([divided[0].edges, *(units.edges[1:] for units in divided[1:])])
    sounding = np.concatenate([np.full(len(units.edges) - 1, not units.stretch.silent) for units in divided])
    features = unit_features(edges, sounding, curves, windows)
    heard = sum(stretch.end_seconds - stretch.start_seconds for stretch in stretches if not stretch.silent)
    price = section_price(features[sounding], heard) if sounding.any() else 0.0
    parts: list[_Part] = []
    first = 0
    for units in divided:
        own = units.without_scraps(features[first : first + len(units.edges) - 1])
        first += len(own)
        found = [0, len(own)] if units.stretch.silent else section_edges(units.edges, own, units.bars, price)
        for a, b in pairwise(found):
            span = Stretch(float(units.edges[a]), float(units.edges[b]), units.stretch.silent)
            parts.append(_Part(span, own[a:b].mean(0), _mean_energy(curves, span)))
    sections = [
        audio_pb2.Section(
            index=index,
            start_seconds=part.stretch.start_seconds,
            end_seconds=part.stretch.end_seconds,
            letter=letter,
            energy=part.energy,
            beat_trust=pulse.trust(part.stretch.start_seconds, part.stretch.end_seconds),
        )
        for index, (part, letter) in enumerate(zip(parts, _letters(parts, features[sounding]), strict=True))
    ]
    name_kinds(sections)
    return sections


def _mean_energy(curves: Curves, span: Stretch) -> float:
    first = min(int(span.start_seconds * CURVE_RATE_HZ), len(curves.energy) - 1)
    return float(curves.energy[first : max(first + 1, int(span.end_seconds * CURVE_RATE_HZ))].mean())


def _letters(parts: Sequence[_Part], units: NDArray[np.float64]) -> list[str]:
    """A letter for each part, in order of first hearing; silence has none of its own kind."""
    sounding = [index for index, part in enumerate(parts) if not part.stretch.silent]
    letters = [""] * len(parts)
    if not sounding:
        return letters
    clusters = np.ones(len(sounding), int)
    if len(sounding) > 1:
        usual = np.sqrt(2 * ((units - units.mean(0)) ** 2).sum(1).mean())
        means = np.stack([parts[index].features for index in sounding])
        clusters = fcluster(linkage(means, "average"), ALIKE * usual, "distance")
    names: dict[int, str] = {}
    for index, cluster in zip(sounding, clusters, strict=True):
        letters[index] = names.setdefault(int(cluster), chr(ord("A") + len(names) % 26))
    return letters
