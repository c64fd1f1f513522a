"""Findings and their thresholds, at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.critic.v1 import critic_pb2
from songreel_critic import thresholds
from songreel_critic.findings import DEFECT, INFORMATION, PASSED, WARNING, Limits, Measured, accepted, judged, noted

values = st.floats(-1e6, 1e6)
BLACK = Limits(thresholds.BLACK_SHARE_WARNING, thresholds.BLACK_SHARE_DEFECT)


@given(value=values, warning=values, more=st.floats(0, 1e6))
def test_a_value_is_judged_by_the_worst_limit_it_passes(value: float, warning: float, more: float) -> None:
    """On a limit it has not passed it; the threshold named is the one that decided."""
    limits = Limits(warning, warning + more)
    severity, threshold = limits.judge(value)
    if value > limits.defect:
        assert (severity, threshold) == (DEFECT, limits.defect)
    elif value > limits.warning:
        assert (severity, threshold) == (WARNING, limits.warning)
    else:
        assert (severity, threshold) == (PASSED, limits.warning)
    assert (severity == PASSED) == (value <= threshold)


@pytest.mark.parametrize(
    ("limits", "edge", "beyond"),
    [
        (Limits(defect=0), 0, DEFECT),
        (Limits(warning=0), 0, WARNING),
        (
            Limits(thresholds.BLACK_SHARE_WARNING, thresholds.BLACK_SHARE_DEFECT),
            thresholds.BLACK_SHARE_WARNING,
            WARNING,
        ),
        (BLACK, thresholds.BLACK_SHARE_DEFECT, DEFECT),
        (Limits(thresholds.FLICKER_WARNING), thresholds.FLICKER_WARNING, WARNING),
        (Limits(thresholds.CUT_ERROR_FRAMES_WARNING), thresholds.CUT_ERROR_FRAMES_WARNING, WARNING),
    ],
)
def test_exactly_on_a_threshold_is_still_within(limits: Limits, edge: float, beyond: int) -> None:
    """The next number after it is beyond."""
    assert limits.judge(edge)[0] < beyond
    assert limits.judge(float(np.nextafter(edge, np.inf)))[0] == beyond


def test_a_finding_carries_what_was_measured() -> None:
    """Value, unit, sentence and place, untouched."""
    finding = judged(Measured("flicker", 5.0, "levels", "It flickers.", frame=7, shot_index=2), Limits(3.0))
    assert finding == critic_pb2.Finding(
        measure="flicker", severity=WARNING, value=5.0, threshold=3.0, unit="levels", sentence="It flickers.",
        frame=7, shot_index=2,
    )  # fmt: skip


@given(severities=st.lists(st.sampled_from([PASSED, INFORMATION, WARNING, DEFECT]), max_size=6))
def test_one_defect_is_enough_to_reject(severities: "list[critic_pb2.Severity.ValueType]") -> None:
    """And nothing less is."""
    findings = [critic_pb2.Finding(severity=severity) for severity in severities]
    assert accepted(findings) == (DEFECT not in severities)


def test_what_is_only_noted_never_rejects() -> None:
    """However great the value."""
    finding = noted(Measured("motion", 1e9, "levels", "It moves."))
    assert finding.severity == INFORMATION
    assert accepted([finding])


def test_the_thresholds_do_not_contradict_one_another() -> None:
    """A defect is worse than a warning, and a picture alike enough to be one shot is no hard cut."""
    assert 0 < thresholds.BLACK_SHARE_WARNING < thresholds.BLACK_SHARE_DEFECT < 1
    assert thresholds.CUT_LIKENESS < thresholds.ALIKE_LIKENESS
    assert thresholds.REPEATED_CHANGE < thresholds.ALIKE_CHANGE < thresholds.CUT_CHANGE
    assert thresholds.FROZEN_CHANGE < thresholds.CUT_SHOWS_CHANGE
    assert thresholds.OPENING_SECONDS <= thresholds.TRANSITION_SECONDS < thresholds.FROZEN_SECONDS_WARNING
