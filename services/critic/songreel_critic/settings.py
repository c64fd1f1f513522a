"""Settings of the critic service."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class CriticSettings(ProcessSettings):
    """What the critic reads at start."""

    critic_backend: Literal["embedded"] = Field(
        "embedded", description="Who judges: embedded (measurements that need no model and no GPU)."
    )
