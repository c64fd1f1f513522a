"""Video diffusion on tiny random weights of the true architectures: stopped anywhere, it goes on to the same bits."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import PIL.Image
import pytest
import torch
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_video.backends import Backend, Desk, load_backend
from songreel_video.backends.diffusion import presets
from songreel_video.servicer import warm_up_request
from songreel_video.settings import VideoSettings
from songreel_video.take import Take

from tests.models.tiny_video import euler, unipc, write_checkpoint

# Mochi asks for autocast in the weights' own precision, which the CPU does not have for float32: it then does without.
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")

STEPS = 4
CASES = {
    "wan": ("wan", unipc), "wan-euler": ("wan", euler), "wan_i2v": ("wan_i2v", euler),
    "wan_i2v-unipc": ("wan_i2v", unipc), "wan_vace": ("wan_vace", unipc), "mochi": ("mochi", lambda: None),
}  # fmt: skip
PICTURE = "artifact:pictures/" + "0" * 64 + ".png"


@dataclass
class Kept:
    """Saved states in memory, and when to stop."""

    state: bytes | None = None
    resumed_count: int = 0
    saves: list[bytes] = field(default_factory=list)

    def load(self) -> bytes | None:
        return self.state

    def save(self, state: bytes) -> None:
        self.saves.append(state)

    def save_last(self, state: bytes) -> None:
        self.state = state


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A checkpoint for each case."""
    root = tmp_path_factory.mktemp("video")
    return {name: write_checkpoint(kind, root / name, make()) for name, (kind, make) in CASES.items()}


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four steps in every preset: the arithmetic is the same, the wait is not."""
    table = presets.families()
    few = {
        name: presets._family(name, _table_of(family))  # rebuilt by the module's own reader
        for name, family in table.items()
    }
    monkeypatch.setattr("songreel_video.backends.diffusion.backend.families", lambda: few)


def _table_of(family: presets.Family) -> dict[str, object]:
    recipe = {"steps": STEPS, "guidance": 5.0, "flow_shift": 0.0, "sizes": ["832x480"], "lossy": []}
    return {
        "frames_a_second": family.frames_a_second, "frame_step": family.frame_step, "most_frames": family.most_frames,
        "text_tokens": 16, "licence": family.licence, "negative": family.negative,
        "preview": dict(recipe), "draft": dict(recipe), "final": dict(recipe),
    }  # fmt: skip


def backend_of(case: str, folder: Path, tmp_path: Path, **settings: Any) -> Backend:
    chosen = {"video_dtype": "float32", "cache_folder": tmp_path / "cache", "video_checkpoint": folder, **settings}
    return load_backend(VideoSettings(video_backend=CASES[case][0], **chosen))


def shot(case: str, frames: int = 8, seed: int = 7) -> video_pb2.FilmShotRequest:
    """64x48 pixels; from a keyframe or with a reference where the backend follows one."""
    kind = {"wan_i2v": video_pb2.REFERENCE_KIND_KEYFRAME, "wan_vace": video_pb2.REFERENCE_KIND_CHARACTER}
    references = [video_pb2.Reference(kind=kind[CASES[case][0]], image_uri=PICTURE)] if CASES[case][0] in kind else []
    rate = 30 if case == "mochi" else 16
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(sentence="A boat at dawn."),
        timing=audio_pb2.TimedShot(start_frame=0, end_frame=frames),
        rate=audio_pb2.FrameRate(numerator=rate, denominator=1),
        size=video_pb2.FrameSize(width_pixels=64, height_pixels=48),
        preset=video_pb2.PRESET_FINAL,
        seed=seed,
        references=references,
    )


@pytest.fixture
def images(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "boat.png"
    noise = np.random.default_rng(3).integers(0, 255, (48, 64, 3), np.uint8)
    PIL.Image.fromarray(noise).save(path)
    return {PICTURE: path}


def film(backend: Backend, request: video_pb2.FilmShotRequest, desk: Desk) -> np.ndarray:
    return np.stack(list(backend.film(request, desk)))


def stopping_after(step: int, pauses: Kept, images: dict[str, Path]) -> Desk:
    """A desk whose caller leaves after that step."""
    stop = threading.Event()

    def progress(stage: int, done: int, total: int) -> None:
        if stage == video_pb2.FILMING_STAGE_FILMING and done == step:
            stop.set()

    return Desk(progress, stop, pauses, images)


def quiet(images: dict[str, Path], pauses: Kept | None = None) -> Desk:
    return Desk(lambda *_: None, pauses=pauses or Kept(), images=images)


@pytest.mark.parametrize("case", CASES)
def test_a_shot_stopped_after_any_step_goes_on_to_the_same_bits(
    case: str, folders: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """Stopped after each step in turn, and gone on with by another instance, the frames are those of one run."""
    whole = film(backend_of(case, folders[case], tmp_path), shot(case), quiet(images))
    first, second = (backend_of(case, folders[case], tmp_path) for _ in range(2))
    for step in range(1, STEPS + 1):
        pauses = Kept()
        assert not list(first.film(shot(case), stopping_after(step, pauses, images)))
        assert pauses.state
        assert np.array_equal(film(second, shot(case), quiet(images, pauses)), whole)
        assert pauses.resumed_count == 1
    assert whole.shape == (8, 48, 64, 3)
    assert whole.std() > 1


@pytest.mark.parametrize("case", ["wan", "mochi"])
def test_a_shot_may_be_stopped_again_and_again(
    case: str, folders: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """One step a process, as on a machine that is taken away all the time."""
    backend = backend_of(case, folders[case], tmp_path)
    whole = film(backend, shot(case), quiet(images))
    pauses = Kept()
    for step in range(1, STEPS + 1):
        assert not list(backend.film(shot(case), stopping_after(step, pauses, images)))
    assert np.array_equal(film(backend, shot(case), quiet(images, pauses)), whole)
    assert pauses.resumed_count == STEPS


@pytest.mark.parametrize("case", CASES)
def test_a_shot_is_what_stock_diffusers_makes(
    case: str, folders: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """The same prompt and seed through the unchanged pipeline give the same pictures."""
    ours = film(backend_of(case, folders[case], tmp_path), shot(case), quiet(images))
    family = presets.families()["mochi" if case == "mochi" else "wan"]
    pipe = diffusers.DiffusionPipeline.from_pretrained(folders[case], dtype=torch.float32)
    with PIL.Image.open(images[PICTURE]) as file:
        picture = file.convert("RGB")
    more = {"wan_i2v": {"image": picture}, "wan_vace": {"reference_images": [picture]}}.get(CASES[case][0], {})
    theirs = pipe(
        prompt="A boat at dawn.", negative_prompt=family.negative, height=48, width=64,
        num_frames=family.covering(8), num_inference_steps=STEPS, guidance_scale=5.0, max_sequence_length=16,
        generator=torch.Generator().manual_seed(7), output_type="np", **more,
    ).frames[0]  # fmt: skip
    assert np.array_equal(ours, np.round(theirs[:8] * 255).astype(np.uint8))


@pytest.mark.parametrize("case", ["wan", "wan_i2v", "wan_vace", "mochi"])
def test_every_backend_can_rehearse(case: str, folders: dict[str, Path], tmp_path: Path) -> None:
    """The warm-up shot is one that the backend films: right rate and size, with a keyframe where it needs one."""
    backend = backend_of(case, folders[case], tmp_path)
    request = warm_up_request(backend)
    backend.check(request)
    Take(request, backend, 1).rehearse()


def test_a_half_precision_shot_goes_on_to_the_same_bits(folders: dict[str, Path], tmp_path: Path) -> None:
    """In bfloat16 with a float32 VAE, as on a GPU."""
    for case in ("wan", "mochi"):
        backend = backend_of(case, folders[case], tmp_path, video_dtype="bfloat16")
        whole = film(backend, shot(case), quiet({}))
        pauses = Kept()
        list(backend.film(shot(case), stopping_after(2, pauses, {})))
        assert np.array_equal(film(backend, shot(case), quiet({}, pauses)), whole)
        assert pauses.resumed_count == 1


def test_the_next_shot_is_not_changed_by_a_stopped_one(folders: dict[str, Path], tmp_path: Path) -> None:
    """Nothing of a stopped shot stays in the pipeline or its scheduler."""
    backend = backend_of("wan", folders["wan"], tmp_path)
    before = film(backend, shot("wan", seed=1), quiet({}))
    list(backend.film(shot("wan", seed=2), stopping_after(2, Kept(), {})))
    assert np.array_equal(film(backend, shot("wan", seed=1), quiet({})), before)


def damaged(state: bytes) -> Iterator[bytes]:
    yield b""
    yield b"no state at all"
    yield state[:-100]
    yield state[: len(state) // 2] + bytes([state[len(state) // 2] ^ 1]) + state[len(state) // 2 + 1 :]
    yield state.replace(b'"step\\\\\\": 2', b'"step\\\\\\": 3').replace(b'step\\": 2', b'step\\": 3')


def test_a_damaged_or_foreign_state_is_refused_and_the_shot_begins_anew(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    """Cut off, one bit changed, another step claimed, or another shot's: the clip is right all the same."""
    backend = backend_of("wan", folders["wan"], tmp_path)
    whole = film(backend, shot("wan"), quiet({}))
    kept, foreign = Kept(), Kept()
    list(backend.film(shot("wan"), stopping_after(2, kept, {})))
    list(backend.film(shot("wan", seed=8), stopping_after(2, foreign, {})))
    assert kept.state
    assert foreign.state
    for state in (*damaged(kept.state), foreign.state):
        assert state != kept.state
        pauses = Kept(state)
        assert np.array_equal(film(backend, shot("wan"), quiet({}, pauses)), whole)
        assert pauses.resumed_count == 0


def test_states_are_saved_on_the_way(folders: dict[str, Path], tmp_path: Path) -> None:
    """With no time between two saves, each step is saved; any of them can be gone on with."""
    backend = backend_of("wan", folders["wan"], tmp_path, video_save_seconds=0)
    pauses = Kept()
    whole = film(backend, shot("wan"), quiet({}, pauses))
    assert len(pauses.saves) == STEPS
    for state in pauses.saves:
        assert np.array_equal(film(backend, shot("wan"), quiet({}, Kept(state))), whole)
