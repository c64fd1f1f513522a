"""Zero-shot tags by CLAP as its authors' package has it, on their music checkpoint.

The package asks the hub by name for files that the checkpoint makes needless, at import and at construction, and leaves
its own folder on the import path. Here it meets neither hub nor path.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BartTokenizer, BertTokenizer, RobertaConfig, RobertaModel, RobertaTokenizer

from songreel_audio.clap.checkpoint import CheckpointRefused, audio_tower, read_checkpoint
from songreel_audio.clap.cutting import WINDOW_SAMPLES
from songreel_audio.clap.source import LABELS_FOLDER, LaionFiles, laion_files
from songreel_audio.clap.tagger import ClapTagger
from songreel_audio.clap.tokens import load_tokenizer, tokenised
from songreel_audio.song import Samples

Floats = NDArray[np.float32]


class LaionClap:
    """`laion_clap.CLAP_Module` without fusion."""

    def __init__(self, files: LaionFiles) -> None:
        """Raises CheckpointRefused."""
        state = read_checkpoint(files.checkpoint, files.sha256)
        self.heard_by = files.heard_by
        self._tokenizer = load_tokenizer(files.tokenizer_folder)
        self._module = empty_module(audio_tower(state), _text_config(state))
        self._module.model.load_state_dict(state)
        self._module.eval()
        self.logit_scale = float(state["logit_scale_a"].exp())

    def embed_windows(self, windows: Samples) -> Floats:
        """(windows, numbers) of unit length, from (windows, WINDOW_SAMPLES)."""
        if windows.shape[1] != WINDOW_SAMPLES:
            raise ValueError(f"a window has {WINDOW_SAMPLES} samples; longer ones would be cropped at random")
        with torch.inference_mode():  # tensors are not rounded to 16 bits, which arrays are
            numbers = self._module.get_audio_embedding_from_data(torch.from_numpy(windows), use_tensor=True)
        return _numbers(numbers)

    def embed_sentences(self, sentences: Sequence[str]) -> Floats:
        """(sentences, numbers) of unit length."""
        with torch.inference_mode():
            numbers = self._module.get_text_embedding(
                list(sentences), tokenizer=lambda texts: tokenised(self._tokenizer, texts), use_tensor=True
            )
        return _numbers(numbers)


def _numbers(tensor: torch.Tensor) -> Floats:
    numbers: Floats = tensor.float().cpu().numpy()
    return numbers


def empty_module(audio_tower: str, text: RobertaConfig) -> Any:
    """An untrained CLAP_Module. Raises CheckpointRefused when the package cannot be imported."""
    with _no_hub(text), _own_path(), redirect_stdout(StringIO()):
        try:
            from laion_clap import CLAP_Module
        except ImportError as error:
            raise CheckpointRefused(
                f"laion_clap cannot be imported ({error}). It needs torchvision beside torch."
            ) from error
        return CLAP_Module(enable_fusion=False, amodel=audio_tower)


@contextmanager
def _no_hub(text: RobertaConfig) -> Iterator[None]:
    """Within, the package's calls for "roberta-base" and the like are answered without the hub.

    Its tokenizers are never used, and the text tower's weights come from the checkpoint. Offline the real calls would
    try for minutes, then give tokenizers without tokens.
    """
    tokenizers = {BertTokenizer, BartTokenizer, RobertaTokenizer}  # two of them are one class
    try:
        for kind in tokenizers:
            kind.from_pretrained = classmethod(lambda *_, **__: None)
        RobertaModel.from_pretrained = classmethod(lambda *_, **__: RobertaModel(text))
        yield
    finally:
        for kind in (*tokenizers, RobertaModel):
            del kind.from_pretrained  # what it inherits is there again


def _text_config(state: Mapping[str, torch.Tensor]) -> RobertaConfig:
    """RoBERTa's, of the checkpoint's shapes."""
    prefix = "text_branch.encoder.layer."
    words = state["text_branch.embeddings.word_embeddings.weight"]
    return RobertaConfig(
        vocab_size=words.shape[0],
        hidden_size=words.shape[1],
        num_hidden_layers=len({name.removeprefix(prefix).split(".")[0] for name in state if name.startswith(prefix)}),
        num_attention_heads=words.shape[1] // 64,
        intermediate_size=state[f"{prefix}0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=state["text_branch.embeddings.position_embeddings.weight"].shape[0],
        type_vocab_size=1,
        layer_norm_eps=1e-5,
        attn_implementation="eager",
    )


@contextmanager
def _own_path() -> Iterator[None]:
    """Within, the import path may grow; afterwards it is what it was."""
    before = list(sys.path)
    try:
        yield
    finally:
        sys.path[:] = before


def load_laion_clap(cache_folder: Path, folder: Path | None) -> ClapTagger:
    """The backend from the catalogue's checkpoint, or from the same one in a folder.

    Raises songreel_weights.WeightsError.
    """
    tagger = ClapTagger(LaionClap(laion_files(cache_folder, folder)))
    tagger.prepare(cache_folder.expanduser() / LABELS_FOLDER)
    return tagger
