"""The tensors of a LAION CLAP checkpoint, from a pickle that is known by its sha256.

LAION publishes its music checkpoint as a pickle only. Nothing is unpickled unless the file is the pinned one, and then
by torch's loader for weights, which builds tensors and numpy's numbers and nothing else. laion_clap's own `load_ckpt`
unpickles anything, and fails where a checkpoint has no `position_ids` (LAION-AI/CLAP #161).
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from songreel_chassis.artifacts import file_sha256
from songreel_weights import WeightsError

KINDS = (np.float16, np.float32, np.float64, np.int32, np.int64, np.bool_)
MAKER = np.float64().__reduce__()[0]
NUMBERS = [
    np.dtype,
    *{type(np.dtype(kind)) for kind in KINDS},
    *(
        (MAKER, f"numpy.{core}.multiarray.scalar") for core in ("core", "_core")
    ),  # numpy 1 and 2 pickle it by these names
]
"""Beside its weights a checkpoint holds the trainer's counters, as numpy scalars."""
POSITION_IDS = "text_branch.embeddings.position_ids"
WIDTHS = {96: "HTSAT-tiny", 128: "HTSAT-base"}
"""LAION's names for its audio towers, by the width of the first layer."""
PATCHES = "audio_branch.patch_embed.proj.weight"


class CheckpointRefused(WeightsError):
    """The file is not one that may be loaded, or not of the kind that is needed. The message says what is."""


def read_checkpoint(path: Path, sha256: str) -> dict[str, torch.Tensor]:
    """The state dict in the file at `path`, float32, without buffers that libraries make themselves.

    Raises CheckpointRefused when the file's sha256 is not `sha256`, or when it is no CLAP without fusion.
    """
    found = file_sha256(path)
    if found != sha256:
        raise CheckpointRefused(
            f"{path} has sha256 {found}, not {sha256 or 'a pinned one'}. A pickle can run code, so only pinned ones "
            "are read: fetch laion-clap-music with `python -m songreel_weights fetch laion-clap-music`."
        )
    with torch.serialization.safe_globals(NUMBERS):
        content: Any = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    state: dict[str, torch.Tensor] = content.get("state_dict", content)
    state = {name.removeprefix("module."): tensor for name, tensor in state.items()}
    state.pop(POSITION_IDS, None)
    if PATCHES not in state or any("fusion_model" in name for name in state):
        raise CheckpointRefused(
            f"{path} is no CLAP checkpoint without fusion. Give music_audioset_epoch_15_esc_90.14.pt."
        )
    return {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in state.items()}


def audio_tower(state: dict[str, torch.Tensor]) -> str:
    """LAION's name of the checkpoint's audio tower; the wrong one would fail with a size mismatch (#113, #137)."""
    width = state[PATCHES].shape[0]
    if width not in WIDTHS:
        raise CheckpointRefused(f"The audio tower is {width} wide; known are {WIDTHS}.")
    return WIDTHS[width]
