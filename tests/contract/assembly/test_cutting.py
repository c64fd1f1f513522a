"""The film is its clips, the request decides it, and what lies beside it is there."""

import hashlib
from pathlib import Path

import av
import opentimelineio as otio
import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings
from songreel_chassis.artifacts import ArtifactStore

from tests.clips import encode, texture
from tests.contract.assembly.scenes import RATES, Scene, Stub
from tests.probe import samples_of
from tests.random_films import pictures_in


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


async def test_a_film_whose_words_no_font_has_is_delivered_and_has_not_passed(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line stands beside the film, the picture is the clips' own, and the certificate tells of it."""
    settings = tmp_path / "fonts.conf"
    settings.write_text("<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    assert (await assembly.CutFilm(scene.request)).certificate.passed
    scene.request.captions = assembly_pb2.CAPTION_STYLE_KARAOKE
    line = scene.request.analysis.lyrics.lines.add(text="love", start_seconds=1.0, end_seconds=1.5)
    drawn = (await assembly.CutFilm(scene.request)).certificate
    assert [each.kept for each in drawn.figures if each.name == "words_not_drawn"] == [True]
    assert drawn.passed
    line.text = "空を飛ぶ鳥"
    answer = await assembly.CutFilm(scene.request)
    certificate = answer.certificate
    (told,) = [each for each in certificate.figures if each.name == "words_not_drawn"]
    assert (told.value, told.kept, certificate.passed) == (1, False, False)
    assert (certificate.words_burned_in, certificate.encoded_frames, answer.captions.ass_uri) == (False, 0, "")
    assert "空を飛ぶ鳥" in (await store.read_text(answer.captions.srt_uri) or "")


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


async def test_the_service_warms_up_by_cutting(tmp_path: Path) -> None:
    """The warm-up is a real cut, which raises where FFmpeg is missing."""
    service = build(AssemblySettings(artifacts_url=f"file://{tmp_path}/artifacts"))
    await service.warm_up()
    await service.close()
