"""`python -m songreel_chassis.health_check`: exit status 0 when the server of this container serves, 1 when not.

For engines that run a command to know (Docker, compose); Kubernetes asks by gRPC itself.
"""

import sys
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from songreel_chassis.settings import ProcessSettings, read_settings
from songreel_chassis.tls import Tls, is_local

SECONDS = 3.0


def serves(listen: str, tls: Tls | None = None) -> bool:
    """Whether the server that listens there says SERVING."""
    address = listen.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:")
    with _channel(address, tls) as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)  # its types have no methods
        try:
            answer = stub.Check(health_pb2.HealthCheckRequest(), timeout=SECONDS)
        except grpc.RpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


def _channel(address: str, tls: Tls | None) -> grpc.Channel:
    if tls is None or is_local(address):
        return grpc.insecure_channel(address)
    return grpc.secure_channel(address, tls.of_caller(), options=tls.options)


if __name__ == "__main__":
    settings = read_settings(ProcessSettings)
    sys.exit(0 if serves(settings.listen, Tls.of(settings)) else 1)
