"""Channels to the services: one stub each, one channel for every video pod, and their health."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel.assembly.v1 import assembly_pb2_grpc
from songreel.audio.v1 import audio_pb2_grpc
from songreel.critic.v1 import critic_pb2_grpc
from songreel.lalm.v1 import lalm_pb2_grpc
from songreel.script.v1 import script_pb2_grpc
from songreel.video.v1 import video_pb2_grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import Unavailable
from songreel_chassis.tls import Tls

from songreel_gateway.fleet.finding import Finder
from songreel_gateway.fleet.marking import KubernetesMarks, Marker
from songreel_gateway.fleet.pods import Place, VideoPods
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.store.line import Line

HEALTH_SECONDS = 2.0
DEADLINE_SECONDS = 3600.0  # a step's retry is dear; a dead peer is found by keepalive within 30 s, not by this


@dataclass(frozen=True)
class BackendHealth:
    """What a service says about itself."""

    name: str
    address: str
    status: str
    """SERVING, NOT_SERVING, UNREACHABLE."""


@dataclass
class Services:
    """The services as the workflow calls them."""

    audio: "audio_pb2_grpc.AudioServiceAsyncStub"
    script: "script_pb2_grpc.ScriptServiceAsyncStub"
    assembly: "assembly_pb2_grpc.AssemblyServiceAsyncStub"
    critic: "critic_pb2_grpc.CriticServiceAsyncStub | None"
    lalm: "lalm_pb2_grpc.LalmServiceAsyncStub | None"
    video: VideoPods
    finder: Finder
    """Of the video pods."""
    animatic: VideoPods | None = None
    """Draws shots that cannot be filmed; None where nobody does."""
    marker: Marker | None = None
    """Of the pods that film; None where nobody asks for it."""
    animatic_address: str = ""
    channels: dict[str, tuple[str, grpc.aio.Channel]] = field(default_factory=dict)
    """By name of service: its address and channel. The video pods have theirs themselves."""
    video_kind: str = ""
    """What the video pods film by, as the operator calls it; empty where it has no name."""

    async def begin(self) -> None:
        """Finds the pods, and goes on with it."""
        await self.finder.begin()
        if self.animatic is not None:
            await self.animatic.keep([self.animatic_address])
        if self.marker:
            self.marker.begin()

    async def health(self) -> list[BackendHealth]:
        """Each backend's own answer, asked now, all at once."""
        channels = self.video.channels() | self.channels
        for place in self.animatic.channels().values() if self.animatic is not None else ():
            channels["animatic"] = place
        asked = [_health(name, address, channel) for name, (address, channel) in channels.items()]
        return list(await asyncio.gather(*asked))

    async def close(self) -> None:
        """Cuts running calls off."""
        await self.finder.end()
        if self.marker:
            await self.marker.end()
        await self.video.close()
        if self.animatic is not None:
            await self.animatic.close()
        for _, channel in self.channels.values():
            await channel.close(None)


def open_services(settings: GatewaySettings, line: Line | None = None) -> Services:
    """Channels to everything that has an address; they connect when first used. The caller begins them."""
    tls = Tls.of(settings)
    channels: dict[str, tuple[str, grpc.aio.Channel]] = {}
    to_pod = partial(open_pod, tls=tls)

    def channel(name: str, address: str) -> grpc.aio.Channel:
        channels[name] = (address, open_channel(address, DEADLINE_SECONDS, tls))
        return channels[name][1]

    pods = VideoPods(to_pod, wanted=bool(settings.pods()), line=line)
    marker = Marker(pods, open_marks()) if settings.mark_filming_pods else None
    optional = {
        name: channel(name, address)
        for name, address in (("critic", settings.critic_address), ("lalm", settings.lalm_address))
        if address
    }
    audio: Any = audio_pb2_grpc.AudioServiceStub(channel("audio", settings.audio_address))
    script: Any = script_pb2_grpc.ScriptServiceStub(channel("script", settings.script_address))
    assembly: Any = assembly_pb2_grpc.AssemblyServiceStub(channel("assembly", settings.assembly_address))
    critic: Any = critic_pb2_grpc.CriticServiceStub(optional["critic"]) if "critic" in optional else None
    lalm: Any = lalm_pb2_grpc.LalmServiceStub(optional["lalm"]) if "lalm" in optional else None
    animatic = VideoPods(to_pod, wanted=True) if settings.animatic_address else None
    finder, address = Finder(pods, settings.pods()), settings.animatic_address
    kind = settings.video_kind
    return Services(audio, script, assembly, critic, lalm, pods, finder, animatic, marker, address, channels, kind)


def open_marks() -> KubernetesMarks:
    """Of the cluster this runs in. Raises Unavailable with what to do where it runs in none."""
    try:
        return KubernetesMarks()
    except OSError as error:
        raise Unavailable(
            f"There is no service account to mark pods with ({error}). Mount its token, or leave "
            "SONGREEL_MARK_FILMING_PODS off."
        ) from error


def open_pod(address: str, tls: Tls | None = None) -> Place:
    """A video pod at the address; its channel connects when first used."""
    channel = open_channel(address, DEADLINE_SECONDS, tls)
    stub: Any = video_pb2_grpc.VideoServiceStub(channel)
    return Place(address, channel, stub)


async def _health(name: str, address: str, channel: grpc.aio.Channel) -> BackendHealth:
    stub: Any = health_pb2_grpc.HealthStub(channel)
    try:
        answer = await stub.Check(health_pb2.HealthCheckRequest(), timeout=HEALTH_SECONDS)
        status = health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)
    except grpc.aio.AioRpcError:
        status = "UNREACHABLE"
    return BackendHealth(name, address, status)
