"""Progress of a running call, kept as numbers that a client draws bars from; written a few times a second at most."""

import time
from typing import Any

import grpc
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway.store.records import Records
from songreel_gateway.takes.spending import Key, Spending
from songreel_gateway.telemetry.metrics import StepMeter
from songreel_gateway.telemetry.tracing import note

REPORT_SECONDS = 0.5


class FilmingReporter:
    """Follows one take, and tells its video's ledger how long pods worked at it."""

    def __init__(self, records: Records, key: Key, spending: Spending) -> None:
        self._shots, self._takes, self._ledger = records.shots, records.takes, records.ledger
        self._key = key
        self._spending = spending
        self._steps = StepMeter()

    async def watch(self, stream: Any) -> video_pb2.Clip:
        """The clip at the stream's end. Raises Unavailable when there is none."""
        began: float | None = None  # stays None for a clip that was found finished
        reported, stage = 0.0, video_pb2.FILMING_STAGE_UNSPECIFIED
        self._steps.begin()
        try:
            async for answer in stream:
                if answer.WhichOneof("part") == "clip":
                    if began is not None:
                        await self._note_seconds(round(time.monotonic() - began, 3))
                    clip: video_pb2.Clip = answer.clip
                    return clip
                self._steps.note(answer.progress)
                if answer.progress.stage != stage:
                    stage = answer.progress.stage
                    told = progress_of(answer.progress)
                    note("stage", name=told["stage"], done=told["done_count"], of=told["total_count"])
                if began is None:
                    began = time.monotonic()
                    await self._ledger.began(self._key.video_id, self._key.name)
                if time.monotonic() - reported > REPORT_SECONDS:
                    reported = time.monotonic()
                    now = progress_of(answer.progress)
                    await self._change(take=self._key.take, state="filming", progress=now)
        except grpc.aio.AioRpcError:
            if began is not None:
                await self._spending.wasted(self._key, time.monotonic() - began)
            raise
        raise Unavailable("The video service ended its stream without a clip.")

    async def _note_seconds(self, seconds: float) -> None:
        await self._change(progress=None, filming_seconds=seconds)
        key = self._key
        await self._takes.change(key.video_id, key.shot_index, key.take, filming_seconds=seconds)

    async def _change(self, **columns: Any) -> None:
        await self._shots.change(self._key.video_id, self._key.shot_index, None, **columns)


def progress_of(progress: video_pb2.FilmingProgress) -> dict[str, Any]:
    """As it is kept."""
    stage = video_pb2.FilmingStage.Name(progress.stage).removeprefix("FILMING_STAGE_").lower()
    eta = progress.eta_seconds if progress.eta_seconds >= 0 else None
    counts = {"done_count": progress.done_count, "total_count": progress.total_count}
    return {"stage": stage, **counts, "eta_seconds": eta}
