"""Who hears what: one folder for each kind of backend. Key, curves and sections are computed whoever does."""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel.audio.v1 import audio_pb2

from songreel_audio.backends.beats import BeatTracker, load_beat_tracker
from songreel_audio.backends.lyrics import Transcriber, load_transcriber
from songreel_audio.backends.tags import Tagger, load_tagger
from songreel_audio.backends.vocals import VocalEar, load_vocal_ear
from songreel_audio.settings import AudioSettings


@dataclass(frozen=True)
class Listener:
    """The backends of this service; None for what is not heard."""

    beats: BeatTracker
    tagger: Tagger | None = None
    vocals: VocalEar | None = None
    transcriber: Transcriber | None = None

    @property
    def heard_by(self) -> Sequence[audio_pb2.HeardBy]:
        """Credits for all of them."""
        return [kind.heard_by for kind in (self.beats, self.tagger, self.vocals, self.transcriber) if kind]


def load_listener(settings: AudioSettings) -> Listener:
    """The backends that the settings name, their weights fetched and loaded. Raises songreel_weights.WeightsError."""
    return Listener(
        beats=load_beat_tracker(settings),
        tagger=load_tagger(settings),
        vocals=load_vocal_ear(settings),
        transcriber=load_transcriber(settings),
    )
