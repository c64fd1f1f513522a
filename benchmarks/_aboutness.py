"""Are shots about what their section's tags and lyrics say: likeness to their own against that to shuffled ones."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_script.picture import pictures
from songreel_script.sentences import Floats, SentenceModel

from benchmarks._scripts import Written

SHUFFLES = 2000
TAGS = 3


@dataclass(frozen=True)
class Aboutness:
    """Cosines of what is seen with what is sung or tagged, as means."""

    own: float
    shuffled: float
    nearer: float
    """Share of the sections whose shots are nearer to their own text than to the mean of the others."""
    p: float
    """Of a permutation test: how often shuffled texts fit as well as their own."""
    texts: int


def by_lyrics(scripts: Sequence[Written], model: SentenceModel) -> Aboutness:
    """Shots against the words sung in their section, shuffled among the sections of the same song."""
    return _score(scripts, model, _lyrics, lambda written, section: written.song.name)


def by_lyrics_of_songs(scripts: Sequence[Written], model: SentenceModel) -> Aboutness:
    """Shots against the words sung in their section, shuffled among those of all songs."""
    return _score(scripts, model, _lyrics, lambda written, section: "all")


def by_tags(scripts: Sequence[Written], model: SentenceModel) -> Aboutness:
    """Shots against the tags of their section, shuffled among all songs."""
    return _score(scripts, model, _tags, lambda written, section: "all")


def _score(
    scripts: Sequence[Written],
    model: SentenceModel,
    text_of: Callable[[audio_pb2.SongAnalysis, int], str],
    group_of: Callable[[Written, int], Hashable],
) -> Aboutness:
    shots: dict[tuple[str, int], list[Floats]] = defaultdict(list)
    texts: dict[tuple[str, int], str] = {}
    groups: dict[Hashable, list[tuple[str, int]]] = defaultdict(list)
    for written in scripts:
        for timed, seen in zip(written.song.analysis.shots, pictures(written.script), strict=True):
            key = (written.song.name, timed.section_index)
            if text := text_of(written.song.analysis, timed.section_index):
                shots[key].append(model.embed([seen])[0])
                texts[key] = text
    for key in texts:
        owner = next(written for written in scripts if written.song.name == key[0])
        groups[group_of(owner, key[1])].append(key)
    squares = [_square(keys, shots, texts, model) for keys in groups.values() if len({texts[k] for k in keys}) > 1]
    return _tested(squares)


def _square(
    keys: Sequence[tuple[str, int]],
    shots: dict[tuple[str, int], list[Floats]],
    texts: dict[tuple[str, int], str],
    model: SentenceModel,
) -> Floats:
    """Row: a section's shots; column: a section's text."""
    seen = np.stack([np.mean(shots[key], axis=0) for key in keys])
    square: Floats = seen @ model.embed([texts[key] for key in keys]).T
    return square


def _tested(squares: Sequence[Floats]) -> Aboutness:
    if not squares:
        return Aboutness(float("nan"), float("nan"), float("nan"), float("nan"), 0)
    chance = np.random.default_rng(1)
    own: NDArray[np.float64] = np.concatenate([np.diag(square) for square in squares])
    others = np.concatenate([(square.sum(1) - np.diag(square)) / (len(square) - 1) for square in squares])
    as_good = 0
    for _ in range(SHUFFLES):
        orders = [chance.permutation(len(square)) for square in squares]
        drawn = [square[np.arange(len(square)), order] for square, order in zip(squares, orders, strict=True)]
        as_good += np.concatenate(drawn).mean() >= own.mean()
    p = (1 + as_good) / (1 + SHUFFLES)
    return Aboutness(float(own.mean()), float(others.mean()), float((own > others).mean()), p, len(own))


def _lyrics(analysis: audio_pb2.SongAnalysis, section: int) -> str:
    part = next(one for one in analysis.sections if one.index == section)
    middles = [(line.text, (line.start_seconds + line.end_seconds) / 2) for line in analysis.lyrics.lines]
    return ". ".join(text for text, middle in middles if part.start_seconds <= middle < part.end_seconds)


def _tags(analysis: audio_pb2.SongAnalysis, section: int) -> str:
    segments = [segment for segment in analysis.segments if segment.section_index == section]
    scores: dict[str, float] = defaultdict(float)
    for segment in segments:
        for tag in segment.tags:
            scores[tag.label] += tag.score
    best = sorted(scores, key=lambda label: -scores[label])[:TAGS]
    return f"{', '.join(best)} music" if best else ""
