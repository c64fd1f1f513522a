"""Who finds the beat. The setting's value, the module and the `match` arm have one name."""

from importlib.util import find_spec
from typing import Protocol

from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import NotConfigured

from songreel_audio.curves import Curves
from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song
from songreel_audio.tempo import Pulse


class BeatTracker(Protocol):
    """A backend that finds beats."""

    @property
    def heard_by(self) -> audio_pb2.HeardBy:
        """What the certificate says of it."""
        ...

    def track(self, song: Song, curves: Curves) -> Pulse:
        """Beats, downbeats and tempo of a song. Blocking; one call at a time."""
        ...


def load_beat_tracker(settings: AudioSettings) -> BeatTracker:
    """The backend that the settings name, its weights fetched and loaded.

    Raises songreel_weights.WeightsError, or NotConfigured when a package or a checkpoint is missing.
    """
    match settings.audio_beats:
        case "beat_this":
            if missing := ", ".join(name for name in ("torch", "beat_this") if find_spec(name) is None):
                raise NotConfigured(
                    f"SONGREEL_AUDIO_BEATS=beat_this needs {missing}: install songreel-audio[beat-this], or choose "
                    "beatnet."
                )
            from songreel_audio.backends.beats.beat_this import load_beat_this

            return load_beat_this(settings.audio_beat_this_checkpoint)
        case "beatnet":
            from songreel_audio.backends.beats.beatnet import load_beatnet

            return load_beatnet(settings.cache_folder)
        case "librosa":
            from songreel_audio.backends.beats.librosa import LibrosaTracker

            return LibrosaTracker()
