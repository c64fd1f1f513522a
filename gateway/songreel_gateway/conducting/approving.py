"""The gate before filming: the script, or the pictures that shots follow, are looked at by the client and approved.

script whole ──┬── `script`: asked ──────────── approval, perhaps with edits ──► shots are filmed by it
               └── `keyframes`: pictures ── asked ──┬── again: another picture, and asked anew
                                                    └── approval ──► shots are filmed by them

A video that waits for its client runs no workflow: the answer begins the next one.
"""

import asyncio

from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.patience import Step
from songreel_gateway.asking.shooting_script import ShootingScript
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import Video
from songreel_gateway.takes.gallery import Gallery, Wanted, version, wanted
from songreel_gateway.takes.likeness import Likeness

STEP = "approve"
LOOK_AT_SCRIPT = (
    "The script is written. Read it at /v1/videos/{0}/script, and film it with POST /v1/videos/{0}/approval, which "
    "takes edits."
)
LOOK_AT_PICTURES = (
    "The pictures are made. Look at them at /v1/videos/{0}/keyframes; ask for others there, or approve them with POST "
    "/v1/videos/{0}/approval."
)


class Approval:
    """Of all videos that were ordered with it."""

    def __init__(self, records: Records, messages: Messages, likeness: Likeness, script: ShootingScript) -> None:
        self._records = records
        self._messages = messages
        self._likeness = likeness
        self._script = script

    async def given(self, video_id: str, run: int) -> bool:
        """Whether filming may begin; else the client is asked, or has just answered."""
        video = await self._records.videos.get(video_id)
        gate = plan_of(video).approval
        if gate == "none" or (await self._records.revisions.newest(video_id)).approved:
            return True
        if gate == "script":
            action = {"type": "approve_script", "message": LOOK_AT_SCRIPT.format(video_id)}
            return await self._ask(video_id, run, action)
        await self._records.videos.reach(video_id, "filming")
        pictures = wanted(video.order, plan_of(video), await self._script.whole(video))
        gallery = Gallery(self._messages, video.key)
        if not pictures or await gallery.approved():
            return True
        again = sum(await asyncio.gather(*(self._see_to(each, video, gallery) for each in pictures)))
        await self._records.videos.change(
            video_id, (f"keyframes-{again}-ready", "keyframes.ready", {"count": len(pictures)})
        )
        action = {"type": "approve_keyframes", "message": LOOK_AT_PICTURES.format(video_id)}
        return await self._ask(video_id, run, action)

    async def _ask(self, video_id: str, run: int, action: dict[str, str]) -> bool:
        await self._records.revisions.ask(video_id, run, action)
        return False

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
