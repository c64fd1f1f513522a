"""A loaded pipeline made fast on its device without changing what it computes: kernels, compiled blocks, layouts."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
import torch

from songreel_video.backends.diffusion import attention, compiling, mochi_attention
from songreel_video.backends.diffusion.crew import Crew
from songreel_video.backends.diffusion.formation import Formation
from songreel_video.backends.diffusion.presets import Family

log = structlog.get_logger()

MOCHI = "MochiTransformer3DModel"
CUDNN = 91500
"""Below it some builds of torch convolve videos an order of magnitude more slowly (pytorch/pytorch#166643)."""
LAYOUTS = {4: torch.channels_last, 5: torch.channels_last_3d}
"""By the dimensions of a convolution's weight. diffusers' VAEs for videos have both."""


@dataclass(frozen=True)
class Speed:
    """What the settings ask for."""

    attention: str = attention.AUTO
    compiled: bool | None = None
    """None for on a GPU."""
    gpus: int = 1
    lengths: int = 0
    """How many lengths of clips are compiled; 0 for every legal one."""

    def compiles(self, device: torch.device) -> bool:
        """Whether it does on that device."""
        return device.type == "cuda" if self.compiled is None else self.compiled

    def kept_to(self, family: Family, device: torch.device) -> Family:
        """The family with the lengths that it films there."""
        return replace(family, lengths=self.lengths) if self.compiles(device) else family


@dataclass(frozen=True)
class Tuned:
    """How a pipeline runs."""

    attention: str
    compiled: bool
    formation: Formation = field(default_factory=Formation)
    crew: Crew | None = None

    def __str__(self) -> str:
        """ "_flash_3 attention, compiled, 4 GPUs (2 branches of 2)"."""
        parts = [f"{self.attention} attention", "compiled" if self.compiled else "", str(self.formation)]
        return ", ".join(part for part in parts if part)

    def together(self, call: Mapping[str, Any]) -> AbstractContextManager[None]:
        """For one call of the pipeline: with the other GPUs, if there are any."""
        return self.crew.guided(call) if self.crew else nullcontext()

    def close(self) -> None:
        """Ends the processes of the other GPUs."""
        if self.crew:
            self.crew.close()

    @property
    def lossy(self) -> tuple[str, ...]:
        """What is given up in all presets, by name."""
        return attention.lossy(self.attention)


def tune(pipe: Any, device: torch.device, dtype: torch.dtype, speed: Speed, formation: Formation) -> Tuned:
    """How the pipeline runs from now on. Raises NotConfigured for a kernel that does not work here."""
    transformer = pipe.transformer
    on_gpu = device.type == "cuda"
    kernel = attention.choose(speed.attention, device, dtype)
    compiled = speed.compiles(device)
    # With torch's own attention and nothing compiled, a pipeline is left as diffusers has it, to the bit.
    # A crew has it said, since diffusers would go by whatever kernel it was last told of, for any model.
    if kernel != attention.PLAIN or compiled or formation.gpus > 1:
        if type(transformer).__name__ == MOCHI:
            mochi_attention.install(transformer)
        attention.install(transformer, kernel)
    if compiled:
        compiling.compile_blocks(transformer)
    if on_gpu:
        channels_last(pipe.vae)
        if (torch.backends.cudnn.version() or 0) < CUDNN:
            log.warning("cudnn_is_old", version=torch.backends.cudnn.version(), wanted=CUDNN, costs="slow decoding")
    crew = Crew(transformer, formation, device, kernel, compiled) if formation.gpus > 1 else None
    return Tuned(kernel, compiled, formation, crew)


def channels_last(vae: Any) -> None:
    """The VAE's convolutions keep the channels of a pixel together, as GPUs convolve; the numbers stay the same."""
    for weight in vae.parameters():
        if weight.ndim in LAYOUTS:
            weight.data = weight.data.to(memory_format=LAYOUTS[weight.ndim])
