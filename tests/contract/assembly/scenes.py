"""What tests of the assembly service share: a request and its clips, and how a refusal is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import grpc
import pytest
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel_chassis.errors import RemoteError, read_rpc_error

from tests.clips import ShotClip

Stub: TypeAlias = "assembly_pb2_grpc.AssemblyServiceAsyncStub"
Clips: TypeAlias = Mapping[tuple[Fraction, int], list[ShotClip]]
Songs: TypeAlias = Mapping[str, Path]
RATES = [Fraction(24), Fraction(30), Fraction(24000, 1001)]


@dataclass(frozen=True)
class Scene:
    """A request that is fine, to be spoilt."""

    request: assembly_pb2.CutFilmRequest
    clips: list[ShotClip]


async def refused(assembly: Stub, request: assembly_pb2.CutFilmRequest) -> RemoteError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await assembly.CutFilm(request)
    return read_rpc_error(caught.value)


def films_in(folder: Path) -> list[str]:
    films = folder / "artifacts" / "films"
    return [path.name for path in films.iterdir()] if films.exists() else []
