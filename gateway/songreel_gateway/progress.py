"""Progress of a running call, kept as numbers that a client draws bars from; written a few times a second at most."""

import time
from typing import Any

from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway.store.shots import Shots

REPORT_SECONDS = 0.5


class FilmingReporter:
    """Follows one take."""

    def __init__(self, shots: Shots, video_id: str, index: int, take: int) -> None:
        self._shots = shots
        self._video_id = video_id
        self._index = index
        self._take = take

    async def watch(self, stream: Any) -> video_pb2.Clip:
        """The clip at the stream's end. Raises Unavailable when there is none."""
        began: float | None = None  # stays None for a clip that was found finished
        reported = 0.0
        async for answer in stream:
            if answer.WhichOneof("part") == "clip":
                if began is not None:
                    seconds = round(time.monotonic() - began, 3)
                    await self._shots.change(self._video_id, self._index, progress=None, filming_seconds=seconds)
                clip: video_pb2.Clip = answer.clip
                return clip
            if began is None:
                began = time.monotonic()
            if time.monotonic() - reported > REPORT_SECONDS:
                reported = time.monotonic()
                now = progress_of(answer.progress)
                await self._shots.change(self._video_id, self._index, take=self._take, state="filming", progress=now)
        raise Unavailable("The video service ended its stream without a clip.")


def progress_of(progress: video_pb2.FilmingProgress) -> dict[str, Any]:
    """As it is kept."""
    stage = video_pb2.FilmingStage.Name(progress.stage).removeprefix("FILMING_STAGE_").lower()
    eta = progress.eta_seconds if progress.eta_seconds >= 0 else None
    counts = {"done_count": progress.done_count, "total_count": progress.total_count}
    return {"stage": stage, **counts, "eta_seconds": eta}
