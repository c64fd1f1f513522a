"""How far the shots of a film drift from one another: in their colours, and in how their pictures are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged, noted
from songreel_critic.watching import LUMA, Viewing

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Manner:
    """How one shot looks."""

    palette: Floats
    """(3, pixels) its lights and two tints, each in order of size, in levels."""
    style: Floats
    """Softness, fine detail, noise, colour and contrast, each over what usually lies between two shots of a film."""


def check_drift(analysis: audio_pb2.SongAnalysis, viewing: Viewing) -> Iterator[critic_pb2.Finding]:
    """The greatest step of the palette from shot to shot, and the shot whose style is unlike both its neighbours'."""
    shots = analysis.shots
    manners = [manner_of(viewing, shot.start_frame, shot.end_frame) for shot in shots]
    if len(manners) < thresholds.FEWEST_SHOTS:
        return
    steps = [float(np.abs(a.palette - b.palette).mean()) for a, b in pairwise(manners)]
    at = int(np.argmax(steps)) + 1
    says = f"From shot to shot the colours move by {np.mean(steps):.0f} levels, at most {max(steps):.0f} to shot {at}."
    yield noted(Measured("palette_drift", max(steps), "levels", says, shots[at].start_frame, shots[at].index))

    apart = [style_distance(a, b) for a, b in pairwise(manners)]
    alone = [min(apart[max(0, n - 1)], apart[min(n, len(apart) - 1)]) for n in range(len(manners))]
    at = int(np.argmax(alone))
    found = alone[at] > thresholds.STYLE_DRIFT_WARNING
    says = f"No shot is made unlike the shots beside it by more than {alone[at]:.1f} times what is usual."
    if found:
        says = f"Shot {shots[at].index} is made unlike the shots beside it: {alone[at]:.1f} times what is usual."
        says += " Film it with the others' style."
    place = (shots[at].start_frame, shots[at].index) if found else (-1, -1)
    yield judged(Measured("style_drift", alone[at], "times", says, *place), Limits(thresholds.STYLE_DRIFT_WARNING))


def manner_of(viewing: Viewing, start_frame: int, end_frame: int) -> Manner:
    """Of the frames from `start_frame` to before `end_frame`."""
    places = np.linspace(start_frame, end_frame - 1, 5).round().astype(int)
    pixels = viewing.thumbnails[places].reshape(-1, 3).astype(np.float32)
    light = pixels @ LUMA
    tints = np.stack([light, pixels[:, 0] - light, pixels[:, 2] - light])
    inside = [each for each in viewing.closeups if start_frame <= each.frame < end_frame]
    made = np.median([[each.edges, each.fine, each.noise] for each in inside], 0) if inside else np.ones(3)
    style = [
        np.log(max(made[0], 0.05)) / thresholds.STYLE_EDGES,
        np.log(max(made[1], 1e-4)) / thresholds.STYLE_FINE,
        np.log(max(made[2], 0.05)) / thresholds.STYLE_NOISE,
        float(np.abs(tints[1:]).mean()) / thresholds.STYLE_COLOUR,
        float(light.std()) / thresholds.STYLE_CONTRAST,
    ]
    return Manner(np.sort(tints, axis=1), np.array(style, np.float32))


def style_distance(one: Manner, other: Manner) -> float:
    """Root mean square over the parts; 1 is usual within a film."""
    return float(np.sqrt(np.mean((one.style - other.style) ** 2)))
