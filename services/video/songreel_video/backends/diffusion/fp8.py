"""Linear layers in 8-bit floating point for one shot: a named lossy option, on GPUs that multiply such numbers fast.

Weights and activations are scaled row by row to e4m3's range and multiplied by torch's own `scaled_mm`. The weights are
scaled anew at each call: beside the product of tens of thousands of tokens that is a few hundredths of the time, and so
one set of weights serves lossy and lossless presets, with whatever LoRA is switched on, and nothing is left behind.
"""

import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from songreel_chassis.errors import NotConfigured
from torch.nn.functional import ScalingType, scaled_mm

EIGHT_BITS = torch.float8_e4m3fn
LARGEST = torch.finfo(EIGHT_BITS).max
SMALLEST_SCALE = 1e-12
STEP = 16
"""Widths that the hardware multiplies are multiples of it."""
UNTOUCHED = ("norm",)
"""Layers that tell a whole clip how to be scaled: they cost nothing, and their errors would be everywhere."""
OLDEST = (8, 9)
"""Compute capability of the first GPUs that multiply 8-bit floating point (Ada)."""


def check(device: torch.device, dtype: torch.dtype) -> None:
    """Raises NotConfigured where a preset's 8-bit layers cannot run."""
    if dtype != torch.bfloat16:
        raise NotConfigured(
            "These presets film with 8-bit linear layers, which need SONGREEL_VIDEO_DTYPE=bfloat16. Set it, or choose "
            "others by SONGREEL_VIDEO_PRESETS."
        )
    if device.type == "cuda" and torch.cuda.get_device_capability(device) < OLDEST:
        raise NotConfigured(
            f"These presets film with 8-bit linear layers, which {torch.cuda.get_device_name(device)} cannot multiply "
            "by. Choose others by SONGREEL_VIDEO_PRESETS."
        )


@contextmanager
def eight_bits(transformer: Any, wanted: bool) -> Iterator[None]:
    """The linear layers of the transformer's blocks multiply in 8 bits, until the shot is over or aborted."""
    layers = _layers(transformer) if wanted else []
    for layer in layers:
        layer.forward = types.MethodType(_forward, layer)
    try:
        yield
    finally:
        for layer in layers:
            del layer.forward


def _layers(transformer: Any) -> list[torch.nn.Linear]:
    names = transformer._repeated_blocks or transformer._no_split_modules  # Mochi has the second alone
    blocks = [module for module in transformer.modules() if type(module).__name__ in names]
    return [
        module
        for block in blocks
        for name, module in block.named_modules()
        if type(module) is torch.nn.Linear
        and not name.startswith(UNTOUCHED)
        and not (module.in_features % STEP or module.out_features % STEP)
    ]


def _forward(self: torch.nn.Linear, states: torch.Tensor) -> torch.Tensor:
    rows, row_scales = _scaled(states.flatten(0, -2))
    weight, weight_scales = _scaled(self.weight)
    product = scaled_mm(
        rows,
        weight.t(),
        row_scales,
        ScalingType.RowWise,
        weight_scales.t(),
        ScalingType.RowWise,
        output_dtype=states.dtype,
        use_fast_accum=states.is_cuda,
    )
    product = product if self.bias is None else product + self.bias
    return product.unflatten(0, states.shape[:-1])


def _scaled(matrix: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The matrix in 8 bits and what each row is to be multiplied by, (rows, 1) float32."""
    scales = (matrix.abs().amax(-1, keepdim=True).float() / LARGEST).clamp(min=SMALLEST_SCALE)
    return (matrix.float() / scales).to(EIGHT_BITS), scales
