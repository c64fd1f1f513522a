"""The tensors of a torch zip checkpoint, without torch.

Such a file is a zip archive with a pickle that describes the tensors and one raw file a storage. The pickle is read by
an unpickler that knows three names and refuses all others; it is still only to be used after the file's sha256 matched.
"""

import collections
import io
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STORAGE_TYPES = {"FloatStorage": np.float32, "DoubleStorage": np.float64, "HalfStorage": np.float16}


def read_torch_checkpoint(path: Path) -> dict[str, NDArray[np.float32]]:
    """Tensors by name, as float32. Raises UnpicklingError on anything that is not a plain state dict."""
    with zipfile.ZipFile(path) as archive:
        description = next(name for name in archive.namelist() if name.endswith("data.pkl"))
        unpickler = _TensorUnpickler(io.BytesIO(archive.read(description)))
        unpickler.archive, unpickler.root = archive, description.removesuffix("data.pkl")
        tensors = unpickler.load()
    return {name: np.ascontiguousarray(tensor, np.float32) for name, tensor in tensors.items()}


class _TensorUnpickler(pickle.Unpickler):
    archive: zipfile.ZipFile
    root: str

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if module == "torch" and name in STORAGE_TYPES:
            return name
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a checkpoint of weights")

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        _, storage, key, _location, _count = pid
        return np.frombuffer(self.archive.read(f"{self.root}data/{key}"), STORAGE_TYPES[storage])


def _rebuild_tensor(
    storage: NDArray[Any], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: Any
) -> NDArray[Any]:
    strides = [step * storage.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], size, strides)
