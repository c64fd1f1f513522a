"""Memory that is short: a clear error, a pod that stays usable, a shot that is denoised only once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import ServiceError
from songreel_video.backends import Desk
from songreel_video.backends.diffusion.darkroom import develop
from songreel_video.backends.diffusion.decoding import decode
from songreel_video.backends.diffusion.memory import is_out_of_memory, told_as

from tests.models.test_diffusion import backend_of, film, folders, quiet, shot
from tests.models.tiny_lora import write_original_lora
from tests.models.tiny_video import write_checkpoint

__all__ = ["folders"]
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")


class Full(ServiceError):
    """There is no room."""


@pytest.mark.timeout(600)
def test_a_process_that_runs_out_of_memory_says_so_and_films_on(tmp_path: Path) -> None:
    """For real, by a limit on its address space: the shot that is too large, then weights that are, fail with what to
    do; the small shot is bitwise the one before; and the large one, with memory back, goes on where it was."""
    write_checkpoint("wan", tmp_path / "wan")
    wide = diffusers.DiffusionPipeline.from_pretrained(tmp_path / "wan", dtype=torch.float32)
    wide.transformer = diffusers.WanTransformer3DModel(
        num_attention_heads=8, attention_head_dim=128, text_dim=32, ffn_dim=4096, num_layers=2, rope_max_seq_len=64
    )
    wide.save_pretrained(tmp_path / "wide")
    write_original_lora(tmp_path / "lora.safetensors")
    script = [sys.executable, "-m", "tests.models.short_of_memory", str(tmp_path / "wan"), str(tmp_path)]
    done = subprocess.run(
        script, capture_output=True, text=True, timeout=500, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["large"].startswith("OutOfMemory: 65 frames of 416x240 cannot be decoded in the memory of cpu")
    assert "do not fit into the memory" in told["load"]
    assert (told["same"], told["frames"], told["resumed"]) == (True, 65, 1)


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB"), True),
        (RuntimeError("CUDA error: out of memory"), True),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), True),
        (RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate memory: you"), True),
        (MemoryError(), True),
        (RuntimeError("shape '[2, 3]' is invalid for input of size 5"), False),
        (ValueError("out of memory"), False),
    ],
)  # fmt: skip
def test_memory_that_is_short_is_known_by_its_sign(error: Exception, short: bool) -> None:
    """As GPUs, cuDNN, torch on the CPU and numpy say it; other errors come through as they are."""
    assert is_out_of_memory(error) is short
    with pytest.raises(Full if short else type(error)), told_as(lambda: Full("there is no room")):
        raise error


def test_what_failed_work_held_is_free_before_anybody_hears_of_it() -> None:
    """Tensors in the variables of the calls that failed are gone when the error is told."""
    import weakref

    seen: list[Any] = []

    def work() -> None:
        held = torch.zeros(10)
        seen.append(weakref.ref(held))
        torch.empty(1 << 60)

    with pytest.raises(Full), told_as(lambda: Full(str(seen[0]()))):
        work()
    assert seen[0]() is None


def test_a_clip_that_does_not_fit_beside_the_transformer_is_decoded_without_it(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    """To the same bits; the transformer is back afterwards, and films the next shot as before."""
    backend: Any = backend_of("wan", folders["wan"], tmp_path, video_presets="")
    pipe = backend._pipe
    latents = torch.randn(1, 16, 3, 6, 8)
    whole = decode(pipe.vae, latents)
    sound, places = pipe.vae.decode, []
    moved = pipe.transformer.to

    def crowded(*args: Any, **how: Any) -> Any:
        if "cpu" not in places:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return sound(*args, **how)

    def noted(place: Any) -> Any:
        places.append(str(place))
        return moved(place)

    pipe.vae.decode, pipe.transformer.to = crowded, noted
    assert np.array_equal(develop(pipe, latents, tiled=False), whole)
    assert places == ["cpu", str(latents.device)]


def test_tiles_are_a_presets_choice_and_are_named(folders: dict[str, Path], tmp_path: Path) -> None:
    """Other pictures than in one piece, for this shot alone; the clip's provenance says so."""
    pod: Any = backend_of("mochi", folders["mochi"], tmp_path, video_presets="mochi_tiled")
    assert "decoded in tiles" in pod.provenance(shot("mochi")).lossy_options
    latents = torch.randn(1, 12, 2, 40, 40)
    whole = develop(pod._pipe, latents, tiled=False)
    tiles = develop(pod._pipe, latents, tiled=True)
    assert tiles.shape == whole.shape
    assert not np.array_equal(tiles, whole)
    assert np.array_equal(develop(pod._pipe, latents, tiled=False), whole)


def test_a_shot_that_failed_changes_nothing_of_the_next(folders: dict[str, Path], tmp_path: Path) -> None:
    """Whatever error ends it, in the middle of its steps."""
    backend = backend_of("wan", folders["wan"], tmp_path, video_presets="wan_causvid",
                         video_loras=f"causvid={write_original_lora(tmp_path / 'lora.safetensors')}")  # fmt: skip
    request = shot("wan")
    request.preset = video_pb2.PRESET_PREVIEW
    before = film(backend, request, quiet({}))

    def broken(stage: int, done: int, total: int) -> None:
        if done == 3:
            raise RuntimeError("CUDA error: an illegal memory access was encountered")

    with pytest.raises(RuntimeError, match="illegal"):
        list(backend.film(request, Desk(broken)))
    assert np.array_equal(film(backend, request, quiet({})), before)
