"""Settings every process has. A service subclasses `ProcessSettings` and adds its own.

Each is read from the environment variable `SONGREEL_<NAME>`. Only a `__main__` builds settings.
"""

import sys
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_PREFIX = "SONGREEL_"

S = TypeVar("S", bound="ProcessSettings")


class ProcessSettings(BaseSettings):
    """Read once at start; a field's description is its line in docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="ignore")

    listen: str = Field("127.0.0.1:50051", description="Address of the gRPC server: host:port or unix:path.")
    health_listen: str = Field(
        "",
        description="Address, host:port, of a second, plain server that answers health checks and nothing else, for "
        "probes that speak no TLS; empty for none.",
    )
    metrics_port: int = Field(0, ge=0, le=65535, description="Port of the Prometheus endpoint; 0 for none.")
    traces_url: str = Field(
        "",
        description="Where spans are sent, by OTLP over HTTP: http://collector:4318; empty for nowhere.",
    )
    artifacts_url: str = Field(
        "file://~/.local/share/songreel/artifacts",
        description="Where artifacts are kept: file://folder or s3://bucket/prefix (credentials from AWS_* variables).",
    )
    cache_folder: Path = Field(
        Path("~/.cache/songreel"), description="Folder for weights and for copies of remote artifacts."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="Log lines as json or console; auto takes console on a terminal."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    tls_certificate: str = Field(
        "", description="PEM file with this process' certificate and its chain, for mutual TLS; empty for none."
    )
    tls_key: str = Field("", description="PEM file with the key of that certificate.")
    tls_authority: str = Field("", description="PEM file with the authority that every process' certificate is of.")
    tls_name: str = Field(
        "", description="Name that every service's certificate has; empty where each has the one it is called by."
    )
    drain_seconds: float = Field(
        30.0, ge=0, description="After SIGTERM, how long running calls may take before they are cut off."
    )


def read_settings(kind: type[S]) -> S:
    """Settings from the environment, or a readable list of what is wrong with it and exit status 2."""
    try:
        return kind()
    except ValidationError as error:
        for problem in error.errors():
            name = ENV_PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
            sys.stderr.write(f"{name}: {problem['msg']} (got {problem['input']!r})\n")
        raise SystemExit(2) from None
