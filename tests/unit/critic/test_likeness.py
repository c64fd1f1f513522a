"""How alike pictures are: bounds, symmetry, and what neither light nor contrast changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from songreel_critic.likeness import Picture, difference, likeness, longest_run

from tests.unit.critic.viewings import black, scene

pictures = arrays(np.uint8, (6, 8, 3))
flags = arrays(np.bool_, st.integers(0, 60))


@given(one=pictures, other=pictures)
def test_measures_are_bounded_and_look_both_ways(one: Picture, other: Picture) -> None:
    """Difference 0 to 255, likeness -1 to 1, the same from either side."""
    assert 0 <= difference(one, other) == difference(other, one) <= 255
    assert -1 - 1e-6 <= likeness(one, other) <= 1 + 1e-6
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=1e-6)


@given(one=pictures)
def test_a_picture_is_itself(one: Picture) -> None:
    """No difference, full likeness."""
    assert difference(one, one) == 0
    assert likeness(one, one) == pytest.approx(1.0, abs=1e-5)


@given(seed=st.integers(0, 999), light=st.integers(-30, 30), contrast=st.floats(0.3, 1.0))
def test_light_and_contrast_do_not_change_the_drawing(seed: int, light: int, contrast: float) -> None:
    """The picture differs, the likeness hardly."""
    picture = scene(1, seed)[0]
    other = (picture * contrast + light).clip(0, 255).astype(np.uint8)
    assert likeness(picture, other) > 0.95


@given(one=st.integers(0, 999), other=st.integers(0, 999))
def test_two_drawings_are_unlike(one: int, other: int) -> None:
    """Far below what a cut must be below, but for the same drawing."""
    assert (likeness(scene(1, one)[0], scene(1, other)[0]) < 0.5) == (one != other)


def test_flat_pictures_are_alike_and_unlike_all_others() -> None:
    """Black is like grey and like nothing that shows something; what is no number never comes out."""
    grey = np.full_like(black(1)[0], 90)
    assert likeness(black(1)[0], grey) == 1.0
    assert likeness(black(1)[0], scene(1, 1)[0]) == 0.0
    assert likeness(scene(1, 1)[0], grey) == 0.0


def test_the_greatest_difference_is_black_against_white() -> None:
    """255, without running over."""
    assert difference(black(1)[0], np.full_like(black(1)[0], 255)) == 255


@given(values=flags)
def test_the_longest_run_is_a_run_and_none_is_longer(values: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> None:
    """All true inside, ended on both sides; of equals the first; (0, 0) for none."""
    start, length = longest_run(values)
    assert values[start : start + length].all()
    text = "".join("x" if value else " " for value in values)
    runs = text.split()
    assert length == max(map(len, runs), default=0)
    assert start == (text.index("x" * length) if length else 0)
