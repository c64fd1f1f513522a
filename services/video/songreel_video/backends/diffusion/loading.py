"""A checkpoint folder as a pipeline on its device: safetensors alone, no download, in the precision asked for."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import NotConfigured

INDEX = "model_index.json"
MAKERS = {
    "MochiPipeline": "genmo/mochi-1-preview",
    "WanPipeline": "Wan-AI/Wan2.1-T2V-14B-Diffusers (or 1.3B)",
    "WanImageToVideoPipeline": "Wan-AI/Wan2.1-I2V-14B-480P-Diffusers (or 720P)",
    "WanVACEPipeline": "Wan-AI/Wan2.1-VACE-14B-diffusers (or 1.3B)",
}


@dataclass(frozen=True)
class Checkpoint:
    """Where the weights lie and how they run."""

    folder: Path
    pipeline: str
    """The diffusers class that the folder must hold."""
    device: torch.device
    dtype: torch.dtype
    """Of the transformer and the text encoder; the VAE runs in float32."""


@dataclass(frozen=True)
class Loaded:
    """A pipeline, ready."""

    pipe: Any
    name: str
    """As the folder is called."""
    weights_sha256: str
    """Of the digests of all its weights, file by file."""


def load(checkpoint: Checkpoint, cache_folder: Path) -> Loaded:
    """The pipeline. Raises NotConfigured with what to do when the folder is not such a checkpoint."""
    import diffusers  # seconds; and only where a diffusion model films

    check(checkpoint)
    pipe = getattr(diffusers, checkpoint.pipeline).from_pretrained(
        checkpoint.folder,
        dtype={"default": checkpoint.dtype, "vae": torch.float32},
        use_safetensors=True,
        local_files_only=True,
    )
    pipe.to(checkpoint.device)
    pipe.set_progress_bar_config(disable=True)
    for part in pipe.components.values():
        if isinstance(part, torch.nn.Module):
            part.eval().requires_grad_(requires_grad=False)
    return Loaded(pipe, checkpoint.folder.name, weights_digest(checkpoint.folder, cache_folder))


def check(checkpoint: Checkpoint) -> None:
    """Raises NotConfigured for a folder that is none, holds another model, or weights that only a pickle can read."""
    folder, index = checkpoint.folder, checkpoint.folder / INDEX
    wanted = f"Download {MAKERS[checkpoint.pipeline]} and set SONGREEL_VIDEO_CHECKPOINT to its folder."
    if not index.is_file():
        raise NotConfigured(f"{folder} holds no {INDEX}, so it is no diffusers checkpoint. {wanted}")
    try:
        holds = json.loads(index.read_text("utf-8")).get("_class_name")
    except (ValueError, AttributeError):
        raise NotConfigured(f"{index} is damaged. {wanted}") from None
    if holds != checkpoint.pipeline:
        raise NotConfigured(f"{folder} holds a {holds}, not a {checkpoint.pipeline}. {wanted} Or change the backend.")
    if not any(folder.glob("transformer/*.safetensors")):
        raise NotConfigured(f"{folder}/transformer has no safetensors. Other formats are not loaded. {wanted}")


def weights_digest(folder: Path, cache_folder: Path) -> str:
    """One sha256 for all weights of a checkpoint.

    Reading 40 GB takes a minute, so it is remembered for files of the same path, size and time of change.
    """
    files = sorted(path for path in folder.rglob("*.safetensors") if path.is_file())
    stamps = [(str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    key = hashlib.sha256(json.dumps([str(folder.resolve()), stamps]).encode()).hexdigest()
    note = cache_folder.expanduser() / "weights-digests" / key
    if note.exists():
        return note.read_text("ascii")
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(folder)} {file_sha256(path)}\n".encode())
    note.parent.mkdir(parents=True, exist_ok=True)
    draft = note.with_suffix(".part")
    draft.write_text(digest.hexdigest(), "ascii")
    draft.replace(note)
    return digest.hexdigest()
