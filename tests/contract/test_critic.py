"""The critic over real gRPC: seeded faults are found, clean takes and films pass."""

import io
from collections.abc import AsyncIterator, Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import grpc
import numpy as np
import pytest
from PIL import Image
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import read_rpc_error
from songreel_critic.servicer import build
from songreel_critic.settings import CriticSettings

from tests.clean_takes import CLEAN
from tests.clips import Frames, ShotClip, encode, frame_rate, stored_clip, texture
from tests.processes import served

Stub: TypeAlias = "critic_pb2_grpc.CriticServiceAsyncStub"

RATE = Fraction(24)
FRAMES = 60


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")


@pytest.fixture
async def critic(tmp_path: Path) -> AsyncIterator[Stub]:
    service = build(CriticSettings(artifacts_url=f"file://{tmp_path}/artifacts", cache_folder=tmp_path / "cache"))
    await service.warm_up()
    async with served(service.register) as channel:
        yield critic_pb2_grpc.CriticServiceStub(channel)
    await service.close()


def by_severity(findings: Iterable[critic_pb2.Finding], severity: int) -> dict[str, critic_pb2.Finding]:
    return {finding.measure: finding for finding in findings if finding.severity == severity}


def faults(findings: Iterable[critic_pb2.Finding]) -> set[str]:
    """Measures that did not pass."""
    found = list(findings)
    return {*by_severity(found, critic_pb2.SEVERITY_WARNING), *by_severity(found, critic_pb2.SEVERITY_DEFECT)}


async def check(
    critic: Stub, store: ArtifactStore, path: Path, transition: int = 0, promised: int = FRAMES
) -> critic_pb2.CheckTakeResponse:
    """Has a take checked that was ordered with `promised` frames at RATE."""
    clip = await stored_clip(store, ShotClip(path, promised), 3, RATE)
    return await critic.CheckTake(
        critic_pb2.CheckTakeRequest(
            clip=clip,
            timing=audio_pb2.TimedShot(index=3, start_frame=100, end_frame=100 + promised),
            shot=script_pb2.Shot(index=3, transition=transition),  # type: ignore[arg-type]  # any number is one
        )
    )


@pytest.mark.parametrize("name", CLEAN)
async def test_a_clean_take_has_no_fault(critic: Stub, store: ArtifactStore, tmp_path: Path, name: str) -> None:
    """Motion, light and darkness that belong to the picture are no faults; each measure answers."""
    answer = await check(critic, store, encode(tmp_path / "clip.mp4", CLEAN[name](), RATE))
    assert faults(answer.findings) == set()
    assert answer.accepted
    assert {finding.measure for finding in answer.findings} >= {"frame_count", "flicker", "motion", "sharpness"}
    assert all(finding.sentence and finding.shot_index == 3 for finding in answer.findings)


def black_half() -> Frames:
    frames = texture(FRAMES, 1)
    frames[20:55] = 0
    return frames


def stalled() -> Frames:
    frames = texture(FRAMES, 1)
    frames[52:] = frames[11:19]
    frames[10:52] = frames[10]
    return frames


def flickering() -> Frames:
    frames = texture(FRAMES, 1).astype(np.float32)
    frames[::2] *= 0.9
    return frames.astype(np.uint8)


def with_a_cut() -> Frames:
    return np.concatenate([texture(33, 1), texture(FRAMES - 33, 2)])


SEEDED: dict[str, tuple[str, Callable[[], Frames], bool, int]] = {
    "black": ("black_frames", black_half, False, 20),
    "frozen": ("frozen_frames", stalled, True, 10),
    "flicker": ("flicker", flickering, True, -1),
    "cut": ("cut_inside", with_a_cut, False, 33),
    "short": ("frame_count", lambda: texture(FRAMES - 1, 1), False, -1),
}


@pytest.mark.parametrize("name", SEEDED)
async def test_a_seeded_fault_is_found(critic: Stub, store: ArtifactStore, tmp_path: Path, name: str) -> None:
    """The fault and its place; a value beyond its threshold."""
    measure, frames, accepted, place = SEEDED[name]
    answer = await check(critic, store, encode(tmp_path / "clip.mp4", frames(), RATE))
    found = {**by_severity(answer.findings, 3), **by_severity(answer.findings, 4)}
    assert measure in found
    assert answer.accepted == accepted
    assert found[measure].value > found[measure].threshold
    if place >= 0:
        assert abs(found[measure].frame - place) <= 1


