"""LoRAs on tiny random weights of the true architectures: what stock diffusers makes of them, preset by preset."""

import pickle
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import safetensors.torch
import torch
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotConfigured
from songreel_video.backends import Backend
from songreel_video.backends.diffusion import presets
from songreel_video.backends.diffusion.solvers import fresh_scheduler

from tests.models.test_diffusion import (
    Kept,
    backend_of,
    film,
    folders,
    images,
    quiet,
    shot,
    stopping_after,
)
from tests.models.tiny_lora import write_lora, write_original_lora

__all__ = ["folders", "images"]
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")

PREVIEW, FINAL = video_pb2.PRESET_PREVIEW, video_pb2.PRESET_FINAL
FEW = "wan_lightx2v"


@pytest.fixture(scope="session")
def loras(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A LoRA for each case, in a folder of its own."""
    root = tmp_path_factory.mktemp("loras")
    return {case: write_lora(folders[case], root / case) for case in ("wan", "wan_i2v-unipc", "wan_vace", "mochi")}


def few(case: str, preset: "video_pb2.Preset.ValueType" = PREVIEW) -> video_pb2.FilmShotRequest:
    request = shot(case)
    request.preset = preset
    return request


def stock(case: str, folder: Path, images: dict[str, Path], **call: Any) -> tuple[Any, dict[str, Any]]:
    """The unchanged pipeline, and its call for the same shot."""
    import PIL.Image

    pipe = diffusers.DiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
    with PIL.Image.open(next(iter(images.values()))) as file:
        picture = file.convert("RGB")
    more = {"wan_i2v-unipc": {"image": picture}, "wan_vace": {"reference_images": [picture]}}.get(case, {})
    family = presets.families()["mochi" if case == "mochi" else "wan"]
    return pipe, {
        "prompt": "A boat at dawn.", "negative_prompt": family.negative, "height": 48, "width": 64,
        "num_frames": family.covering(8), "max_sequence_length": family.text_tokens, "output_type": "np",
        "generator": torch.Generator().manual_seed(7), **more, **call,
    }  # fmt: skip


def pictures(pipe: Any, call: dict[str, Any]) -> np.ndarray:
    frames: np.ndarray = np.round(pipe(**call).frames[0][:8] * 255).astype(np.uint8)
    return frames


@pytest.mark.parametrize("case", ["wan", "wan_i2v-unipc", "wan_vace"])
def test_a_few_step_preset_is_what_stock_diffusers_makes_with_the_same_lora(
    case: str, folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """Four Euler steps at the distilled times, no guidance, the LoRA kept beside the weights."""
    ours = backend_of(case, folders[case], tmp_path, video_presets=FEW, video_loras=f"distilled={loras[case]}@0.5")
    pipe, call = stock(case, folders[case], images, num_inference_steps=4, guidance_scale=1.0)
    pipe.scheduler = diffusers.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0, solver_order=1,
        disable_corrector=[0, 1, 2, 3],
    )  # fmt: skip
    without = pictures(pipe, call)
    pipe.load_lora_weights(loras[case].parent, weight_name=loras[case].name, adapter_name="distilled")
    pipe.set_adapters(["distilled"], adapter_weights=[0.5])
    call["generator"] = torch.Generator().manual_seed(7)
    theirs = pictures(pipe, call)
    assert np.array_equal(film(ours, few(case), quiet(images)), theirs)
    assert not np.array_equal(without, theirs)


@pytest.mark.parametrize("case", ["wan", "mochi"])
def test_a_lora_that_no_preset_names_is_fused_as_stock_diffusers_fuses_it(
    case: str, folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path, images: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """In every shot, and no extra layers are left in the transformer."""
    shorten(monkeypatch)
    ours = backend_of(case, folders[case], tmp_path, video_loras=f"style={loras[case].parent}@0.7")
    pipe, call = stock(case, folders[case], images, num_inference_steps=3, guidance_scale=5.0, max_sequence_length=16)
    without = pictures(pipe, call)
    pipe.load_lora_weights(loras[case].parent, weight_name=loras[case].name, adapter_name="style")
    pipe.set_adapters(["style"], adapter_weights=[0.7])
    pipe.fuse_lora(components=["transformer"])
    call["generator"] = torch.Generator().manual_seed(7)
    theirs = pictures(pipe, call)
    assert np.array_equal(film(ours, few(case), quiet(images)), theirs)
    assert not np.array_equal(without, theirs)
    assert not [name for name, _ in ours._pipe.transformer.named_parameters() if "lora" in name]  # type: ignore[attr-defined]


def shorten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps in every preset."""
    import dataclasses

    def short(family: presets.Family) -> presets.Family:
        recipes = {
            name: dataclasses.replace(recipe, steps=3, guidance=5.0, flow_shift=0.0)
            for name, recipe in family.recipes.items()
        }
        return dataclasses.replace(family, recipes=recipes, text_tokens=16)

    table = {name: short(family) for name, family in presets.families().items()}
    monkeypatch.setattr("songreel_video.backends.diffusion.backend.families", lambda: table)


def test_a_preset_without_the_lora_is_not_changed_by_it(
    folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`final` of a few-step pod is bitwise that of a pod without LoRAs, before and after a preview."""
    plain = backend_of("wan", folders["wan"], tmp_path)
    whole = film(plain, few("wan", FINAL), quiet({}))
    pod = backend_of("wan", folders["wan"], tmp_path, video_presets=FEW, video_loras=f"distilled={loras['wan']}")
    first = film(pod, few("wan"), quiet({}))
    assert np.array_equal(film(pod, few("wan", FINAL), quiet({})), whole)
    assert np.array_equal(film(pod, few("wan"), quiet({})), first)
    assert not np.array_equal(first, whole)


def test_a_shot_with_a_lora_goes_on_to_the_same_bits_after_any_step(
    folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path
) -> None:
    """Stopped after each step in turn, and gone on with by another instance."""
    first, second = (
        backend_of("wan", folders["wan"], tmp_path, video_presets=FEW, video_loras=f"distilled={loras['wan']}")
        for _ in range(2)
    )
    whole = film(first, few("wan"), quiet({}))
    for step in range(1, 5):
        pauses = Kept()
        assert not list(first.film(few("wan"), stopping_after(step, pauses, {})))
        assert np.array_equal(film(second, few("wan"), quiet({}, pauses)), whole)
        assert pauses.resumed_count == 1


def test_a_clip_tells_its_loras_and_has_an_address_of_its_own(
    folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path
) -> None:
    """The file's digest and weight stand in the provenance of the shots it works on, and in the version."""
    from songreel_chassis.artifacts import file_sha256

    def pod(setting: str) -> Backend:
        return backend_of("wan", folders["wan"], tmp_path, video_presets=FEW, video_loras=setting)

    pods = [pod(f"distilled={loras['wan']}{weight}") for weight in ("", "@0.5")]
    told = pods[1].provenance(few("wan"))
    assert [(lora.name, lora.sha256, lora.weight) for lora in told.loras] == [
        ("distilled", file_sha256(loras["wan"]), 0.5)
    ]
    assert list(told.lossy_options) == ["4 of 50 steps, by a distilled LoRA", "no guidance"]
    assert not pods[1].provenance(few("wan", FINAL)).loras
    assert pods[0].version != pods[1].version


def test_a_distilled_lora_in_its_makers_layout_works(folders: dict[str, Path], tmp_path: Path) -> None:
    """Wan's own names, with an alpha: the picture is another one than without."""
    path = write_original_lora(tmp_path / "lightx2v.safetensors")
    strong, none = (
        film(
            backend_of("wan", folders["wan"], tmp_path, video_presets=FEW, video_loras=f"distilled={path}{weight}"),
            few("wan"), quiet({}),
        )
        for weight in ("", "@0")
    )  # fmt: skip
    assert not np.array_equal(strong, none)


def test_few_steps_are_euler_steps_at_the_distilled_times() -> None:
    """1, 3/4, 1/2, 1/4 shifted by 5, and each step along the velocity, as flow matching has it."""
    recipe = presets.families()[FEW].recipes["preview"]
    scheduler = fresh_scheduler(None, recipe)
    scheduler.set_timesteps(recipe.steps)
    times = torch.tensor([1.0, 0.75, 0.5, 0.25])
    assert torch.allclose(scheduler.sigmas[:4], 5 * times / (1 + 4 * times), atol=1e-3)
    torch.manual_seed(0)
    ours = theirs = torch.randn(1, 4, 2, 3, 3)
    for number, time in enumerate(scheduler.timesteps):
        velocity = torch.randn_like(ours)
        theirs = theirs + (scheduler.sigmas[number + 1] - scheduler.sigmas[number]) * velocity
        ours = scheduler.step(velocity, time, ours, return_dict=False)[0]
        assert torch.allclose(ours, theirs, atol=1e-4)


def refused(folders: dict[str, Path], tmp_path: Path, **settings: Any) -> str:
    with pytest.raises(NotConfigured) as error:
        backend_of("wan", folders["wan"], tmp_path, **settings)
    return error.value.message


def test_presets_that_need_a_lora_refuse_to_start_without_it(folders: dict[str, Path], tmp_path: Path) -> None:
    """The sentence names the preset, the LoRA and the setting."""
    said = refused(folders, tmp_path, video_presets=FEW)
    assert "preview films with the LoRA 'distilled'" in said
    assert "SONGREEL_VIDEO_LORAS=distilled=" in said


def test_presets_of_another_model_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    """A table that there is not, and mochi's for a Wan."""
    for name in ("nonsense", "mochi"):
        assert "There are wan, wan_lightx2v" in refused(folders, tmp_path, video_presets=name)


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (pytest.fail, ("a pickle was read",))


def test_a_lora_that_does_not_fit_is_refused_with_its_reason(
    folders: dict[str, Path], loras: dict[str, Path], tmp_path: Path
) -> None:
    """Pickles by either name, a file cut off, none at all, another width, more blocks, half a pair, no LoRA."""
    (tmp_path / "pickle.pt").write_bytes(pickle.dumps(Bomb()))
    (tmp_path / "pickle.safetensors").write_bytes(pickle.dumps(Bomb()))
    whole = loras["wan"].read_bytes()
    (tmp_path / "cut.safetensors").write_bytes(whole[: len(whole) // 2])
    tensors = safetensors.torch.load(whole)
    first = next(name for name in tensors if name.endswith("lora_A.weight"))
    safetensors.torch.save_file(tensors | {first: tensors[first][:2].clone()}, tmp_path / "ranks.safetensors")
    safetensors.torch.save_file({"conv.weight": torch.ones(2)}, tmp_path / "none.safetensors")
    write_original_lora(tmp_path / "wide.safetensors", width=36)
    write_original_lora(tmp_path / "deep.safetensors", blocks=5)
    expected = {
        "pickle.pt": "can run code when they are read",
        "pickle.safetensors": "whatever it is called",
        "cut.safetensors": "cut off",
        "absent.safetensors": "is not at",
        "wide.safetensors": "makes 36 values of 36, the model's 24 of 24",
        "deep.safetensors": "the model has no layer 'blocks.2.attn1.to_q'",
        "ranks.safetensors": "different ranks",
        "none.safetensors": "does not fit this checkpoint",
    }
    for name, reason in expected.items():
        assert reason in refused(folders, tmp_path, video_loras=f"style={tmp_path / name}"), name


@pytest.mark.parametrize("setting", ["style", "=x", "a b=x", "style=x@much", "style=x@nan", "style=x@11"])
def test_a_setting_that_names_no_lora_is_refused(setting: str, folders: dict[str, Path], tmp_path: Path) -> None:
    """With how it is written."""
    assert "name=path@weight" in refused(folders, tmp_path, video_loras=setting)
