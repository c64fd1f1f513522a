"""Label embeddings on disk: some 1,700 sentences take a processor most of a minute, so only the first start pays."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from songreel_audio.labels import Family

log = structlog.get_logger()

Floats = NDArray[np.float32]


def place_of(family: Family, weights_sha256: str, folder: Path) -> Path:
    """Where a family's embeddings by these weights are kept: the name is a digest of all that decides them."""
    decided_by = "\n".join(["1", weights_sha256, *family.templates, "", *family.labels])
    return folder / f"{hashlib.sha256(decided_by.encode()).hexdigest()}.npy"


def kept(path: Path, labels: int, compute: Callable[[], Floats]) -> Floats:
    """(labels, numbers) from the file, or else from `compute` and into the file, whole or not at all."""
    try:
        found: Floats = np.load(path, allow_pickle=False)
        if found.ndim == 2 and len(found) == labels and found.dtype == np.float32:
            return found
    except (OSError, ValueError):
        pass  # not there yet, or cut off
    embeddings = compute()
    draft = path.with_name(f".{path.name}.{os.getpid()}.npy")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(draft, embeddings)
        draft.replace(path)
    except OSError as error:  # a cache inside an image cannot be written to
        draft.unlink(missing_ok=True)
        log.info("labels_not_kept", folder=str(path.parent), reason=str(error))
    return embeddings
