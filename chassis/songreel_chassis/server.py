"""A gRPC server's life: not serving until warmed up, serving, drained on SIGTERM.

    start          warm_up() done            SIGTERM              calls ended or drain_seconds over
──────┼──────────────────┼──────────────────────┼──────────────────────────┼──► exit
   NOT_SERVING        SERVING              NOT_SERVING, no new calls
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import grpc
import structlog
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from songreel_chassis.errors import InvalidInput
from songreel_chassis.interceptor import CallInterceptor
from songreel_chassis.logs import configure_logs
from songreel_chassis.probing import serve_probes
from songreel_chassis.settings import ProcessSettings
from songreel_chassis.telemetry import configure_telemetry
from songreel_chassis.tls import Tls, is_local

log = structlog.get_logger()

MESSAGE_BYTES = 32 * 1024 * 1024  # a 20-minute analysis with its curves is about 2 MiB; media travel by URI
SERVER_OPTIONS = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    # Callers ping every 20 s while a call runs; a server's default would answer "too many pings" and cut the call.
    ("grpc.http2.min_recv_ping_interval_without_data_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.so_reuseport", 0),  # a second server on the port must fail, not share it
]

Settings = TypeVar("Settings", bound=ProcessSettings)


@dataclass(frozen=True)
class Service:
    """What a server serves."""

    name: str
    """Full proto name, `songreel.audio.v1.AudioService`; also the health service's name."""
    register: Callable[[grpc.aio.Server], None]
    """Adds the servicer to the server."""
    warm_up: Callable[[], Awaitable[None]]
    """A real call through the model; the server says SERVING after it."""
    close: Callable[[], Awaitable[None]]
    """Gives back what the service holds, after the last call ended."""
    stopping: Callable[[], None] = lambda: None
    """Called on SIGTERM, before running calls get their drain time: what will not end in it may end itself well."""


def run_service(process: str, settings: Settings, build: Callable[[Settings], Service]) -> None:
    """Serves until SIGTERM or SIGINT."""
    configure_logs(settings, process)
    configure_telemetry(process, settings.metrics_port, settings.traces_url)
    asyncio.run(serve(settings, build))


async def serve(settings: Settings, build: Callable[[Settings], Service]) -> None:
    """The whole life of one server; its service is built inside the running loop."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stopping.set)

    tls = read_tls(settings)
    service = build(settings)
    server = grpc.aio.server(interceptors=[CallInterceptor()], options=SERVER_OPTIONS)
    service.register(server)
    healths = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(healths, server)
    names = (service.name, health.SERVICE_NAME, reflection.SERVICE_NAME)
    reflection.enable_server_reflection(names, server)

    async def say(status: int) -> None:
        for name in ("", service.name):
            await healths.set(name, status)

    await say(health_pb2.HealthCheckResponse.NOT_SERVING)  # the library's default is SERVING
    try:
        if tls is None or is_local(settings.listen):
            server.add_insecure_port(settings.listen)
        else:
            server.add_secure_port(settings.listen, tls.of_server())
    except RuntimeError:
        raise SystemExit(f"Cannot listen on {settings.listen}: taken or not allowed. Set SONGREEL_LISTEN.") from None
    await server.start()
    probes = await serve_probes(settings.health_listen, healths) if settings.health_listen else None
    log.info("server_started", listen=settings.listen, service=service.name)

    warming = asyncio.ensure_future(service.warm_up())
    stop = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({warming, stop}, return_when=asyncio.FIRST_COMPLETED)
    if warming.done():
        warming.result()  # a failed warm-up ends the process with its reason
        await say(health_pb2.HealthCheckResponse.SERVING)
        log.info("server_warmed_up", service=service.name)
        await stop
    warming.cancel()
    await say(health_pb2.HealthCheckResponse.NOT_SERVING)
    log.info("server_draining", seconds=settings.drain_seconds)
    service.stopping()
    await server.stop(settings.drain_seconds)
    await service.close()
    if probes is not None:  # to the end, so that a pod that drains can say so
        await probes.stop(None)


def read_tls(settings: ProcessSettings) -> Tls | None:
    """The settings' certificates, or an exit that says what is wrong with them."""
    try:
        return Tls.of(settings)
    except InvalidInput as error:
        raise SystemExit(error.message) from None
