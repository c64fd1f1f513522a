"""Sets of pictures of which it is known who or what they show: photographs rendered as shots, and drawn figures."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from songreel_critic.stills import Still, stills_at

from tests.clips import encode

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 854, 480
CODED_FRAMES = 3


@dataclass(frozen=True)
class Known:
    """One picture."""

    who: str
    """Two pictures show the same if this is the same."""
    where: str
    """Two pictures of the same are a pair only if this differs: another photograph, moment or shot."""
    rendering: str
    pixels: Picture


def framed(pixels: Picture, share: float = 1.0) -> Picture:
    """(HEIGHT, WIDTH, 3): the picture on grey, as high as this share of the frame."""
    height = round(HEIGHT * share)
    scale = min(height / pixels.shape[0], WIDTH / pixels.shape[1])
    size = [max(2, round(side * scale)) for side in (pixels.shape[1], pixels.shape[0])]
    small = Still(0, pixels).resized(*size)
    frame = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    top, left = (HEIGHT - small.shape[0]) // 2, (WIDTH - small.shape[1]) // 2
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    return frame


def _graded(pixels: Picture, gains: tuple[float, float, float]) -> Picture:
    return (pixels * np.array(gains, np.float32)).clip(0, 255).astype(np.uint8)


def _grain(pixels: Picture) -> Picture:
    noise = np.random.default_rng(1).normal(0, 8, pixels.shape)
    return (pixels + noise).clip(0, 255).astype(np.uint8)


RENDERINGS: dict[str, Callable[[Picture], Picture]] = {
    "as it is": framed,
    "two thirds as large": lambda pixels: framed(pixels, 0.66),
    "at night": lambda pixels: _graded(framed(pixels), (0.4, 0.5, 0.65)),
    "at dusk": lambda pixels: _graded(framed(pixels), (1.1, 0.85, 0.6)),
    "mirrored": lambda pixels: framed(pixels)[:, ::-1],
    "with grain": lambda pixels: _grain(framed(pixels)),
}
ALTERED: dict[str, Callable[[Picture], Picture]] = {
    "mirrored": lambda p: p[:, ::-1],
    "a push-in to 80 %": lambda p: p[p.shape[0] // 10 : -p.shape[0] // 10, p.shape[1] // 10 : -p.shape[1] // 10],
    "a push-in to 60 %": lambda p: p[p.shape[0] // 5 : -p.shape[0] // 5, p.shape[1] // 5 : -p.shape[1] // 5],
    "panned by 15 %": lambda p: p[:, p.shape[1] * 15 // 100 :],
    "another grade": lambda p: _graded(p, (0.9, 0.7, 0.5)),
}


def rendered(pictures: Iterator[Known]) -> Iterator[Known]:
    """Each picture as a shot of each rendering shows it, coded as films are."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        for known in pictures:
            for name, render in RENDERINGS.items():
                frame = np.ascontiguousarray(render(known.pixels))
                path = encode(Path(folder) / "shot.mp4", np.stack([frame] * CODED_FRAMES), Fraction(24), "-crf", "23")
                for still in stills_at(path, [CODED_FRAMES - 1]):
                    yield Known(known.who, known.where, name, still.pixels)


def roc_auc(same: NDArray[Any], different: NDArray[Any]) -> float:
    """How likely a value of the same is above one of the different; ties count half. 0.5 is chance."""
    order = np.sort(different)
    below, up_to = np.searchsorted(order, same, "left"), np.searchsorted(order, same, "right")
    return float(np.mean((below + up_to) / 2) / len(different))
