"""A LAION CLAP checkpoint as a folder that `transformers.ClapModel` loads: made once, kept as safetensors.

The hub has a folder of its own for the music checkpoint, laion/larger_clap_music, but its towers say the same of
everything (embeddings-benchmark/mteb #5069), while the checkpoint that it was made from is sound. The names are mapped
as transformers' own converter maps them (convert_clap_original_pytorch_to_hf.py, #27153).
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import torch
from transformers import ClapConfig, ClapFeatureExtractor, ClapModel
from transformers.utils.logging import disable_progress_bar

from songreel_audio.clap.checkpoint import CheckpointRefused
from songreel_audio.clap.cutting import RATE_HZ, WINDOW_SECONDS
from songreel_audio.clap.tokens import FILES

RENAMED = (
    ("text_branch", "text_model"),
    ("audio_branch", "audio_model.audio_encoder"),
    ("attn", "attention.self"),
    ("self.proj", "output.dense"),
    ("attention.self_mask", "attn_mask"),
    ("mlp.fc1", "intermediate.dense"),
    ("mlp.fc2", "output.dense"),
    ("norm1", "layernorm_before"),
    ("norm2", "layernorm_after"),
    ("bn0", "batch_norm"),
)
PROJECTION = re.compile(r"_projection\.(\d+)\.")
AUDIO_HEADS = (4, 8, 16, 32)
HEAD_NUMBERS = 64
"""Of RoBERTa's heads."""
ROBERTA_EPSILON = 1e-5
"""ClapTextConfig's default is 1e-12."""
LOWEST_HZ, HIGHEST_HZ = 50, 14000
"""ClapFeatureExtractor's default is 0: embeddings would be off by a cosine of 0.99."""
OWN_BUFFERS = re.compile(
    r"spectrogram_extractor|logmel_extractor|_transform\.|tscam_conv|audio_encoder\.head\.|attn_mask"
)
"""What transformers computes itself or does without."""

State = dict[str, torch.Tensor]


def convert(state: State, tokenizer_folder: Path, folder: Path) -> None:
    """Writes the folder whole or not at all; another process may be first, with the same bytes."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        draft.mkdir(parents=True)
        disable_progress_bar()
        model = ClapModel(clap_config(state))
        model.load_state_dict(_for(model, dict(_mapped(state))))
        model.save_pretrained(draft)
        ClapFeatureExtractor(
            sampling_rate=RATE_HZ,
            max_length_s=round(WINDOW_SECONDS),
            frequency_min=LOWEST_HZ,
            frequency_max=HIGHEST_HZ,
            truncation="rand_trunc",
        ).save_pretrained(draft)
        for name in FILES:
            shutil.copyfile(tokenizer_folder / name, draft / name)
        draft.rename(folder)
    except OSError:
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def clap_config(state: State) -> ClapConfig:
    """The architecture that the checkpoint's shapes tell."""
    words = state["text_branch.embeddings.word_embeddings.weight"]
    width = state["audio_branch.patch_embed.proj.weight"].shape[0]
    stages = range(len(AUDIO_HEADS))
    text = {
        "vocab_size": words.shape[0],
        "hidden_size": words.shape[1],
        "num_hidden_layers": _count(state, "text_branch.encoder.layer"),
        "num_attention_heads": words.shape[1] // HEAD_NUMBERS,
        "intermediate_size": state["text_branch.encoder.layer.0.intermediate.dense.weight"].shape[0],
        "layer_norm_eps": ROBERTA_EPSILON,
        "projection_dim": state["text_projection.0.weight"].shape[0],
    }
    audio = {
        "patch_embeds_hidden_size": width,
        "hidden_size": width * 2 ** (len(AUDIO_HEADS) - 1),
        "depths": [_count(state, f"audio_branch.layers.{stage}.blocks") for stage in stages],
        "num_attention_heads": list(AUDIO_HEADS),
        "projection_dim": state["audio_projection.0.weight"].shape[0],
    }
    return ClapConfig(text_config=text, audio_config=audio, projection_dim=text["projection_dim"])


def _count(state: State, prefix: str) -> int:
    return len({name.removeprefix(f"{prefix}.").split(".")[0] for name in state if name.startswith(f"{prefix}.")})


def _mapped(state: State) -> Iterator[tuple[str, torch.Tensor]]:
    for old, tensor in state.items():
        name = old
        for before, after in RENAMED:
            name = name.replace(before, after)
        name = PROJECTION.sub(lambda found: f"_projection.linear{1 if found[1] == '0' else 2}.", name)
        if "qkv" in name:
            for part, piece in zip(("query", "key", "value"), tensor.chunk(3), strict=True):
                yield name.replace("qkv", part), piece.contiguous()
        else:
            yield name, tensor.contiguous()


def _for(model: ClapModel, mapped: State) -> State:
    """The mapped tensors and the model's own buffers. Raises CheckpointRefused if a weight is missing or left over."""
    own = model.state_dict()
    weights = {name for name, _ in model.named_parameters()}
    missing = sorted(weights - mapped.keys())
    left_over = sorted(name for name in mapped.keys() - own.keys() if not OWN_BUFFERS.search(name))
    if missing or left_over:
        told = ", ".join([*missing, *left_over][:5])
        raise CheckpointRefused(f"The checkpoint is not of CLAP's architecture: missing or left over are {told}.")
    return {name: mapped.get(name, tensor) for name, tensor in own.items()}
