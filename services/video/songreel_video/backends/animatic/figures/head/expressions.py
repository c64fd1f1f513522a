"""What a face expresses: moods, and blinks."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin


@dataclass(frozen=True, slots=True)
class Expression:
    """What a face does; all in -1..1 or 0..1."""

    # Inner ends of the brows: up for sorrow, down for anger; and the whole brow.
    brow_inner: float
    brow_lift: float
    # How open the eyes are.
    lids: float
    # Corners of the mouth up or down.
    smile: float
    # Lower lids push up.
    squint: float = 0.0
    flush: float = 0.3
    # Where the eyes look: towards where the head is turned, and up.
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    # How far the nearer eye alone is closed.
    wink: float = 0.0
    # Upper teeth on the lower lip.
    bite: float = 0.0
    # How far a tear has run down each cheek; none at 0.
    tears: float = 0.0


EXPRESSIONS = {
    "calm": Expression(0.05, 0.0, 0.80, 0.18),
    "happy": Expression(0.15, 0.35, 0.85, 0.95, 0.35, 0.7),
    "sad": Expression(0.75, 0.05, 0.58, -0.55, 0.0, 0.35),
    "intense": Expression(-0.75, -0.25, 0.72, -0.15, 0.25, 0.25),
}


def expression_of(name: str, energy: float) -> Expression:
    """The named expression; by energy, from sad over calm to happy, when none is named."""
    if name in EXPRESSIONS:
        return EXPRESSIONS[name]
    if energy < 0.18:
        return EXPRESSIONS["sad"]
    return EXPRESSIONS["calm"] if energy < 0.62 else EXPRESSIONS["happy"]


def blink_of(time_seconds: float, seed: int) -> float:
    """How far the lids are closed: a blink of a fifth of a second every few seconds."""
    period = 3.1 + (seed % 5) * 0.45
    moment = (time_seconds + (seed % 17) * 0.29) % period
    return sin(pi * moment / 0.2) if moment < 0.2 else 0.0
