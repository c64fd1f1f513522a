"""A decoded song, as every ear of this service hears it."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HEARING_RATE_HZ = 22050
"""Nothing here listens above 11 kHz: BeatNet, chroma and the curves use this rate, musicnn less."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Song:
    """One song in memory: about 5 MB a minute whatever the file was."""

    sha256: str
    """Of the file as it was uploaded, lower-case hexadecimal."""
    samples: Samples
    """(samples,) mono float32 at HEARING_RATE_HZ, nominally in [-1, 1]."""
    duration_samples: int
    """Counted at the file's own rate, after the codec's delay and padding are trimmed."""
    sample_rate_hz: int
    """The file's own rate."""
    file: Path | None = None
    """Where it lies, for `recording`; None for a song made in memory."""

    @property
    def duration(self) -> Fraction:
        """Exact seconds."""
        return Fraction(self.duration_samples, self.sample_rate_hz)

    @property
    def duration_seconds(self) -> float:
        """The same as a float."""
        return float(self.duration)
