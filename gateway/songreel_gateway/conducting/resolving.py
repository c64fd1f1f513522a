"""Shots that could not be filmed: what their client is asked for, and what it may answer."""

from collections.abc import Sequence
from typing import Any

from songreel_gateway.store.shots import Shot

CHOICES = ("retake", "animatic", "drop", "take")


def shots_failed(video_id: str, shots: Sequence[Shot]) -> dict[str, Any]:
    """What the client is asked for."""
    numbers = [shot.index for shot in shots]
    named = ", ".join(map(str, numbers[:20])) + (", ..." if len(numbers) > 20 else "")
    message = (
        f"Could not be filmed: shot {named}. All others are there. Choose for each with "
        f"POST /v1/videos/{video_id}/resolution: `retake` (perhaps with other words), `animatic`, `drop`, or one "
        "of its takes."
    )
    return {"type": "resolve_shots", "message": message, "shots": numbers}
