"""Latents into pictures, as the pipelines do it, but straight to bytes, so that floats never lie in memory twice."""

from typing import Any

import numpy as np
import numpy.typing as npt
import torch

Frames = npt.NDArray[np.uint8]


def decode(vae: Any, latents: torch.Tensor) -> Frames:
    """(frames, height, width, 3) from latents as `denoise` gives them."""
    latents = latents.to(vae.dtype)
    config = vae.config
    scale = getattr(config, "scaling_factor", None)
    if config.latents_mean is not None and config.latents_std is not None:
        shape = (1, -1, 1, 1, 1)
        mean = torch.tensor(config.latents_mean).view(shape).to(latents.device, latents.dtype)
        std = torch.tensor(config.latents_std).view(shape).to(latents.device, latents.dtype)
        # Each as its pipeline writes it: another order of the same operations rounds to other bits.
        latents = latents * std / scale + mean if scale is not None else latents / (1.0 / std) + mean
    elif scale is not None:
        latents = latents / scale
    with torch.no_grad():
        pictures = vae.decode(latents, return_dict=False)[0][0]
    # In place: a clip of 81 frames in 720p is 900 MB of float32, and each operation would make another one.
    pixels = pictures.div_(2).add_(0.5).clamp_(0, 1).float().mul_(255).round_().to(torch.uint8)
    frames: Frames = pixels.permute(1, 2, 3, 0).contiguous().cpu().numpy()
    return frames
