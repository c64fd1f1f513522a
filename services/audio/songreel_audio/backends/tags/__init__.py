"""Who says what a song sounds like. The setting's value, the module and the `match` arm have one name."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song
from songreel_audio.windows import Windows


class Tagger(Protocol):
    """A backend that tags. Its embeddings also help to find the sections."""

    @property
    def heard_by(self) -> audio_pb2.HeardBy:
        """What the certificate says of it."""
        ...

    @property
    def takes_labels(self) -> bool:
        """Whether a request may bring label sets."""
        ...

    def listen(self, song: Song) -> Windows:
        """The windows of a song. Blocking; one call at a time."""
        ...

    def tag(
        self, windows: Windows, shares: NDArray[np.float64], label_sets: Sequence[audio_pb2.LabelSet]
    ) -> list[list[audio_pb2.Tag]]:
        """Tags of each span, best first, from its (spans, windows) shares; no label sets for the backend's own."""
        ...


def load_tagger(settings: AudioSettings) -> Tagger | None:
    """The backend that the settings name, its weights fetched and loaded. Raises songreel_weights.WeightsError."""
    match settings.audio_tags:
        case "musicnn":
            from songreel_audio.backends.tags.musicnn import load_musicnn

            return load_musicnn(settings.cache_folder)
        case "none":
            return None
