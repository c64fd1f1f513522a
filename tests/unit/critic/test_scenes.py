"""Scenes by their numbers: what comes again, what is alike beside one another, what is unlike the rest."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from songreel.critic.v1 import critic_pb2
from songreel_critic.film_stills import stills_by_shot
from songreel_critic.scenes import Embeddings, check_scenes, scene_likeness

from tests.clips import encode, texture
from tests.unit.critic.viewings import analysis_of

NUMBERS = st.floats(-1, 1, width=32)


def scene(*places: int, shared: float = 0.0) -> Embeddings:
    """A still a place, each with a direction of its own and a part that all share."""
    vectors = np.zeros((len(places), 64), np.float32)
    for row, place in enumerate(places):
        vectors[row, place] = 1.0
        vectors[row, 63] = shared
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def by_measure(findings: list[critic_pb2.Finding]) -> dict[str, critic_pb2.Finding]:
    assert all(finding.severity == critic_pb2.SEVERITY_INFORMATION for finding in findings)
    return {finding.measure: finding for finding in findings}


def test_a_scene_that_comes_again_is_counted_and_placed() -> None:
    """The later one of the pair, by its index and first frame."""
    analysis = analysis_of([24] * 4)
    found = by_measure(check_scenes(analysis, {n: scene(p, p + 10, p + 20) for n, p in enumerate((0, 1, 2, 0))}))
    assert found["repeated_scenes"].value == 1
    assert (found["repeated_scenes"].shot_index, found["repeated_scenes"].frame) == (3, 72)
    assert "0 and 3" in found["repeated_scenes"].sentence


def test_neighbours_that_show_one_scene_are_the_most_alike() -> None:
    """At the cut between them."""
    found = by_measure(check_scenes(analysis_of([24] * 3), {n: scene(p) for n, p in enumerate((0, 5, 5))}))
    assert found["neighbouring_scenes"].value == 1
    assert found["neighbouring_scenes"].shot_index == 2


def test_the_shot_unlike_the_rest_is_named() -> None:
    """It alone lacks what the others share."""
    scenes = {n: scene(n, shared=0.0 if n == 4 else 0.7) for n in range(8)}
    found = by_measure(check_scenes(analysis_of([24] * 8), scenes))
    assert found["stray_scene"].shot_index == 4
    assert found["stray_scene"].value < 0.05


def test_one_shot_has_no_other_to_be_held_against() -> None:
    """Nothing is said, and nothing fails."""
    assert check_scenes(analysis_of([24]), {0: scene(0)}) == []
    assert check_scenes(analysis_of([24, 24]), {}) == []


@given(arrays(np.float32, (3, 8), elements=NUMBERS), arrays(np.float32, (2, 8), elements=NUMBERS))
def test_likeness_looks_both_ways_and_a_scene_is_itself(one: Embeddings, other: Embeddings) -> None:
    """Bounded as a cosine is."""
    one, other = (each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-3) for each in (one, other))
    assert scene_likeness(one, other) == pytest.approx(scene_likeness(other, one), abs=1e-6)
    assert -1.001 <= scene_likeness(one, other) <= 1.001


def test_stills_come_shot_by_shot_and_only_of_the_wanted_shots(tmp_path: Path) -> None:
    """Each from inside its own shot; a file that breaks off gives what it has."""
    film = encode(tmp_path / "film.mp4", np.concatenate([texture(10, seed) for seed in range(4)]), Fraction(24))
    analysis = analysis_of([10] * 4)
    found = list(stills_by_shot(analysis, film, 3, {0, 2, 3}))
    assert [number for number, _ in found] == [0, 2, 3]
    for number, stills in found:
        assert len(stills) == 3
        assert all(number * 10 <= still.frame < number * 10 + 10 for still in stills)
    assert list(stills_by_shot(analysis, film, 3, set())) == []
    (tmp_path / "broken.mp4").write_bytes(b"no film at all")
    assert list(stills_by_shot(analysis, tmp_path / "broken.mp4", 3, {0})) == []
