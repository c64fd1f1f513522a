"""What a tenant may have: by settings, or by what its operator decided for it alone."""

from pydantic import BaseModel, ConfigDict, Field

from songreel_gateway.access.settings import AccessSettings

MOST = 2**53  # what every JSON reader tells exactly


class Quotas(BaseModel):
    """Absent is what the settings say, 0 any number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    songs: int | None = Field(None, ge=0, le=MOST, strict=True, description="Songs that are kept.")
    storage_bytes: int | None = Field(
        None,
        ge=0,
        le=MOST,
        strict=True,
        description="Bytes of songs, pictures and films, and of uploads that are open.",
    )
    videos: int | None = Field(None, ge=0, le=MOST, strict=True, description="Videos under way at once.")
    shots: int | None = Field(None, ge=0, le=MOST, strict=True, description="Shots in work at once; the others wait.")
    spend: float | None = Field(
        None, ge=0, strict=True, description="Money that filming may cost in a calendar month (UTC)."
    )

    def or_else(self, settings: AccessSettings) -> "Quotas":
        """These, and the settings' where one is absent."""
        default = Quotas(
            songs=settings.quota_songs,
            storage_bytes=settings.quota_storage_bytes,
            videos=settings.quota_videos,
            shots=settings.quota_shots,
            spend=settings.quota_spend,
        )
        return default.model_copy(update=self.model_dump(exclude_none=True))
