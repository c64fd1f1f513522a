"""A network of the catalogue on onnxruntime: fetched when it is first asked, one thread."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from songreel_critic.lookers.weights import weights_of


class Network:
    """One input, one output."""

    def __init__(self, model: str, role: str, cache_folder: Path) -> None:
        self._model, self._role, self._cache_folder = model, role, cache_folder
        self._session: Any = None

    @property
    def session(self) -> Any:
        """Loaded. Raises Unavailable where the weights cannot be had now, NotConfigured where they never can."""
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            path = weights_of(self._model, self._cache_folder)[self._role]
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return self._session

    def run(self, pixels: NDArray[np.float32] | NDArray[np.uint8]) -> NDArray[np.float32]:
        """The output."""
        name = self.session.get_inputs()[0].name
        output: NDArray[np.float32] = self.session.run(None, {name: np.ascontiguousarray(pixels)})[0]
        return output
