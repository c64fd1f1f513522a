"""`python -m songreel_video.backends.diffusion.crew_member`: one more GPU of a crew. Orders come by standard input."""

import json
import sys
from typing import Any

import diffusers
import torch
import torch.distributed as dist

from songreel_video.backends.diffusion import attention, compiling
from songreel_video.backends.diffusion.crew import weights
from songreel_video.backends.diffusion.formation import Formation, answers, join, share_tokens


def main() -> None:
    """Serves until standard input ends."""
    orders = iter(sys.stdin.buffer.readline, b"")
    order = json.loads(next(orders))
    device = torch.device(order["device"], order["rank"]) if order["device"] == "cuda" else torch.device("cpu")
    if device.type == "cuda":
        torch.cuda.set_device(device)
    formation = Formation(order["gpus"], order["branches"])
    mesh = join(formation, order["rank"], device, order["meeting"])
    transformer = _received(order, device)
    share_tokens(transformer, formation, mesh, device)
    for line in orders:
        told = json.loads(line)
        inputs = {name: _next(form, device) for name, form in told["inputs"].items()}
        texts = [_next(form, device) for form in told["texts"]]
        with torch.no_grad():
            answers(transformer, formation, mesh, inputs, texts)


def _received(order: dict[str, Any], device: torch.device) -> Any:
    """The transformer with the weights of the one that gives the orders."""
    with torch.device("meta"):
        transformer = getattr(diffusers, order["transformer"]).from_config(order["config"])
    transformer.to_empty(device=device)
    owners = [*transformer.parameters(), *transformer.buffers()]
    for tensor, dtype in zip(owners, order["dtypes"], strict=True):
        tensor.data = tensor.data.to(_dtype(dtype))
    for tensor in weights(transformer):
        dist.broadcast(tensor, 0)
    transformer.eval().requires_grad_(requires_grad=False)
    attention.install(transformer, order["attention"])
    if order["compiled"]:
        compiling.compile_blocks(transformer)
    return transformer


def _next(form: tuple[list[int], str], device: torch.device) -> torch.Tensor:
    """The next tensor of that shape and precision that is sent to all."""
    shape, dtype = form
    tensor = torch.empty(shape, dtype=_dtype(dtype), device=device)
    dist.broadcast(tensor, 0)
    return tensor


def _dtype(name: str) -> torch.dtype:
    dtype: torch.dtype = getattr(torch, name.removeprefix("torch."))
    return dtype


if __name__ == "__main__":
    main()
