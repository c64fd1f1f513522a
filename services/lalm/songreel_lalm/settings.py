"""Settings of the audio-language service."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from songreel_chassis.settings import ProcessSettings


class LalmSettings(ProcessSettings):
    """What the audio-language service reads at start."""

    lalm_backend: Literal["none", "openai", "transformers"] = Field(
        "none",
        description="Who listens: openai (a vLLM server with an audio-language model) or transformers (the model in "
        "this process). There is no small model to fall back on, so none ends the service with a sentence.",
    )
    lalm_base_url: str = Field("", description="Address of the OpenAI-compatible server, with its /v1.")
    lalm_api_key: SecretStr = Field(SecretStr("none"), description="Key for that server.")
    lalm_model: str = Field("", description="The server's name for the model; empty for its first one.")
    lalm_checkpoint: Path | None = Field(None, description="Folder of the weights, for transformers.")
    lalm_device: Literal["auto", "cuda", "cpu"] = Field("auto", description="Where transformers run; auto takes a GPU.")
    lalm_allow_noncommercial: bool = Field(
        False,
        description="Allow models whose licence forbids commercial use, such as Music Flamingo.",
    )
    lalm_window_seconds: float = Field(
        0.0, ge=0, description="Longest stretch that the model hears at once; 0 for what is known of it."
    )
    lalm_windows_at_once: int = Field(4, ge=1, description="Stretches of a song heard at the same time, by a server.")
    lalm_call_seconds: float = Field(300.0, gt=0, description="Longest wait for one answer of the model.")
    lalm_start_seconds: float = Field(
        300.0,
        ge=0,
        description="How long a start waits for a model server that is not there yet: they load for minutes.",
    )
    lalm_scenes: bool = Field(
        False, description="Let the audio-language model write the scenes too; else the script service's writer does."
    )
