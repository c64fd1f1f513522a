"""Whether this process lives, and whether it can do its work."""

import asyncio

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field

from songreel_gateway.api.answers import PROBLEM_MEDIA, TheGateway, problems
from songreel_gateway.asking.services import BackendHealth
from songreel_gateway.problems import problem

ROUTER = APIRouter(tags=["health"])


class BackendResource(BaseModel):
    """A service as it says of itself."""

    name: str
    address: str
    status: str = Field(description="SERVING, NOT_SERVING or UNREACHABLE.")


class Backends(BaseModel):
    """All services this gateway works with."""

    backends: list[BackendResource]


@ROUTER.get("/v1/health/backends")
async def read_backends(gateway: TheGateway) -> Backends:
    """Asks every service now."""
    return Backends(backends=[resource(backend) for backend in await gateway.services.health()])


@ROUTER.get("/livez", response_class=PlainTextResponse)
@ROUTER.get("/healthz", response_class=PlainTextResponse, include_in_schema=False)
async def live() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("alive\n")


@ROUTER.get("/metrics", response_class=PlainTextResponse)
async def metrics() -> Response:
    """Figures of this process in Prometheus' text form."""
    return Response(await asyncio.to_thread(generate_latest), media_type=CONTENT_TYPE_LATEST)


@ROUTER.get("/readyz", response_class=PlainTextResponse, responses=problems(503))
async def ready(gateway: TheGateway) -> Response:
    """200 when the database answers and every service serves; else 503 with their names."""
    backends = await gateway.services.health()
    missing = [f"{backend.name} ({backend.status})" for backend in backends if backend.status != "SERVING"]
    if not await gateway.records.database.answers():
        missing.append("database")
    if not missing:
        return PlainTextResponse("ready\n")
    why = problem("unavailable", 503, f"Not ready: {', '.join(missing)}.")
    return JSONResponse(why.document(), 503, {"retry-after": "2"}, PROBLEM_MEDIA)


@ROUTER.get("/readyz/gateway", response_class=PlainTextResponse, responses=problems(503))
async def ready_itself(gateway: TheGateway) -> Response:
    """200 when orders can be taken, whatever the services do: for a cluster, where video pods come when needed."""
    if await gateway.records.database.answers():
        return PlainTextResponse("ready\n")
    why = problem("unavailable", 503, "Not ready: database.")
    return JSONResponse(why.document(), 503, {"retry-after": "2"}, PROBLEM_MEDIA)


def resource(backend: BackendHealth) -> BackendResource:
    """From its answer."""
    return BackendResource(name=backend.name, address=backend.address, status=backend.status)
