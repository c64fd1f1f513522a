"""Faults in a take's pixels: each found where it is, and not where it is not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel_critic import thresholds
from songreel_critic.picture import black_frames, cut_inside, flicker, frozen_frames

from tests.unit.critic.viewings import RATE_HZ, black, scene, view_of

PASSED, WARNING, DEFECT = critic_pb2.SEVERITY_PASSED, critic_pb2.SEVERITY_WARNING, critic_pb2.SEVERITY_DEFECT


@given(before=st.integers(0, 20), dark=st.integers(0, 20), after=st.integers(1, 20))
def test_the_black_share_is_counted_and_placed(before: int, dark: int, after: int) -> None:
    """Exactly the black frames over all, from the first of them on."""
    finding = black_frames(view_of(scene(before + 1, 1), black(dark), scene(after, 2)))
    assert finding.value == pytest.approx(dark / (before + 1 + dark + after))
    assert finding.frame == (before + 1 if dark else -1)


@pytest.mark.parametrize(
    ("dark", "severity"), [(10, PASSED), (11, WARNING), (50, WARNING), (51, DEFECT), (100, DEFECT)]
)
def test_black_is_judged_at_its_thresholds(dark: int, severity: int) -> None:
    """A tenth may be black, more is noticed, more than half shows nothing."""
    assert black_frames(view_of(black(dark), scene(100 - dark, 1))).severity == severity


def test_only_an_opening_that_was_written_may_be_dark() -> None:
    """Half a second after a fade or a dip; not after a flash, and not later in the shot."""
    opening = round(thresholds.OPENING_SECONDS * RATE_HZ)
    shot = (black(opening), scene(48, 1))
    assert black_frames(view_of(*shot, transition=script_pb2.TRANSITION_FADE_FROM_BLACK)).value == 0
    assert black_frames(view_of(*shot, transition=script_pb2.TRANSITION_DIP)).value == 0
    assert black_frames(view_of(*shot, transition=script_pb2.TRANSITION_FLASH)).severity == WARNING
    late = (scene(48, 1), black(opening))
    assert black_frames(view_of(*late, transition=script_pb2.TRANSITION_FADE_FROM_BLACK)).severity == WARNING


@settings(deadline=None)
@given(before=st.integers(2, 20), still=st.integers(2, 60), after=st.integers(2, 20))
def test_a_still_is_measured_and_placed(before: int, still: int, after: int) -> None:
    """A picture held for n frames stands for n - 1 steps; longer than a second and a half is a warning."""
    held = np.repeat(scene(1, 5), still, axis=0)
    finding = frozen_frames(view_of(scene(before, 1), held, scene(after, 2)))
    assert finding.value == pytest.approx((still - 1) / RATE_HZ)
    assert finding.frame == before
    assert (finding.severity == WARNING) == (finding.value > thresholds.FROZEN_SECONDS_WARNING)


@pytest.mark.parametrize(("levels", "moves"), [(2, False), (4, True)])
def test_what_moves_a_little_is_not_frozen(levels: int, moves: bool) -> None:
    """A spot of 16 in 2304 pixels counts once it changes by four levels; the coder's noise does less."""
    frames = np.repeat(scene(1, 1), 60, axis=0)
    frames[::2, :4, :4] += np.uint8(levels)
    assert (16 * levels / 2304 > thresholds.FROZEN_CHANGE) == moves
    assert (frozen_frames(view_of(frames)).value == 0) == moves


def test_flicker_is_up_and_down_not_a_pulse_and_not_a_fade() -> None:
    """Every other frame darker counts in full; a beat's light and a fade hardly."""
    base = np.repeat(scene(1, 1), 48, axis=0).astype(np.float32)
    every_other, pulse, fade = base.copy(), base.copy(), base.copy()
    every_other[::2] *= 0.85
    pulse *= np.array([1 + 0.2 * max(0.0, 1 - (n % 12) / 5) for n in range(48)])[:, None, None, None]
    fade *= np.linspace(0.2, 1, 48)[:, None, None, None]
    values = [flicker(view_of(frames.clip(0, 255).astype(np.uint8))).value for frames in (every_other, pulse, fade)]
    assert values[0] > 3 * thresholds.FLICKER_WARNING
    assert values[1] < thresholds.FLICKER_WARNING / 3
    assert values[2] < 0.1


@settings(max_examples=40, deadline=None)
@given(before=st.integers(4, 40), after=st.integers(4, 40))
def test_a_cut_inside_a_shot_is_found_at_its_frame(before: int, after: int) -> None:
    """The first frame of the other picture."""
    finding = cut_inside(view_of(scene(before, 1), scene(after, 2)))
    assert (finding.value, finding.frame, finding.severity) == (1, before, DEFECT)


@pytest.mark.parametrize("cuts", [0, 1, 2, 3])
def test_cuts_are_counted(cuts: int) -> None:
    """Each once, the first one placed."""
    finding = cut_inside(view_of(*(scene(20, seed) for seed in range(cuts + 1))))
    assert finding.value == cuts
    assert finding.frame == (20 if cuts else -1)


def test_what_is_gone_again_is_no_cut() -> None:
    """A flash of white, a passer-by of two frames, a picture that goes black."""
    running = scene(48, 1)
    flash, passing = running.copy(), running.copy()
    flash[20:22] = 255
    passing[20:22] = scene(2, 9)
    assert cut_inside(view_of(flash)).value == 0
    assert cut_inside(view_of(passing)).value == 0
    assert cut_inside(view_of(scene(24, 1), black(24))).value == 0


def test_a_transition_that_was_written_may_tear_the_picture() -> None:
    """No cut is looked for while a whip lasts; after it one is."""
    lasts = round(thresholds.TRANSITION_SECONDS * RATE_HZ)
    early, late = (scene(lasts - 2, 1), scene(40, 2)), (scene(lasts + 2, 1), scene(40, 2))
    assert cut_inside(view_of(*early, transition=script_pb2.TRANSITION_WHIP)).value == 0
    assert cut_inside(view_of(*early)).value == 1
    assert cut_inside(view_of(*late, transition=script_pb2.TRANSITION_WHIP)).value == 1


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_the_shortest_shots_have_no_fault(frames: int) -> None:
    """Nothing divides by nothing."""
    view = view_of(scene(frames, 1))
    for measure in (black_frames, frozen_frames, flicker, cut_inside):
        finding = measure(view)
        assert finding.severity == PASSED
        assert finding.value == 0
