"""Who hears whether somebody sings. The setting's value, the module and the `match` arm have one name."""

from typing import Protocol

from songreel.audio.v1 import audio_pb2

from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song
from songreel_audio.voice import Voice


class VocalEar(Protocol):
    """A backend that tells voices from instruments."""

    @property
    def heard_by(self) -> audio_pb2.HeardBy:
        """What the certificate says of it."""
        ...

    def listen(self, song: Song) -> Voice:
        """Where somebody sings. Blocking; one call at a time."""
        ...


def load_vocal_ear(settings: AudioSettings) -> VocalEar | None:
    """The backend that the settings name, its weights fetched and loaded. Raises songreel_weights.WeightsError."""
    match settings.audio_vocals:
        case "spleeter":
            from songreel_audio.backends.vocals.spleeter import load_spleeter

            return load_spleeter(settings.cache_folder)
        case "none":
            return None
