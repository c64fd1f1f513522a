"""The assembly service over real gRPC: every film is decoded and held against its song."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import c2pa
import grpc
import imageio_ffmpeg
import jsonschema
import numpy as np
import opentimelineio as otio
import pytest
from google.protobuf import json_format
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.schema import shipped_schema
from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings
from songreel_assembly.signing import is_signed
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import RemoteError, read_rpc_error

from tests.clips import ShotClip, cut_request, encode, film_clips, lengths_of, texture
from tests.content_credentials import read_credentials
from tests.probe import probe_film, samples_of
from tests.processes import served
from tests.random_films import pictures_in
from tests.songs import write_sound

Stub: TypeAlias = "assembly_pb2_grpc.AssemblyServiceAsyncStub"

SECONDS = 3.7191
RATES = [Fraction(24), Fraction(30), Fraction(24000, 1001)]


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


def duration_of(path: Path) -> Fraction:
    """As the audio service counts: decoded samples over the file's own rate."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        return Fraction(sum(frame.samples for frame in file.decode(stream)), stream.rate)


def lag_of(film: NDArray[np.float32], song: NDArray[np.float32]) -> int:
    """Samples by which the film comes after the song, over their whole length."""
    count = min(len(film), len(song))
    size = 2 * count
    likeness = np.fft.irfft(np.fft.rfft(film[:count], size) * np.fft.rfft(song[:count], size).conj())
    best = int(np.argmax(likeness))
    return best if best < count else best - size


def bursts(seconds: float, rate_hz: int = 44_100) -> NDArray[np.float32]:
    """(samples, 2) noise in short bursts: it looks like itself at no lag but 0."""
    rng = np.random.default_rng(4)
    count = round(seconds * rate_hz)
    envelope = np.repeat(rng.random(count // 2000 + 1) ** 3, 2000)[:count]
    smooth = np.convolve(rng.standard_normal(count), np.ones(8) / 8, "same")
    return np.repeat((0.5 * smooth * envelope / np.abs(smooth).max()).astype(np.float32)[:, None], 2, 1)


def ffmpeg(*arguments: object) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)], check=True)


def make_song(folder: Path, kind: str) -> Path:
    """A song of that kind; each is of an odd length."""
    plain = folder / "plain.wav"
    write_sound(plain, bursts(SECONDS), 44_100)
    song = folder / f"song.{kind.split()[0]}"
    match kind:
        case "m4a alac":
            ffmpeg("-i", plain, "-c:a", "alac", song)
        case "m4a late":  # the sound begins half a second after the file does
            ffmpeg("-i", plain, "-c:a", "aac", folder / "plain.m4a")
            ffmpeg("-f", "lavfi", "-i", "color=s=32x32:d=4", "-itsoffset", "0.5", "-i", folder / "plain.m4a",
                   "-map", "0", "-map", "1", "-c:a", "copy", "-f", "mp4", song)  # fmt: skip
        case "mp3 low":
            ffmpeg("-i", plain, "-ar", "8000", song)
        case "mp3 cover":
            ffmpeg("-i", plain, "-f", "lavfi", "-i", "color=s=32x32:d=0.04", "-map", "0", "-map", "1",
                   "-disposition:v", "attached_pic", "-metadata", "title=A 'song'\n; of mine", song)  # fmt: skip
        case "wav 5.1":
            ffmpeg("-i", plain, "-ac", "6", "-ar", "96000", song)
        case "aac":
            ffmpeg("-i", plain, "-c:a", "aac", song)
        case _:
            write_sound(song, bursts(SECONDS), 44_100)
    return song


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Fraction, int], list[ShotClip]]:
    """Clips by rate and total frames, made when first asked for."""
    folder = tmp_path_factory.mktemp("clips")

    class Made(dict[tuple[Fraction, int], list[ShotClip]]):
        def __missing__(self, key: tuple[Fraction, int]) -> list[ShotClip]:
            home = folder / str(len(self))
            home.mkdir()
            self[key] = film_clips(home, lengths_of(key[1]), key[0])
            return self[key]

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


async def refused(assembly: Stub, request: assembly_pb2.CutFilmRequest) -> RemoteError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await assembly.CutFilm(request)
    return read_rpc_error(caught.value)


def films_in(folder: Path) -> list[str]:
    films = folder / "artifacts" / "films"
    return [path.name for path in films.iterdir()] if films.exists() else []


