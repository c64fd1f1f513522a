"""Who is in a shot: pictures are made by the models that can, and reach the models that follow them, over gRPC."""

import asyncio
import io
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import grpc
import numpy as np
import PIL.Image
import pytest
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore, file_sha256
from songreel_chassis.errors import RemoteError, read_rpc_error

from tests.models.tiny_video import write_checkpoint
from tests.shots import Stub, clip_of, decode, filming
from tests.video_contract import Case

pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")  # see test_diffusion.py

CHARACTER, KEYFRAME = video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_KEYFRAME


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("pictures")
    return {name: write_checkpoint(name, root / name) for name in ("wan", "wan_i2v", "wan_vace", "mochi")}


class Place:
    """One store, and services on it."""

    def __init__(self, folder: Path, checkpoints: dict[str, Path]) -> None:
        self.folder = folder
        self._checkpoints = checkpoints
        self._store = ArtifactStore(f"file://{folder}/artifacts", folder / "cache")

    def pod(self, backend: str, **more: str) -> AbstractAsyncContextManager[Stub]:
        """A service, warmed up."""
        settings = {"video_checkpoint": self._checkpoints[backend], "video_dtype": "float32", **more}
        return filming(self.folder, video_backend=backend, **settings)

    async def picture(self, seed: int) -> str:
        """The URI of noise of its own for each seed."""
        noise = np.random.default_rng(seed).integers(0, 255, (48, 64, 3), np.uint8)
        PIL.Image.fromarray(noise).save(path := self.folder / "noise.png")
        return (await self._store.add_file(path, "images", "png")).uri

    def read(self, uri: str) -> Path:
        """Where the artifact lies."""
        return self.folder / "artifacts" / uri.removeprefix("artifact:")

    def frames(self, clip: video_pb2.Clip) -> np.ndarray:
        """(frames, height, width, 3) int."""
        return decode(self.read(clip.clip_uri)).pictures.astype(int)


@pytest.fixture
def place(tmp_path: Path, checkpoints: dict[str, Path]) -> Place:
    return Place(tmp_path, checkpoints)


async def shot(place: Place, *references: video_pb2.Reference) -> video_pb2.FilmShotRequest:
    """Eight frames of 64x48."""
    request = await Case("wan", place.folder, 16).request(frames=8)
    request.references.extend(references)
    return request


def wish(seed: int = 7, prompt: str = "A woman in a red coat, full figure.") -> video_pb2.MakePictureRequest:
    """64x48."""
    return video_pb2.MakePictureRequest(
        prompt=prompt,
        look=script_pb2.Look(do_not_show=["knives"]),
        size=video_pb2.FrameSize(width_pixels=64, height_pixels=48),
        seed=seed,
    )


async def refusal(video: Stub, request: video_pb2.MakePictureRequest) -> RemoteError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await video.MakePicture(request)
    return read_rpc_error(caught.value)


@pytest.mark.parametrize("backend", ["wan", "wan_vace", "mochi"])
async def test_a_picture_is_made_once_and_found_afterwards(backend: str, place: Place) -> None:
    """A PNG of the size asked for, another one for another seed or prompt, with its provenance."""
    async with place.pod(backend) as video:
        assert (await video.DescribeBackend(video_pb2.DescribeBackendRequest())).makes_pictures
        made = await video.MakePicture(wish())
        assert await video.MakePicture(wish()) == made
        others = [await video.MakePicture(wish(seed=8)), await video.MakePicture(wish(prompt="A dog on a hill."))]
    with PIL.Image.open(place.read(made.image_uri)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (64, 48), "RGB")
        assert np.asarray(picture).std() > 1
    assert made.sha256 == file_sha256(place.read(made.image_uri))
    assert len({made.sha256, *(other.sha256 for other in others)}) == 3
    told = made.provenance
    assert (told.backend, told.prompt, told.seed) == (backend, "A woman in a red coat, full figure.", 7)
    assert made.image_uri == f"artifact:pictures/{made.request_digest}.png"


async def test_another_table_of_presets_makes_other_pictures_and_clips(place: Place) -> None:
    """Those of one that gives something up are never found for the other's: the addresses differ, for both."""
    found = []
    for table in ("mochi", "mochi_tiled"):
        async with place.pod("mochi", video_presets=table) as video:
            clip = await clip_of(video, await Case("mochi", place.folder, 30).request(frames=1))
            found.append(((await video.MakePicture(wish())).image_uri, clip.request_digest))
    assert found[0][0] != found[1][0]
    assert found[0][1] != found[1][1]


