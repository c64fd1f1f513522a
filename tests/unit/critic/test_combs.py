"""Two moments in one picture are told from rows that are unlike by themselves."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage
from songreel_critic.combs import Combs, count_combs

HEIGHT, WIDTH = 96, 160
Floats = NDArray[np.float32]


def film(frames: int, speed: float) -> list[Floats]:
    """Soft blots that go to the right by `speed` pixels a frame."""
    noise = np.random.default_rng(3).normal(0, 1, (HEIGHT, WIDTH + 80))
    blots = ndimage.gaussian_filter(noise, 3)
    wide = np.interp(blots, np.quantile(blots, [0.02, 0.98]), [30, 220])
    return [ndimage.shift(wide, (0, speed * n), order=1)[:, 60:-20].astype(np.float32) for n in range(frames)]


def woven(odd: Floats, even: Floats) -> Floats:
    picture = even.copy()
    picture[1::2] = odd[1::2]
    return picture


@pytest.mark.parametrize("odd_first", [False, True], ids=["even rows first", "odd rows first"])
def test_fields_of_two_moments_disagree_no_more_when_woven_anew(odd_first: bool) -> None:
    """As a camera for interlaced video takes them, half a frame apart."""
    fields = film(4, 4.0)
    pairs = [pair if odd_first else pair[::-1] for pair in (fields[:2], fields[2:])]
    combs = count_combs(woven(*pairs[1]), woven(*pairs[0]), 1.0)
    assert combs.here > 0.2
    assert min(combs.odd_before, combs.even_before) < 1.2 * combs.here


def test_a_picture_of_one_moment_has_none() -> None:
    """However fast all of it moves."""
    before, picture = film(2, 6.0)
    assert count_combs(picture, before, 1.0) == Combs()


def test_slats_that_stand_still_are_no_combs() -> None:
    """Nothing has moved there since the picture before."""
    picture = film(1, 0.0)[0]
    picture[1::2] += 40
    assert count_combs(picture, picture, 1.0) == Combs()


def test_slats_that_pass_are_given_away_by_what_moves_beside_them() -> None:
    """Woven anew, the rest of the picture disagrees too."""
    before, picture = film(2, 6.0)
    before[1::2, 40:72] += 60
    picture[1::2, 46:78] += 60
    combs = count_combs(picture, before, 1.0)
    assert combs.here > 0
    assert min(combs.odd_before, combs.even_before) > 1.7 * combs.here


def test_a_picture_too_small_for_a_block_has_none() -> None:
    """Nothing is divided by nothing."""
    small = np.zeros((12, 40), np.float32)
    assert count_combs(small, small, 1.0) == Combs()
