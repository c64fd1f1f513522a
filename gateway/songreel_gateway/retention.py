"""Settings of how long things are kept."""

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class RetentionSettings(ProcessSettings):
    """Part of the gateway's settings."""

    keep_videos_days: float = Field(
        0.0,
        ge=0,
        description="Days after which a video that has ended is deleted, with every artifact that it alone uses; 0 for "
        "never.",
    )
    keep_songs_days: float = Field(
        0.0,
        ge=0,
        description="Days after its upload that a song of which no video is made is deleted, with its hearings and "
        "scripts; 0 for never.",
    )
    keep_images_days: float = Field(
        0.0,
        ge=0,
        description="Days after its upload that a picture which no video follows is deleted, with what was declared of "
        "it; 0 for never.",
    )
    keep_events_days: float = Field(
        0.0, ge=0, description="Days after which the events of a video that has ended are forgotten; 0 for never."
    )
