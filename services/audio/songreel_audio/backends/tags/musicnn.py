"""Tags from musicnn: fifty labels of its own, a real model on numpy, no GPU and no model hub."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_weights import fetch

from songreel_audio.backends.credits import credit
from songreel_audio.checkpoints.converted import converted
from songreel_audio.checkpoints.tensorflow_bundle import read_tensorflow_checkpoint
from songreel_audio.msd_tags import MSD_TAGS
from songreel_audio.musicnn import PATCH_SECONDS, Musicnn
from songreel_audio.song import Song
from songreel_audio.windows import Windows

MODEL = "musicnn-msd"
LEAST_SCORE = 0.05
MOST_TAGS = 10


class MusicnnTagger:
    """The default backend. Its labels are fixed: a request's label sets cannot be scored."""

    takes_labels = False

    def __init__(self, network: Musicnn, heard_by: audio_pb2.HeardBy) -> None:
        self._network = network
        self.heard_by = heard_by

    def listen(self, song: Song) -> Windows:
        """Windows of three seconds: about a second for each minute of a song."""
        patches = self._network(song.samples)
        return Windows(patches.starts_seconds, PATCH_SECONDS, patches.embeddings)

    def tag(
        self, windows: Windows, shares: NDArray[np.float64], label_sets: Sequence[audio_pb2.LabelSet]
    ) -> list[list[audio_pb2.Tag]]:
        """The mean of the windows' tags by their shares, best first."""
        scores = shares @ self._network.tags(windows.embeddings)
        return [_tags(row) for row in scores]


def _tags(scores: NDArray[np.float64]) -> list[audio_pb2.Tag]:
    best: dict[tuple[str, str], float] = {}
    for tag, score in zip(MSD_TAGS, scores.tolist(), strict=True):
        best[tag] = max(best.get(tag, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])[:MOST_TAGS]
    return [
        audio_pb2.Tag(label=label, family=family, score=score)
        for (label, family), score in ranked
        if score >= LEAST_SCORE
    ]


def load_musicnn(cache_folder: Path) -> MusicnnTagger:
    """The backend with its weights, fetched on first use. Raises songreel_weights.WeightsError."""
    model = fetch(MODEL, cache_folder=cache_folder)
    weights = converted(model.folder, lambda: read_tensorflow_checkpoint(model.files["index"], model.files["data"]))
    return MusicnnTagger(Musicnn(weights), credit("tags", model, "data"))
