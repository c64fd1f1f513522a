"""Figures for a client's bars."""

from songreel_gateway.api.resources import eta_seconds
from songreel_gateway.store.shots import Shot


def shot(index: int, state: str, frames: int, seconds: float | None = None, done: int | None = None) -> Shot:
    progress = None if done is None else {"stage": "filming", "done_count": done, "total_count": frames}
    return Shot("v", index, state, 1, 0, frames, "", progress, 0, seconds, None, None)


def test_the_time_left_follows_the_pace_of_filmed_frames() -> None:
    """100 frames took 10 s; 50 + 150 are left: 20 s on one pod, 10 s on two."""
    shots = [shot(0, "filmed", 100, 10.0), shot(1, "filming", 100, done=50), shot(2, "queued", 150)]
    assert eta_seconds(shots, 1) == 20.0
    assert eta_seconds(shots, 2) == 10.0


def test_clips_that_were_found_say_nothing_about_the_pace() -> None:
    """Without one shot that was really filmed the time is unknown."""
    assert eta_seconds([shot(0, "filmed", 100), shot(1, "queued", 100)], 1) is None
