"""Noise into a shot's latents, step by step; from any step on, and to the same bits.

A diffusers pipeline is called as it is. To go on after step k it is called again with the saved latents, while for
this one call its scheduler's `set_timesteps` puts the saved attributes back and shows only the steps that are left:

    schedule     t0 t1 t2 t3 t4 t5
    first call   ●  ●  ●  stop: save latents and the scheduler's memory
    second call           ●  ●  ●   (the scheduler itself gets the whole schedule back at its first step: multistep
                                     solvers derive their order from its length)
"""

import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch

from songreel_video.backends.diffusion import step_cache
from songreel_video.backends.diffusion.saved_state import SavedState

AfterStep = Callable[[int, int, torch.Tensor], None]
"""Told after each step: steps done, steps in all, latents. May raise, which ends the call."""


def denoise(pipe: Any, call: Mapping[str, Any], resumed: SavedState | None, after_step: AfterStep) -> torch.Tensor:
    """The latents after the last step, as the pipeline has them: (1, channels, frames, height, width).

    `call` are the pipeline's own arguments. What `after_step` raises comes through, and leaves pipeline and scheduler
    as if the call had never been.
    """
    total = call["num_inference_steps"]
    if resumed is not None and resumed.step >= total:
        return resumed.latents

    def on_step_end(pipe: Any, step: int, time: Any, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        step_cache.empty(pipe.transformer, pipe.scheduler.step_index)
        after_step(pipe.scheduler.step_index, total, tensors["latents"])
        return {}

    arguments = {
        **call,
        "output_type": "latent",
        "return_dict": False,
        "callback_on_step_end": on_step_end,
        "callback_on_step_end_tensor_inputs": ["latents"],
    }
    if resumed is not None:
        arguments["latents"] = resumed.latents
    with _gone_on_with(pipe.scheduler, resumed):
        latents: torch.Tensor = pipe(**arguments)[0]
    return latents


@contextmanager
def _gone_on_with(scheduler: Any, resumed: SavedState | None) -> Iterator[None]:
    """For one call the scheduler begins where the state was saved."""
    if resumed is None:
        yield
        return
    begin = scheduler.set_timesteps

    @functools.wraps(begin)  # pipelines look at its signature
    def set_timesteps(*args: Any, **kwargs: Any) -> None:
        begin(*args, **kwargs)
        for name, value in copy.deepcopy(resumed.scheduler).items():
            setattr(scheduler, name, value)
        whole = scheduler.timesteps
        scheduler.timesteps = whole[resumed.step :]

        def first_step(*args: Any, **kwargs: Any) -> Any:
            scheduler.timesteps = whole
            del scheduler.step
            return scheduler.step(*args, **kwargs)

        scheduler.step = first_step

    scheduler.set_timesteps = set_timesteps
    try:
        yield
    finally:
        for name in ("set_timesteps", "step"):
            vars(scheduler).pop(name, None)
