"""Settings of the video service."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class VideoSettings(ProcessSettings):
    """Read once at start."""

    video_backend: Literal["animatic", "mochi", "wan", "wan_i2v", "wan_vace"] = Field(
        "animatic",
        description="Who films: animatic (a drawn storyboard), mochi, wan (2.1 from text), wan_i2v (from a keyframe) "
        "or wan_vace (with reference pictures).",
    )
    video_checkpoint: Path | None = Field(
        None, description="Folder of the model's weights in diffusers' layout; every backend but animatic needs it."
    )
    video_device: Literal["auto", "cuda", "cpu"] = Field("auto", description="Where a model runs; auto takes a GPU.")
    video_dtype: Literal["bfloat16", "float32"] = Field(
        "bfloat16", description="Precision of transformer and text encoder; the VAE always runs in float32."
    )
    video_save_seconds: float = Field(
        30.0, ge=0, description="Seconds between two saved states of a shot: what a `kill -9` costs at most."
    )
    encoder_threads: int = Field(
        1, ge=0, le=64, description="Threads of the clip encoder; 0 for as many as the machine has."
    )
