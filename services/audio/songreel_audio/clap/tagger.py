"""Zero-shot tags: of each family the labels whose sentences are most like a stretch of music.

Windows are pooled to a stretch by how much of each lies inside it. The score is the softmax over a family of
`exp(logit_scale) * cosine`, as both CLAPs score classes (LAION-AI/CLAP, evaluate/eval_zeroshot_classification.py;
microsoft/CLAP, README). It is a share of belief within the family, not a probability that the label is true.
"""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.clap.cutting import HOP_SECONDS, RATE_HZ, WINDOW_SECONDS, cut_windows
from songreel_audio.clap.keeping import kept, place_of
from songreel_audio.labels import Family, own_families, read_label_sets
from songreel_audio.recording import recording
from songreel_audio.song import Samples, Song
from songreel_audio.windows import Windows

BEST_LABELS = 5
"""Of each family."""
WINDOWS_AT_ONCE = 8
SENTENCES_AT_ONCE = 64
MOST_FAMILIES_KEPT = 64

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """A CLAP with its weights."""

    @property
    def heard_by(self) -> audio_pb2.HeardBy:
        """What the certificate says of it."""
        ...

    @property
    def logit_scale(self) -> float:
        """What cosines are multiplied with before the softmax, as it was trained."""
        ...

    def embed_windows(self, windows: Samples) -> Floats:
        """(windows, numbers) of unit length, from (windows, WINDOW_SAMPLES)."""
        ...

    def embed_sentences(self, sentences: Sequence[str]) -> Floats:
        """(sentences, numbers) of unit length."""
        ...


class ClapTagger:
    """Either CLAP backend."""

    takes_labels = True

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[Family, Floats] = OrderedDict()
        self.heard_by = encoder.heard_by

    def listen(self, song: Song) -> Windows:
        """Windows of ten seconds, one every five: on two cores about six seconds for each minute of a song."""
        samples = recording(song, RATE_HZ, 1)[0]
        batches = cut_windows(samples, WINDOWS_AT_ONCE)
        embeddings = np.concatenate([self._encoder.embed_windows(batch) for batch in batches])
        return Windows(np.arange(len(embeddings), dtype=np.float64) * HOP_SECONDS, WINDOW_SECONDS, embeddings)

    def tag(
        self, windows: Windows, shares: NDArray[np.float64], label_sets: Sequence[audio_pb2.LabelSet]
    ) -> list[list[audio_pb2.Tag]]:
        """The best labels of each family, best first over all families. Raises InvalidInput on bad label sets."""
        stretches = _unit(shares.astype(np.float32) @ windows.embeddings)
        out: list[list[audio_pb2.Tag]] = [[] for _ in stretches]
        for family in read_label_sets(label_sets):
            likeness = stretches @ self._label_embeddings(family).T
            scores = _softmax(likeness * np.float32(self._encoder.logit_scale))
            for tags, row in zip(out, scores, strict=True):
                best = np.argsort(-row, kind="stable")[:BEST_LABELS]
                tags += [audio_pb2.Tag(label=family.labels[i], family=family.name, score=row[i]) for i in best]
        return [sorted(tags, key=lambda tag: -tag.score) for tags in out]

    def prepare(self, folder: Path) -> None:
        """Embeds the service's own labels, or finds them in the folder, so that the first song need not wait."""
        for family in own_families():
            path = place_of(family, self.heard_by.weights_sha256, folder)
            self._kept[family] = kept(path, len(family.labels), partial(self._embedded, family))

    def _label_embeddings(self, family: Family) -> Floats:
        """As `_embedded`, kept in memory for the next song."""
        if family not in self._kept:
            self._kept[family] = self._embedded(family)
        self._kept.move_to_end(family)
        while len(self._kept) > MOST_FAMILIES_KEPT:
            self._kept.popitem(last=False)
        return self._kept[family]

    def _embedded(self, family: Family) -> Floats:
        """(labels, numbers) of unit length: the mean over the family's templates."""
        each = [self._sentence_embeddings(family.sentences(template)) for template in family.templates]
        return _unit(np.mean(each, axis=0))

    def _sentence_embeddings(self, sentences: Sequence[str]) -> Floats:
        starts = range(0, len(sentences), SENTENCES_AT_ONCE)
        return np.concatenate([self._encoder.embed_sentences(sentences[at : at + SENTENCES_AT_ONCE]) for at in starts])


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit


def _softmax(logits: Floats) -> Floats:
    odds = np.exp(logits - logits.max(1, keepdims=True))
    shares: Floats = odds / odds.sum(1, keepdims=True)
    return shares
