"""Decoding where memory is short: once more without the transformer beside it, or, where a preset says so, in tiles."""

from typing import Any

import structlog
import torch

from songreel_video.backends.diffusion.decoding import Frames, decode
from songreel_video.backends.diffusion.memory import give_back, is_out_of_memory

log = structlog.get_logger()


def develop(pipe: Any, latents: torch.Tensor, tiled: bool) -> Frames:
    """(frames, height, width, 3) from latents. Raises the error of the last attempt when memory is still short.

    The transformer has nothing to do by now, so making room with it costs seconds and changes no bit. Tiles do change
    pictures: they are a preset's choice, never a way out.
    """
    if not tiled:
        return _with_room(pipe, latents)
    pipe.vae.enable_tiling()
    try:
        return _with_room(pipe, latents)
    finally:
        pipe.vae.disable_tiling()


def _with_room(pipe: Any, latents: torch.Tensor) -> Frames:
    try:
        return decode(pipe.vae, latents)
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        give_back(error)
    transformer, device = pipe.transformer, latents.device
    log.info("transformer_makes_room", device=str(device))
    transformer.to("cpu")
    if device.type == "cuda":
        torch.cuda.empty_cache()
    try:
        return decode(pipe.vae, latents)
    finally:
        transformer.to(device)
