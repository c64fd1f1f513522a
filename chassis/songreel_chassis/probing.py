"""A second, plain server that answers health checks and nothing else: Kubernetes' probes speak no TLS."""

import grpc
from grpc_health.v1 import health_pb2_grpc


async def serve_probes(address: str, healths: "health_pb2_grpc.HealthServicer") -> grpc.aio.Server:
    """Started on host:port, with what the servicer tells of the main server. Exits with what to set where it cannot."""
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    health_pb2_grpc.add_HealthServicer_to_server(healths, server)
    try:
        server.add_insecure_port(address)
    except RuntimeError:
        raise SystemExit(f"Cannot listen on {address}: taken or not allowed. Set SONGREEL_HEALTH_LISTEN.") from None
    await server.start()
    return server
