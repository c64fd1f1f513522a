"""Settings of the assembly service."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class AssemblySettings(ProcessSettings):
    """What the assembly service reads at start."""

    assembly_soundtrack: Literal["untouched", "compatible"] = Field(
        "untouched",
        description="untouched: the song's own packets wherever MP4 allows; compatible: opus, flac and alac become AAC,"
        " for players that know nothing else.",
    )
