"""How explicit a take is, by open_nsfw (Yahoo, 2016; BSD-2-Clause) on onnxruntime: 0 to 1, of its worst still."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.lookers.network import Network
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

MODEL = "opennsfw"
RESIZED, CROPPED = 256, 224
MEAN_BGR = np.array([104, 117, 123], np.float32)


class ExplicitnessLooker:
    """One number a still."""

    measures: tuple[str, ...] = ("explicitness",)

    def __init__(self, settings: CriticSettings) -> None:
        self._network = Network(MODEL, "weights", settings.cache_folder)

    def warm_up(self) -> None:
        """Loads the weights, and has it look at grey."""
        self.score(Still(0, np.full((CROPPED, CROPPED, 3), 128, np.uint8)))

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """One finding: the most explicit still's."""
        scores = [(self.score(still), still.frame) for still in stills]
        if not scores:
            return []
        value, frame = max(scores)
        says = f"The pictures are explicit with a probability of {100 * value:.0f} %."
        says += " Look at the take, or film it again." if value > thresholds.EXPLICIT_WARNING else ""
        measured = Measured("explicitness", value, "probability", says, frame, request.timing.index)
        return [judged(measured, Limits(thresholds.EXPLICIT_WARNING, thresholds.EXPLICIT_DEFECT))]

    def close(self) -> None:
        """Nothing is held."""

    def score(self, still: Still) -> float:
        """P(explicit) of a picture."""
        start = (RESIZED - CROPPED) // 2
        small = still.resized(RESIZED, RESIZED)[start : start + CROPPED, start : start + CROPPED]
        pixels: NDArray[np.float32] = small[:, :, ::-1].astype(np.float32) - MEAN_BGR
        return float(self._network.run(pixels[None])[0, 1])
