"""The saved states of a backend's shots: the name that a shot is saved under, and the state it is gone on with from."""

from typing import Any

import structlog
import torch
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest

from songreel_video.backends.diffusion.saved_state import SavedState, Unfit, pack, scheduler_state, unpack
from songreel_video.pauses import Pauses

log = structlog.get_logger()


class States:
    """Of one backend on one device."""

    def __init__(self, version: str, device_name: str, device: torch.device) -> None:
        """The backend's version and torch's name of the device: another one would go on to other bits."""
        self._ground = (version, device_name)
        self._device = device

    def origin(self, request: video_pb2.FilmShotRequest) -> str:
        """Of a shot's states."""
        decisive = video_pb2.FilmShotRequest()
        decisive.CopyFrom(request)
        decisive.resume_token = ""
        return request_digest(*self._ground, decisive.SerializeToString(deterministic=True))

    def resume(self, pauses: Pauses, origin: str) -> SavedState | None:
        """The state to go on from; None for a shot that begins, or whose state does not fit."""
        data = pauses.load()
        if data is None:
            return None
        try:
            state = unpack(data, origin, self._device)
        except Unfit as error:
            log.warning("saved_state_refused", reason=str(error))
            return None
        pauses.resumed_count = state.resumed_count + 1
        log.info("shot_resumed", step=state.step, times=pauses.resumed_count)
        return state

    def save_denoised(
        self, request: video_pb2.FilmShotRequest, latents: torch.Tensor, scheduler: Any, pauses: Pauses
    ) -> None:
        """Keeps a shot after its last step, so that whoever tries again only decodes."""
        state = SavedState(scheduler.num_inference_steps, latents, scheduler_state(scheduler), pauses.resumed_count)
        pauses.save_last(pack(state, self.origin(request)))