COPIED = ["mp3", "mp3 cover", "m4a", "m4a alac", "aac", "flac", "opus"]
ENCODED = ["wav", "ogg", "mp3 low", "wav 5.1"]
CASES = [(kind, RATES[n % 3]) for n, kind in enumerate([*COPIED, *ENCODED])] + [("mp3", RATES[1]), ("mp3", RATES[2])]


@pytest.mark.parametrize(("kind", "rate"), CASES, ids=lambda case: str(case).replace("/", "-"))
async def test_a_film_is_its_song_to_the_frame_and_the_sample(
    assembly: Stub, store: ArtifactStore, tmp_path: Path,
    clips: dict[tuple[Fraction, int], list[ShotClip]], kind: str, rate: Fraction,
) -> None:  # fmt: skip
    """No frame off, one step a frame, sound and picture together, the song's samples in place up to its end."""
    song = make_song(tmp_path, kind)
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
    assembly: Stub, store: ArtifactStore, tmp_path: Path,
    clips: dict[tuple[Fraction, int], list[ShotClip]],
) -> None:  # fmt: skip
    """A copy would start half a second late, so the song is encoded once, and the film says so."""
    song, rate = make_song(tmp_path, "m4a late"), RATES[0]
    duration = duration_of(song)
    request = await cut_request(store, song, duration, clips[rate, round(duration * rate)], rate)
    answer = await assembly.CutFilm(request)
    film_samples, start = heard(await store.local_path(answer.film.film_uri))
    assert abs(start + lag_of(film_samples, heard(song)[0]) / 48_000) < 0.001
    assert not answer.film.soundtrack.stream_copied


class Scene:
    """A request that is fine, to be spoilt."""

    def __init__(self, request: assembly_pb2.CutFilmRequest, clips: list[ShotClip]) -> None:
        self.request = request
        self.clips = clips


@pytest.fixture
async def scene(store: ArtifactStore, tmp_path: Path, clips: dict[tuple[Fraction, int], list[ShotClip]]) -> Scene:
    song = make_song(tmp_path, "mp3")
    duration = duration_of(song)
    made = clips[RATES[0], round(duration * RATES[0])]
    return Scene(await cut_request(store, song, duration, made, RATES[0]), made)


async def test_the_same_request_gives_the_same_film_and_certificate(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """A retry finds the whole answer; a cut from scratch comes to the same samples, and only the salt in the content
    credentials is another."""
    first = await assembly.CutFilm(scene.request)
    assert await assembly.CutFilm(scene.request) == first
    scene.request.waivers.add(measure="flicker", waived_by="a test", reason="to be cut again")
    again = await assembly.CutFilm(scene.request)
    files = [await store.local_path(answer.film.film_uri) for answer in (first, again)]
    assert samples_of(files[0].read_bytes()) == samples_of(files[1].read_bytes())
    assert again.film.soundtrack == first.film.soundtrack
    assert again.certificate_uri != first.certificate_uri


async def test_the_pictures_are_those_of_the_clips_in_order(assembly: Stub, store: ArtifactStore, scene: Scene) -> None:
    """Decoded frame by frame, the film equals the clips one after another, bit by bit."""

    def pictures(path: Path) -> list[str]:
        with av.open(str(path)) as file:
            return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in file.decode(video=0)]

    answer = await assembly.CutFilm(scene.request)
    film = pictures(await store.local_path(answer.film.film_uri))
    assert film == [picture for clip in scene.clips for picture in pictures(clip.path)]


