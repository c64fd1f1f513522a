"""The stretches of a song that are heard one by one: all of it, each as long as the model hears and no longer.

    sections   |intro|  verse  |   chorus    |       solo, longer than the window      | outro |
    windows    |---- 1 --------|---- 2 ------|------- 3 ---------|-------- 4 ----------|-- 5 --|

Neighbouring sections share a window while they fit into one; a section that is longer is cut evenly, on downbeats
where that leaves no part too long.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from songreel.audio.v1 import audio_pb2


@dataclass(frozen=True)
class Window:
    """A half open stretch."""

    start_seconds: float
    end_seconds: float
    section_indices: tuple[int, ...]
    """Of the sections of which it holds a part; empty for a song without sections."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end_seconds - self.start_seconds


def plan_windows(analysis: audio_pb2.SongAnalysis, window_seconds: float) -> list[Window]:
    """Windows that follow one another from 0 to the end of the song, none longer than `window_seconds`."""
    downbeats = [beat.seconds for beat in analysis.beats if beat.bar_position == 1]
    edges = [section.start_seconds for section in analysis.sections[1:]]
    indices = [section.index for section in analysis.sections]
    bounds = [0.0, *(edge for edge in edges if 0 < edge < analysis.duration_seconds), analysis.duration_seconds]
    parts: list[Window] = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        own = (indices[number],) if number < len(indices) else ()
        cuts = _cuts(start, end, window_seconds, downbeats)
        parts += [Window(a, b, own) for a, b in pairwise(cuts)]
    return _joined(parts, window_seconds)


def _cuts(start: float, end: float, longest: float, downbeats: Sequence[float]) -> list[float]:
    """Where the stretch is cut, its ends included."""
    count = max(1, math.ceil((end - start) / longest - 1e-9))
    even = [start + (end - start) * number / count for number in range(count + 1)]
    even[-1] = end
    near = [min(downbeats, key=lambda beat: abs(beat - cut), default=cut) for cut in even[1:-1]]
    snapped = [start, *near, end]
    fits = all(0 < b - a <= longest for a, b in pairwise(snapped))
    return snapped if fits else even


def _joined(parts: list[Window], longest: float) -> list[Window]:
    joined: list[Window] = []
    for part in parts:
        if joined and part.end_seconds - joined[-1].start_seconds <= longest:
            before = joined.pop()
            sections = tuple(dict.fromkeys((*before.section_indices, *part.section_indices)))
            part = Window(before.start_seconds, part.end_seconds, sections)
        joined.append(part)
    return joined
