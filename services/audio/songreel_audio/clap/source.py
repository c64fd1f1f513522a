"""LAION's music checkpoint and its tokenizer: from the weights catalogue, or the same files from a folder."""

from dataclasses import dataclass
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_weights import fetch, load_catalogue

from songreel_audio.clap.checkpoint import CheckpointRefused

MODEL = "laion-clap-music"
LABELS_FOLDER = "labels"
"""In the cache folder: what the text tower makes of the service's own labels."""


@dataclass(frozen=True)
class LaionFiles:
    """Files on this machine."""

    checkpoint: Path
    sha256: str
    """The pinned one."""
    tokenizer_folder: Path
    heard_by: audio_pb2.HeardBy


def laion_files(cache_folder: Path, folder: Path | None) -> LaionFiles:
    """The files, fetched when no folder is given. Raises songreel_weights.WeightsError."""
    entry = load_catalogue().entry(MODEL)
    (weights,) = [file for file in entry.files if file.role == "weights"]
    if folder is None:
        folder = fetch(MODEL, cache_folder=cache_folder).folder
    if not (folder / weights.name).exists():
        raise CheckpointRefused(f"{folder} holds no {weights.name}. Copy it there with vocab.json and merges.txt.")
    heard_by = audio_pb2.HeardBy(task="tags", model=MODEL, weights_sha256=weights.sha256, licence=entry.licence.spdx)
    return LaionFiles(folder / weights.name, weights.sha256, folder, heard_by)
