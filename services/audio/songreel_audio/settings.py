"""Settings of the audio service."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class AudioSettings(ProcessSettings):
    """Read once at start."""

    audio_beats: Literal["beatnet", "beat_this", "librosa"] = Field(
        "beatnet",
        description="Who finds the beat: beatnet, beat_this (needs songreel-audio[beat-this] and a checkpoint), or "
        "librosa (no weights, rougher).",
    )
    audio_beat_this_checkpoint: str = Field(
        "", description="Checkpoint of Beat This!, such as final0.ckpt; beat_this needs it."
    )
    audio_tags: Literal["musicnn", "transformers_clap", "laion_clap", "none"] = Field(
        "musicnn",
        description="Who tags genre, mood and the like: musicnn (fifty labels of its own), transformers_clap or "
        "laion_clap (any labels; each needs the extra of its name), or none.",
    )
    audio_clap_folder: str = Field(
        "",
        description="Folder with laion-clap-music's files or, for transformers_clap, with a ClapModel in safetensors; "
        "empty to fetch laion-clap-music.",
    )
    audio_vocals: Literal["spleeter", "none"] = Field(
        "spleeter", description="Who hears whether somebody sings: spleeter, or none (sections do not say it)."
    )
    audio_lyrics: Literal["none", "faster_whisper"] = Field(
        "none",
        description="Who writes down what is sung, or finds the times of supplied words: none or faster_whisper "
        "(needs songreel-audio[lyrics]).",
    )
    longest_song_seconds: float = Field(1200.0, gt=0, description="Longer songs are refused.")
    largest_song_bytes: int = Field(200_000_000, gt=0, description="Larger song files are refused.")
