"""Zero-shot tags by CLAP as transformers has it: safetensors, no torchvision, on a GPU or the processor."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_chassis.artifacts import file_sha256
from transformers import ClapFeatureExtractor, ClapModel
from transformers.utils.logging import disable_progress_bar

from songreel_audio.clap.checkpoint import CheckpointRefused, read_checkpoint
from songreel_audio.clap.conversion import LOWEST_HZ, convert
from songreel_audio.clap.cutting import RATE_HZ, WINDOW_SAMPLES
from songreel_audio.clap.source import LABELS_FOLDER, MODEL, LaionFiles, laion_files
from songreel_audio.clap.tagger import ClapTagger
from songreel_audio.clap.tokens import load_tokenizer, tokenised
from songreel_audio.song import Samples

CONVERTED = "transformers-v1"
"""Raise the number when the conversion changes what it writes."""
WEIGHTS = "model.safetensors"
PROBES = ("This audio is a death metal song.", "A child laughs.", "solo piano", "heavy rain on a tin roof", "in 1975")
MOST_ALIKE = 0.98
"""Mean cosine of the probes. Of two sound checkpoints it is 0.2 to 0.3; of the hub's larger_clap_music 0.999."""

Floats = NDArray[np.float32]


class TransformersClap:
    """`transformers.ClapModel` from a folder."""

    def __init__(self, folder: Path, heard_by: audio_pb2.HeardBy) -> None:
        """Raises CheckpointRefused, saying what the folder lacks."""
        if not (folder / WEIGHTS).exists():
            raise CheckpointRefused(
                f"{folder} holds no {WEIGHTS}. Weights are read from safetensors only; convert them."
            )
        self.heard_by = heard_by
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._tokenizer = load_tokenizer(folder)
        self._features = load_feature_extractor(folder)
        disable_progress_bar()
        model: Any = ClapModel.from_pretrained(folder, local_files_only=True, use_safetensors=True)
        self._model = model.to(self._device).eval()
        self.logit_scale = float(self._model.logit_scale_a.detach().exp())
        self._refuse_collapse(folder)

    def embed_windows(self, windows: Samples) -> Floats:
        """(windows, numbers) of unit length, from (windows, WINDOW_SAMPLES)."""
        if windows.shape[1] != WINDOW_SAMPLES:
            raise ValueError(f"a window has {WINDOW_SAMPLES} samples; longer ones would be cropped at random")
        inputs = self._features(list(windows), sampling_rate=RATE_HZ, return_tensors="pt")
        with torch.inference_mode():
            return _numbers(self._model.get_audio_features(inputs["input_features"].to(self._device)))

    def embed_sentences(self, sentences: Sequence[str]) -> Floats:
        """(sentences, numbers) of unit length."""
        inputs = tokenised(self._tokenizer, sentences).to(self._device)
        with torch.inference_mode():
            return _numbers(self._model.get_text_features(inputs["input_ids"], inputs["attention_mask"]))

    def _refuse_collapse(self, folder: Path) -> None:
        probes = self.embed_sentences(PROBES)
        alike = float((probes @ probes.T)[~np.eye(len(probes), dtype=bool)].mean())
        if alike > MOST_ALIKE:
            raise CheckpointRefused(
                f"To the model in {folder} all sentences are alike (mean cosine {alike:.4f}), so its tags would mean "
                f"nothing. The hub's laion/larger_clap_music is known for it; use the catalogue's {MODEL}."
            )


def load_feature_extractor(folder: Path) -> ClapFeatureExtractor:
    """The folder's own feature extractor. Raises CheckpointRefused unless it hears as CLAP was trained to."""
    if not (folder / "preprocessor_config.json").exists():
        raise CheckpointRefused(f"{folder} lacks preprocessor_config.json; the library's default would hear wrongly.")
    extractor = ClapFeatureExtractor.from_pretrained(folder, local_files_only=True)
    expected = {"frequency_min": LOWEST_HZ, "sampling_rate": RATE_HZ, "truncation": "rand_trunc"}
    for name, value in expected.items():
        if getattr(extractor, name) != value:
            raise CheckpointRefused(
                f"preprocessor_config.json in {folder} has {name} {getattr(extractor, name)!r}; CLAP was trained with "
                f"{value!r}. Copy the checkpoint's own."
            )
    return extractor


def _numbers(output: Any) -> Floats:
    """transformers 5 gives an output object, whose pooler_output has unit length."""
    numbers: Floats = output.pooler_output.float().cpu().numpy()
    return numbers


def load_transformers_clap(cache_folder: Path, folder: Path | None) -> ClapTagger:
    """The backend from a folder of safetensors, or from LAION's checkpoint, converted on first use.

    Raises songreel_weights.WeightsError.
    """
    if folder and (folder / WEIGHTS).exists():
        heard_by = audio_pb2.HeardBy(task="tags", model=folder.name, weights_sha256=file_sha256(folder / WEIGHTS))
        tagger = ClapTagger(TransformersClap(folder, heard_by))
    else:
        files = laion_files(cache_folder, folder)
        tagger = ClapTagger(TransformersClap(converted_folder(files, cache_folder), files.heard_by))
    tagger.prepare(cache_folder.expanduser() / LABELS_FOLDER)
    return tagger


def converted_folder(files: LaionFiles, cache_folder: Path) -> Path:
    """Where the checkpoint lies as transformers reads it; the first call makes it."""
    folder = cache_folder.expanduser() / "weights" / MODEL / CONVERTED
    if not folder.exists():
        convert(read_checkpoint(files.checkpoint, files.sha256), files.tokenizer_folder, folder)
    return folder
