"""CriticService over gRPC."""

from pathlib import Path
from typing import Any, TypeAlias

import grpc
import structlog
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import InvalidInput, ServiceError
from songreel_chassis.server import Service
from songreel_chassis.worker import ModelThread

from songreel_critic.critics import choose_critic
from songreel_critic.evidence import add_pictures
from songreel_critic.findings import accepted
from songreel_critic.references import pictures_of
from songreel_critic.settings import CriticSettings
from songreel_critic.trial import look_at_a_trial

log = structlog.get_logger()
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class CriticServicer(critic_pb2_grpc.CriticServiceServicer):
    """Looks at one file at a time."""

    def __init__(self, settings: CriticSettings) -> None:
        self._store = ArtifactStore(settings.artifacts_url, settings.cache_folder)
        self._critic = choose_critic(settings)
        self._thread = ModelThread("critic")

    async def warm_up(self) -> None:
        """Makes the critic ready, and has it look at a clip of a few frames."""
        await self._thread.run(self._critic.warm_up)
        await self._thread.run(look_at_a_trial, self._critic)

    async def close(self) -> None:
        """Stops the thread."""
        self._thread.stop()
        self._critic.close()

    async def CheckTake(  # noqa: N802  # the rpc's name
        self, request: critic_pb2.CheckTakeRequest, context: Context
    ) -> critic_pb2.CheckTakeResponse:
        """Measures one take."""
        clip = await self._file(request.clip.clip_uri, "clip.clip_uri")
        findings = await self._thread.run(self._critic.take, request, clip)
        await add_pictures(findings, clip, self._store, self._thread)
        log.info("take_checked", shot=request.timing.index, accepted=accepted(findings))
        return critic_pb2.CheckTakeResponse(findings=findings, accepted=accepted(findings))

    async def CheckFilm(  # noqa: N802  # the rpc's name
        self, request: critic_pb2.CheckFilmRequest, context: Context
    ) -> critic_pb2.CheckFilmResponse:
        """Measures the whole film."""
        film = await self._file(request.film_uri, "film_uri")
        pictures = await self._pictures(request) if self._critic.knows_people else {}
        findings = await self._thread.run(self._critic.film, request, film, pictures)
        await add_pictures(findings, film, self._store, self._thread)
        log.info("film_checked", shots=len(request.analysis.shots), accepted=accepted(findings))
        return critic_pb2.CheckFilmResponse(findings=findings, accepted=accepted(findings))

    async def _pictures(self, request: critic_pb2.CheckFilmRequest) -> dict[str, list[Path]]:
        """Of the characters. One that is gone is no reason to leave the film unlooked at."""
        found: dict[str, list[Path]] = {}
        for character, uris in pictures_of(request).items():
            for uri in uris:
                try:
                    found.setdefault(character, []).append(await self._store.local_path(uri))
                except ServiceError as error:
                    log.warning("picture_not_found", character=character, uri=uri, cause=str(error))
        return found

    async def _file(self, uri: str, field: str) -> Path:
        if not uri:
            raise InvalidInput("Nothing to look at was named. Give an artifact's URI.", field=field)
        return await self._store.local_path(uri)


def build(settings: CriticSettings) -> Service:
    """The service as the chassis runs it."""
    servicer = CriticServicer(settings)
    return Service(
        name="songreel.critic.v1.CriticService",
        register=lambda server: critic_pb2_grpc.add_CriticServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
    )
