"""The lossy options of presets, on tiny random weights: named, resumable to the bit, and gone when a shot is over."""

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotConfigured
from songreel_video.backends import Backend, Desk, Progress
from songreel_video.backends.diffusion import compiling, mochi_attention, presets, tuning
from songreel_video.backends.diffusion.fp8 import eight_bits
from songreel_video.backends.diffusion.step_cache import EMPTIED_EVERY, step_cache

from tests.models.test_diffusion import Kept, backend_of, film, quiet, shot, stopping_after
from tests.models.tiny_inputs import Compiler, answer, mochi_inputs, transformer_of
from tests.models.tiny_video import write_checkpoint

pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast", "ignore:CPU Autocast")

STEPS = 12
THRESHOLD = 0.3
"""Random weights change more from step to step than trained ones."""


@pytest.fixture
def compiler() -> Iterator[Compiler]:
    torch._dynamo.reset()
    yield Compiler()
    torch._dynamo.reset()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("speed")
    return {backend: write_checkpoint(backend, root / backend) for backend in ("wan", "mochi", "wan_vace")}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The shortcuts of preview and draft, to be changed before a backend is loaded; twelve steps in all presets."""
    change: dict[str, Any] = {"step_cache": THRESHOLD}
    table = presets.families()

    def few() -> dict[str, presets.Family]:
        plain = {"steps": STEPS, "step_cache": 0.0, "fp8": False, "flow_shift": 0.0}
        return {
            name: dataclasses.replace(
                family,
                text_tokens=16,
                recipes={
                    preset: dataclasses.replace(recipe, **{**plain, **(change if preset != "final" else {})})
                    for preset, recipe in family.recipes.items()
                },
            )
            for name, family in table.items()
        }

    monkeypatch.setattr("songreel_video.backends.diffusion.backend.families", few)
    yield change


def preview(case: str, seed: int = 7) -> Any:
    request = shot(case, seed=seed)
    request.preset = video_pb2.PRESET_PREVIEW
    return request


def noting(begun: list[int]) -> Progress:
    return lambda stage, done, total: begun.append(done)


def computed_blocks(backend: Backend) -> list[int]:
    """A list with one entry for every time the last block is computed."""
    transformer = backend._pipe.transformer  # type: ignore[attr-defined]
    last = (transformer.blocks if hasattr(transformer, "blocks") else transformer.transformer_blocks)[-1]
    calls: list[int] = []
    own = last.forward

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return own(*arguments, **named)

    last.forward = counted
    return calls


@pytest.mark.parametrize("case", ["wan", "mochi"])
def test_a_step_cache_skips_blocks_and_a_stopped_shot_still_goes_on_to_the_same_bits(
    case: str, folders: dict[str, Path], tmp_path: Path, hurried: dict[str, Any]
) -> None:
    """Stopped after any step, it loses those since the cache was last emptied."""
    backend, other = (backend_of(case, folders[case], tmp_path) for _ in range(2))
    calls = computed_blocks(backend)
    film(backend, shot(case), quiet({}))
    all_of_them = len(calls)
    calls.clear()
    whole = film(backend, preview(case), quiet({}))
    assert len(calls) < 0.8 * all_of_them
    for step in range(1, STEPS + 1):
        pauses = Kept()
        assert not list(backend.film(preview(case), stopping_after(step, pauses, {})))
        assert (pauses.state is None) == (step < EMPTIED_EVERY)
        begun: list[int] = []
        desk = Desk(noting(begun), threading.Event(), pauses, {})
        assert np.array_equal(film(other, preview(case), desk), whole)
        if step < STEPS:
            assert begun[1] == step // EMPTIED_EVERY * EMPTIED_EVERY + 1  # the first is of loading


@pytest.mark.parametrize("case", ["wan", "mochi"])
@pytest.mark.parametrize("change", [{"step_cache": THRESHOLD}, {"fp8": True, "step_cache": THRESHOLD}])
def test_the_next_shot_is_not_changed_by_an_aborted_one_with_shortcuts(
    case: str, change: dict[str, Any], folders: dict[str, Path], tmp_path: Path, hurried: dict[str, Any]
) -> None:
    """Lossy or not, a shot is the same before and behind one that was stopped in the middle."""
    hurried.clear()
    hurried.update(change)
    precision = "bfloat16" if "fp8" in change else "float32"
    backend = backend_of(case, folders[case], tmp_path, video_dtype=precision)
    before = [film(backend, request, quiet({})) for request in (shot(case), preview(case))]
    assert not np.array_equal(before[0], before[1])
    assert not list(backend.film(preview(case, seed=8), stopping_after(7, Kept(), {})))
    after = [film(backend, request, quiet({})) for request in (shot(case), preview(case))]
    assert np.array_equal(before, after)


def test_eight_bits_are_near_and_gone_afterwards() -> None:
    """Four bits of mantissa: a few hundredths away in one pass; to the bit the same model when the shot is over."""
    transformer = transformer_of("mochi").to(torch.bfloat16)
    mochi_attention.install(transformer)
    inputs = mochi_inputs(3, (11, 3), torch.bfloat16)
    whole = answer(transformer, inputs)
    with eight_bits(transformer, wanted=True):
        lossy = answer(transformer, inputs)
    assert 1e-3 < float((lossy - whole).norm() / whole.norm()) < 0.1
    assert torch.equal(answer(transformer, inputs), whole)


def test_shortcuts_follow_a_compiled_block(compiler: Compiler) -> None:
    """They are switched on and off around compiled code and within it, and it never answers for another state."""
    transformer, inputs = transformer_of("mochi").to(torch.bfloat16), mochi_inputs(3, (11, 3), torch.bfloat16)
    mochi_attention.install(transformer)
    compiling.compile_blocks(transformer, compiler)
    whole = answer(transformer, inputs)
    with eight_bits(transformer, wanted=True):
        lossy = answer(transformer, inputs)
        with step_cache(transformer, THRESHOLD):
            cached = [answer(transformer, inputs) for _ in range(2)]
    assert not torch.equal(lossy, whole)
    assert torch.equal(cached[0], lossy)
    assert torch.equal(answer(transformer, inputs), whole)


def test_a_preset_with_shortcuts_names_them_in_its_clips(folders: dict[str, Path], tmp_path: Path) -> None:
    """Without anybody's having to write them down; a kernel of 8 bits is named in every clip."""
    backend = backend_of("wan", folders["wan"], tmp_path, video_dtype="bfloat16", video_presets="wan_fast")
    named = [list(backend.provenance(request).lossy_options) for request in (preview("wan"), shot("wan"))]
    assert named[0] == ["25 of 50 steps", "step cache (first block, threshold 0.04)", "8-bit linear layers (fp8 e4m3)"]
    assert named[1] == []
    assert backend.provenance(shot("wan")).execution == "native attention"
    assert tuning.Tuned("sage_hub", compiled=True).lossy == ("8-bit attention by sage_hub",)


@pytest.mark.parametrize(
    ("backend", "settings", "reason"),
    [
        ("wan", {"video_dtype": "float32"}, "SONGREEL_VIDEO_DTYPE=bfloat16"),
        ("wan_vace", {"video_dtype": "bfloat16"}, "between its blocks"),
    ],
)
def test_shortcuts_that_a_model_cannot_take_are_refused_before_it_is_loaded(
    backend: str, settings: dict[str, Any], reason: str, folders: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(NotConfigured, match=reason):
        backend_of(backend, folders[backend], tmp_path, video_presets="wan_fast", **settings)
