"""Cuts as the pixels show them: seen at the exact frame, wherever they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel_critic import thresholds
from songreel_critic.cuts import check_cuts, see_cuts
from songreel_critic.watching import PerFrame

from tests.unit.critic.viewings import analysis_of, scene, viewing


def film(lengths: list[int], moved: int = 0) -> PerFrame:
    """Changes of a film whose cuts, but for its start and end, lie `moved` frames after the planned ones."""
    edges = np.cumsum(lengths)
    edges[:-1] += moved
    parts = [scene(length, seed) for seed, length in enumerate(np.diff([0, *edges]).tolist())]
    return viewing(*parts).changes()


def by_measure(analysis: audio_pb2.SongAnalysis, changes: PerFrame) -> dict[str, critic_pb2.Finding]:
    return {finding.measure: finding for finding in check_cuts(analysis, changes)}


@settings(max_examples=40, deadline=None)
@given(lengths=st.lists(st.integers(12, 40), min_size=2, max_size=5), moved=st.integers(-4, 4))
def test_a_cut_is_seen_where_it_is(lengths: list[int], moved: int) -> None:
    """To the frame, as far from its plan as it is looked for."""
    seen = see_cuts(analysis_of(lengths), film(lengths, moved))
    assert [cut.offset_frames for cut in seen] == [moved] * (len(lengths) - 1)
    assert [cut.shot.index for cut in seen] == list(range(1, len(lengths)))


def test_cuts_in_place_pass_and_are_on_the_beat() -> None:
    """Nothing to find, and no error at all."""
    found = by_measure(analysis_of([30, 30, 30]), film([30, 30, 30]))
    assert {finding.severity for finding in found.values()} == {critic_pb2.SEVERITY_PASSED}
    assert found["cut_to_beat"].value == 0


def test_a_dissolve_has_no_cut_that_could_show() -> None:
    """Shot 1 goes on where shot 0 ended; as a plain cut that is hidden, as a dissolve it is none."""
    running = viewing(scene(60, 1)).changes()
    plain = {finding.measure: finding for finding in check_cuts(analysis_of([30, 30]), running)}
    dissolved = {finding.measure: finding for finding in check_cuts(analysis_of([30, 30]), running, {1})}
    assert plain["cut_visible"].severity == critic_pb2.SEVERITY_WARNING
    assert {finding.severity for finding in dissolved.values()} == {critic_pb2.SEVERITY_PASSED}


def test_a_cut_off_its_place_is_a_defect_with_its_shot_and_frame() -> None:
    """The sentence says by how much, and which way."""
    found = by_measure(analysis_of([30, 30]), film([30, 30], moved=-2))["cut_on_frame"]
    assert (found.severity, found.value) == (critic_pb2.SEVERITY_DEFECT, 1)
    assert (found.frame, found.shot_index) == (30, 1)
    assert "-2 frames" in found.sentence


def test_a_cut_that_nobody_sees_is_a_warning() -> None:
    """One picture runs on across it."""
    found = by_measure(analysis_of([30, 30]), viewing(scene(60, 1)).changes())
    assert found["cut_visible"].severity == critic_pb2.SEVERITY_WARNING
    assert found["cut_on_frame"].severity == critic_pb2.SEVERITY_PASSED


NEAR_THE_LIMIT = [(0.9, critic_pb2.SEVERITY_PASSED), (1.1, critic_pb2.SEVERITY_WARNING)]


@pytest.mark.parametrize(("late_frames", "severity"), NEAR_THE_LIMIT)
def test_a_cut_a_frame_from_its_moment_is_the_limit(late_frames: float, severity: int) -> None:
    """The product's promise: within one frame."""
    found = by_measure(analysis_of([30, 30], late_frames), film([30, 30]))["cut_to_beat"]
    assert found.severity == severity
    assert found.value == pytest.approx(late_frames, abs=1e-6)
    assert found.threshold == thresholds.CUT_ERROR_FRAMES_WARNING


@pytest.mark.parametrize("reason", [audio_pb2.CUT_REASON_LENGTH_LIMIT, audio_pb2.CUT_REASON_STRATEGY])
def test_a_cut_without_a_musical_reason_is_not_held_against_the_music(reason: "audio_pb2.CutReason.ValueType") -> None:
    """Its moment is no promise."""
    analysis = analysis_of([30, 30], late_frames=9)
    analysis.shots[1].cut.reason = reason
    assert by_measure(analysis, film([30, 30]))["cut_to_beat"].value == 0


@pytest.mark.parametrize("lengths", [[40], [1, 1, 1], [2, 30], [30, 1]])
def test_films_of_few_frames_are_looked_at_too(lengths: list[int]) -> None:
    """A single shot has no cuts; shots of one frame are no error."""
    findings = by_measure(analysis_of(lengths), film(lengths))
    assert set(findings) == {"cut_on_frame", "cut_visible", "cut_to_beat"}
    assert all(np.isfinite(finding.value) for finding in findings.values())
