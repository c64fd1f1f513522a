"""The events of a video: read from a stream of server-sent events that mends itself.

Generated from events.py by `make async`: change that.
"""

import asyncio
import time
from collections.abc import AsyncIterator

from songreel_client.aio.transport import AsyncTransport
from songreel_client.errors import ApiError, Unreachable
from songreel_client.events import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Event, EventReader


async def follow(transport: AsyncTransport, video_id: str, after: int, patience_seconds: float) -> AsyncIterator[Event]:
    """All events after a number until the video has ended.

    Raises Unreachable when the gateway stays away for longer than the patience, and ApiError.
    """
    seen, pause, silent_since, ended = after, FIRST_PAUSE_SECONDS, time.monotonic(), False
    while True:
        try:
            headers = {"accept": "text/event-stream", "last-event-id": str(seen)}
            async with transport.stream(f"/v1/videos/{video_id}/events", headers) as answer:
                reader = EventReader()
                async for line in answer.aiter_lines():
                    event = reader.feed(line)
                    if event is None:
                        continue
                    pause, silent_since = FIRST_PAUSE_SECONDS, time.monotonic()
                    if event.number is not None:
                        seen = event.number
                    ended = event.ends_video
                    yield event
                if ended:  # an event that ended an earlier revision is followed by others
                    return
            broken: Unreachable | ApiError = Unreachable(
                f"The gateway at {transport.base_url} ends every event stream."
            )
        except Unreachable as error:
            broken = error
        except ApiError as error:
            if error.status < 500:
                raise
            broken = error
        if time.monotonic() - silent_since > patience_seconds:
            raise broken
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
