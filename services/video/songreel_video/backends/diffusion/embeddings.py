"""A text encoder's answer as bytes, and the name that everybody finds it by who would get the same bits."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import safetensors
import safetensors.torch
import torch
from songreel_chassis.artifacts import file_sha256, request_digest

from songreel_video.backends.diffusion.loading import weights_digest

FORMAT = "embedding 1"
HEADER = "songreel"


@dataclass(frozen=True)
class Embedding:
    """Of one text."""

    embeds: torch.Tensor
    """(1, tokens, width)"""
    mask: torch.Tensor | None = None
    """(1, tokens) bool, where the model wants one."""


def pack(embedding: Embedding) -> bytes:
    """The embedding as a file. What is padding is left out: rows of zeros, after the last word."""
    embeds = embedding.embeds.detach().to("cpu").contiguous()
    words = int(embeds[0].ne(0).any(dim=1).nonzero().max()) + 1 if embeds.any() else 0
    tensors = {"embeds": embeds[:, :words].clone()}
    if embedding.mask is not None:
        tensors["mask"] = embedding.mask.detach().to("cpu").contiguous()
    about = {"tokens": embeds.shape[1], "sha256": _checksum(tensors, embeds.shape[1])}
    return safetensors.torch.save(tensors, metadata={HEADER: json.dumps(about)})


def unpack(data: bytes, device: torch.device) -> Embedding | None:
    """The embedding from a file, on the device; None when it is damaged."""
    try:
        length = int.from_bytes(data[:8], "little")
        about = json.loads(json.loads(data[8 : 8 + length])["__metadata__"][HEADER])
        tensors = safetensors.torch.load(data)
        embeds, tokens = tensors["embeds"], about["tokens"]
        if about["sha256"] != _checksum(tensors, tokens):
            return None
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError, RecursionError):
        return None
    whole = torch.cat([embeds, embeds.new_zeros(1, tokens - embeds.shape[1], embeds.shape[2])], dim=1)
    mask = tensors.get("mask")
    return Embedding(whole.to(device), mask.to(device) if mask is not None else None)


def encoder_digest(folder: Path, cache_folder: Path, run: Sequence[str]) -> str:
    """Of what decides an embedding's bits beside its text: the encoder's weights, its tokenizer, and what it runs on.

    The same for all models that share a text encoder, so that a keyframe's pod finds what another one read.
    """
    tokenizer = sorted(path for path in (folder / "tokenizer").rglob("*") if path.is_file())
    words = [f"{path.name} {file_sha256(path)}" for path in tokenizer]
    return request_digest(FORMAT, weights_digest(folder / "text_encoder", cache_folder), *words, *run)


def _checksum(tensors: dict[str, torch.Tensor], tokens: int) -> str:
    digest = hashlib.sha256(f"{tokens}".encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b"")
    return digest.hexdigest()
