"""Findings about the scenes of a film, from numbers that a network gives for stills of each shot."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Measured, noted

Embeddings = NDArray[np.float32]
"""(stills, size), each of unit length."""


def check_scenes(analysis: audio_pb2.SongAnalysis, seen: Mapping[int, Embeddings]) -> list[critic_pb2.Finding]:
    """Scenes that come again, neighbours that show one scene, and the shot least like the others; by place in the film.

    Only information: that a chorus comes back to its place is meant.
    """
    if len(seen) < 2:
        return []
    return list(_findings(analysis, seen))


def scene_likeness(one: Embeddings, other: Embeddings) -> float:
    """Cosine, -1 to 1, of stills with those most like them in the other shot; the lower mean of both directions."""
    cosines = one @ other.T
    return float(min(cosines.max(0).mean(), cosines.max(1).mean()))


def _findings(analysis: audio_pb2.SongAnalysis, seen: Mapping[int, Embeddings]) -> Iterator[critic_pb2.Finding]:
    shots, numbers = analysis.shots, sorted(seen)
    likeness = np.array([[scene_likeness(seen[a], seen[b]) for b in numbers] for a in numbers])
    np.fill_diagonal(likeness, -1.0)

    later, earlier = np.nonzero(np.tril(likeness, -1) > thresholds.SAME_SCENE)
    says = "No two shots show the same scene."
    place = (-1, -1)
    if len(later):
        most = int(np.argmax(likeness[later, earlier]))
        one, other = shots[numbers[earlier[most]]], shots[numbers[later[most]]]
        says = f"{len(later)} pairs of shots show the same scene, however framed; most alike are {one.index} and"
        says += f" {other.index} ({likeness[later, earlier].max():.2f}; 1 is the same picture)."
        place = (other.start_frame, other.index)
    yield noted(Measured("repeated_scenes", float(len(later)), "pairs", says, *place))

    beside = np.diagonal(likeness, 1)
    at = int(np.argmax(beside)) + 1
    shot = shots[numbers[at]]
    says = (
        f"From shot to shot scenes agree by {np.mean(beside):.2f}, at most by {beside.max():.2f} at shot {shot.index}."
    )
    place = (shot.start_frame, shot.index)
    yield noted(Measured("neighbouring_scenes", float(beside.max()), "cosine", says, *place))

    if len(numbers) > thresholds.SCENES_AROUND:
        nearest = np.sort(likeness, 1)[:, -thresholds.SCENES_AROUND :].mean(1)
        at = int(np.argmin(nearest))
        shot = shots[numbers[at]]
        says = (
            f"Shot {shot.index} is least like the others: {nearest[at]:.2f}, where {np.median(nearest):.2f} is usual."
        )
        place = (shot.start_frame, shot.index)
        yield noted(Measured("stray_scene", float(nearest[at]), "cosine", says, *place))
