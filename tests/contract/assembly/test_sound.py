"""A film under every kind of song: decoded, and held against the song sample by sample."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2_grpc
from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings
from songreel_chassis.artifacts import ArtifactStore

from tests.clips import cut_request
from tests.contract.assembly.scenes import RATES, Clips, Songs, Stub
from tests.contract.assembly.songs import duration_of
from tests.probe import probe_film
from tests.processes import served


def heard(path: Path, rate_hz: int = 48_000) -> tuple[NDArray[np.float32], float]:
    """(samples,) mono at one rate, and the presentation time of the first of them."""
    pieces: list[NDArray[np.float32]] = []
    start = None
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("fltp", "mono", rate_hz)
        for frame in file.decode(file.streams.audio[0]):
            start = frame.time if start is None else start
            frame.pts = None
            pieces += [piece.to_ndarray().reshape(-1).astype(np.float32) for piece in resampler.resample(frame)]
    return np.concatenate(pieces), float(start or 0.0)


def lag_of(film: NDArray[np.float32], song: NDArray[np.float32]) -> int:
    """Samples by which the film comes after the song, over their whole length."""
    count = min(len(film), len(song))
    size = 2 * count
    likeness = np.fft.irfft(np.fft.rfft(film[:count], size) * np.fft.rfft(song[:count], size).conj())
    best = int(np.argmax(likeness))
    return best if best < count else best - size


COPIED = [
    "mp3", "mp3 cover", "mp3 varying", "mp3 padded", "m4a", "m4a alac", "m4a cut", "m4a 5.1", "aac", "flac",
    "flac cover", "flac fine", "flac 5.1", "opus", "opus 5.1",
]  # fmt: skip
ENCODED = ["wav", "ogg", "mp3 low", "wav 5.1", "wav fine", "wav odd"]
CASES = [(kind, RATES[n % 3]) for n, kind in enumerate([*COPIED, *ENCODED])] + [("mp3", RATES[1]), ("mp3", RATES[2])]


@pytest.mark.parametrize(("kind", "rate"), CASES, ids=lambda case: str(case).replace("/", "-"))
async def test_a_film_is_its_song_to_the_frame_and_the_sample(
    assembly: Stub, store: ArtifactStore, songs: Songs, clips: Clips, kind: str, rate: Fraction
) -> None:
    """No frame off, one step a frame, sound and picture together, the song's samples in place up to its end."""
    song = songs[kind]
    duration = duration_of(song)
    frames = round(duration * rate)
    request = await cut_request(store, song, duration, clips[rate, frames], rate)
    answer = await assembly.CutFilm(request)

    film = await store.local_path(answer.film.film_uri)
    probe = probe_film(film)
    assert probe.frames == answer.film.frames == frames
    assert len(probe.presentation_steps) == 1
    assert probe.picture_start_seconds == 0
    song_samples, _ = heard(song)
    film_samples, start = heard(film)
    assert abs(start + lag_of(film_samples, song_samples) / 48_000) < 0.001
    assert len(film_samples) >= len(song_samples) - 48
    assert len(film_samples) <= len(song_samples) + 4800

    soundtrack = answer.film.soundtrack
    assert soundtrack.stream_copied == (kind in COPIED)
    assert (soundtrack.song_packets_sha256 == soundtrack.film_packets_sha256) == (kind in COPIED)
    assert answer.certificate.frames_off == 0
    assert abs(answer.certificate.sync_error_seconds) < 0.001


async def test_a_song_that_begins_late_in_its_file_is_put_in_step(
    assembly: Stub, store: ArtifactStore, songs: Songs, clips: Clips
) -> None:
    """A copy would start half a second late, so the song is encoded once, and the film says so."""
    song, rate = songs["m4a late"], RATES[0]
    duration = duration_of(song)
    request = await cut_request(store, song, duration, clips[rate, round(duration * rate)], rate)
    answer = await assembly.CutFilm(request)
    film_samples, start = heard(await store.local_path(answer.film.film_uri))
    assert abs(start + lag_of(film_samples, heard(song)[0]) / 48_000) < 0.001
    assert not answer.film.soundtrack.stream_copied


async def test_compatible_soundtracks_are_aac(store: ArtifactStore, tmp_path: Path, songs: Songs, clips: Clips) -> None:
    """With the setting, opus is encoded once although MP4 would take it."""
    song = songs["opus"]
    duration = duration_of(song)
    request = await cut_request(store, song, duration, clips[RATES[0], round(duration * RATES[0])], RATES[0])
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts", assembly_soundtrack="compatible"))
    async with served(service.register) as channel:
        answer = await assembly_pb2_grpc.AssemblyServiceStub(channel).CutFilm(request)
    await service.close()
    assert (answer.film.soundtrack.codec, answer.film.soundtrack.stream_copied) == ("aac", False)
