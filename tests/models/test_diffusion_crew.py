"""Several processes share one tiny Wan, as several GPUs would: over gloo on the CPU, through the production path."""

import dataclasses
import functools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from songreel_chassis.errors import InvalidInput, NotConfigured
from songreel_video.backends import Backend
from songreel_video.backends.diffusion import presets
from songreel_video.backends.diffusion.formation import Formation, form

from tests.models.test_diffusion import Kept, backend_of, film, quiet, shot, stopping_after
from tests.models.tiny_video import write_checkpoint
from tests.processes import wait_until

pytestmark = [
    pytest.mark.timeout(600),  # members import everything anew, which takes a minute on a busy machine
    pytest.mark.filterwarnings("ignore:.*all_gather_tensor.*is deprecated"),  # diffusers calls it
]

STEPS = 3
FORM_AND_WAIT = """
import sys
from pathlib import Path
from songreel_video.backends import load_backend
from songreel_video.settings import VideoSettings
folder = Path(sys.argv[1])
backend = load_backend(VideoSettings(video_backend="wan", video_dtype="float32", video_gpus=2,
                                     cache_folder=folder / "cache", video_checkpoint=folder))
print(backend._tuned.crew._members[0].process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint("wan", tmp_path_factory.mktemp("crew") / "wan")


@contextmanager
def crew_of(folder: Path, tmp_path: Path) -> Iterator[Backend]:
    backend = backend_of("wan", folder, tmp_path, video_gpus=2)
    try:
        yield backend
    finally:
        backend._tuned.close()  # type: ignore[attr-defined]  # a process holds one crew at a time


@pytest.mark.parametrize(("guidance", "branches"), [(5.0, 2), (1.0, 1)])
def test_two_processes_film_what_one_does_stopped_or_not(
    guidance: float, branches: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One branch of the guidance each, or half of the tokens and heads each: to the same bits on a CPU."""
    table = {name: _short(family, guidance) for name, family in presets.families().items()}
    monkeypatch.setattr("songreel_video.backends.diffusion.backend.families", lambda: table)
    whole = film(backend_of("wan", folder, tmp_path), shot("wan"), quiet({}))
    with crew_of(folder, tmp_path) as backend:
        told = backend.provenance(shot("wan")).execution
        assert told == f"native attention, 2 GPUs ({branches} branches of {2 // branches})"
        exchanges = counted(backend)
        assert np.array_equal(film(backend, shot("wan"), quiet({})), whole)
        assert len(exchanges) == STEPS  # both branches of a step at once
        pauses = Kept()
        assert not list(backend.film(shot("wan"), stopping_after(2, pauses, {})))
        assert np.array_equal(film(backend, shot("wan"), quiet({}, pauses)), whole)
        assert pauses.resumed_count == 1


def counted(backend: Backend) -> list[int]:
    """A list with one entry for each time that the crew is told to compute."""
    crew, told = backend._tuned.crew, []  # type: ignore[attr-defined]
    own = crew._tell

    def tell(*arguments: Any) -> None:
        told.append(1)
        own(*arguments)

    crew._tell = tell
    return told


def _short(family: presets.Family, guidance: float) -> presets.Family:
    recipes = {
        name: dataclasses.replace(recipe, steps=STEPS, flow_shift=0.0, guidance=guidance)
        for name, recipe in family.recipes.items()
    }
    return dataclasses.replace(family, text_tokens=16, recipes=recipes)


def test_members_end_with_the_process_that_gives_orders_and_it_with_them(folder: Path) -> None:
    """Killed outright, it leaves nothing behind; and without a member it ends, rather than wait for it forever."""
    for killed in ("service", "member"):
        command = [sys.executable, "-c", FORM_AND_WAIT, str(folder)]
        service = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert service.stdout
        lines = (line for line in service.stdout if line.strip().isdigit())  # the log goes there too
        member = int(next(lines))
        if killed == "service":
            service.kill()
            service.wait()
            wait_until(functools.partial(ended, member), 60, "the member's end")
        else:
            os.kill(member, signal.SIGKILL)
            assert service.wait(60) == 1
        service.communicate()


def ended(process: int) -> bool:
    """Gone, or a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def transformer(kind: Any, heads: int) -> Any:
    """Without weights."""
    options = {"vace_layers": [0]} if "VACE" in kind.__name__ else {}
    with torch.device("meta"):
        return kind(num_attention_heads=heads, num_layers=1, **options)


@pytest.mark.parametrize(
    ("kind", "heads", "gpus", "presets_name", "reason"),
    [
        (diffusers.MochiTransformer3DModel, 24, 2, "mochi", "set it to 1"),
        (diffusers.WanVACETransformer3DModel, 12, 4, "wan", "set it to 2"),
        (diffusers.WanTransformer3DModel, 12, 16, "wan", "12 heads"),
        (diffusers.WanTransformer3DModel, 12, 2, "wan_fast", "SONGREEL_VIDEO_PRESETS"),
        (diffusers.WanTransformer3DModel, 40, 5, "wan", "2, 4, 8 or 16"),
    ],
)
def test_gpus_that_cannot_share_a_model_are_refused(
    kind: Any, heads: int, gpus: int, presets_name: str, reason: str
) -> None:
    """With what to set instead."""
    with pytest.raises(NotConfigured, match=reason):
        form(gpus, transformer(kind, heads), presets.families()[presets_name], switched_loras=False)


def test_the_branches_of_guidance_come_first_then_parts_of_them() -> None:
    """The branches exchange one answer a step; parts exchange all tokens in every layer."""
    wan = transformer(diffusers.WanTransformer3DModel, 40)
    family = presets.families()["wan"]
    formations = [form(gpus, wan, family, switched_loras=False) for gpus in (1, 2, 4, 8)]
    assert formations == [Formation(1, 1), Formation(2, 2), Formation(4, 2), Formation(8, 2)]


def test_a_size_that_is_not_shared_evenly_is_refused() -> None:
    """624x624 is 1521 tokens a latent frame, an odd number."""
    Formation(4, 2).check(21, 480, 832)
    with pytest.raises(InvalidInput, match="SONGREEL_VIDEO_GPUS to 2 or 1"):
        Formation(4, 2).check(21, 624, 624)
