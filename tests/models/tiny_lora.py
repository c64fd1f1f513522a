"""Tiny LoRAs with random weights, as people find them: by diffusers, or in the layout of Wan's own repository."""

from pathlib import Path
from typing import Any

import diffusers
import safetensors.torch
import torch
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict

RANK = 4
NAME = "pytorch_lora_weights.safetensors"


def write_lora(checkpoint: Path, folder: Path, seed: int = 1) -> Path:
    """A LoRA for the attention of a checkpoint's transformer, by `save_lora_weights`."""
    pipe = diffusers.DiffusionPipeline.from_pretrained(checkpoint, dtype=torch.float32)
    torch.manual_seed(seed)
    layers = ["to_q", "to_k", "to_v", "to_out.0"]
    pipe.transformer.add_adapter(
        LoraConfig(r=RANK, lora_alpha=2 * RANK, target_modules=layers, init_lora_weights=False), "tiny"
    )
    weights = get_peft_model_state_dict(pipe.transformer, adapter_name="tiny")
    about: dict[str, Any] = {"transformer_lora_adapter_metadata": pipe.transformer.peft_config["tiny"].to_dict()}
    type(pipe).save_lora_weights(folder, transformer_lora_layers=weights, **about)
    return folder / NAME


def write_original_lora(path: Path, width: int = 24, blocks: int = 2) -> Path:
    """As the distilled LoRAs of Wan 2.1 come: Wan's own names, halves called down and up, with an alpha."""
    torch.manual_seed(2)
    tensors = {}
    for block in range(blocks):
        for layer in ("self_attn.q", "self_attn.v", "cross_attn.k"):
            name = f"diffusion_model.blocks.{block}.{layer}"
            tensors[f"{name}.lora_down.weight"] = torch.randn(RANK, width) / 4
            tensors[f"{name}.lora_up.weight"] = torch.randn(width, RANK) / 4
            tensors[f"{name}.alpha"] = torch.tensor(RANK / 2)
    safetensors.torch.save_file(tensors, path)
    return path
