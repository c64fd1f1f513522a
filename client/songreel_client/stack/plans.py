"""The processes of the local stack and their settings, as environment variables."""

import os
import socket
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from songreel_client.errors import StackFailed
from songreel_client.stack.folders import Folders
from songreel_client.stack.processes import ChildPlan

SERVICES = ("audio", "script", "video", "critic", "assembly")
LISTENER = "lalm"
"""Started only where it has a backend: there is none for a laptop."""
GATEWAY = "gateway"
HOST = "127.0.0.1"
MOST_VIDEO_PODS = 6
"""Each films one shot at a time and takes a core for drawing, so a pod a core; memory sets the bound."""


def inherited_environment() -> dict[str, str]:
    """This process' environment, to be handed on: the services' own settings are in it, and PATH and HOME."""
    return dict(os.environ)


def child_plans(
    folders: Folders, runtime_folder: Path, port: int, environment: Mapping[str, str], services: Sequence[str]
) -> list[ChildPlan]:
    """The gateway and the wanted services. Raises StackFailed when they are not installed."""
    if set(SERVICES) <= set(services) and environment.get("SONGREEL_LALM_BACKEND", "none") not in ("", "none"):
        services = (*services, LISTENER)
    names = [name for service in services for name in pods_of(service)] + [GATEWAY]
    if missing := [name for name in (*services, GATEWAY) if find_spec(f"songreel_{name}") is None]:
        raise StackFailed(
            f"This machine has no songreel-{', songreel-'.join(missing)}. Install them with "
            "`pip install 'songreel-client[stack]'`, or name a running gateway with --gateway."
        )
    known = dict.fromkeys((*SERVICES, *services))
    sockets = {pod: f"unix:{runtime_folder / pod}.sock" for service in known for pod in pods_of(service)}
    settings = {
        **environment,
        "PYTHONUNBUFFERED": "1",
        "SONGREEL_ARTIFACTS_URL": f"file://{folders.data}/artifacts",
        "SONGREEL_CACHE_FOLDER": str(folders.cache),
        "SONGREEL_DATABASE_URL": f"sqlite:///{folders.data}/songreel.sqlite",
        "SONGREEL_DATA_FOLDER": str(folders.data),
        "SONGREEL_HTTP_HOST": HOST,
        "SONGREEL_HTTP_PORT": str(port),
        "SONGREEL_LOG_FORMAT": "json",
        "SONGREEL_METRICS_PORT": "0",
        **{f"SONGREEL_{name.upper()}_ADDRESS": sockets[name] for name in known if name != "video"},
        "SONGREEL_VIDEO_ADDRESSES": ",".join(sockets[pod] for pod in pods_of("video")),
    }
    listens = sockets | {GATEWAY: f"unix:{runtime_folder / GATEWAY}.sock"}
    return [
        ChildPlan(
            name=name,
            module=f"songreel_{name.partition('-')[0]}",
            environment=settings | {"SONGREEL_LISTEN": listens[name]},
            log=folders.logs / f"{name}.log",
        )
        for name in names
    ]


def pods_of(service: str) -> tuple[str, ...]:
    """A service's processes as the gateway calls them: "video-0" and "video-1" on two cores, else by its own name."""
    count = min(MOST_VIDEO_PODS, os.cpu_count() or 1) if service == "video" else 1
    return tuple(f"{service}-{number}" for number in range(count)) if count > 1 else (service,)


def choose_port(wanted: int) -> int:
    """The wanted port if nobody has it, or a free one for 0. Raises StackFailed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free for us
        try:
            probe.bind((HOST, wanted))
        except OSError as error:
            raise StackFailed(
                f"Port {wanted} of {HOST} cannot be used ({error.strerror}). Choose another one with --port, "
                "or leave it away to take a free one."
            ) from error
        port: int = probe.getsockname()[1]
        return port
