"""The lower bound of a fleet's makespan, held against every schedule that there is."""

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fleet.bound import listed, lower_bound

shots = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=5)


def best(seconds: Sequence[float], released: Sequence[float], pods: int) -> float:
    """Of all orders in which shots can be given to the pod that is free first: one of them is optimal."""
    ends = []
    for order in itertools.permutations(range(len(seconds))):
        free = [0.0] * pods
        for shot in order:
            pod = free.index(min(free))
            free[pod] = max(free[pod], released[shot]) + seconds[shot]
        ends.append(max(free))
    return min(ends)


@given(shots, st.integers(1, 3))
def test_no_schedule_beats_the_bound(shots: list[tuple[int, int]], pods: int) -> None:
    """And list scheduling is a schedule, so it is not better than the best."""
    seconds, released = [float(long) for long, _ in shots], [float(at) for _, at in shots]
    optimum = best(seconds, released, pods)
    assert lower_bound(seconds, released, pods) <= optimum + 1e-9
    assert listed(seconds, released, pods) >= optimum - 1e-9


def test_a_crowd_on_few_pods_is_bounded_by_whoever_gets_one_more() -> None:
    """Nine shots of a minute on eight pods take two minutes, not nine eighths of one."""
    assert lower_bound([60.0] * 9, [0.0] * 9, 8) == 120.0


def test_one_pod_films_one_shot_after_the_other() -> None:
    """Which is both the bound and the schedule, whatever the order."""
    assert lower_bound([3.0, 5.0, 2.0], [1.0, 0.0, 0.0], 1) == listed([3.0, 5.0, 2.0], [1.0, 0.0, 0.0], 1) == 10.0
