"""The cost model's formulas against torch's own count of operations, on the true architectures."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import PIL.Image
import pytest
import torch
from songreel.video.v1 import video_pb2
from songreel_video.backends import Desk, load_backend
from songreel_video.cost.forecast import Counting
from songreel_video.cost.transformers import Mochi, TextEncoder, Wan
from songreel_video.cost.vaes import MochiVae, WanVae
from songreel_video.requests import shape_of
from songreel_video.settings import VideoSettings
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from tests.models.test_diffusion import PICTURE, shot
from tests.models.tiny_video import write_checkpoint

# Mochi asks for autocast in the weights' own precision, which the CPU does not have for float32: it then does without.
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A tiny checkpoint for each backend."""
    root = tmp_path_factory.mktemp("cost")
    return {kind: write_checkpoint(kind, root / kind) for kind in ("wan", "wan_i2v", "wan_vace", "mochi")}


def counted(call: Callable[[], Any]) -> int:
    """Operations of a call, as torch counts them."""
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        call()
    return int(counter.get_total_flops())


def config(folder: Path, part: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / part / "config.json").read_text())
    return read


def part(folder: Path, name: str) -> Any:
    """One model of a checkpoint, as the pipeline loads it."""
    return getattr(diffusers.DiffusionPipeline.from_pretrained(folder, dtype=torch.float32), name)


