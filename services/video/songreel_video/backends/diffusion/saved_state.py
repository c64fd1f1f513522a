"""A half-denoised shot as bytes: everything that the remaining steps depend on, and proof that it is whole and ours.

    safetensors   latents, the generator's state, and every tensor of the scheduler
    its header    {format, origin, step, resumed_count, scheduler: how its attributes are put together, sha256}

The origin is the request's digest and what the arithmetic ran on: a state from another kind of device, or of another
build of torch or diffusers, would go on to other bits, so it is refused and the shot begins anew.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors
import safetensors.torch
import torch

FORMAT = 1
HEADER = "songreel"
ELSEWHERE = ("_internal_dict", "set_timesteps", "step")
"""A scheduler's configuration, which the checkpoint has, and what resuming puts in its way."""


class Unfit(Exception):
    """The bytes are damaged, or another request's, or of another machine."""


@dataclass(frozen=True)
class SavedState:
    """After a step."""

    step: int
    """How many are done."""
    latents: torch.Tensor
    scheduler: dict[str, Any]
    """Its attributes."""
    resumed_count: int = 0


def scheduler_state(scheduler: Any) -> dict[str, Any]:
    """Everything a scheduler remembers between steps: the schedule, its place in it, past model outputs."""
    return {name: value for name, value in vars(scheduler).items() if name not in ELSEWHERE}


def pack(state: SavedState, origin: str) -> bytes:
    """The state as a file."""
    tensors: dict[str, torch.Tensor] = {"latents": _at_rest(state.latents)}
    form = {name: _put(value, f"scheduler.{name}", tensors) for name, value in sorted(state.scheduler.items())}
    header = {
        "format": FORMAT,
        "origin": origin,
        "step": state.step,
        "resumed_count": state.resumed_count,
        "scheduler": form,
    }
    header["sha256"] = _checksum(header, tensors)
    return safetensors.torch.save(tensors, metadata={HEADER: json.dumps(header)})


def unpack(data: bytes, origin: str, device: torch.device) -> SavedState:
    """The state from a file, on the device. Raises Unfit with the reason."""
    try:
        length = int.from_bytes(data[:8], "little")
        header = json.loads(json.loads(data[8 : 8 + length])["__metadata__"][HEADER])
        tensors = safetensors.torch.load(data)
        claimed = header.pop("sha256")
        fits = (header["format"], header["origin"])
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unfit(f"damaged: {type(error).__name__}") from error
    if fits != (FORMAT, origin):
        raise Unfit("of another request, another format or another kind of machine")
    if claimed != _checksum(header, tensors):
        raise Unfit("damaged: its checksum is wrong")
    scheduler = {name: _get(form, tensors, device) for name, form in header["scheduler"].items()}
    return SavedState(header["step"], tensors["latents"].to(device), scheduler, header["resumed_count"])


def _put(value: Any, name: str, tensors: dict[str, torch.Tensor]) -> Any:
    """How the value is put together again; its tensors go into the table."""
    if isinstance(value, torch.Tensor):
        tensors[name] = _at_rest(value)
        return {"tensor": name, "on_device": value.device.type != "cpu"}
    if isinstance(value, np.ndarray):
        tensors[name] = torch.from_numpy(value.copy())
        return {"array": name}
    if isinstance(value, (list, tuple)):
        items = [_put(item, f"{name}.{number}", tensors) for number, item in enumerate(value)]
        return {"tuple" if isinstance(value, tuple) else "list": items}
    if value is None or isinstance(value, (bool, int, float, str)):
        return {"plain": value}
    if isinstance(value, np.generic):
        return {"plain": value.item()}
    raise TypeError(f"The scheduler keeps a {type(value).__name__} in {name}, which cannot be saved yet.")


def _get(form: dict[str, Any], tensors: dict[str, torch.Tensor], device: torch.device) -> Any:
    match form:
        case {"tensor": str(name), "on_device": bool(on_device)}:
            return tensors[name].to(device) if on_device else tensors[name]
        case {"array": str(name)}:
            return tensors[name].numpy()
        case {"list": list(items)}:
            return [_get(item, tensors, device) for item in items]
        case {"tuple": list(items)}:
            return tuple(_get(item, tensors, device) for item in items)
        case {"plain": value}:
            return value
    raise Unfit("damaged: an attribute of unknown form")


def _at_rest(tensor: torch.Tensor) -> torch.Tensor:
    """A copy of its own on the CPU."""
    return tensor.detach().to("cpu", copy=True).contiguous()


def _checksum(header: dict[str, Any], tensors: dict[str, torch.Tensor]) -> str:
    digest = hashlib.sha256(json.dumps(header, sort_keys=True).encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b"")
    return digest.hexdigest()
