"""Videos as the jobs whose scripts are prepared: their shots are rows that clients watch."""

from collections.abc import Iterable
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.store.shots import Shots
from songreel_gateway.store.videos import Video, Videos


class VideoJobs:
    """See `preparing.Jobs`."""

    def __init__(self, videos: Videos, shots: Shots) -> None:
        self._videos = videos
        self._shots = shots

    async def get(self, video_id: str) -> Video:
        """The video, which must be there."""
        return await self._videos.get(video_id)

    async def reach(self, video_id: str, state: str) -> Video:
        """The video, in this state or a later one; to its clients, listening is a part of writing."""
        return await self._videos.reach(video_id, "writing" if state == "listening" else state)

    async def change(self, video_id: str, /, *events: tuple[str, str, dict[str, Any]], **columns: Any) -> bool:
        """Sets columns and adds events as one."""
        return await self._videos.change(video_id, *events, **columns)

    async def expect_shots(self, video_id: str, shots: Iterable[audio_pb2.TimedShot]) -> None:
        """A row for each, without words."""
        rows = [
            {"index": shot.index, "start_frame": shot.start_frame, "end_frame": shot.end_frame, "sentence": ""}
            for shot in shots
        ]
        await self._shots.plan(video_id, rows)

    async def word_shot(self, video_id: str, shot: script_pb2.Shot, shot_count: int) -> None:
        """The row has its words; the video says how much is written."""
        await self._shots.word(video_id, shot.index, shot.sentence)
        written = await self._shots.worded(video_id) / max(1, shot_count)
        await self._videos.change(video_id, written=min(0.99, written))