@pytest.mark.parametrize("kind", ["wan", "wan_i2v", "wan_vace"])
def test_wans_transformer_costs_what_torch_counts(kind: str, folders: dict[str, Path]) -> None:
    """From text, from a keyframe, with references: to the operation."""
    model = part(folders[kind], "transformer")
    time, high, wide, text, image = 3, 6, 8, 20, 5
    latents = torch.zeros(1, model.config.in_channels, time, high, wide)
    call: dict[str, Any] = {"timestep": torch.zeros(1), "encoder_hidden_states": torch.zeros(1, text, 32)}
    if kind == "wan_i2v":
        call["encoder_hidden_states_image"] = torch.zeros(1, image, 4)
    if kind == "wan_vace":
        call["control_hidden_states"] = torch.zeros(1, 96, time, high, wide)
    formula = Wan.read(config(folders[kind], "transformer"))
    tokens = time * (high // 2) * (wide // 2)
    assert formula.operations(tokens, text, image if kind == "wan_i2v" else 0) == counted(
        lambda: model(latents, **call)
    )


def test_image_keys_of_their_own_are_counted() -> None:
    """As in the released image-to-video weights, whose text is always 512 tokens."""
    with torch.device("meta"):
        model = diffusers.WanTransformer3DModel(
            num_attention_heads=2, attention_head_dim=12, in_channels=36, text_dim=32, ffn_dim=32, num_layers=2,
            image_dim=4, added_kv_proj_dim=24, rope_max_seq_len=64,
        )  # fmt: skip
        latents, words, pictures = torch.zeros(1, 36, 3, 6, 8), torch.zeros(1, 512, 32), torch.zeros(1, 5, 4)
        count = counted(lambda: model(latents, torch.zeros(1), words, pictures))
    assert Wan.read(model.config).operations(36, 512, 5) == count


def test_mochis_transformer_costs_what_torch_counts(folders: dict[str, Path]) -> None:
    """With a prompt that fills its tokens: to the operation."""
    model = part(folders["mochi"], "transformer")
    words, mask = torch.zeros(1, 16, 32), torch.ones(1, 16, dtype=torch.bool)
    count = counted(lambda: model(torch.zeros(1, 12, 3, 6, 8), words, torch.zeros(1), mask))
    assert Mochi.read(config(folders["mochi"], "transformer")).operations(3 * 3 * 4, 16) == count


@pytest.mark.parametrize("kind", ["wan", "mochi"])
def test_the_text_encoder_costs_what_torch_counts(kind: str, folders: dict[str, Path]) -> None:
    """To the operation."""
    model = part(folders[kind], "text_encoder")
    tokens = torch.zeros(1, 24, dtype=torch.long)
    count = counted(lambda: model(tokens, torch.ones(1, 24)))
    assert TextEncoder.read(config(folders[kind], "text_encoder")).operations(24) == count


def test_the_autoencoders_cost_what_torch_counts(folders: dict[str, Path]) -> None:
    """Decoding by both, encoding by Wan's: to the operation."""
    wan, mochi = (part(folders[kind], "vae") for kind in ("wan", "mochi"))
    formula = WanVae.read(config(folders["wan"], "vae"))
    assert formula.decode(13, 48, 64) == counted(lambda: wan.decode(torch.zeros(1, 16, 4, 6, 8)))
    assert formula.encode(13, 48, 64) == counted(lambda: wan.encode(torch.zeros(1, 3, 13, 48, 64)))
    assert MochiVae.read(config(folders["mochi"], "vae")).decode(13, 48, 64) == counted(
        lambda: mochi.decode(torch.zeros(1, 12, 3, 6, 8))
    )


@pytest.mark.parametrize(("heads", "ffn", "layers"), [(12, 8960, 30), (40, 13824, 40)])
def test_a_full_size_wan_costs_what_torch_counts(heads: int, ffn: int, layers: int) -> None:
    """81 frames of 832x480, without weights: 1.3 and 14 billion parameters."""
    with torch.device("meta"):
        model = diffusers.WanTransformer3DModel(
            num_attention_heads=heads, ffn_dim=ffn, num_layers=layers, text_dim=4096
        ).to(torch.bfloat16)
        latents = torch.empty(1, 16, 21, 60, 104, dtype=torch.bfloat16)
        words = torch.empty(1, 512, 4096, dtype=torch.bfloat16)
        count = counted(lambda: model(latents, torch.empty(1), words))
    assert Wan.read(model.config).operations(32_760, 512) == count


def test_full_size_autoencoders_cost_what_torch_counts() -> None:
    """Wan's decoder and encoder at 832x480, mochi's decoder at 848x480."""
    with torch.device("meta"):
        wan, mochi = diffusers.AutoencoderKLWan(), diffusers.AutoencoderKLMochi()
        decoded = counted(lambda: wan.decode(torch.empty(1, 16, 21, 60, 104)))
        encoded = counted(lambda: wan.encode(torch.empty(1, 3, 81, 480, 832)))
        also = counted(lambda: mochi.decode(torch.empty(1, 12, 15, 60, 106)))
    assert WanVae.read(wan.config).decode(81, 480, 832) == decoded
    assert WanVae.read(wan.config).encode(81, 480, 832) == encoded
    assert MochiVae.read(mochi.config).decode(85, 480, 848) == also


@pytest.mark.parametrize(("case", "most"), [("wan", 0.01), ("wan_vace", 0.01), ("mochi", 0.08)])
def test_a_whole_shot_costs_what_torch_counts_of_it(
    case: str, most: float, folders: dict[str, Path], tmp_path: Path
) -> None:
    """Filmed by the service's own backend: text, references, all steps with guidance, decoding, within a hundredth.

    mochi's text is counted at its longest, and costs most in tiny models; at 85 frames of 848x480 it makes 1 in 100.
    """
    picture = tmp_path / "boat.png"
    PIL.Image.new("RGB", (64, 48), (9, 90, 200)).save(picture)
    request = shot(case)
    request.preset = video_pb2.PRESET_PREVIEW
    settings = VideoSettings(video_backend=case, video_checkpoint=folders[case], video_dtype="float32",
                             cache_folder=tmp_path, video_compile="off")  # fmt: skip
    backend = load_backend(settings)
    desk = Desk(lambda *_: None, images={PICTURE: picture})
    count = counted(lambda: list(backend.film(request, desk)))
    assert isinstance(backend, Counting)
    assert 0 <= backend.operations(shape_of(request), request.preset).total / count - 1 < most
