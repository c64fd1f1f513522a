"""Settings of the gateway."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from songreel_gateway.access.settings import AccessSettings
from songreel_gateway.retention import RetentionSettings


class GatewaySettings(AccessSettings, RetentionSettings):
    """Where the gateway listens, where it keeps its records, and where the services are."""

    http_host: str = Field("127.0.0.1", description="Address the HTTP API listens on.")
    http_port: int = Field(8080, ge=1, le=65535, description="Port the HTTP API listens on.")
    database_url: str = Field(
        "sqlite:///~/.local/share/songreel/songreel.sqlite",
        description="Database of songs, videos and workflows: sqlite:///file or postgresql://user:password@host/name.",
    )
    data_folder: Path = Field(
        Path("~/.local/share/songreel"), description="Folder for uploads on their way to the artifact store."
    )
    executor_id: str = Field(
        "gateway-0",
        pattern=r"^[A-Za-z0-9_.-]{1,64}$",
        description="Name of this gateway; after a crash it takes up the work of the same name.",
    )

    audio_address: str = Field("127.0.0.1:50051", description="Address of the audio service: host:port or unix:path.")
    script_address: str = Field("127.0.0.1:50052", description="Address of the script service.")
    video_addresses: str = Field(
        "127.0.0.1:50053",
        description="Addresses of the video pods, separated by commas; each films one shot at a time. dns:host:port "
        "stands for all addresses of the host, looked up again and again: a headless service of pods that come and go.",
    )
    video_kind: str = Field(
        "",
        description="A name of your own for what the video pods film by, such as wan-14b: what they say of themselves "
        "is remembered under it, so that films are planned, heard and written while no pod is up. Change it with the "
        "model. Empty: a plan waits for a pod.",
    )
    animatic_address: str = Field(
        "",
        description="Address of a video service with the animatic backend: it draws shots that could not be filmed, "
        "where a client wants that; empty refuses it.",
    )
    mark_filming_pods: bool = Field(
        False,
        description="Mark video pods that film with Kubernetes' pod-deletion-cost, so that a scale-down takes others; "
        "the pod's service account must be allowed to list and patch pods.",
    )
    critic_address: str = Field("127.0.0.1:50054", description="Address of the critic; empty to film without checks.")
    assembly_address: str = Field("127.0.0.1:50055", description="Address of the assembly service.")
    lalm_address: str = Field("", description="Address of the audio-language service; empty refuses pipeline `lalm`.")

    upload_limit_bytes: int = Field(200_000_000, ge=1, description="Largest song that may be uploaded.")
    upload_reserve_bytes: int = Field(
        500_000_000, ge=0, description="Disk space that uploads leave free; what would take it is refused at once."
    )
    upload_expiry_seconds: float = Field(
        86_400.0, gt=0, description="How long an upload in pieces stays open; then what came of it is removed."
    )
    uploads_open_limit: int = Field(20, ge=1, description="Uploads in pieces that one tenant may have open at once.")
    uploads_endpoint: str = Field(
        "",
        description="URL of the S3 endpoint as clients reach it, for uploading parts straight to it; empty where it is "
        "the one in AWS_ENDPOINT_URL.",
    )
    uploads_through_gateway: bool = Field(
        False, description="Take parts of uploads here even where S3 could: for a bucket that clients cannot reach."
    )
    song_urls_private: bool = Field(
        False,
        description="Fetch songs by URL from private addresses and over http too. Clients can then make the gateway "
        "read whatever it can reach.",
    )
    song_url_seconds: float = Field(120.0, gt=0, description="Longest time that fetching a song by its URL may take.")
    image_limit_bytes: int = Field(20_000_000, ge=1, description="Largest picture that may be uploaded.")
    image_consent: Literal["optional", "required"] = Field(
        "optional",
        description="Whether a picture may be uploaded without declaring who is seen on it and that they agreed: "
        "optional (the certificate then says that nobody declared anything), or required.",
    )
    image_limit_pixels: int = Field(
        50_000_000,
        ge=1,
        description="Most pixels of an uploaded picture: what is unpacked in memory is four times them.",
    )
    videos_at_once: int = Field(
        4,
        ge=1,
        description="Videos in work at once for each gateway; the others wait, tenants by turns. One that waits for "
        "its client has no place.",
    )
    film_concurrency: int = Field(
        0,
        ge=0,
        description="Shots in work at once, over all gateways; 0 for as many as there are: each waits until a pod is "
        "lent to it, tenants by turns.",
    )
    takes_limit: int = Field(2, ge=1, le=9, description="Filmings of a shot that the critic may ask for.")
    retry_first_seconds: float = Field(0.25, gt=0, description="First pause before a failed call is tried again.")
    retry_longest_seconds: float = Field(10.0, gt=0, description="Longest pause between two tries.")
    patience_seconds: float = Field(
        86_400.0, gt=0, description="How long a video waits for a service that is away before it fails."
    )
    crashes_limit: int = Field(3, ge=1, description="Times a call may crash inside a service before the video fails.")
    gpu_prices: str = Field(
        "",
        description="What a GPU hour costs, by the device's name: NVIDIA H100=3.00, *=2.50 (* for any other). Quotes "
        "tell money by it.",
    )
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$", description="Of those prices.")
    webhooks_private: bool = Field(
        False,
        description="Let webhooks go to private addresses and over http too: for a receiver in the same network. "
        "Clients can then make the gateway call whatever it can reach.",
    )
    heartbeat_seconds: float = Field(10.0, gt=0, description="Time between comments on an idle event stream.")

    def pods(self) -> tuple[str, ...]:
        """The video pods' addresses, in order."""
        return tuple(address.strip() for address in self.video_addresses.split(",") if address.strip())
