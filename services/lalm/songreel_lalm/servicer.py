"""LalmService over gRPC."""

import asyncio
import re
from typing import Any, TypeAlias

import grpc
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import InvalidInput, Unavailable
from songreel_chassis.server import Service

from songreel_lalm.listeners import Listener
from songreel_lalm.listeners.choosing import choose_listener
from songreel_lalm.samples import check_length, read_samples
from songreel_lalm.settings import LalmSettings
from songreel_lalm.telling import Teller

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
START_POLL_SECONDS = 2.0
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class LalmServicer(lalm_pb2_grpc.LalmServiceServicer):
    """One listener; as many windows at once as it may hear."""

    def __init__(self, settings: LalmSettings) -> None:
        self._settings = settings
        self._store = ArtifactStore(settings.artifacts_url, settings.cache_folder)
        self._listener: Listener | None = None

    async def warm_up(self) -> None:
        """Has the model hear a second of sound, once its server is there. Raises what the last try raised."""
        listener = choose_listener(self._settings)
        last = asyncio.get_running_loop().time() + self._settings.lalm_start_seconds
        while True:
            try:
                await listener.warm_up()
                break
            except Unavailable:
                if asyncio.get_running_loop().time() >= last:
                    await listener.close()
                    raise
            await asyncio.sleep(START_POLL_SECONDS)
        self._listener = listener

    async def close(self) -> None:
        """Gives the listener back."""
        if self._listener is not None:
            await self._listener.close()

    async def TellNarrative(  # noqa: N802  gRPC's name
        self, request: lalm_pb2.TellNarrativeRequest, context: Context
    ) -> lalm_pb2.TellNarrativeResponse:
        """Hears every window, then tells the whole once."""
        if self._listener is None:
            raise Unavailable("The audio-language service is still starting. Ask again soon.", retry_after_seconds=2)
        check_request(request)
        samples = await asyncio.to_thread(read_samples, await self._store.local_path(request.song_uri))
        check_length(samples, request.analysis.duration_seconds)
        teller = Teller(self._listener, self._store, self._settings.lalm_scenes, self._settings.lalm_windows_at_once)
        try:
            narrative = await teller.tell(request, samples)
        except ExceptionGroup as errors:  # of one window or several, all cancelled by the first
            raise _first(errors) from None
        return lalm_pb2.TellNarrativeResponse(narrative=narrative)


def check_request(request: lalm_pb2.TellNarrativeRequest) -> None:
    """Raises InvalidInput that names the field."""
    analysis = request.analysis
    if not analysis.duration_seconds > 0:
        raise InvalidInput("The analysis has no duration. Have the song heard first.", field="analysis")
    if [section.index for section in analysis.sections] != list(range(len(analysis.sections))):
        raise InvalidInput("The sections' indices must be 0, 1, 2, ... in order.", field="analysis.sections")
    if request.language and not LANGUAGE.fullmatch(request.language):
        raise InvalidInput("The language must be a BCP 47 tag, such as en, fr or pt-BR.", field="language")


def _first(errors: ExceptionGroup[Exception]) -> Exception:
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, ExceptionGroup) else found


def build(settings: LalmSettings) -> Service:
    """The service as the chassis runs it."""
    servicer = LalmServicer(settings)
    return Service(
        name="songreel.lalm.v1.LalmService",
        register=lambda server: lalm_pb2_grpc.add_LalmServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
    )
