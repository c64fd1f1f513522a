"""Keeps a shot's state while it is denoised: now and then on the way, and for good when it is stopped."""

import copy
import time
from dataclasses import dataclass
from typing import Any

import torch
from songreel.video.v1 import video_pb2

from songreel_video.backends import Desk
from songreel_video.backends.diffusion.saved_state import SavedState, pack, scheduler_state


class Stopped(Exception):
    """After a step, its state saved."""


@dataclass(frozen=True)
class Schedule:
    """When a state is taken, and when it is saved."""

    save_seconds: float
    """Between two saves on the way."""
    every: int = 1
    """Steps: behind others no state is whole (a step cache is not part of it)."""


class Keeper:
    """Of one shot."""

    def __init__(self, pipe: Any, desk: Desk, origin: str, schedule: Schedule) -> None:
        self._pipe = pipe
        self._desk = desk
        self._origin = origin
        self._schedule = schedule
        self._resumed_count = desk.pauses.resumed_count
        self._saved_at = time.monotonic()
        self._whole: SavedState | None = None
        """The last state that can be gone on from."""

    def after_step(self, done: int, total: int, latents: torch.Tensor) -> None:
        """Tells how far the shot is. Raises Stopped when nobody wants it any more, with its state saved."""
        self._desk.progress(video_pb2.FILMING_STAGE_FILMING, done, total)
        whole = done % self._schedule.every == 0 or done == total
        if whole:
            self._whole = self._taken(done, latents)
        if self._desk.stop.is_set():
            if self._whole is not None:
                self._desk.pauses.save_last(pack(self._whole, self._origin))
            raise Stopped
        if whole and self._whole is not None and time.monotonic() - self._saved_at >= self._schedule.save_seconds:
            self._saved_at = time.monotonic()
            self._desk.pauses.save(pack(self._whole, self._origin))

    def _taken(self, done: int, latents: torch.Tensor) -> SavedState:
        """The state now; a copy where steps go on before it is packed, since schedulers change theirs in place."""
        scheduler = scheduler_state(self._pipe.scheduler)
        if self._schedule.every > 1:
            latents, scheduler = latents.clone(), copy.deepcopy(scheduler)
        return SavedState(done, latents, scheduler, self._resumed_count)
