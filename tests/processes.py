"""Real servers and processes for tests: a service on a Unix socket, an S3 server, free ports."""

import contextlib
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.interceptor import CallInterceptor
from songreel_chassis.server import SERVER_OPTIONS

PORTS = (10_000, 32_000)
SOCKETS = Path("/tmp")  # noqa: S108  # where SeaweedFS makes them, whatever it is told


@contextlib.asynccontextmanager
async def served(register: Callable[[grpc.aio.Server], None]) -> AsyncIterator[grpc.aio.Channel]:
    """A channel to a servicer that runs under the chassis' interceptor in this process."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:  # pytest's own folders are too long for a socket
        server = grpc.aio.server(interceptors=[CallInterceptor()], options=SERVER_OPTIONS)
        register(server)
        server.add_insecure_port(f"unix:{folder}/s.sock")
        await server.start()
        channel = open_channel(f"unix:{folder}/s.sock")
        try:
            yield channel
        finally:
            await channel.close()
            await server.stop(None)


def free_port() -> int:
    """A port nobody listens on now, below those that the system gives to lines that are opened: none of those takes it
    until it is listened on."""
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Returns when the condition holds; fails the test when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Somebody listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_alive(pid: int) -> bool:
    """Neither gone nor a zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


class S3Command:
    """How a real S3 server (SeaweedFS) is run that keeps all it has in one folder; any key is accepted."""

    def __init__(self, folder: Path) -> None:
        parts = ("master", "volume", "filer", "s3", "admin")
        self._ports = {f"-{part}.port{kind}": free_port() for part in parts for kind in ("", ".grpc")}
        self._folder = folder
        self.port = self._ports["-s3.port"]

    @property
    def words(self) -> list[str]:
        weed = [str(Path(sys.executable).parent / "weed"), f"-logdir={self._folder}", "mini", f"-dir={self._folder}"]
        extras = ["-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-ip=127.0.0.1"]
        return [*weed, "-ip.bind=127.0.0.1", *extras, *(f"{name}={port}" for name, port in self._ports.items())]

    def clear(self) -> None:
        """Removes what it leaves outside its folder, whichever way it ended."""
        for port in self._ports.values():
            for left in SOCKETS.glob(f"seaweedfs-*-{port}.sock"):
                left.unlink(missing_ok=True)


@contextlib.contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """The endpoint of a real S3 server that keeps its objects in the folder."""
    command = S3Command(folder)
    with (folder / "weed.log").open("wb") as log:
        process = subprocess.Popen(command.words, stdout=log, stderr=log, cwd=folder)
        try:
            wait_until(lambda: answers(command.port), 30, "the S3 server")
            yield f"http://127.0.0.1:{command.port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:  # it waits for its parts to say goodbye, long on a machine under load
                process.kill()
                process.wait()
            command.clear()
