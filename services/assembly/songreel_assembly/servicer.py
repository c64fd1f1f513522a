"""AssemblyService over gRPC."""

import asyncio
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import grpc
import structlog
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore, request_digest
from songreel_chassis.server import Service
from songreel_chassis.worker import ModelThread

from songreel_assembly.costs import filming_costs, read_watts
from songreel_assembly.credentials import Seal
from songreel_assembly.cutting import FilmCut, cut
from songreel_assembly.delivering import DeliveryOrder, check_delivery, deliver
from songreel_assembly.deposit import Deposit, Shelf
from songreel_assembly.issuing import Issuer
from songreel_assembly.keys import load_key
from songreel_assembly.order import CutOrder, check_request
from songreel_assembly.settings import AssemblySettings
from songreel_assembly.trial import try_cutting

log = structlog.get_logger()
VERSION = version("songreel-assembly")
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class AssemblyServicer(assembly_pb2_grpc.AssemblyServiceServicer):
    """Cuts one film at a time; others wait a second or two."""

    def __init__(self, settings: AssemblySettings) -> None:
        self._store = ArtifactStore(settings.artifacts_url, settings.cache_folder)
        self._compatible = settings.assembly_soundtrack == "compatible"
        key = load_key(settings.assembly_signing_key, settings.assembly_signing_chain, settings.assembly_former_chains)
        self._seal = Seal(key, VERSION, settings.assembly_timestamp_url)
        self._issuer = Issuer(self._store, key)
        self._power = read_watts(settings.assembly_device_watts)
        self._decides = (VERSION, str(self._compatible), key.id, settings.assembly_device_watts)
        self._thread, self._delivering = ModelThread("cutting"), ModelThread("delivering")

    async def warm_up(self) -> None:
        """Cuts a film of a second."""
        await self._thread.run(try_cutting, self._seal)

    async def close(self) -> None:
        """Stops the thread."""
        self._thread.stop()
        self._delivering.stop()

    async def CutFilm(  # noqa: N802  # the rpc's name
        self, request: assembly_pb2.CutFilmRequest, context: Context
    ) -> assembly_pb2.CutFilmResponse:
        """Finds the film of an equal earlier request, else cuts it."""
        check_request(request)
        asked = request.SerializeToString(deterministic=True)
        deposit = Deposit(self._store, self._issuer, request_digest(asked, *self._decides))
        if found := await deposit.find():
            return found
        order = await self._order(request)
        with tempfile.TemporaryDirectory(prefix="songreel-film-") as folder:
            made: FilmCut = await self._thread.run(cut, order, Path(folder), self._compatible, self._seal)
            made.certificate.costs.extend(filming_costs(request, self._power))
            answer = await deposit.keep(request, made)
        log.info(
            "film_cut",
            frames=answer.film.frames,
            stream_copied=made.soundtrack.stream_copied,
            certificate=json_format.MessageToDict(answer.certificate.cuts),
        )
        return answer

    async def DeliverFilm(  # noqa: N802
        self, request: assembly_pb2.DeliverFilmRequest, context: Context
    ) -> assembly_pb2.DeliverFilmResponse:
        """Finds the delivery of an equal earlier request, else makes it beside whatever is being cut."""
        check_delivery(request)
        asked = request.SerializeToString(deterministic=True)
        shelf = Shelf(self._store, request_digest("delivery", asked, *self._decides))
        if found := await shelf.find():
            return found
        film, song = await asyncio.gather(
            self._store.local_path(request.film.film_uri), self._store.local_path(request.song_uri)
        )
        with tempfile.TemporaryDirectory(prefix="songreel-delivery-") as folder:
            made = await self._delivering.run(deliver, DeliveryOrder(request, film, song), Path(folder), self._seal)
            answer = await shelf.keep(request, made)
        log.info("film_delivered", profile=request.profile, kept=all(limit.kept for limit in made.limits))
        return answer

    async def CertifyFilm(  # noqa: N802
        self, request: assembly_pb2.CertifyFilmRequest, context: Context
    ) -> assembly_pb2.CertifyFilmResponse:
        """Issues the certificate anew."""
        return await self._issuer.again(request)

    async def _order(self, request: assembly_pb2.CutFilmRequest) -> CutOrder:
        headed = [clip for clip in request.clips if clip.head.frames]
        uris = [clip.clip_uri for clip in request.clips] + [clip.head.clip_uri for clip in headed]
        song, *paths = await asyncio.gather(*(self._store.local_path(uri) for uri in (request.song_uri, *uris)))
        heads = dict(zip((clip.shot_index for clip in headed), paths[len(request.clips) :], strict=True))
        return CutOrder(request, song, tuple(paths[: len(request.clips)]), heads)


def build(settings: AssemblySettings) -> Service:
    """The service as the chassis runs it."""
    servicer = AssemblyServicer(settings)
    return Service(
        name="songreel.assembly.v1.AssemblyService",
        register=lambda server: assembly_pb2_grpc.add_AssemblyServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
    )
