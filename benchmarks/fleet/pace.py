"""How long a shot takes on a GPU that is not here: by the cost model, a little by chance, on a faster clock."""

import random
import time
from dataclasses import dataclass

from songreel.video.v1 import video_pb2
from songreel_video.backends.diffusion.presets import Family, families
from songreel_video.cost.devices import Seconds, assumed_seconds, devices, utilisations
from songreel_video.cost.model import Model, Operations, Shape, released

DEVICE = "H100 SXM"
SPREAD = 0.02
"""Standard deviation of a step's seconds, relative."""
PRESETS = {
    "preview": video_pb2.PRESET_PREVIEW,
    "draft": video_pb2.PRESET_DRAFT,
    "final": video_pb2.PRESET_FINAL,
}


@dataclass(frozen=True)
class Pace:
    """Of one released model by one table of presets. Seconds are of life unless they are said to be of the wall."""

    model_key: str
    table: str
    """Of presets.toml."""
    preset: str
    utilisation: str
    """Row of devices.toml: stock or tuned."""
    load_seconds: float
    scale: float
    """Seconds of life in one second of the wall."""

    @property
    def family(self) -> Family:
        """Rate, legal lengths, steps."""
        return families()[self.table]

    @property
    def model(self) -> Model:
        """Whose operations are counted."""
        return released()[self.model_key][0]

    @property
    def steps(self) -> int:
        """Of every shot."""
        return self.family.recipes[self.preset].steps

    def operations(self, frames: int) -> Operations:
        """Of a shot at the preset's best size, whatever size is coded here."""
        recipe = self.family.recipes[self.preset]
        shape = Shape(self.family.covering(frames), *recipe.sizes[0])
        return self.model.operations(shape, self.family, recipe)

    def mean(self, frames: int) -> Seconds:
        """Of a shot, as the cost model tells it."""
        recipe = self.family.recipes[self.preset]
        shape = Shape(self.family.covering(frames), *recipe.sizes[0])
        return assumed_seconds(self.operations(frames), shape, devices()[DEVICE], utilisations()[self.utilisation])

    def drawn(self, frames: int, name: str) -> tuple[float, list[float], float]:
        """Before the first step, of each step, and after the last; the same for every filming of that name."""
        chance, mean = random.Random(name), self.mean(frames)
        step = mean.denoise / self.steps
        steps = [max(0.0, chance.gauss(step, SPREAD * step)) for _ in range(self.steps)]
        return mean.before, steps, mean.after


class Metronome:
    """Sleeps so that no delay adds up: each beat is counted from when the one before was due."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._due = time.monotonic()

    def rest(self, seconds: float) -> None:
        """Until so many seconds of life after the last beat was due."""
        self._due += seconds / self._scale
        time.sleep(max(0.0, self._due - time.monotonic()))
