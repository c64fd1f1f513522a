"""Deliveries of finished films: asked for by a download, made by the assembly service, found when made before.

Encoding takes longer than a request may hang, so each is a task of its own that the next request of the same finds.
Were this process killed, the next request would begin it again, and the assembly service would find what it finished.
"""

import asyncio

import grpc
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import read_rpc_error

from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Refusal, problem_of_call
from songreel_gateway.store.uses import artifacts_in
from songreel_gateway.store.videos import Video
from songreel_gateway.telemetry.tracing import traced

WAIT_SECONDS = 10.0
"""That a request is held before it is told to ask again."""
PROFILES = {
    name.removeprefix("DELIVERY_PROFILE_").lower(): number
    for name, number in assembly_pb2.DeliveryProfile.items()
    if number
}


class Deliveries:
    """Those that are being made now."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[str, str], asyncio.Task[assembly_pb2.Delivery]] = {}

    async def ask(self, gateway: Gateway, video: Video, profile: str) -> assembly_pb2.Delivery | None:
        """The delivery, or None while it is being made. Raises what the assembly service said."""
        key = (video.id, profile)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(_make(gateway, video, profile))
        task = self._tasks[key]
        await asyncio.wait({task}, timeout=WAIT_SECONDS)
        if not task.done():
            return None
        self._tasks.pop(key, None)
        return task.result()


async def _make(gateway: Gateway, video: Video, profile: str) -> assembly_pb2.Delivery:
    song = await gateway.records.songs.find(video.song_id)
    analysis = await gateway.messages.get(str(video.analysis_uri), audio_pb2.SongAnalysis)
    request = assembly_pb2.DeliverFilmRequest(
        film=json_format.ParseDict(video.cut["film"], assembly_pb2.Film(), ignore_unknown_fields=True)
        if video.cut
        else None,
        profile=PROFILES[profile],
        analysis=analysis,
        song_uri=song.uri if song else "",
        animatic=bool(video.plan and video.plan["animatic"]),
    )
    try:
        with traced(video, "deliver"):
            delivery = (await gateway.services.assembly.DeliverFilm(request)).delivery
        await gateway.records.uses.claim(video.id, artifacts_in(json_format.MessageToDict(delivery)))
        return delivery
    except grpc.aio.AioRpcError as error:
        raise Refusal(problem_of_call(read_rpc_error(error), "deliver", None)) from error
