"""What is measured in a dark shot is measured as by day, and black around it is left out."""

import numpy as np
import pytest
from songreel_critic.adapted import adapted
from songreel_critic.displacement import moved_share

from tests.unit.critic.viewings import black, scene, view_of, viewing


def test_by_day_pictures_stay_as_they_are() -> None:
    """No gain, every pixel."""
    pictures = scene(20, 1)
    levels, gain = adapted(viewing(pictures))
    assert gain == 1
    assert np.array_equal(levels, pictures.reshape(20, -1, 3))


@pytest.mark.parametrize("times", [4, 8])
def test_a_dark_shot_is_seen_as_bright_as_day_within_limits(times: int) -> None:
    """Four times as dark comes back; eight times not quite, for then the coder's steps would be seen."""
    day, night = scene(20, 1), scene(20, 1) // times
    levels, gain = adapted(viewing(night))
    assert 2 < gain <= 6
    assert levels.mean() == pytest.approx(night.mean() * gain, rel=1e-3)
    assert levels.mean() < day.mean()


def test_black_around_a_body_counts_for_nothing() -> None:
    """Light that goes up and down on a sixth of the picture is as strong as on all of it."""
    framed = black(20)
    framed[:, 12:24, 20:44] = scene(20, 1)[:, 12:24, 20:44]
    framed[::2] = framed[::2] * 0.8
    whole = scene(20, 1)
    whole[::2] = whole[::2] * 0.8
    view, bare = view_of(framed), view_of(whole)
    assert np.abs(np.diff(view.light)).mean() == pytest.approx(np.abs(np.diff(bare.light)).mean(), rel=0.4)


def test_a_shot_that_is_black_throughout_is_taken_as_it_is() -> None:
    """Nothing is lit, so that nothing can be left out."""
    levels, _ = adapted(viewing(black(5)))
    assert levels.shape == (5, 36 * 64, 3)
    assert not levels.any()


def test_what_moves_is_told_from_what_is_lit() -> None:
    """Two pixels to the side explain themselves; colours that change in their places do not."""
    before, after = scene(3, 1)[[0, 2]].astype(np.float32)
    other = scene(1, 9)[0].astype(np.float32)
    assert moved_share(before, after) > 0.8
    assert moved_share(before, before) == 0
    assert moved_share(before, other) < 0.3
