"""Who says what a song sounds like. The setting's value, the module and the `match` arm have one name."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import NotConfigured

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
        case "transformers_clap":
            _require("torch", "transformers", backend="transformers_clap")
            from songreel_audio.backends.tags.transformers_clap import load_transformers_clap

            return load_transformers_clap(settings.cache_folder, _folder(settings))
        case "laion_clap":
            _require("torch", "transformers", "laion_clap", backend="laion_clap")
            from songreel_audio.backends.tags.laion_clap import load_laion_clap

            return load_laion_clap(settings.cache_folder, _folder(settings))
        case "none":
            return None


def _require(*packages: str, backend: str) -> None:
    missing = ", ".join(package for package in packages if find_spec(package) is None)
    if missing:
        what = f"Install songreel-audio[{backend.replace('_', '-')}], or choose musicnn."
        raise NotConfigured(f"SONGREEL_AUDIO_TAGS={backend} needs {missing}. {what}")


def _folder(settings: AudioSettings) -> Path | None:
    return Path(settings.audio_clap_folder).expanduser() if settings.audio_clap_folder else None