async def test_the_certificate_is_stored_and_tells_who_made_what(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """Its JSON is the message's own JSON form, zeros included, findings and provenance in it."""
    scene.request.findings.add(measure="motion", value=2.5, shot_index=1, sentence="It moves.")
    answer = await assembly.CutFilm(scene.request)
    document = json.loads(await store.read_text(answer.certificate_uri) or "")
    assert json_format.ParseDict(document, assembly_pb2.Certificate()) == answer.certificate
    assert document["framesOff"] == 0
    certificate = answer.certificate
    assert certificate.animatic
    assert len(certificate.clips) == len(scene.clips)
    assert certificate.findings[0].measure == "motion"
    assert certificate.cuts.cut_count == certificate.cuts.musical_count == len(scene.clips) - 1
    assert certificate.cuts.worst_error_frames == pytest.approx(0.25, abs=1e-6)
    assert certificate.film_sha256 == hashlib.sha256(
        (await store.local_path(answer.film.film_uri)).read_bytes()
    ).hexdigest()  # fmt: skip


async def test_poster_sheet_and_captions_lie_beside_the_film(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """The poster is of the film's size, the sheet has room for all shots, captions come when asked for."""
    scene.request.analysis.lyrics.lines.add(text="a < b", start_seconds=0.5, end_seconds=1.25)
    scene.request.captions = assembly_pb2.CAPTION_STYLE_SIDECAR
    answer = await assembly.CutFilm(scene.request)
    with av.open(str(await store.local_path(answer.film.poster_uri))) as poster:
        assert (poster.streams.video[0].width, poster.streams.video[0].height) == (160, 90)
    with av.open(str(await store.local_path(answer.film.contact_sheet_uri))) as sheet:
        assert sheet.streams.video[0].width > 400
    assert "00:00:00,500 --> 00:00:01,250\na < b" in (await store.read_text(answer.captions.srt_uri) or "")
    assert "a &lt; b" in (await store.read_text(answer.captions.vtt_uri) or "")


async def test_karaoke_is_in_the_picture_and_beside_the_film(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """The words change the picture while they are sung, the total stays, and what was burned in is stored."""
    plain = await assembly.CutFilm(scene.request)
    scene.request.analysis.lyrics.lines.add(text="la la", start_seconds=1.0, end_seconds=1.5)
    scene.request.captions = assembly_pb2.CAPTION_STYLE_KARAOKE
    answer = await assembly.CutFilm(scene.request)
    assert answer.film.frames == plain.film.frames
    assert answer.certificate.words_burned_in
    assert 0 < answer.certificate.encoded_frames < answer.film.frames
    assert "la la" in (await store.read_text(answer.captions.ass_uri) or "")
    assert "la la" in (await store.read_text(answer.captions.srt_uri) or "")


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


async def test_the_service_warms_up_by_cutting(tmp_path: Path) -> None:
    """The warm-up is a real cut, which raises where FFmpeg is missing."""
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts"))
    await service.warm_up()
    await service.close()


async def test_compatible_soundtracks_are_aac(
    store: ArtifactStore, tmp_path: Path, clips: dict[tuple[Fraction, int], list[ShotClip]]
) -> None:
    """With the setting, opus is encoded once although MP4 would take it."""
    song = make_song(tmp_path, "opus")
    duration = duration_of(song)
    request = await cut_request(store, song, duration, clips[RATES[0], round(duration * RATES[0])], RATES[0])
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts", assembly_soundtrack="compatible"))
    async with served(service.register) as channel:
        answer = await assembly_pb2_grpc.AssemblyServiceStub(channel).CutFilm(request)
    await service.close()
    assert (answer.film.soundtrack.codec, answer.film.soundtrack.stream_copied) == ("aac", False)


async def test_the_film_says_in_itself_that_a_program_drew_it(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """A reader that shares no code with the writer finds the manifest whole, and minds one changed byte of the film."""
    answer = await assembly.CutFilm(scene.request)
    film = await store.local_path(answer.film.film_uri)
    found = read_credentials(film)
    assert found.faults == []
    assert found.actions[0]["action"] == "c2pa.created"
    assert found.actions[0]["digitalSourceType"].endswith("/algorithmicMedia")
    assert "proves nothing" in found.signers[0].subject.rfc4514_string()
    told = answer.certificate.content_credentials
    assert (told.embedded, told.test_certificate, told.digital_source_type) == (True, True, "algorithmicMedia")
    data = bytearray(film.read_bytes())
    data[-100] ^= 1
    (tmp_path / "changed.mp4").write_bytes(data)
    assert read_credentials(tmp_path / "changed.mp4").faults == ["the file was changed"]


async def test_the_writers_own_reader_finds_the_same(assembly: Stub, store: ArtifactStore, scene: Scene) -> None:
    """A generated film is named as one, with the models that filmed it; only trust in the test signer is missing."""
    for number, clip in enumerate(scene.request.clips):
        clip.provenance.animatic, clip.provenance.model = False, f"model {number % 2}"
    answer = await assembly.CutFilm(scene.request)
    film = await store.local_path(answer.film.film_uri)
    with c2pa.Reader(str(film)) as reader:
        said = json.loads(reader.json())
    assert [fault["code"] for fault in said["validation_status"]] == ["signingCredential.untrusted"]
    actions = said["manifests"][said["active_manifest"]]["assertions"]
    listed = next(each["data"]["actions"] for each in actions if each["label"].startswith("c2pa.actions"))
    assert listed[0]["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert [each["softwareAgent"]["name"] for each in listed[1:]] == ["model 0", "model 1"]
    assert read_credentials(film).faults == []


async def test_a_certificate_is_issued_anew_with_what_was_found_and_waived_since(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """A defect of the whole film fails it, a waiver with a name and a reason lets it pass; the measured figures stay,
    and each issue is signed and has its page."""
    answer = await assembly.CutFilm(scene.request)
    assert answer.certificate.passed
    request = assembly_pb2.CertifyFilmRequest(certificate_uri=answer.certificate_uri, film=answer.film)
    request.findings.add(
        measure="repeated_shots", severity=critic_pb2.SEVERITY_DEFECT, shot_index=-1, sentence="Twice."
    )
    found = await assembly.CertifyFilm(request)
    assert not found.certificate.passed
    waiving = assembly_pb2.CertifyFilmRequest(certificate_uri=found.certificate_uri, film=answer.film)
    waiving.waivers.add(measure="repeated_shots", shot_index=-1, waived_by="Ada", reason="It is a refrain.")
    waived = await assembly.CertifyFilm(waiving)
    assert waived.certificate.passed
    assert waived.certificate.figures == answer.certificate.figures
    for issued in (found, waived):
        assert is_signed(await store.read_text(issued.certificate_uri) or "")
    assert "It is a refrain." in (await store.read_text(waived.certificate_page_uri) or "")
    jsonschema.validate(json.loads(await store.read_text(waived.certificate_uri) or ""), shipped_schema())


async def test_a_certificate_that_was_changed_is_not_issued_anew(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """Nor one of another film, nor one that is not there."""
    answer = await assembly.CutFilm(scene.request)
    said = json.loads(await store.read_text(answer.certificate_uri) or "")
    changed = f"artifact:certificates/{'0' * 64}.json"
    await store.put_bytes(changed, json.dumps(said | {"framesOff": 3}).encode())
    for uri, film, words in (
        (changed, answer.film, "changed since"),
        (answer.certificate_uri, assembly_pb2.Film(sha256="f" * 64), "another film"),
        (f"artifact:certificates/{'1' * 64}.json", answer.film, "no certificate"),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await assembly.CertifyFilm(assembly_pb2.CertifyFilmRequest(certificate_uri=uri, film=film))
        assert words in read_rpc_error(caught.value).message


async def test_the_project_names_files_that_are_there(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """Each clip's file has the frames that the project says, a handle included; the song is the uploaded one."""
    head = encode(tmp_path / "head.mp4", texture(10, 9), RATES[0])
    stored = await store.add_file(head, "clips", "mp4")
    scene.request.clips[1].head.MergeFrom(video_pb2.Handle(clip_uri=stored.uri, frames=10, sha256=stored.sha256))
    scene.request.script.shots.add(index=1, transition=script_pb2.TRANSITION_DISSOLVE)
    answer = await assembly.CutFilm(scene.request)
    media = {each.path: each.uri for each in answer.timeline.media}
    timeline = otio.adapters.read_from_string(await store.read_text(answer.timeline.otio_uri), "otio_json")
    for clip in timeline.tracks[0].find_clips():
        path = await store.local_path(media[clip.media_reference.target_url])
        assert len(pictures_in(path)) == clip.available_range().duration.to_frames()
    assert media["media/song.mp3"] == scene.request.song_uri
    (made,) = answer.certificate.transitions
    assert (made.shot_index, made.end_frame - made.start_frame, made.left_out) == (1, 8, "")
    assert answer.timeline.edl_uri
    assert answer.timeline.fcpxml_uri


async def test_a_handle_that_is_not_as_promised_is_named(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """Its shot is to be filmed again."""
    stored = await store.add_file(encode(tmp_path / "head.mp4", texture(9, 9), RATES[0]), "clips", "mp4")
    scene.request.clips[1].head.MergeFrom(video_pb2.Handle(clip_uri=stored.uri, frames=10))
    assert "Film shot 1 again" in (await refused(assembly, scene.request)).message
