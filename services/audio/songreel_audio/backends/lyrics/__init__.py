"""Who writes down what is sung. The setting's value, the module and the `match` arm have one name."""

from importlib.util import find_spec
from typing import Protocol

from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import NotConfigured

from songreel_audio.lyrics.transcript import Transcript
from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song
from songreel_audio.voice import Voice


class Transcriber(Protocol):
    """A backend that recognises sung words."""

    @property
    def heard_by(self) -> audio_pb2.HeardBy:
        """What the certificate says of it."""
        ...

    def transcribe(self, song: Song, voice: Voice | None, language: str, *, sung: bool) -> Transcript:
        """The words of a song, in BCP 47 `language` or, if that is empty, in the one that is detected.

        Only where the voice is heard, if it is listened for. Unless it is certain that the song is `sung`, there are no
        words in it when no language is recognised. Blocking; one call at a time.
        """
        ...


def load_transcriber(settings: AudioSettings) -> Transcriber | None:
    """The backend that the settings name, its weights fetched and loaded. Raises songreel_weights.WeightsError."""
    match settings.audio_lyrics:
        case "faster_whisper":
            if find_spec("faster_whisper") is None:
                raise NotConfigured(
                    "SONGREEL_AUDIO_LYRICS=faster_whisper needs faster-whisper: install songreel-audio[lyrics], or "
                    "choose none."
                )
            from songreel_audio.backends.lyrics.faster_whisper import load_faster_whisper

            return load_faster_whisper(settings.cache_folder)
        case "none":
            return None
