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
GATEWAY = "gateway"
HOST = "127.0.0.1"


def inherited_environment() -> dict[str, str]:
    """This process' environment, to be handed on: the services' own settings are in it, and PATH and HOME."""
    return dict(os.environ)


def child_plans(
    folders: Folders, runtime_folder: Path, port: int, environment: Mapping[str, str], services: Sequence[str]
) -> list[ChildPlan]:
    """The gateway and the wanted services. Raises StackFailed when they are not installed."""
    names = (*services, GATEWAY)
    if missing := [name for name in names if find_spec(f"songreel_{name}") is None]:
        raise StackFailed(
            f"This machine has no songreel-{', songreel-'.join(missing)}. Install them with "
            "`pip install 'songreel-client[stack]'`, or name a running gateway with --gateway."
        )
    sockets = {name: f"unix:{runtime_folder / name}.sock" for name in SERVICES}
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
        **{f"SONGREEL_{name.upper()}_ADDRESS": address for name, address in sockets.items()},
        "SONGREEL_VIDEO_ADDRESSES": sockets["video"],
    }
    listens = sockets | {GATEWAY: f"unix:{runtime_folder / GATEWAY}.sock"}
    return [
        ChildPlan(name, f"songreel_{name}", settings | {"SONGREEL_LISTEN": listens[name]}, folders.logs / f"{name}.log")
        for name in names
    ]


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
