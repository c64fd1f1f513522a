"""Requests, clips and songs that cannot become a film are named in words, and nothing is left of the attempt."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore

from tests.clips import encode, texture
from tests.contract.assembly.scenes import RATES, Scene, Stub, refused


def films_in(folder: Path) -> list[str]:
    films = folder / "artifacts" / "films"
    return [path.name for path in films.iterdir()] if films.exists() else []


def spoil_order(request: assembly_pb2.CutFilmRequest) -> None:
    request.clips[1].shot_index = 2


def spoil_count(request: assembly_pb2.CutFilmRequest) -> None:
    del request.clips[-1]


def spoil_frames(request: assembly_pb2.CutFilmRequest) -> None:
    request.clips[1].frames += 1


def spoil_total(request: assembly_pb2.CutFilmRequest) -> None:
    request.analysis.frames += 1


def spoil_rate(request: assembly_pb2.CutFilmRequest) -> None:
    request.clips[1].rate.numerator = 25


def spoil_song(request: assembly_pb2.CutFilmRequest) -> None:
    request.analysis.song_sha256 = "0" * 64


SPOILT = {
    spoil_order: "shot 2",
    spoil_count: "one clip a shot",
    spoil_frames: "shot 1",
    spoil_total: "Plan the shots again",
    spoil_rate: "shot 1",
    spoil_song: "another song",
}


@pytest.mark.parametrize(("spoil", "words"), SPOILT.items(), ids=lambda case: getattr(case, "__name__", ""))
async def test_a_request_that_contradicts_itself_is_refused(
    assembly: Stub, tmp_path: Path, scene: Scene, spoil: object, words: str
) -> None:
    """INVALID_ARGUMENT, the field, a sentence that names the shot; no film is left."""
    assert callable(spoil)
    spoil(scene.request)
    remote = await refused(assembly, scene.request)
    assert remote.status == grpc.StatusCode.INVALID_ARGUMENT
    assert words in remote.message
    assert remote.field
    assert films_in(tmp_path) == []


UNFIT: dict[str, Callable[[Path, int], object]] = {
    "size": lambda path, frames: encode(path, texture(frames, 9, 128, 72), RATES[0]),
    "frames": lambda path, frames: encode(path, texture(frames + 1, 9), RATES[0]),
    "rate": lambda path, frames: encode(path, texture(frames, 9), RATES[1]),
    "codec": lambda path, frames: encode(path, texture(frames, 9), RATES[0], "-c:v", "mpeg4", "-flags:v", "-cgop"),
    "profile": lambda path, frames: encode(path, texture(frames, 9), RATES[0], "-profile:v", "baseline"),
    "timescale": lambda path, frames: encode(path, texture(frames, 9), RATES[0], "-video_track_timescale", "48000"),
    "not a clip": lambda path, frames: path.write_bytes(b"not a clip"),
}


@pytest.mark.parametrize("why", UNFIT)
async def test_a_clip_that_does_not_fit_is_named(
    assembly: Stub, store: ArtifactStore, tmp_path: Path, scene: Scene, why: str
) -> None:
    """FFmpeg would join it without a word; here the shot to film again is named and nothing is left."""
    path = tmp_path / "clip.mp4"
    clip = scene.request.clips[2]
    UNFIT[why](path, clip.frames)
    stored = await store.add_file(path, "clips", "mp4")
    clip.clip_uri, clip.sha256 = stored.uri, stored.sha256
    remote = await refused(assembly, scene.request)
    assert (remote.status, remote.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "CLIP_UNFIT")
    assert "Film shot 2 again" in remote.message
    assert films_in(tmp_path) == []


async def test_a_clip_whose_bytes_changed_is_named(
    assembly: Stub, store: ArtifactStore, tmp_path: Path, scene: Scene
) -> None:
    """One flipped byte in the middle of a clip is found by its digest."""
    path = tmp_path / "artifacts" / scene.request.clips[1].clip_uri.removeprefix("artifact:")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    remote = await refused(assembly, scene.request)
    assert remote.reason == "CLIP_UNFIT"
    assert "shot 1" in remote.message


@pytest.mark.parametrize("gone", ["song", "clip"])
async def test_what_is_gone_is_named(assembly: Stub, store: ArtifactStore, scene: Scene, gone: str) -> None:
    """NOT_FOUND with the URI."""
    uri = scene.request.song_uri if gone == "song" else scene.request.clips[1].clip_uri
    await store.delete(uri)
    remote = await refused(assembly, scene.request)
    assert remote.status == grpc.StatusCode.NOT_FOUND
    assert uri in remote.message


async def test_a_song_without_sound_is_refused(assembly: Stub, store: ArtifactStore, scene: Scene) -> None:
    """A picture in the song's place."""
    scene.request.song_uri = scene.request.clips[0].clip_uri
    scene.request.analysis.song_sha256 = ""
    remote = await refused(assembly, scene.request)
    assert remote.status == grpc.StatusCode.INVALID_ARGUMENT
    assert "no sound" in remote.message


async def test_a_handle_that_is_not_as_promised_is_named(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """Its shot is to be filmed again."""
    stored = await store.add_file(encode(tmp_path / "head.mp4", texture(9, 9), RATES[0]), "clips", "mp4")
    scene.request.clips[1].head.MergeFrom(video_pb2.Handle(clip_uri=stored.uri, frames=10))
    assert "Film shot 1 again" in (await refused(assembly, scene.request)).message


LIMITED = """
import asyncio, resource, sys
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.errors import ServiceError
from songreel_assembly.servicer import AssemblyServicer
from songreel_assembly.settings import AssemblySettings
from songreel_assembly.signing import is_signed
request = json_format.Parse(sys.stdin.read(), assembly_pb2.CutFilmRequest())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
async def main():
    servicer = AssemblyServicer(AssemblySettings())
    try:
        print((await servicer.CutFilm(request, None)).film.film_uri)
    except ServiceError as error:
        print(type(error).__name__, error.message)
    await servicer.close()
asyncio.run(main())
"""


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path, scene: Scene) -> None:
    """A disk that takes no more while FFmpeg writes: StorageFull, no film, no draft."""
    environment = {
        **os.environ,
        "SONGREEL_ARTIFACTS_URL": f"file://{tmp_path}/artifacts",
        "TMPDIR": str(tmp_path / "t"),
    }
    (tmp_path / "t").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "20000"], env=environment, text=True, capture_output=True, timeout=60,
        input=json_format.MessageToJson(scene.request),
    )  # fmt: skip
    assert done.stdout.startswith("StorageFull No room"), done.stdout + done.stderr
    assert films_in(tmp_path) == []
    assert list((tmp_path / "t").iterdir()) == []
