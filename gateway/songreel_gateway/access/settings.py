"""Settings of who gets in and how much each may have."""

from typing import Literal

from pydantic import Field
from songreel_chassis.settings import ProcessSettings


class AccessSettings(ProcessSettings):
    """Part of the gateway's settings."""

    auth: Literal["auto", "keys", "open"] = Field(
        "auto",
        description="Who gets in: with keys, whoever has one; open, whoever reaches the address; auto, keys where an "
        "admin key is set, else open on this machine alone.",
    )
    admin_key: str = Field(
        "",
        repr=False,
        description="Key that may do everything, also make the others: 32 random characters or more. Take it from a "
        "secret; empty for none.",
    )
    cors_origins: str = Field(
        "",
        description="Origins whose web pages may call the gateway from a browser, comma-separated, like "
        "https://app.example.com; * for any; empty for none.",
    )
    rate_limit: str = Field(
        "1200/minute",
        description="Requests that one key may send, for example 20/second; counted by each gateway for itself. Empty "
        "for any number.",
    )
    link_seconds: float = Field(3600.0, gt=0, le=604_800, description="How long a signed link is good by default.")
    quota_songs: int = Field(0, ge=0, description="Songs that a tenant may keep; 0 for any number, as in all quotas.")
    quota_storage_bytes: int = Field(
        0,
        ge=0,
        description="Bytes of songs, pictures and films that a tenant may keep, with those of uploads that are open.",
    )
    quota_videos: int = Field(0, ge=0, description="Videos of a tenant that may be under way at once.")
    quota_shots: int = Field(0, ge=0, description="Shots of a tenant that may be in work at once; the others wait.")
    quota_spend: float = Field(0.0, ge=0, description="Money that a tenant's filming may cost in a calendar month.")
