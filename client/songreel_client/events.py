"""The events of a video: read from a stream of server-sent events that mends itself.

The format is the WHATWG HTML standard's, section "Server-sent events". A broken line is taken up after the last
numbered event, with its number in `Last-Event-ID`, so none is lost and none comes twice.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from songreel_client.errors import ApiError, Unreachable
from songreel_client.jobs import LAST_STATES
from songreel_client.transport import Transport

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 5.0


@dataclass(frozen=True)
class Event:
    """Something that happened to a video, or (without a number) how something is now."""

    name: str
    """video.state, song.heard, script.written, keyframes.ready (look at them), video.requires_action, shot.filmed,
    shot.rejected, shot.failed, film.cut, video.failed, revision.created, revision.failed, revision.cancelled; and
    without a number shot.progress and video.waiting."""
    data: dict[str, Any]
    number: int | None = None

    @property
    def used_take(self) -> int | None:
        """Of shot.filmed: the take that is in the film, which is not the last one where all were rejected."""
        take = self.data.get("used_take", self.data.get("take")) if self.name == "shot.filmed" else None
        return None if take is None else int(take)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Of shot.filmed and shot.rejected: what the critic minds; empty where it accepted the take."""
        return tuple(str(reason) for reason in self.data.get("reasons") or ())

    @property
    def ends_video(self) -> bool:
        """No event follows this one, unless the video is edited."""
        return self.name == "video.state" and self.data.get("state") in LAST_STATES


class EventReader:
    """Takes the lines of a stream one by one, however they come."""

    def __init__(self) -> None:
        self._name = "message"
        self._data: list[str] = []
        self._number: int | None = None

    def feed(self, line: str) -> Event | None:
        """The event that ends with this line. One that the stream's end cuts off is dropped, as the standard has it."""
        if not line:
            event = Event(self._name, json.loads("\n".join(self._data)), self._number) if self._data else None
            self._name, self._data, self._number = "message", [], None
            return event
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        elif field == "id" and value.isdigit():
            self._number = int(value)
        return None


def read_events(lines: Iterable[str]) -> Iterator[Event]:
    """The events in the lines of a whole stream."""
    reader = EventReader()
    return (event for line in lines if (event := reader.feed(line)))


def follow(transport: Transport, video_id: str, after: int, patience_seconds: float) -> Iterator[Event]:
    """All events after a number until the video has ended.

    Raises Unreachable when the gateway stays away for longer than the patience, and ApiError.
    """
    seen, pause, silent_since, ended = after, FIRST_PAUSE_SECONDS, time.monotonic(), False
    while True:
        try:
            headers = {"accept": "text/event-stream", "last-event-id": str(seen)}
            with transport.stream(f"/v1/videos/{video_id}/events", headers) as answer:
                reader = EventReader()
                for line in answer.iter_lines():
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
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
