"""Serves the BentoML service in this very process, until SIGTERM or SIGINT.

`bentoml serve` starts a supervisor and a worker. When the supervisor is killed its worker lives on with the port and
the database; when both live, two signals have to find their way. The gateway is one worker by design, so we do here
what BentoML's worker does (bind, `to_asgi`, uvicorn) and nothing stays behind when this process is killed.
"""

import os
import signal
import socket
import threading
from types import FrameType
from typing import Any

import structlog
import uvicorn
from songreel_chassis.errors import ServiceError
from songreel_chassis.logs import configure_logs
from songreel_chassis.telemetry import configure_telemetry

from songreel_gateway.access.browsers import read_origins
from songreel_gateway.access.opening import keys_are_asked
from songreel_gateway.settings import GatewaySettings

log = structlog.get_logger()

BACKLOG = 2048
CLOSING_SECONDS = 20.0  # after the drain, for what closes in a moment unless something it waits for is away


def give_up() -> None:
    """Ends the process."""
    log.error("closing_hangs", seconds=CLOSING_SECONDS)
    os._exit(1)


class Server(uvicorn.Server):
    """Tells the app of a signal at once, so that open event streams end instead of holding the server up."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called by uvicorn on SIGTERM and SIGINT. A start that waits (for the database, say) is given up at once, an
        end that hangs in the end: all work goes on elsewhere, or here at the next start, as after any kill."""
        gateway = getattr(self._app.state, "gateway", None)
        if gateway is None:
            log.warning("stopped_while_starting")
            os._exit(0)
        gateway.stopping.set()
        gateway.records.bell.ring_all()
        hanging = threading.Timer(gateway.settings.drain_seconds + CLOSING_SECONDS, give_up)
        hanging.daemon = True
        hanging.start()
        super().handle_exit(sig, frame)

    def __init__(self, config: uvicorn.Config, app: Any) -> None:
        super().__init__(config)
        self._app = app


def serve(settings: GatewaySettings) -> None:
    """Returns after the drain; exits with a sentence and status 1 when it cannot start."""
    configure_logs(settings, "gateway")
    configure_telemetry("gateway", settings.metrics_port, settings.traces_url)
    try:
        keys_are_asked(settings, settings.http_host)
        origins = read_origins(settings.cors_origins)
    except ServiceError as error:
        raise SystemExit(error.message) from None
    listener = bind(settings.http_host, settings.http_port)
    home = settings.data_folder.expanduser() / "bentoml"
    os.environ.update(BENTOML_HOME=str(home), BENTOML_DO_NOT_TRACK="True")  # read by BentoML when it is imported
    from songreel_gateway.api.app import make_app
    from songreel_gateway.service import lean, make_service

    app = make_app(origins)
    try:
        config = uvicorn.Config(
            lean(make_service(settings, app).to_asgi()),
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=BACKLOG,
            timeout_graceful_shutdown=max(1, round(settings.drain_seconds)),
        )
        server = Server(config, app)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)  # uvicorn raises the signal again after the drain; we exit with 0
        server.run(sockets=[listener])
    except ServiceError as error:
        raise SystemExit(error.message) from None
    if not server.started:
        raise SystemExit(1)


def bind(host: str, port: int) -> socket.socket:
    """A socket on the address, or an exit that says which setting to change."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sentence = f"Cannot listen on {host}:{port}: {reason}. Set SONGREEL_HTTP_PORT or SONGREEL_HTTP_HOST."
        raise SystemExit(sentence) from None
    listener.set_inheritable(False)
    return listener
