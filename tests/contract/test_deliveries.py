"""Deliveries over real gRPC: each profile's file is decoded and held against the film and its song."""

from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import grpc
import numpy as np
import pytest
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel.audio.v1 import audio_pb2
from songreel_assembly.limits import has_edit_list, top_boxes
from songreel_assembly.packets import read_packets
from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import read_rpc_error

from tests.clips import cut_request, film_clips, lengths_of
from tests.content_credentials import read_credentials
from tests.processes import served
from tests.random_films import decoded_duration
from tests.songs import write_sound

Stub: TypeAlias = "assembly_pb2_grpc.AssemblyServiceAsyncStub"
P = assembly_pb2
SECONDS, HZ = 9.31, 44_100


def bursts(seconds: float) -> NDArray[np.float32]:
    """(samples, 2) noise in short bursts: it looks like itself at no lag but 0."""
    rng = np.random.default_rng(4)
    count = round(seconds * HZ)
    envelope = np.repeat(rng.random(count // 2000 + 1) ** 3, 2000)[:count]
    return np.repeat((0.3 * rng.standard_normal(count) * envelope).clip(-1, 1).astype(np.float32)[:, None], 2, 1)


def song_of(path: Path) -> NDArray[np.float32]:
    """(samples,) mono at 48 kHz from the first sample on, wherever the file puts that in time."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("fltp", "mono", 48_000)
        pieces = [piece.to_ndarray() for frame in file.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([piece.reshape(-1) for piece in pieces]).astype(np.float32)


def sound_of(path: Path, edits: bool = True) -> NDArray[np.float32]:
    """(samples,) mono at 48 kHz from time 0 on; without `edits` as a player hears it that ignores edit lists."""
    options = {} if edits else {"ignore_editlist": "1"}
    pieces: list[NDArray[np.float32]] = []
    with av.open(str(path), options=options) as file:
        resampler, start = av.AudioResampler("fltp", "mono", 48_000), None
        for frame in file.decode(file.streams.audio[0]):
            start = frame.time if start is None else start
            frame.pts = None
            pieces += [piece.to_ndarray().reshape(-1).astype(np.float32) for piece in resampler.resample(frame)]
    return np.concatenate([np.zeros(round(48_000 * (start or 0)), np.float32), *pieces])


def lag_seconds(later: NDArray[np.float32], song: NDArray[np.float32]) -> float:
    count = min(len(later), len(song))
    likeness = np.fft.irfft(np.fft.rfft(later[:count], 2 * count) * np.fft.rfft(song[:count], 2 * count).conj())
    best = int(np.argmax(likeness))
    return (best if best < count else best - 2 * count) / 48_000


def frames_of(path: Path) -> tuple[list[NDArray[np.uint8]], float]:
    """The pictures in RGB, and the time of the first."""
    with av.open(str(path), options={"ignore_editlist": "1"}) as file:
        frames = list(file.decode(video=0))
    return [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in frames], float(frames[0].time or 0)


class Cut:
    """A film and what it was made from."""

    def __init__(
        self, answer: assembly_pb2.CutFilmResponse, analysis: audio_pb2.SongAnalysis, song: Path, uri: str
    ) -> None:
        self.answer, self.analysis, self.song, self.song_uri = answer, analysis, song, uri

    def request(self, profile: "P.DeliveryProfile.ValueType") -> assembly_pb2.DeliverFilmRequest:
        return P.DeliverFilmRequest(
            film=self.answer.film, profile=profile, analysis=self.analysis, song_uri=self.song_uri, animatic=True
        )


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")


@pytest.fixture
async def assembly(tmp_path: Path) -> AsyncIterator[Stub]:
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts", cache_folder=tmp_path / "cache"))
    async with served(service.register) as channel:
        yield assembly_pb2_grpc.AssemblyServiceStub(channel)
    await service.close()


async def film(assembly: Stub, store: ArtifactStore, folder: Path, rate: Fraction, kind: str = "mp3") -> Cut:
    song = folder / f"song.{kind}"
    write_sound(song, bursts(SECONDS), HZ)
    duration = decoded_duration(song)
    clips = film_clips(folder, lengths_of(round(duration * rate)), rate)
    request = await cut_request(store, song, duration, clips, rate)
    return Cut(await assembly.CutFilm(request), request.analysis, song, request.song_uri)


def missed(delivery: assembly_pb2.Delivery) -> dict[str, str]:
    return {limit.name: limit.found for limit in delivery.limits if not limit.kept}


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(16), Fraction(60), Fraction(30000, 1001)], ids=str)
@pytest.mark.parametrize(
    "profile",
    [P.DELIVERY_PROFILE_YOUTUBE, P.DELIVERY_PROFILE_INSTAGRAM, P.DELIVERY_PROFILE_TIKTOK],
    ids=["yt", "ig", "tt"],
)
async def test_a_platforms_file_starts_together_also_where_edit_lists_are_ignored(
    assembly: Stub, store: ArtifactStore, tmp_path: Path, rate: Fraction, profile: "P.DeliveryProfile.ValueType"
) -> None:
    """Every limit is kept; the picture's second frame and the song's first sample are as far apart as in the film."""
    cut = await film(assembly, store, tmp_path, rate)
    delivery = (await assembly.DeliverFilm(cut.request(profile))).delivery
    assert missed(delivery) == {}
    path = await store.local_path(delivery.file_uri)
    assert not has_edit_list(path)
    pictures, start = frames_of(path)
    repeats = 2 if rate == 16 and profile != P.DELIVERY_PROFILE_YOUTUBE else 1
    held = len(pictures) - repeats * cut.answer.film.frames
    assert held in (1, 2)
    late = lag_seconds(sound_of(path, edits=False), song_of(cut.song))
    assert abs(late - (start + float(held / (rate * repeats)))) < 0.001
    wanted, _ = frames_of(await store.local_path(cut.answer.film.film_uri))
    if pictures[0].shape == wanted[0].shape:
        for number in (0, 50, len(wanted) - 1):
            assert np.abs(pictures[held + repeats * number] - wanted[number].astype(int)).mean() < 4
    assert read_credentials(path).faults == []


async def test_a_small_picture_is_raised_to_the_least_that_a_platform_takes(
    assembly: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """160x90 becomes 640x360 for TikTok, and stays as it is for the web."""
    cut = await film(assembly, store, tmp_path, Fraction(24))
    for profile, size in ((P.DELIVERY_PROFILE_TIKTOK, (640, 360)), (P.DELIVERY_PROFILE_WEB, (160, 90))):
        delivery = (await assembly.DeliverFilm(cut.request(profile))).delivery
        assert missed(delivery) == {}
        with av.open(str(await store.local_path(delivery.file_uri))) as file:
            assert (file.streams.video[0].width, file.streams.video[0].height) == size


async def test_an_editors_master_has_the_songs_own_samples(
    assembly: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """ProRes 422 HQ frame for frame, and PCM that is a lossless song's own, sample by sample."""
    cut = await film(assembly, store, tmp_path, Fraction(25), "flac")
    delivery = (await assembly.DeliverFilm(cut.request(P.DELIVERY_PROFILE_PRORES))).delivery
    assert missed(delivery) == {}
    path = await store.local_path(delivery.file_uri)
    assert path.suffix == ".mov"
    assert len(read_packets(path, "video").times) == cut.answer.film.frames
    assert np.array_equal(whole(path), whole(cut.song))
    assert read_credentials(path).faults == []


def whole(path: Path) -> NDArray[np.int32]:
    """(samples, channels) of the song's own 16 bits."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("s32", "stereo", HZ)
        pieces = [piece.to_ndarray() for frame in file.decode(audio=0) for piece in resampler.resample(frame)]
    return (np.concatenate([piece.reshape(-1, 2) for piece in pieces]) >> 16).astype(np.int32)


async def test_a_teaser_is_six_seconds_from_the_first_chorus(
    assembly: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """To the frame, with the song's sound of that place; it carries the same disclosure as the film."""
    cut = await film(assembly, store, tmp_path, Fraction(24))
    shots = cut.analysis.shots
    chorus = next(shot for shot in shots if shot.start_frame > 40)
    cut.analysis.sections[0].kind = audio_pb2.SECTION_KIND_VERSE
    cut.analysis.sections.add(index=1, kind=audio_pb2.SECTION_KIND_CHORUS)
    for shot in shots[chorus.index :]:
        shot.section_index = 1
    delivery = (await assembly.DeliverFilm(cut.request(P.DELIVERY_PROFILE_TEASER))).delivery
    assert missed(delivery) == {}
    path = await store.local_path(delivery.file_uri)
    pictures, _ = frames_of(path)
    wanted, _ = frames_of(await store.local_path(cut.answer.film.film_uri))
    assert len(pictures) == 144
    assert np.abs(pictures[0] - wanted[chorus.start_frame].astype(int)).mean() < 4
    sung = song_of(cut.song)[round(48_000 * chorus.start_frame / 24) :][: 6 * 48_000]
    assert abs(lag_seconds(sound_of(path), sung)) < 0.001
    assert read_credentials(path).actions[0]["digitalSourceType"].endswith("/algorithmicMedia")


async def test_a_delivery_is_found_when_it_was_made_before(
    assembly: Stub, store: ArtifactStore, tmp_path: Path
) -> None:
    """And made again once its file is gone."""
    cut = await film(assembly, store, tmp_path, Fraction(24))
    request = cut.request(P.DELIVERY_PROFILE_WEB)
    first = await assembly.DeliverFilm(request)
    assert await assembly.DeliverFilm(request) == first
    assert next(top_boxes(await store.local_path(first.delivery.file_uri))) == "ftyp"
    await store.delete(first.delivery.file_uri)
    again = await assembly.DeliverFilm(request)
    assert await store.exists(again.delivery.file_uri)


async def test_what_cannot_be_delivered_is_said_in_words(assembly: Stub, store: ArtifactStore, tmp_path: Path) -> None:
    """No profile; a film that is not there; limits that the film itself misses are told, not hidden."""
    for request, words in (
        (P.DeliverFilmRequest(), "profile"),
        (P.DeliverFilmRequest(profile=P.DELIVERY_PROFILE_WEB), "Name the film"),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await assembly.DeliverFilm(request)
        assert words in read_rpc_error(caught.value).message