async def test_another_size_or_rate_is_a_defect(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """A clip that is not what was ordered is rejected."""
    other_size = await check(critic, store, encode(tmp_path / "a.mp4", texture(FRAMES, 1, 128, 72), RATE))
    other_rate = await check(critic, store, encode(tmp_path / "b.mp4", texture(FRAMES, 1), Fraction(30)))
    assert faults(other_size.findings) == {"size"}
    assert faults(other_rate.findings) == {"rate"}
    assert not other_size.accepted
    assert not other_rate.accepted


async def test_a_clip_that_cannot_be_decoded_is_rejected_not_an_error(
    critic: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """The answer is a finding, so that the shot is filmed again."""
    (tmp_path / "clip.mp4").write_bytes(b"no clip at all")
    answer = await check(critic, store, tmp_path / "clip.mp4")
    assert "decodable" in faults(answer.findings)
    assert not answer.accepted


async def test_a_fade_from_black_is_allowed_where_it_was_written(
    critic: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """The same dark opening is a fault in a shot that should begin with a plain cut."""
    frames = texture(FRAMES, 1)
    frames[:11] = 0
    path = encode(tmp_path / "clip.mp4", frames, RATE)
    faded = await check(critic, store, path, script_pb2.TRANSITION_FADE_FROM_BLACK)
    plain = await check(critic, store, path)
    assert "black_frames" not in faults(faded.findings)
    assert "black_frames" in faults(plain.findings)


async def film_of(
    store: ArtifactStore, tmp_path: Path, shots: list[Frames], moved_frames: int = 0
) -> critic_pb2.CheckFilmRequest:
    """A film of these shots; its plan says that the cuts are `moved_frames` earlier than they are."""
    path = encode(tmp_path / "film.mp4", np.concatenate(shots), RATE)
    stored = await store.add_file(path, "films", "mp4")
    edges = np.cumsum([0, *(len(shot) for shot in shots)]).tolist()
    planned = [0, *(edge - moved_frames for edge in edges[1:-1]), edges[-1]]
    timed = [
        audio_pb2.TimedShot(
            index=index,
            start_frame=planned[index],
            end_frame=planned[index + 1],
            cut=audio_pb2.Cut(reason=audio_pb2.CUT_REASON_BEAT, moment_seconds=planned[index] / 24),
            music=audio_pb2.ShotMusic(energy=[index / len(shots)] * (planned[index + 1] - planned[index])),
        )
        for index in range(len(shots))
    ]
    analysis = audio_pb2.SongAnalysis(rate=frame_rate(RATE), frames=edges[-1], shots=timed)
    clips = [video_pb2.Clip(shot_index=index) for index in range(len(shots))]
    return critic_pb2.CheckFilmRequest(film_uri=stored.uri, analysis=analysis, clips=clips)


def faster(seed: int, speed: int) -> Frames:
    return texture(36 * speed, seed)[::speed]


async def test_a_clean_film_has_no_fault(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """Every cut is seen where it was planned; motion that grows with the energy correlates with it."""
    answer = await critic.CheckFilm(await film_of(store, tmp_path, [faster(n, n + 1) for n in range(5)]))
    assert faults(answer.findings) == set()
    assert answer.accepted
    assert by_severity(answer.findings, critic_pb2.SEVERITY_PASSED)["cut_to_beat"].value == 0
    assert by_severity(answer.findings, critic_pb2.SEVERITY_INFORMATION)["motion_with_energy"].value > 0.7


async def test_cuts_off_their_frame_are_seen_in_the_pixels(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """The plan says two frames earlier than the picture shows."""
    request = await film_of(store, tmp_path, [texture(36, n) for n in range(4)], moved_frames=2)
    answer = await critic.CheckFilm(request)
    found = by_severity(answer.findings, critic_pb2.SEVERITY_DEFECT)
    assert found["cut_on_frame"].value == 3
    assert "+2 frames" in found["cut_on_frame"].sentence
    assert by_severity(answer.findings, critic_pb2.SEVERITY_WARNING)["cut_to_beat"].value == 2


async def test_a_film_of_another_length_is_a_defect(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """One frame off is enough."""
    request = await film_of(store, tmp_path, [texture(30, n) for n in range(2)])
    request.analysis.frames += 1
    answer = await critic.CheckFilm(request)
    assert "film_frames" in faults(answer.findings)
    assert not answer.accepted


async def test_shots_alike_and_shots_again_are_found(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """Shot 2 goes on where shot 1 ended; shot 4 is shot 0 again."""
    running = texture(72, 1)
    shots = [texture(36, 0), running[:36], running[36:], texture(36, 3), texture(36, 0)]
    answer = await critic.CheckFilm(await film_of(store, tmp_path, shots))
    found = by_severity(answer.findings, critic_pb2.SEVERITY_WARNING)
    assert found["neighbours_alike"].shot_index == 2
    assert (found["repeated_shots"].shot_index, found["repeated_shots"].value) == (4, 1)
    assert answer.accepted


async def test_a_black_stretch_is_found(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """A second and a half of nothing, with its place."""
    shots = [texture(36, 0), texture(36, 1), texture(36, 2)]
    shots[1][:] = 0
    answer = await critic.CheckFilm(await film_of(store, tmp_path, shots))
    assert by_severity(answer.findings, critic_pb2.SEVERITY_WARNING)["black_stretch"].frame == 36


async def test_what_is_gone_or_unnamed_is_an_error(critic: Stub) -> None:
    """A missing artifact is NOT_FOUND, an empty name INVALID_ARGUMENT."""
    for uri, status in {f"artifact:films/{'0' * 64}.mp4": "NOT_FOUND", "": "INVALID_ARGUMENT"}.items():
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await critic.CheckFilm(critic_pb2.CheckFilmRequest(film_uri=uri))
        assert read_rpc_error(caught.value).status.name == status


async def test_a_fault_comes_with_its_picture(critic: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """The frame where it was found, as a JPEG in the store; what passed has none."""
    frames = texture(FRAMES, 1)
    frames[30] = (200, 30, 30)
    answer = await check(critic, store, encode(tmp_path / "clip.mp4", frames, RATE))
    found = {finding.measure: finding for finding in answer.findings}
    data = await store.read_bytes(found["stray_frames"].picture_uri)
    assert data is not None
    picture = np.asarray(Image.open(io.BytesIO(data)))
    assert picture.shape == (90, 160, 3)
    assert np.abs(picture.astype(int) - (200, 30, 30)).max() < 40
    assert found["frame_count"].picture_uri == ""
