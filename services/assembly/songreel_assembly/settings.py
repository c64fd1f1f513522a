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
    assembly_signing_key: str = Field(
        "",
        description="PEM file of the Ed25519 key that certificates and content credentials are signed with; without one"
        " they are signed with the public test key, and say so.",
    )
    assembly_signing_chain: str = Field(
        "", description="PEM file of the key's certificate and those above it, as C2PA asks for; goes with the key."
    )
    assembly_former_chains: str = Field(
        "",
        description="PEM file of the certificates of keys that signed before; their films' certificates are issued anew"
        " with today's key when a defect is waived. An empty file is none.",
    )
    assembly_device_watts: str = Field(
        "",
        description="What one device draws while it films, in watts, for the certificate's estimate of energy: NVIDIA"
        " H100=650, cpu=65 (* for any other). Without it the largest power on the maker's data sheet is taken.",
    )
    assembly_timestamp_url: str = Field(
        "", description="RFC 3161 authority that puts the time into content credentials; empty for none."
    )
