"""Settings of the video service."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class VideoSettings(ProcessSettings):
    """Read once at start."""

    video_backend: Literal["animatic"] = Field("animatic", description="Who films: animatic (a drawn storyboard).")
    encoder_threads: int = Field(
        1, ge=0, le=64, description="Threads of the clip encoder; 0 for as many as the machine has."
    )
