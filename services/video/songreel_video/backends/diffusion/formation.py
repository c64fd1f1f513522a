"""How several GPUs share one transformer: each takes a branch of the guidance, a part of the tokens, or both.

    2 GPUs   [with prompt]  [without]                    one pass each; they meet once a step
    4 GPUs   [with prompt: 2 GPUs]  [without: 2 GPUs]    and within a branch each has half of the tokens, and in
                                                         attention half of the heads for all tokens (Ulysses)

Without guidance all of them share the tokens. The second way is diffusers' context parallelism.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist
from diffusers import ContextParallelConfig, ParallelConfig
from songreel_chassis.errors import InvalidInput, NotConfigured
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh

from songreel_video.backends.diffusion.presets import Family

SETTING = "SONGREEL_VIDEO_GPUS"
SPLITTABLE = ("WanTransformer3DModel",)
"""Whose tokens can be shared; diffusers has no plan for VACE's."""
GUIDED = (*SPLITTABLE, "WanVACETransformer3DModel")
"""Whose pipelines ask for the two branches one after the other."""
PATIENCE = timedelta(minutes=30)
"""For one another; a first compile takes minutes."""
PIXELS_OF_A_TOKEN = 16


@dataclass(frozen=True)
class Formation:
    """Of so many GPUs."""

    gpus: int = 1
    branches: int = 1

    @property
    def parts(self) -> int:
        """Into which the tokens of a branch are split."""
        return self.gpus // self.branches

    def __str__(self) -> str:
        """ "4 GPUs (2 branches of 2)"; empty for one."""
        return f"{self.gpus} GPUs ({self.branches} branches of {self.parts})" if self.gpus > 1 else ""

    def check(self, latents: int, height: int, width: int) -> None:
        """Raises InvalidInput for a clip whose tokens are not to be split evenly."""
        tokens = latents * (height // PIXELS_OF_A_TOKEN) * (width // PIXELS_OF_A_TOKEN)
        if tokens % self.parts:
            raise InvalidInput(
                f"{self} do not share the {tokens} tokens of such a clip evenly. Choose a size whose area is a "
                f"multiple of {PIXELS_OF_A_TOKEN**2 * self.parts} pixels, or set {SETTING} to 2 or 1.",
                field="size",
            )


def form(gpus: int, transformer: Any, family: Family, switched_loras: bool) -> Formation:
    """The best formation for all presets. Raises NotConfigured where there is none."""
    if gpus == 1:
        return Formation()
    if gpus & (gpus - 1):
        raise NotConfigured(f"{gpus} GPUs do not share the tokens of a clip evenly. Set {SETTING} to 2, 4, 8 or 16.")
    recipes = family.recipes.values()
    if switched_loras or any(recipe.step_cache or recipe.fp8 for recipe in recipes):
        raise NotConfigured(
            f"The presets {family.name} change the transformer from shot to shot (LoRAs, step cache, 8-bit layers), "
            f"which several GPUs do not yet do together. Set {SETTING}=1, or choose others by SONGREEL_VIDEO_PRESETS."
        )
    name, heads = type(transformer).__name__, transformer.config.num_attention_heads
    guided = all(recipe.guidance > 1 for recipe in recipes)
    formation = Formation(gpus, 2 if guided else 1)
    if name not in GUIDED or (formation.parts > 1 and name not in SPLITTABLE):
        able = "the two branches of guidance alone: set it to 2" if name in GUIDED else "nothing: set it to 1"
        raise NotConfigured(f"With {SETTING}={gpus} GPUs would share a {name}, of which they can share {able}.")
    if heads % formation.parts:
        raise NotConfigured(
            f"{formation} cannot share the {heads} heads of this model evenly. Set {SETTING} to twice a divisor of "
            f"{heads}."
        )
    return formation


def join(formation: Formation, rank: int, device: torch.device, meeting: str) -> DeviceMesh:
    """All processes, once each of them is there; (branches, 1, parts). `meeting` is a file that they share."""
    dist.init_process_group(
        "nccl" if device.type == "cuda" else "gloo",
        init_method=f"file://{meeting}",
        rank=rank,
        world_size=formation.gpus,
        timeout=PATIENCE,
    )
    shape = (formation.branches, 1, formation.parts)
    return init_device_mesh(device.type, shape, mesh_dim_names=("branch", "ring", "ulysses"))


def share_tokens(transformer: Any, formation: Formation, mesh: DeviceMesh, device: torch.device) -> None:
    """The transformer computes its part of the tokens from now on, and answers with all of them."""
    if formation.parts == 1:
        return
    mine = mesh["ring", "ulysses"]
    config = ParallelConfig(context_parallel_config=ContextParallelConfig(ulysses_degree=formation.parts, mesh=mine))
    config.setup(dist.get_rank(), formation.gpus, device, mesh=mine)
    # diffusers would look for an accelerator of this rank's number, which a CPU does not have.
    transformer._resolve_parallel_config = lambda _: config
    transformer.enable_parallelism(config=config)


def answers(transformer: Any, formation: Formation, mesh: DeviceMesh, given: dict[str, Any], texts: Any) -> list[Any]:
    """Of each branch, on every GPU, from that branch's text. A text alone is answered once."""
    branch = mesh.get_local_rank("branch") if formation.branches > 1 else 0
    mine = transformer(**given, encoder_hidden_states=texts[min(branch, len(texts) - 1)], return_dict=False)[0]
    if len(texts) == 1 or formation.branches == 1:
        return [mine]
    gathered = [torch.empty_like(mine) for _ in texts]
    dist.all_gather(gathered, mine.contiguous(), group=mesh.get_group("branch"))
    return gathered
