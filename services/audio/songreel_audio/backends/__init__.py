"""Who hears beats and tags. Key, curves and sections are computed from the samples whoever does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from songreel.audio.v1 import audio_pb2

from songreel_audio.curves import Curves
from songreel_audio.musicnn import TagPatches
from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song
from songreel_audio.tempo import Pulse


@dataclass(frozen=True)
class Impression:
    """What a backend hears in a song."""

    pulse: Pulse
    patches: TagPatches | None
    """None when the backend does not tag."""
    heard_by: Sequence[audio_pb2.HeardBy] = field(default_factory=tuple)


class Listener(Protocol):
    """A backend of this service."""

    def listen(self, song: Song, curves: Curves) -> Impression:
        """Beats and tags of a song. Blocking; one call at a time."""
        ...


def load_listener(settings: AudioSettings) -> Listener:
    """The backend that the settings name, its weights fetched and loaded."""
    match settings.audio_backend:
        case "embedded":
            from songreel_audio.backends.embedded import load_embedded

            return load_embedded(settings.cache_folder)
        case "librosa":
            from songreel_audio.backends.librosa_beats import LibrosaListener

            return LibrosaListener()
