"""What scenes a film shows, by SSCD (E. Pizzi et al., CVPR 2022; Meta, MIT): pictures of one scene have like numbers.

It was made to find copies: mirrored, cropped, in other colours. So it tells scenes that come again where pixels do not.
"""

from collections.abc import Sequence

import numpy as np
from songreel.critic.v1 import critic_pb2

from songreel_critic.film_stills import stills_by_shot
from songreel_critic.lookers import FilmSeen
from songreel_critic.lookers.network import Network
from songreel_critic.scenes import Embeddings, check_scenes
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

MODEL = "sscd-disc-mixup-int8"
STILLS = 3
SIDE_PIXELS = 288


class SceneLooker:
    """512 numbers a still."""

    measures: tuple[str, ...] = ("repeated_scenes", "neighbouring_scenes", "stray_scene")

    def __init__(self, settings: CriticSettings) -> None:
        self._network = Network(MODEL, "weights", settings.cache_folder)

    def warm_up(self) -> None:
        """Loads the weights, and has it look at grey."""
        self.embeddings([Still(0, np.full((SIDE_PIXELS, SIDE_PIXELS, 3), 128, np.uint8))])

    def compare(self, film: FilmSeen) -> list[critic_pb2.Finding]:
        """How alike the shots' scenes are."""
        analysis = film.request.analysis
        everywhere = range(len(analysis.shots))
        seen = stills_by_shot(analysis, film.path, STILLS, everywhere)
        return check_scenes(analysis, {number: self.embeddings(stills) for number, stills in seen})

    def close(self) -> None:
        """Nothing is held."""

    def embeddings(self, stills: Sequence[Still]) -> Embeddings:
        """(stills, 512), each of unit length."""
        pixels = np.stack([still.resized(SIDE_PIXELS, SIDE_PIXELS) for still in stills])
        return self._network.run(pixels)
