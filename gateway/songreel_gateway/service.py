"""The BentoML service: our FastAPI routes, and the gateway's life tied to the server's."""

import asyncio
import gc
import time
from typing import Any

import bentoml
from bentoml._internal.server.http.access import AccessLogMiddleware
from bentoml._internal.server.http.instruments import RunnerTrafficMetricsMiddleware
from bentoml._internal.server.http.traffic import TimeoutMiddleware
from fastapi import FastAPI
from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware

from songreel_gateway.arrivals.incoming import sweep_now_and_then
from songreel_gateway.arrivals.uploads import clear_partial
from songreel_gateway.deleting.doomed import delete_doomed
from songreel_gateway.deleting.retaining import tend_now_and_then
from songreel_gateway.gateway import open_gateway
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.telemetry import metrics

OURS = ("/livez", "/readyz", "/readyz/gateway", "/healthz", "/metrics")
YOUNG_OBJECTS = 20_000  # that lead to a look for garbage
RESPONSE_BEGINS_SECONDS = 3600  # BentoML's limit until the first byte of an answer; a slow upload is inside it


class OursFirst:
    """Sends what probes and scrapers ask to our app.

    BentoML's own readiness knows nothing of the services, and its metrics expect several workers and their folder.
    """

    def __init__(self, app: Any, ours: Any) -> None:
        self._app = app
        self._ours = ours

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Called by the server for every request."""
        ours = scope["type"] == "http" and (scope["path"] in OURS or "\n" in scope["path"])  # mounts know one line
        await (self._ours if ours else self._app)(scope, receive, send)


class Measured:
    """Counts requests and times until their answers begin; what is streamed afterwards takes as long as it takes."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Called by the server for every request."""
        if scope["type"] != "http" or scope["path"] in OURS:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def tell(message: Any) -> None:
            if message["type"] == "http.response.start":
                metrics.REQUESTS.labels(scope["method"], str(message["status"])).inc()
                metrics.REQUEST_SECONDS.labels(scope["method"]).observe(time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, tell)


class Whole:
    """An app that BentoML mounts as it is. Of a bare FastAPI it would take known routes only and answer 404s itself."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Called by the server for every request."""
        await self._app(scope, receive, send)


def make_service(settings: GatewaySettings, app: FastAPI) -> Any:
    """The service. One worker: the gateway is the only executor of its workflows."""

    class GatewayService:
        """Opens the gateway with the server and closes it with the server."""

        @bentoml.on_startup  # type: ignore[untyped-decorator]  # BentoML ships no types that we can use
        async def open(self) -> None:
            gateway = await open_gateway(settings)
            clear_partial(gateway.uploads_folder)
            await delete_doomed(gateway.records.uses, gateway.artifacts)
            app.state.gateway = gateway
            collect_rarely()
            app.state.sweeping = asyncio.create_task(sweep_now_and_then(app.state.gateway))  # ends when that stops
            app.state.tending = asyncio.create_task(tend_now_and_then(app.state.gateway))  # the same

        @bentoml.on_shutdown  # type: ignore[untyped-decorator]  # the same
        async def close(self) -> None:
            await app.state.gateway.close()

    traffic = {"timeout": RESPONSE_BEGINS_SECONDS}
    service: Any = bentoml.service(name="songreel-gateway", workers=1, traffic=traffic)(GatewayService)
    bentoml.asgi_app(Whole(app))(service)
    service.add_asgi_middleware(OursFirst, ours=app)
    service.add_asgi_middleware(Measured)
    return service


def collect_rarely() -> None:
    """Has Python look for garbage less often than small scripts need it, and never among what stays for good.

    Each request makes some thousand objects and frees them without the collector; by default that runs every 700 of
    them, and took a fifth of the processor's time under load.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)


LEFT_OUT = (
    TimeoutMiddleware,  # sets a timer that it never takes back: each request stays in memory until its hour is over
    OpenTelemetryMiddleware,  # FastAPI opens a span a request itself, named after its route
    RunnerTrafficMetricsMiddleware,  # `Measured` counts, and /metrics shows its figures alone
    AccessLogMiddleware,  # nobody reads it: what happens is logged by what it is
)


def lean(served: Any) -> Any:
    """BentoML's app without what others do already: half of what a short answer cost."""
    served.user_middleware = [each for each in served.user_middleware if each.cls not in LEFT_OUT]
    return served
