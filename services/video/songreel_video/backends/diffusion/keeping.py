"""Keeps a shot's state while it is denoised: now and then on the way, and for good when it is stopped."""

import time
from typing import Any

import torch
from songreel.video.v1 import video_pb2

from songreel_video.backends import Desk
from songreel_video.backends.diffusion.saved_state import SavedState, pack, scheduler_state


class Stopped(Exception):
    """After a step, its state saved."""


class Keeper:
    """Of one shot."""

    def __init__(self, pipe: Any, desk: Desk, origin: str, save_seconds: float) -> None:
        self._pipe = pipe
        self._desk = desk
        self._origin = origin
        self._save_seconds = save_seconds
        self._resumed_count = desk.pauses.resumed_count
        self._saved_at = time.monotonic()

    def after_step(self, done: int, total: int, latents: torch.Tensor) -> None:
        """Tells how far the shot is. Raises Stopped when nobody wants it any more, with its state saved."""
        self._desk.progress(video_pb2.FILMING_STAGE_FILMING, done, total)
        if self._desk.stop.is_set():
            self._desk.pauses.save_last(self._packed(done, latents))
            raise Stopped
        if time.monotonic() - self._saved_at >= self._save_seconds:
            self._saved_at = time.monotonic()
            self._desk.pauses.save(self._packed(done, latents))

    def _packed(self, done: int, latents: torch.Tensor) -> bytes:
        state = SavedState(done, latents, scheduler_state(self._pipe.scheduler), self._resumed_count)
        return pack(state, self._origin)
