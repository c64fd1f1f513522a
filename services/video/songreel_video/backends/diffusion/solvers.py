"""A scheduler for each shot: the checkpoint's own, shifted as the preset says, or the distilled models' Euler steps."""

from typing import Any

from songreel_video.backends.diffusion.presets import Recipe

EULER = "euler"


def fresh_scheduler(own: Any, recipe: Recipe) -> Any:
    """One of its own for each shot, so that nothing of an earlier one is left in it. `own` is the checkpoint's."""
    if recipe.solver == EULER:
        return _euler(recipe)
    name = "flow_shift" if "flow_shift" in own.config else "shift"  # UniPC's, Euler's
    return type(own).from_config(own.config, **({name: recipe.flow_shift} if recipe.flow_shift else {}))


def _euler(recipe: Recipe) -> Any:
    """Euler steps over evenly spaced times, then shifted: 1, 3/4, 1/2, 1/4 for four steps.

    A step-distilled model was trained at exactly these times. diffusers' flow matching Euler shifts its ends twice and
    would ask it at others; UniPC of first order, without its corrector, takes the same steps at the right ones.
    """
    import diffusers

    return diffusers.UniPCMultistepScheduler(
        prediction_type="flow_prediction",
        use_flow_sigmas=True,
        flow_shift=recipe.flow_shift or 1.0,
        solver_order=1,
        disable_corrector=list(range(recipe.steps)),
    )
