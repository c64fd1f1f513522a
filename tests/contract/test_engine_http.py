"""What an outside video engine is asked for, and what becomes of its answer."""

from collections.abc import Iterator
from pathlib import Path

import grpc
import numpy as np
import pytest
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore

from tests.engine_place import FILMING, Place, shot
from tests.shots import clip_of, decode, film, refused
from tests.video_engine import MODEL, VideoEngine, Way


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with VideoEngine() as engine:
        yield Place(engine, tmp_path)


async def test_the_engine_is_asked_for_exactly_this(place: Place) -> None:
    """Prompt, what must not be seen, size, the legal length that covers the shot, rate, steps, guidance, seed, key."""
    async with place.pod(video_engine_api_key="sesame") as video:
        await clip_of(video, shot(frames=8, seed=2**64 - 1))
    asked = place.engine.begun[-1].fields
    assert asked.pop("negative_prompt").endswith(", knives")
    assert asked == {
        "prompt": "A red boat on a lake, at dawn, 35 mm film.",
        "model": MODEL["id"],
        "size": "64x48",
        "seconds": "1",
        "num_frames": "9",
        "fps": "16",
        "num_inference_steps": "50",
        "guidance_scale": "5.0",
        "flow_shift": "5.0",
        "seed": str(2**32 - 1),
    }
    assert place.engine.keys == {"Bearer sesame"}


async def test_the_clip_is_the_engines_first_frames(place: Place) -> None:
    """Of nine frames the first eight, one to one: cut off, not stretched; in the same colours."""
    async with place.pod() as video:
        clip = await clip_of(video, shot(frames=8))
    made = place.engine.begun[-1]
    (place.folder / "theirs.mp4").write_bytes(place.engine.clip(made))
    theirs = decode(place.folder / "theirs.mp4").pictures
    ours = decode(place.folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")).pictures
    assert len(theirs) == 9
    differences = np.abs(ours.astype(int) - theirs[:8]).mean(axis=(1, 2, 3))
    assert differences.max() < 3
    assert np.abs(ours.astype(int) - theirs[1:]).mean() > 2 * differences.max()
    assert place.engine.dropped[-1] == made.id  # its clip is ours now


async def test_colours_survive_whatever_the_engine_tags(place: Place) -> None:
    """A clip coded in BT.601 without tags, as most engines write it, has the colours of one in BT.709 with tags; one
    that is tagged as what it is not has not, which shows that the comparison sees it."""
    in_601 = ("-vf", "scale=out_color_matrix=bt601:out_range=tv")
    untagged = ("-colorspace", "unknown", "-color_primaries", "unknown", "-color_trc", "unknown")
    mistagged = ("-vf", f"{in_601[1]},setparams=colorspace=bt709")
    place.from_now(Way(), Way(flags=(*untagged, *in_601)), Way(flags=mistagged))
    async with place.pod() as video:
        clips = [await clip_of(video, shot(seed=7 + number * 2**32)) for number in range(3)]  # all the same picture
    true, plain, false = [
        decode(place.folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")).pictures.astype(int)
        for clip in clips
    ]
    assert 2 * np.abs(plain - true).mean() < np.abs(false - true).mean()
    assert np.abs(plain - true).mean() < 4


async def test_a_keyframe_reaches_the_engine(place: Place) -> None:
    """Byte by byte; another keyframe is another clip, and without one the shot is refused."""
    store = ArtifactStore(f"file://{place.folder}/artifacts", place.folder / "cache")
    clips = []
    async with place.pod(video_engine_follows="keyframe") as video:
        for shade in (b"\x10", b"\xf0"):
            (place.folder / "key.ppm").write_bytes(picture := b"P6 16 16 255\n" + shade * 16 * 16 * 3)
            uri = (await store.add_file(place.folder / "key.ppm", "images", "ppm")).uri
            request = shot()
            request.references.add(kind=video_pb2.REFERENCE_KIND_KEYFRAME, image_uri=uri)
            clips.append(await clip_of(video, request))
            assert place.engine.begun[-1].picture == picture
        assert (await refused(video, shot())).field == "references"
    assert clips[0].sha256 != clips[1].sha256


async def test_model_and_revision_name_the_clip(place: Place) -> None:
    """They stand in its provenance; another revision is another clip; a changed engine films nothing here."""
    async with place.pod() as video:
        first = await clip_of(video, shot())
    async with place.pod(video_engine_revision="r2") as video:
        second = await clip_of(video, shot())
        place.engine.models = [{"id": "Wan-AI/Wan2.1-T2V-14B-Diffusers"}]
        remote = await refused(video, shot(seed=8))
    told = [(clip.provenance.model, clip.provenance.model_revision) for clip in (first, second)]
    assert told == [(MODEL["id"], ""), (MODEL["id"], "r2")]
    assert first.provenance.licence == "Apache-2.0"
    assert "coded twice: the engine's MP4, then ours" in first.provenance.lossy_options
    assert first.request_digest != second.request_digest
    assert remote.status == grpc.StatusCode.UNAVAILABLE
    assert "serves Wan-AI/Wan2.1-T2V-14B-Diffusers" in remote.message
    assert "Restart the pod" in remote.message


async def test_an_engine_that_takes_text_alone_as_json_gets_json(place: Place) -> None:
    """SGLang's earlier versions; numbers are numbers there."""
    place.engine.speaks_forms = False
    async with place.pod() as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.engine.begun[-1].fields["num_frames"] == "9"


async def test_progress_is_what_the_engine_tells_else_what_the_last_shot_took(place: Place) -> None:
    """With an estimate of the time that is left, in both cases."""
    place.from_now(Way(looks=5, tells=(0, 20, 40, 60, 80)), Way(looks=5))
    async with place.pod(video_engine_patience_seconds=0.2) as video:
        told, guessed = [
            [part.progress for part in await film(video, shot(seed=seed)) if part.progress.stage == FILMING]
            for seed in (1, 2)
        ]
    assert {20, 40, 60, 80} >= {step.done_count for step in told[:-1]} > set()
    assert sorted(step.done_count for step in guessed) == [step.done_count for step in guessed]
    assert any(0 < step.done_count < 100 for step in guessed)
    for steps in (told, guessed):
        assert any(step.eta_seconds > 0 for step in steps)
        assert {step.total_count for step in steps} == {100}
