"""Settings of the audio service."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class AudioSettings(ProcessSettings):
    """Read once at start."""

    audio_backend: Literal["embedded", "librosa"] = Field(
        "embedded",
        description="Who hears beats and tags: embedded (BeatNet and musicnn), librosa (no weights, no tags).",
    )
    longest_song_seconds: float = Field(1200.0, gt=0, description="Longer songs are refused.")
    largest_song_bytes: int = Field(200_000_000, gt=0, description="Larger song files are refused.")
