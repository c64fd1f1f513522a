"""A channel whose certificate may be renewed in place: calls go by a new connection from then on, running ones end.

A channel of gRPC keeps the certificate that it was opened with, and shows it at every reconnection, even when it has
expired. Each call looks at the files' dates here, which takes some microseconds.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import grpc
import structlog

from songreel_chassis.tls import Tls

log = structlog.get_logger()

LAST_CALLS_SECONDS = 3600.0  # as long as a caller's longest deadline


class RenewedChannel(grpc.aio.Channel):
    """A channel made by `connect` from credentials that are read again when they change."""

    def __init__(self, tls: Tls, connect: Callable[[grpc.ChannelCredentials], grpc.aio.Channel]) -> None:
        self._tls, self._connect = tls, connect
        self._version = tls.version()
        self._channel = connect(tls.of_caller())
        self._ending: set[asyncio.Task[None]] = set()

    def current(self) -> grpc.aio.Channel:
        """With the certificate that lies there now; with the one before where it cannot be read."""
        try:
            version = self._tls.version()  # before the files: what changes while they are read is read again
            if version != self._version:
                before, self._channel = self._channel, self._connect(self._tls.of_caller())
                self._version = version
                ending = asyncio.ensure_future(before.close(LAST_CALLS_SECONDS))
                self._ending.add(ending)
                ending.add_done_callback(self._ending.discard)
                log.info("certificate_renewed", certificate=str(self._tls.certificate))
        except OSError as error:
            log.warning("certificate_not_read", error=str(error))
        return self._channel

    async def close(self, grace: float | None = None) -> None:
        """All connections; running calls have the grace."""
        for task in self._ending:
            task.cancel()
        await self._channel.close(grace)

    def get_state(self, try_to_connect: bool = False) -> grpc.ChannelConnectivity:
        """Of the connection in use."""
        return self._channel.get_state(try_to_connect)

    async def wait_for_state_change(self, last_observed_state: grpc.ChannelConnectivity) -> None:
        """Of the connection in use."""
        await self._channel.wait_for_state_change(last_observed_state)

    async def channel_ready(self) -> None:
        """The connection in use."""
        await self.current().channel_ready()

    async def __aenter__(self) -> "RenewedChannel":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def unary_unary(self, *args: Any, **kwargs: Any) -> Any:
        """What a stub calls."""
        return lambda *a, **k: self.current().unary_unary(*args, **kwargs)(*a, **k)

    def unary_stream(self, *args: Any, **kwargs: Any) -> Any:
        """What a stub calls."""
        return lambda *a, **k: self.current().unary_stream(*args, **kwargs)(*a, **k)

    def stream_unary(self, *args: Any, **kwargs: Any) -> Any:
        """What a stub calls."""
        return lambda *a, **k: self.current().stream_unary(*args, **kwargs)(*a, **k)

    def stream_stream(self, *args: Any, **kwargs: Any) -> Any:
        """What a stub calls."""
        return lambda *a, **k: self.current().stream_stream(*args, **kwargs)(*a, **k)
