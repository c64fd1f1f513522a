"""The attention kernel that a model runs on: the fastest lossless one that works on this GPU, or the one asked for.

Kernels go by diffusers' names (`native` is torch's own). A kernel is not believed to be there because a package is:
it is given a small attention to compute, and its answer is held against torch's.
"""

from typing import Any

import structlog
import torch
from diffusers.models.attention_dispatch import AttentionBackendName, attention_backend, dispatch_attention_fn
from songreel_chassis.errors import NotConfigured

log = structlog.get_logger()

SETTING = "SONGREEL_VIDEO_ATTENTION"
AUTO = "auto"
PLAIN = "native"
BY_GENERATION = {
    8: ("flash", PLAIN),
    # FlashAttention 3 is written for Hopper; cuDNN's comes nearest to it and is part of torch.
    9: ("_flash_3", "_flash_3_hub", "_native_cudnn", "flash", PLAIN),
    10: ("_native_cudnn", "flash", PLAIN),
    12: ("_native_cudnn", "flash", PLAIN),
}
"""By the major number of a GPU's compute capability, fastest first. None of them gives up accuracy: `sage` does."""
PROBE = (1, 256, 2, 128)
"""Batch, tokens, heads, and the width of a head in all these models."""
FARTHEST = 0.05
"""Relative distance from torch's answer up to which a kernel is right: bfloat16 is at 0.003, 8-bit `sage` at 0.02."""


def choose(wanted: str, device: torch.device, dtype: torch.dtype) -> str:
    """The kernel's name. Raises NotConfigured with what to do when the one asked for does not work here."""
    if wanted != AUTO:
        if problem := fault(wanted, device, dtype):
            raise NotConfigured(
                f"{SETTING}={wanted} does not work here: {problem} Install what it needs, or set {SETTING}=auto, which "
                "takes the fastest that works."
            )
        return wanted
    for name in candidates(device, dtype):
        if problem := fault(name, device, dtype):
            log.info("attention_passed_over", kernel=name, reason=problem)
            continue
        return name
    return PLAIN


def candidates(device: torch.device, dtype: torch.dtype) -> tuple[str, ...]:
    """What `auto` tries, in turn."""
    if device.type != "cuda" or dtype not in (torch.bfloat16, torch.float16):
        return (PLAIN,)
    return BY_GENERATION.get(torch.cuda.get_device_capability(device)[0], (PLAIN,))


def fault(name: str, device: torch.device, dtype: torch.dtype) -> str | None:
    """Why the kernel cannot be used, in one sentence; None when it computes what torch computes."""
    if name not in {known.value for known in AttentionBackendName}:
        return (
            f"diffusers knows no kernel of that name, but {', '.join(known.value for known in AttentionBackendName)}."
        )
    generator = torch.Generator().manual_seed(0)
    query, key, value = (torch.randn(PROBE, generator=generator).to(device, dtype) for _ in range(3))
    try:
        with torch.no_grad():
            with attention_backend(PLAIN):
                expected = dispatch_attention_fn(query, key, value).float()
            with attention_backend(name):
                answer = dispatch_attention_fn(query, key, value).float()
            distance = float((answer - expected).norm() / expected.norm())
    # Kernels fail in their own ways: missing, of another build, not for this GPU, not to be downloaded.
    except Exception as error:
        return f"{str(error).splitlines()[0] if str(error) else type(error).__name__}".rstrip(".") + "."
    return None if distance < FARTHEST else f"its answer is {distance:.0%} away from torch's own."


def install(transformer: Any, name: str) -> None:
    """Every attention of the transformer runs on the kernel from now on."""
    transformer.set_attention_backend(name)
    processors = [module.processor for module in transformer.modules() if hasattr(module, "processor")]
    reached = sum(getattr(processor, "_attention_backend", None) == name for processor in processors)
    log.info("attention_chosen", kernel=name, processors=len(processors), reached=reached)
    if reached < len(processors):
        raise NotConfigured(
            f"diffusers passes {name} to {reached} of {len(processors)} attentions of {type(transformer).__name__}. "
            f"Set {SETTING}={PLAIN}."
        )


def lossy(name: str) -> tuple[str, ...]:
    """What the kernel gives up, for a clip's provenance."""
    return (f"8-bit attention by {name}",) if "sage" in name else ()
