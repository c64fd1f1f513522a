"""Tiny video transformers on their own: inputs, their answers, and a compiler that counts."""

from typing import Any

import torch

from tests.models.tiny_video import MAKERS


def mochi_inputs(frames: int, tokens: tuple[int, int], dtype: torch.dtype = torch.float32) -> dict[str, torch.Tensor]:
    """Two branches whose texts have so many valid tokens of sixteen."""
    draw = torch.Generator().manual_seed(1)
    mask = torch.arange(16)[None] < torch.tensor(tokens)[:, None]
    return {
        "hidden_states": torch.randn(2, 12, frames, 8, 8, generator=draw).to(dtype),
        "encoder_hidden_states": torch.randn(2, 16, 32, generator=draw).to(dtype),
        "timestep": torch.full((2,), 500, dtype=dtype),
        "encoder_attention_mask": mask,
    }


def wan_inputs(frames: int, backend: str = "wan") -> dict[str, torch.Tensor]:
    """One branch; with control latents for VACE."""
    draw = torch.Generator().manual_seed(1)
    inputs = {
        "hidden_states": torch.randn(1, 16, frames, 8, 8, generator=draw),
        "encoder_hidden_states": torch.randn(1, 16, 32, generator=draw),
        "timestep": torch.full((1,), 500),
    }
    if backend == "wan_vace":
        inputs["control_hidden_states"] = torch.randn(1, 96, frames, 8, 8, generator=draw)
        inputs["control_hidden_states_scale"] = torch.ones(2)
    return inputs


def transformer_of(backend: str) -> Any:
    torch.manual_seed(0)
    return MAKERS[backend](None).transformer.eval().requires_grad_(requires_grad=False)


def answer(transformer: Any, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.no_grad():
        sample: torch.Tensor = transformer(**inputs, return_dict=False)[0]
    return sample


def apart(one: torch.Tensor, other: torch.Tensor) -> float:
    """The largest difference, of the largest number."""
    return float((one - other).abs().max() / other.abs().max())


class Compiler:
    """A backend of torch.compile that counts what it is given, and runs it as it is."""

    def __init__(self) -> None:
        self.graphs = 0

    def __call__(self, graph: torch.fx.GraphModule, inputs: Any) -> Any:
        self.graphs += 1
        return graph.forward
