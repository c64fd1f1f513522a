"""The lossy options of a preset, on for one shot and off after it, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from songreel_chassis.errors import NotConfigured

from songreel_video.backends.diffusion import fp8, step_cache
from songreel_video.backends.diffusion.loading import Checkpoint
from songreel_video.backends.diffusion.presets import Family, Recipe


@contextmanager
def shortcuts(transformer: Any, recipe: Recipe) -> Iterator[None]:
    """The preset's own, while a shot is denoised."""
    with fp8.eight_bits(transformer, recipe.fp8), step_cache.step_cache(transformer, recipe.step_cache):
        yield


def resumable_every(recipe: Recipe) -> int:
    """After how many steps a state can be taken that other processes go on from."""
    return step_cache.EMPTIED_EVERY if recipe.step_cache else 1


def check_shortcuts(family: Family, checkpoint: Checkpoint) -> None:
    """Raises NotConfigured for presets whose shortcuts this model or machine cannot take."""
    recipes = family.recipes.values()
    if any(recipe.fp8 for recipe in recipes):
        fp8.check(checkpoint.device, checkpoint.dtype)
    if any(recipe.step_cache for recipe in recipes) and checkpoint.pipeline in step_cache.UNFIT:
        raise NotConfigured(
            f"The presets {family.name} keep answers of blocks between steps, which a {checkpoint.pipeline} cannot: "
            "what references tell it is added between its blocks. Choose others by SONGREEL_VIDEO_PRESETS."
        )
