"""A loaded pipeline made fast on its device without changing what it computes: kernels, compiled blocks, layouts."""

from dataclasses import dataclass
from typing import Any

import structlog
import torch

from songreel_video.backends.diffusion import attention, compiling, mochi_attention

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


@dataclass(frozen=True)
class Tuned:
    """How a pipeline runs."""

    attention: str
    compiled: bool

    def __str__(self) -> str:
        """ "_flash_3 attention, compiled"."""
        return f"{self.attention} attention" + (", compiled" if self.compiled else "")

    @property
    def lossy(self) -> tuple[str, ...]:
        """What is given up in all presets, by name."""
        return attention.lossy(self.attention)


def tune(pipe: Any, device: torch.device, dtype: torch.dtype, speed: Speed) -> Tuned:
    """How the pipeline runs from now on. Raises NotConfigured for a kernel that does not work here."""
    transformer = pipe.transformer
    on_gpu = device.type == "cuda"
    kernel = attention.choose(speed.attention, device, dtype)
    compiled = on_gpu if speed.compiled is None else speed.compiled
    # With torch's own attention and nothing compiled, a pipeline is left as diffusers has it, to the bit.
    if kernel != attention.PLAIN or compiled:
        if type(transformer).__name__ == MOCHI:
            mochi_attention.install(transformer)
        attention.install(transformer, kernel)
    if compiled:
        compiling.compile_blocks(transformer)
    if on_gpu:
        channels_last(pipe.vae)
        if (torch.backends.cudnn.version() or 0) < CUDNN:
            log.warning("cudnn_is_old", version=torch.backends.cudnn.version(), wanted=CUDNN, costs="slow decoding")
    return Tuned(kernel, compiled)


def channels_last(vae: Any) -> None:
    """The VAE's convolutions keep the channels of a pixel together, as GPUs convolve; the numbers stay the same."""
    for weight in vae.parameters():
        if weight.ndim in LAYOUTS:
            weight.data = weight.data.to(memory_format=LAYOUTS[weight.ndim])
