"""Mutual TLS by settings, over real gRPC: who shows no certificate of our authority gets no answer."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
import trustme
from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import InvalidInput
from songreel_chassis.health_check import serves
from songreel_chassis.server import Service, serve
from songreel_chassis.settings import ProcessSettings
from songreel_chassis.tls import Tls

from tests.processes import free_port

NAME = "songreel.test"


@dataclass(frozen=True)
class Party:
    """One process' files, and the settings that name them."""

    folder: Path

    def write(self, ca: trustme.CA) -> "Party":
        """A new certificate of that authority."""
        issued = ca.issue_cert(NAME)
        self.folder.mkdir(exist_ok=True)
        chain = b"".join(each.bytes() for each in issued.cert_chain_pems)
        (self.folder / "tls.crt").write_bytes(chain)
        (self.folder / "tls.key").write_bytes(issued.private_key_pem.bytes())
        (self.folder / "ca.crt").write_bytes(ca.cert_pem.bytes())
        return self

    def settings(self, listen: str = "") -> ProcessSettings:
        at = {name: str(self.folder / file) for name, file in FILES.items()}
        return ProcessSettings(listen=listen or "127.0.0.1:0", tls_name=NAME, drain_seconds=0, **at)  # type: ignore[arg-type]  # checked by pydantic

    @property
    def tls(self) -> Tls:
        found = Tls.of(self.settings())
        assert found is not None
        return found


FILES = {"tls_certificate": "tls.crt", "tls_key": "tls.key", "tls_authority": "ca.crt"}


async def nothing() -> None:
    """Neither warms up nor closes anything."""


@contextlib.asynccontextmanager
async def served(settings: ProcessSettings) -> AsyncIterator[None]:
    """A server of the chassis with only its health to tell."""
    service = Service("songreel.test.v1.Nothing", lambda server: None, nothing, nothing)
    running = asyncio.create_task(serve(settings, lambda _: service))
    try:
        yield
    finally:
        signal.raise_signal(signal.SIGTERM)
        await running


async def status(address: str, tls: Tls | None) -> object:
    """Of the server as it answers this caller; the code of the refusal where it does not."""
    async with open_channel(address, 5.0, tls) as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)  # its types have no methods
        try:
            answer = await stub.Check(health_pb2.HealthCheckRequest(), wait_for_ready=False)
        except grpc.aio.AioRpcError as error:
            return error.code()
        status: int = answer.status
        return status


async def until(address: str, tls: Tls) -> None:
    while await status(address, tls) != health_pb2.HealthCheckResponse.SERVING:
        await asyncio.sleep(0.05)


async def test_only_callers_with_a_certificate_of_the_authority_are_answered(tmp_path: Path) -> None:
    """Not without one, not with one of somebody else's authority; and the health command is one of us."""
    ours, theirs = trustme.CA(), trustme.CA()
    server, caller = Party(tmp_path / "server").write(ours), Party(tmp_path / "caller").write(ours)
    stranger = Party(tmp_path / "stranger").write(theirs)
    (stranger.folder / "ca.crt").write_bytes(ours.cert_pem.bytes())  # it believes us; we do not believe it
    address = f"127.0.0.1:{free_port()}"
    async with served(server.settings(address)):
        await until(address, caller.tls)
        assert await status(address, None) == grpc.StatusCode.UNAVAILABLE
        assert await status(address, stranger.tls) == grpc.StatusCode.UNAVAILABLE
        assert await asyncio.to_thread(serves, address, caller.tls)
        assert not await asyncio.to_thread(serves, address)


async def test_a_caller_does_not_believe_a_server_of_another_authority(tmp_path: Path) -> None:
    """Whoever sits at the address."""
    ours, theirs = trustme.CA(), trustme.CA()
    caller, impostor = Party(tmp_path / "caller").write(ours), Party(tmp_path / "impostor").write(theirs)
    address = f"127.0.0.1:{free_port()}"
    async with served(impostor.settings(address)):
        await until(address, Party(tmp_path / "friend").write(theirs).tls)
        assert await status(address, caller.tls) == grpc.StatusCode.UNAVAILABLE


async def test_a_renewed_certificate_is_shown_without_a_restart(tmp_path: Path) -> None:
    """Written over the old one, authority and all: callers of the new authority are answered, those of the old not."""
    old, new = trustme.CA(), trustme.CA()
    server, address = Party(tmp_path / "server").write(old), f"127.0.0.1:{free_port()}"
    before, after = Party(tmp_path / "before").write(old), Party(tmp_path / "after").write(new)
    async with served(server.settings(address)):
        await until(address, before.tls)
        server.write(new)
        await until(address, after.tls)
        assert await status(address, before.tls) == grpc.StatusCode.UNAVAILABLE


async def test_a_caller_shows_its_renewed_certificate_without_a_restart(tmp_path: Path) -> None:
    """Its one channel goes on after both ends have changed their authority, and so does a call that runs meanwhile."""
    old, new = trustme.CA(), trustme.CA()
    server, address = Party(tmp_path / "server").write(old), f"127.0.0.1:{free_port()}"
    caller = Party(tmp_path / "caller").write(old)
    async with open_channel(address, 30.0, caller.tls) as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        async with served(server.settings(address)):
            await until(address, caller.tls)
            watched = stub.Watch(health_pb2.HealthCheckRequest())
            assert (await watched.read()).status == health_pb2.HealthCheckResponse.SERVING
            server.write(new)
            caller.write(new)
            answer = await stub.Check(health_pb2.HealthCheckRequest())
            assert answer.status == health_pb2.HealthCheckResponse.SERVING
            assert not watched.done()  # it goes by the connection before
            watched.cancel()
        async with served(server.settings(address)):  # all connections are new ones
            answer = await stub.Check(health_pb2.HealthCheckRequest(), wait_for_ready=True)
            assert answer.status != health_pb2.HealthCheckResponse.UNKNOWN


async def test_a_certificate_that_is_gone_for_a_moment_stops_nobody(tmp_path: Path) -> None:
    """While it is written over, calls go on by the one before."""
    ours = trustme.CA()
    server, address = Party(tmp_path / "server").write(ours), f"127.0.0.1:{free_port()}"
    caller = Party(tmp_path / "caller").write(ours)
    async with served(server.settings(address)), open_channel(address, 30.0, caller.tls) as channel:
        await until(address, caller.tls)
        stub: Any = health_pb2_grpc.HealthStub(channel)
        (caller.folder / "tls.crt").unlink()
        answer = await stub.Check(health_pb2.HealthCheckRequest())
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_half_of_the_settings_and_missing_files_are_refused(tmp_path: Path) -> None:
    """With what to set; none of them is no TLS."""
    assert Tls.of(ProcessSettings()) is None
    with pytest.raises(InvalidInput, match="or none of them"):
        Tls.of(ProcessSettings(tls_key="key.pem"))
    files = {name: str(tmp_path / file) for name, file in FILES.items()}
    with pytest.raises(InvalidInput, match="cannot be read"):
        Tls.of(ProcessSettings(**files))  # type: ignore[arg-type]  # checked by pydantic
