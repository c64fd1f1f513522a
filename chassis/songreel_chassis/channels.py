"""Channels to other services: keepalive for calls that last minutes, a deadline on every call, the trace passed on."""

import json
from collections.abc import Callable
from typing import Any

import grpc

from songreel_chassis import telemetry
from songreel_chassis.renewing import RenewedChannel
from songreel_chassis.server import MESSAGE_BYTES
from songreel_chassis.tls import Tls, is_local

DEFAULT_DEADLINE_SECONDS = 600.0

# Only what never reached a servicer is retried here; anything else is the durable workflow's to retry.
RETRY_POLICY = {
    "methodConfig": [
        {
            "name": [{}],
            "retryPolicy": {
                "maxAttempts": 4,
                "initialBackoff": "0.2s",
                "maxBackoff": "2s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ]
}
CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.keepalive_time_ms", 20_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2_000),
    ("grpc.enable_retries", 1),
    ("grpc.service_config", json.dumps(RETRY_POLICY)),
]

Details = grpc.aio.ClientCallDetails


def open_channel(
    address: str, deadline_seconds: float = DEFAULT_DEADLINE_SECONDS, tls: Tls | None = None
) -> grpc.aio.Channel:
    """A channel to host:port or unix:path. It connects when first used and reconnects by itself."""
    interceptors: list[grpc.aio.ClientInterceptor] = [UnaryCalls(deadline_seconds), StreamCalls(deadline_seconds)]
    if tls is None or is_local(address):
        return grpc.aio.insecure_channel(address, options=CHANNEL_OPTIONS, interceptors=interceptors)
    options = [*CHANNEL_OPTIONS, *tls.options]

    def connect(credentials: grpc.ChannelCredentials) -> grpc.aio.Channel:
        return grpc.aio.secure_channel(address, credentials, options=options, interceptors=interceptors)

    return RenewedChannel(tls, connect)


class _Calls:
    def __init__(self, deadline_seconds: float) -> None:
        self._deadline_seconds = deadline_seconds

    def _with_context(self, details: Details) -> Details:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), *telemetry.outgoing_metadata())
        timeout = details.timeout or self._deadline_seconds
        return Details(details.method, timeout, metadata, details.credentials, details.wait_for_ready)


class UnaryCalls(_Calls, grpc.aio.UnaryUnaryClientInterceptor):
    """Adds the deadline and the trace to unary calls."""

    async def intercept_unary_unary(self, continuation: Callable[..., Any], details: Details, request: Any) -> Any:
        """Called by grpc for every unary call."""
        return await continuation(self._with_context(details), request)


class StreamCalls(_Calls, grpc.aio.UnaryStreamClientInterceptor):
    """Adds the deadline and the trace to server-streaming calls."""

    async def intercept_unary_stream(self, continuation: Callable[..., Any], details: Details, request: Any) -> Any:
        """Called by grpc for every server stream."""
        return await continuation(self._with_context(details), request)
