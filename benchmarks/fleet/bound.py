"""What no fleet can beat: the lower bound of a film's makespan, and what list scheduling makes of the same shots."""

import heapq
from collections.abc import Sequence


def lower_bound(seconds: Sequence[float], released: Sequence[float], pods: int) -> float:
    """When the last shot can be done at the earliest. Shot i takes `seconds[i]` and cannot begin before `released[i]`.

    For each moment of release: what comes then or later cannot be spread better than evenly, the longest is as long as
    it is, and of k * pods + 1 shots some pod has k + 1. The bound is the greatest of all of these.
    """
    return max(
        moment + _evenly([long for long, at in zip(seconds, released, strict=True) if at >= moment], pods)
        for moment in set(released)
    )


def listed(seconds: Sequence[float], released: Sequence[float], pods: int) -> float:
    """When the last is done if a pod that is free takes the longest shot that there is, and nothing else costs time."""
    free, coming = [0.0] * pods, sorted(zip(released, seconds, strict=True))
    waiting: list[float] = []
    now = end = 0.0
    while waiting or coming:
        now = max(now, heapq.heappop(free))  # a pod that was idle begins when there is something
        if not waiting and coming[0][0] > now:
            now = coming[0][0]
        while coming and coming[0][0] <= now:
            heapq.heappush(waiting, -coming.pop(0)[1])
        done = now - heapq.heappop(waiting)
        end = max(end, done)
        heapq.heappush(free, done)
    return end


def _evenly(seconds: Sequence[float], pods: int) -> float:
    longest = sorted(seconds, reverse=True)
    bound = max(sum(longest) / pods, longest[0])
    for turns in range(1, (len(longest) - 1) // pods + 1):
        crowded = longest[: turns * pods + 1]
        bound = max(bound, sum(crowded[-turns - 1 :]))
    return bound