async def test_what_films_from_a_keyframe_makes_none_and_says_so(place: Place) -> None:
    """UNIMPLEMENTED, and it does not claim to."""
    async with place.pod("wan_i2v") as video:
        assert not (await video.DescribeBackend(video_pb2.DescribeBackendRequest())).makes_pictures
        remote = await refusal(video, wish())
    assert remote.status == grpc.StatusCode.UNIMPLEMENTED
    assert "DescribeBackend" in remote.message


async def test_a_picture_that_the_model_would_change_is_refused(place: Place) -> None:
    """Its size is no multiple of 16."""
    async with place.pod("wan") as video:
        request = wish()
        request.size.width_pixels = 66
        remote = await refusal(video, request)
    assert (remote.status, remote.field) == (grpc.StatusCode.INVALID_ARGUMENT, "size")


async def test_pictures_and_shots_share_the_one_place(place: Place) -> None:
    """BUSY at once for a picture while a shot is filmed; a picture that nobody waits for frees the place."""
    long = await shot(place)
    long.timing.end_frame, long.preset = long.timing.start_frame + 81, video_pb2.PRESET_FINAL
    async with place.pod("wan") as video:
        stream = video.FilmShot(long)
        await anext(aiter(stream))
        assert (await refusal(video, wish())).reason == "BUSY"
        stream.cancel()
        async with asyncio.timeout(60):
            while True:
                try:
                    given_up = asyncio.ensure_future(_picture(video, wish(seed=9)))
                    await asyncio.sleep(0.05)
                    given_up.cancel()
                    assert (await video.MakePicture(wish())).sha256
                    break
                except grpc.aio.AioRpcError as error:
                    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
                    await asyncio.sleep(0.1)


async def _picture(video: Stub, request: video_pb2.MakePictureRequest) -> video_pb2.MakePictureResponse:
    return await video.MakePicture(request)


async def test_reference_pictures_reach_vace(place: Place) -> None:
    """Another picture of the character, or none, is another clip by far; and the clip says which it followed."""
    first, second = await place.picture(1), await place.picture(2)
    clips = []
    async with place.pod("wan_vace") as video:
        for uris in ([first], [second], [first, second], []):
            references = [video_pb2.Reference(kind=CHARACTER, image_uri=uri, character_id="ada") for uri in uris]
            clips.append(await clip_of(video, request := await shot(place, *references)))
            assert clips[-1].provenance.references == request.references
    frames = [place.frames(clip) for clip in clips]
    for one in range(4):
        for other in range(one):
            assert np.abs(frames[one] - frames[other]).mean() > 0.5, (one, other)


async def test_a_keyframe_that_one_model_made_is_where_another_one_begins(place: Place) -> None:
    """Made by Wan from words, filmed on from by Wan I2V: another keyframe is another clip, and both stand in it."""
    async with place.pod("wan") as maker:
        keyframes = [await maker.MakePicture(wish(seed=seed)) for seed in (1, 2)]
    clips = []
    async with place.pod("wan_i2v") as video:
        for made in keyframes:
            reference = video_pb2.Reference(kind=KEYFRAME, image_uri=made.image_uri)
            clips.append(await clip_of(video, await shot(place, reference)))
            assert list(clips[-1].provenance.references) == [reference]
    # Filming is the same to the bit each time (test_diffusion.py), so any difference is the keyframe's.
    assert clips[0].sha256 != clips[1].sha256
    assert np.abs(place.frames(clips[0]) - place.frames(clips[1])).mean() > 0.05


async def test_a_reference_that_is_gone_or_no_picture_is_said_so(place: Place) -> None:
    """NOT_FOUND, or INVALID_ARGUMENT with what to give; the pod films on."""
    (place.folder / "words.png").write_bytes(b"no picture at all")
    store = ArtifactStore(f"file://{place.folder}/artifacts", place.folder / "cache")
    bad = (await store.add_file(place.folder / "words.png", "images", "png")).uri
    gone = "artifact:images/" + "0" * 64 + ".png"
    async with place.pod("wan_vace") as video:
        found = []
        for uri in (bad, gone):
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await clip_of(video, await shot(place, video_pb2.Reference(kind=CHARACTER, image_uri=uri)))
            found.append(read_rpc_error(caught.value))
        assert (await clip_of(video, await shot(place))).frames == 8
    assert [remote.status for remote in found] == [grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND]
    assert "PNG or JPEG" in found[0].message


def test_a_png_of_ours_is_the_frame_to_the_bit() -> None:
    """Nothing is lost between the model's frame and the picture."""
    from songreel_video.pictures import png

    frame = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    with PIL.Image.open(io.BytesIO(png(frame))) as picture:
        assert np.array_equal(np.asarray(picture), frame)
