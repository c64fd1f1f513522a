"""Loaded by schemathesis: real ids in every second path, so that requests come further than 404."""

import os
import zlib
from typing import Any

import schemathesis

REAL = dict(pair.split("=", 1) for pair in os.environ.get("SONGREEL_FUZZ_IDS", "").split(",") if pair)
KEPT = ("DELETE",)
"""What must not hit the real ones, which the other requests need."""


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Called for each case."""
    made_up = zlib.crc32(repr(path_parameters).encode()) % 2  # by chance, and the same for the same case
    if not path_parameters or context.operation.method.upper() in KEPT or made_up:
        return path_parameters
    return {name: REAL.get(name, value) for name, value in path_parameters.items()}


@schemathesis.serializer("application/offset+octet-stream")
def tus_body(context: Any, value: Any) -> bytes:
    """As it is: tus sends bytes."""
    return value if isinstance(value, bytes) else str(value).encode()
