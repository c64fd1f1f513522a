"""Weights as safetensors, converted once from the verified download and kept beside it in the cache."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

log = structlog.get_logger()

CONVERTED = "converted-v1.safetensors"
"""Raise the number when a reader in this folder changes what it returns."""

Tensors = dict[str, NDArray[np.float32]]


def converted(folder: Path, read: Callable[[], Tensors]) -> Tensors:
    """The tensors in the folder's safetensors file; the first call makes it from what `read` returns."""
    path = folder / CONVERTED
    if path.exists():
        return load_file(path)
    tensors = read()
    draft = path.with_name(f".{CONVERTED}.{os.getpid()}")
    try:
        save_file(tensors, draft)
        draft.replace(path)  # another process may have been first: with the same bytes
    except OSError as error:  # a cache inside an image cannot be written to; reading costs a second each time
        draft.unlink(missing_ok=True)
        log.info("conversion_not_kept", folder=str(folder), reason=str(error))
    return tensors
