"""The gate before filming: pictures are made, looked at by the client, made again where asked for, and approved.

script whole ──► pictures ──► waiting_for client ──┬── again: another picture, and wait on
                                                   └── approve ──► shots are filmed by them
"""

import asyncio

from songreel.script.v1 import script_pb2

from songreel_gateway.gallery import Gallery, Wanted, version, wanted
from songreel_gateway.jobs import plan_of
from songreel_gateway.likeness import Likeness
from songreel_gateway.messages import Messages
from songreel_gateway.patience import Step
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import Video
from songreel_gateway.store.waits import Wait

LOOK_SECONDS = 5.0  # what this process is told rings a bell; what another replica is told is seen this late
STEP = "approve"
PLEASE = "The pictures are made. Look at them at /v1/videos/{}/keyframes; ask for others there, or approve them."


class Approval:
    """Of all videos that were ordered with it."""

    def __init__(self, records: Records, messages: Messages, likeness: Likeness) -> None:
        self._records = records
        self._messages = messages
        self._likeness = likeness

    async def wait(self, video: Video, script: script_pb2.Script) -> None:
        """Returns when the client has approved the film's pictures; at once when none are made for it."""
        pictures = wanted(video.order, plan_of(video), script)
        gallery, told = Gallery(self._messages, video.key), -1
        while pictures and not await gallery.approved():
            again = sum(await asyncio.gather(*(self._see_to(each, video, gallery) for each in pictures)))
            if again != told:
                await self._tell(video, again, len(pictures))
                told = again
                continue  # the bell that this rang is not the client's
            await self._records.bell.wait(video.id, LOOK_SECONDS)
        await self._records.waits.end(video.id, STEP)

    async def _tell(self, video: Video, again: int, count: int) -> None:
        """That all pictures are there, after so many were asked for again."""
        await self._records.waits.begin(video.id, STEP, Wait("client", "APPROVAL", PLEASE.format(video.id)))
        ready = (f"keyframes-{again}-ready", "keyframes.ready", {"count": count})
        await self._records.videos.change(video.id, ready)

    async def _see_to(self, picture: Wanted, video: Video, gallery: Gallery) -> int:
        """The number of the version that holds, once it is there; made, unless it was before."""
        number = await gallery.number(picture.id)
        if await gallery.made(picture.id, number):
            return number
        step = Step(video.id, f"{STEP}-{picture.id}", "video")
        made = await self._likeness.make(version(picture.request, number), picture.maker, step)
        await gallery.keep(picture.id, number, made)
        facts = {"id": picture.id, "number": number}
        await self._records.videos.change(video.id, (f"{picture.id}-{number}-made", "keyframe.made", facts))
        return number
