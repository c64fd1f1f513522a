"""A service of one's own store, and a request that is fine, to be spoilt. Clips and songs are made once a session."""

from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path

import pytest
from songreel.assembly.v1 import assembly_pb2_grpc
from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings
from songreel_chassis.artifacts import ArtifactStore

from tests.clips import ShotClip, cut_request, film_clips, lengths_of
from tests.contract.assembly.scenes import RATES, Clips, Scene, Songs, Stub
from tests.contract.assembly.songs import duration_of, make_song
from tests.processes import served


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """By rate and total frames, made when first asked for."""
    folder = tmp_path_factory.mktemp("clips")

    class Made(dict[tuple[Fraction, int], list[ShotClip]]):
        def __missing__(self, key: tuple[Fraction, int]) -> list[ShotClip]:
            home = folder / str(len(self))
            home.mkdir()
            self[key] = film_clips(home, lengths_of(key[1]), key[0])
            return self[key]

    return Made()


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Songs:
    """By kind, made when first asked for."""

    class Made(dict[str, Path]):
        def __missing__(self, kind: str) -> Path:
            self[kind] = make_song(tmp_path_factory.mktemp("song"), kind)
            return self[kind]

    return Made()


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")


@pytest.fixture
async def assembly(tmp_path: Path, store: ArtifactStore) -> AsyncIterator[Stub]:
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts", cache_folder=tmp_path / "cache"))
    async with served(service.register) as channel:
        yield assembly_pb2_grpc.AssemblyServiceStub(channel)
    await service.close()


@pytest.fixture
async def scene(store: ArtifactStore, clips: Clips, songs: Songs) -> Scene:
    song, rate = songs["mp3"], RATES[0]
    duration = duration_of(song)
    made = clips[rate, round(duration * rate)]
    return Scene(await cut_request(store, song, duration, made, rate), made)
