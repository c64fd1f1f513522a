"""What a tagger hears of a song, window by window: its embedding of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Windows:
    """Windows of one length over a whole song; they may overlap, and the last may reach beyond the song's end."""

    starts_seconds: NDArray[np.float64]
    """(windows,) ascending, at least one."""
    seconds: float
    """The length of each."""
    embeddings: NDArray[np.float32]
    """(windows, numbers)."""

    def shares(self, start_seconds: float, end_seconds: float) -> NDArray[np.float64]:
        """(windows,) that sum to 1: how much of each lies inside a span; the nearest counts alone if none does."""
        starts = self.starts_seconds
        overlap = np.minimum(starts + self.seconds, end_seconds) - np.maximum(starts, start_seconds)
        weights = np.maximum(overlap, 0.0)
        if not weights.any():
            centre = (start_seconds + end_seconds - self.seconds) / 2
            weights[np.abs(starts - centre).argmin()] = 1.0
        shares: NDArray[np.float64] = weights / weights.sum()
        return shares
