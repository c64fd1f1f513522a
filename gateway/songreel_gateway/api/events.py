"""The events of a video as a stream that can be left and taken up again."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.resources import ShotResource, asked, moment
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.store.database import LARGEST_NUMBER
from songreel_gateway.store.events import Event
from songreel_gateway.store.shots import Shot

ROUTER = APIRouter(prefix="/v1/videos", tags=["videos"])

REST_SECONDS = 0.2  # between two readings, however often it rings
LOOK_SECONDS = 30.0  # until one although nothing rang: a ring that another gateway sent can be lost
Number = Annotated[
    int | None, Header(alias="Last-Event-ID", ge=0, le=LARGEST_NUMBER, description="The last number you have seen.")
]
After = Annotated[int, Query(ge=0, le=LARGEST_NUMBER, description="The same as a parameter.")]


@ROUTER.get("/{video_id}/events", response_class=EventSourceResponse, responses=problems(404, 422))
async def follow_video(
    video: TheVideo, gateway: TheGateway, last_event_id: Number = None, after: After = 0
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: what happened so far, then what happens, until the video has ended.

    Numbered events are durable and come once: `video.state`, `song.heard`, `script.treatment`,
    `shot.written`, `script.written`, `keyframe.made`, `keyframes.ready`, `shot.way`, `shot.rejected`, `shot.filmed`,
    `shot.failed`, `film.cut`, `video.failed`, `video.requires_action`, `revision.created`, `revision.failed`,
    `revision.cancelled`.
    `shot.progress` and `video.waiting` have no number: they tell of now.
    """
    seen = last_event_id if last_event_id is not None else after
    revisions: dict[int, int] = {}
    waiting: list[object] = []
    loop = asyncio.get_running_loop()
    spoken, silence = loop.time(), gateway.settings.heartbeat_seconds
    with gateway.records.bell.hear(video.id) as bell:
        while True:
            now = await gateway.records.following.read(video.id, seen)
            for event in now.events:
                seen, spoken = event.number, loop.time()
                yield numbered(video.id, event)
            ended = now.revision.ended
            if ended and (not now.events or now.events[-1].ends_video):  # one that was edited since goes on
                return
            for shot in now.filming:
                if shot.progress and revisions.get(shot.index) != shot.revision:
                    revisions[shot.index], spoken = shot.revision, loop.time()
                    yield progress(video.id, shot)
            waits = asked(now.revision) + now.waits
            if waits != waiting:
                waiting, spoken = list(waits), loop.time()
                told = [{"service": wait.service, "reason": wait.reason, "message": wait.message} for wait in waits]
                yield ServerSentEvent(event="video.waiting", data={"video_id": video.id, "waiting_for": told})
            if gateway.stopping.is_set():
                return
            look = loop.time() + scattered(LOOK_SECONDS)
            await asyncio.sleep(REST_SECONDS)
            while not await bell.wait(max(0.05, spoken + scattered(silence) - loop.time())) and loop.time() < look:
                spoken = loop.time()
                yield ServerSentEvent(comment="heartbeat")


def scattered(seconds: float) -> float:
    """Up to as long, so that streams which were opened together do not all wake together for ever."""
    return seconds * random.uniform(0.7, 1.0)  # noqa: S311  # no secret


def numbered(video_id: str, event: Event) -> ServerSentEvent:
    """A durable event."""
    when = moment(event.created_at).isoformat()
    data = {"video_id": video_id, "key": event.key, "created_at": when, **event.data}
    return ServerSentEvent(event=event.name, id=str(event.number), data=data)


def progress(video_id: str, shot: Shot) -> ServerSentEvent:
    """How far a shot is now."""
    shown = ShotResource.of(shot)
    stage = (shot.progress or {}).get("stage")
    facts = {"index": shot.index, "take": shot.take, "progress": shown.progress, "eta_seconds": shown.eta_seconds}
    return ServerSentEvent(event="shot.progress", data={"video_id": video_id, "stage": stage, **facts})
