"""Video pipelines with random weights: the released models at full size, or tiny ones of the same architectures."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import diffusers
import torch
from songreel_video.backends.diffusion.presets import Family, families
from songreel_video.cost.transformers import Mochi, Wan

from tests.models.tiny_video import MAKERS

PIXELS_OF_A_TOKEN = 16
TEXT_TOKENS = 40
"""Valid ones of mochi's prompt; Wan's are all of its 512."""


@dataclass(frozen=True)
class Case:
    """A clip of a model."""

    name: str
    key: str
    """Of the cost model's table of architectures."""
    frames: int
    width: int
    height: int
    tiny: bool = False

    @property
    def mochi(self) -> bool:
        """Of the two families."""
        return self.key == "mochi"

    @property
    def family(self) -> Family:
        """Its table of presets."""
        return families()["mochi" if self.mochi else "wan"]

    def __str__(self) -> str:
        """ "Wan 14B, 81 frames of 1280x720"."""
        return f"{self.name}, {self.frames} frames of {self.width}x{self.height}"


FULL = (
    Case("Wan 1.3B", "wan_small", 81, 832, 480),
    Case("Wan 14B", "wan", 81, 832, 480),
    Case("Wan 14B", "wan", 81, 1280, 720),
    Case("mochi", "mochi", 85, 848, 480),
    Case("mochi", "mochi", 163, 848, 480),
)
TINY = (
    Case("tiny Wan", "wan_small", 33, 256, 192, tiny=True),
    Case("tiny mochi", "mochi", 25, 256, 192, tiny=True),
)


def pipeline(case: Case, device: torch.device, dtype: torch.dtype) -> Any:
    """Without text encoder; the VAE in float32, as the service loads it."""
    torch.manual_seed(0)
    if case.tiny:
        pipe = MAKERS["mochi" if case.mochi else "wan"](None)
        pipe.register_modules(text_encoder=None, tokenizer=None)
        pipe.to(device)
        _cast(pipe.transformer, dtype)
    else:
        pipe = _full(case, device, dtype)
    for part in (pipe.transformer, pipe.vae):
        part.eval().requires_grad_(requires_grad=False)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _full(case: Case, device: torch.device, dtype: torch.dtype) -> Any:
    text = resources.files("songreel_video.cost").joinpath("architectures.toml").read_text("utf-8")
    config = tomllib.loads(text)[case.key]["transformer"]
    with torch.device(device):
        torch.set_default_dtype(dtype)  # 14 billion weights would not fit in float32 beside anything
        try:
            kind = diffusers.MochiTransformer3DModel if case.mochi else diffusers.WanTransformer3DModel
            transformer = kind(**config)
        finally:
            torch.set_default_dtype(torch.float32)
        vae = diffusers.AutoencoderKLMochi() if case.mochi else diffusers.AutoencoderKLWan()
    _cast(transformer, dtype)
    scheduler = (
        diffusers.FlowMatchEulerDiscreteScheduler()
        if case.mochi
        else diffusers.UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0)
    )
    parts = {"tokenizer": None, "text_encoder": None, "vae": vae, "scheduler": scheduler, "transformer": transformer}
    return (diffusers.MochiPipeline if case.mochi else diffusers.WanPipeline)(**parts)


def _cast(transformer: Any, dtype: torch.dtype) -> None:
    """As `from_pretrained` does: some parts stay in float32."""
    for name, weight in transformer.named_parameters():
        kept = any(part in name for part in transformer._keep_in_fp32_modules or ())
        weight.data = weight.data.to(torch.float32 if kept else dtype)


def call(case: Case, pipe: Any, steps: int) -> dict[str, Any]:
    """The pipeline's arguments: guided, with random embeddings for the text."""
    config, family = pipe.transformer.config, case.family
    width = config.text_embed_dim if case.mochi else config.text_dim
    tokens = 16 if case.tiny else family.text_tokens
    draw = torch.Generator().manual_seed(1)
    dtype, device = pipe.transformer.dtype, pipe.transformer.device
    texts = [torch.randn(1, tokens, width, generator=draw).to(device, dtype) for _ in range(2)]
    arguments: dict[str, Any] = {
        "prompt_embeds": texts[0], "negative_prompt_embeds": texts[1], "height": case.height, "width": case.width,
        "num_frames": case.frames, "num_inference_steps": steps, "guidance_scale": 5.0,
        "generator": torch.Generator().manual_seed(2),
    }  # fmt: skip
    if case.mochi:
        valid = torch.arange(tokens, device=device)[None] < min(TEXT_TOKENS, tokens // 2)
        arguments |= {"prompt_attention_mask": valid, "negative_prompt_attention_mask": valid}
    return arguments


def operations(case: Case, pipe: Any) -> int:
    """Of one pass of the transformer, by the cost model: a multiplication with its addition counts as two."""
    config, family = pipe.transformer.config, case.family
    latents = 1 + (case.frames - 1) // family.frame_step
    tokens = latents * (case.height // PIXELS_OF_A_TOKEN) * (case.width // PIXELS_OF_A_TOKEN)
    kind = Mochi if case.mochi else Wan
    return kind.read(config).operations(tokens, 16 if case.tiny else family.text_tokens)
