"""A CLAP of LAION's architecture with random weights, as LAION saves it, and RoBERTa's tokenizer with made-up words."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.backends.tags.laion_clap import empty_module
from songreel_audio.backends.tags.transformers_clap import converted_folder
from songreel_audio.clap.cutting import RATE_HZ, WINDOW_SAMPLES
from songreel_audio.clap.source import LaionFiles
from songreel_audio.clap.tokens import TOKENS
from songreel_chassis.artifacts import file_sha256
from transformers import RobertaConfig

NOBODY = audio_pb2.HeardBy(task="tags", model="random weights")
LETTERS = [chr(code) for code in range(33, 127)] + [chr(code) for code in (*range(161, 173), *range(174, 256))]
"""Bytes that byte-level BPE writes as themselves; the others it writes from 256 on."""
BYTES = LETTERS + [chr(256 + n) for n in range(256 - len(LETTERS))]
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
TEXT_TOWER = RobertaConfig(
    vocab_size=TOKENS,
    num_hidden_layers=1,
    intermediate_size=128,
    max_position_embeddings=514,
    type_vocab_size=1,
    layer_norm_eps=1e-5,
    attn_implementation="eager",
)
"""RoBERTa's, but for its depth and inner width."""
MERGES = ["t h", "th e", "i s", "Ġ i", "Ġi s", "o n", "s on", "son g"]


@dataclass(frozen=True)
class Checkpoint:
    """One set of weights, as each backend wants it."""

    folder: Path
    laion: LaionFiles
    transformers: Path


def make_checkpoint(folder: Path) -> Checkpoint:
    """Random weights in LAION's file, and converted as production converts them."""
    write_tokenizer(folder)
    write_checkpoint(folder / "tiny.pt", random_module())
    files = LaionFiles(folder / "tiny.pt", file_sha256(folder / "tiny.pt"), folder, NOBODY)
    return Checkpoint(folder, files, converted_folder(files, folder / "cache"))


def write_tokenizer(folder: Path) -> None:
    """vocab.json and merges.txt: bytes, a few merges, and words that never occur, as many as RoBERTa has."""
    merged = [merge.replace(" ", "") for merge in MERGES]
    known = [*SPECIAL, *BYTES, *merged]
    words = [*known, *(f"unheard{n}" for n in range(TOKENS - len(known) - 1)), "<mask>"]
    (folder / "vocab.json").write_text(json.dumps({word: n for n, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n")


def write_checkpoint(path: Path, module: Any) -> None:
    """As LAION's trainer does: under `module.`, with position ids, and numbers of the trainer beside the weights."""
    state = {f"module.{name}": tensor for name, tensor in module.state_dict().items()}
    state["module.text_branch.embeddings.position_ids"] = torch.arange(514)[None]
    torch.save({"epoch": 15, "name": "tiny", "loss": np.float64(0.5), "state_dict": state}, path)


def random_module(seed: int = 3) -> Any:
    """HTSAT-tiny with a text tower of one layer, and what all sounds have in common taken out, so that they differ."""
    torch.manual_seed(seed)
    module = empty_module("HTSAT-tiny", TEXT_TOWER).model
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            if parameter.ndim > 1 and "extractor" not in name:  # which are the spectrogram, not learnt
                parameter.normal_(0, 0.08)
        for name, buffer in module.named_buffers():
            if name.endswith("running_var"):
                buffer.uniform_(0.5, 1.5)
            if name.endswith("running_mean"):
                buffer.normal_(0, 0.1)
        module.eval()
        first = module.audio_projection[0]
        heard = module.encode_audio({"waveform": torch.from_numpy(sounds()), "longer": None}, "cpu")["embedding"]
        first.bias.copy_(-(first.weight @ heard.mean(0)))
    return module


def sounds() -> NDArray[np.float32]:
    """(3, WINDOW_SAMPLES): a tone, noise, and a beat."""
    time = np.arange(WINDOW_SAMPLES) / RATE_HZ
    noise = np.random.default_rng(1).standard_normal(WINDOW_SAMPLES) * 0.1
    beat = noise * np.exp(-20 * (time % 0.5))
    return np.stack([0.3 * np.sin(2 * np.pi * 220 * time), noise, beat]).astype(np.float32)
