"""A crowd of clients in a process of its own: event streams that stay open, and requests at a steady rate.

Prints one JSON line. Requests are sent at their moments whether or not earlier ones were answered, so that a slow
answer does not hide the slow ones behind it (coordinated omission).
"""

import argparse
import asyncio
import json
import random
import time
from pathlib import Path
from typing import Any

import aiohttp

SETTLING_SECONDS = 10.0  # until streams that were opened at once have had what was there: that is told apart


class Crowd:
    """What was counted."""

    def __init__(self, url: str, videos: list[str]) -> None:
        self._url = url
        self._videos = videos
        self.seconds: dict[str, list[float]] = {}
        self.errors = 0
        self.events = 0
        self.open = 0

    async def follow(self, session: aiohttp.ClientSession, video_id: str) -> None:
        """One stream, for as long as it lasts."""
        async with session.get(f"{self._url}/v1/videos/{video_id}/events", timeout=aiohttp.ClientTimeout()) as answer:
            self.open += answer.status == 200
            async for line in answer.content:
                self.events += line.startswith(b"data:")

    async def all_open(self, count: int) -> None:
        """Returns once so many streams are open."""
        while self.open < count:  # noqa: ASYNC110  # a benchmark's wait, once
            await asyncio.sleep(0.1)

    async def ask(self, session: aiohttp.ClientSession, kind: str, path: str, moment: float, body: Any = None) -> None:
        """One request; its time runs from the moment at which it was due."""
        try:
            method = session.post if body else session.get
            async with method(self._url + path, json=body) as answer:
                await answer.read()
                self.errors += answer.status >= 400
        except (aiohttp.ClientError, TimeoutError):
            self.errors += 1
        self.seconds.setdefault(kind, []).append(time.perf_counter() - moment)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--videos", type=Path, required=True, help="a file with an id a line")
    parser.add_argument("--streams", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    asyncio.run(visit(options, options.videos.read_text().split()))


async def visit(options: argparse.Namespace, videos: list[str]) -> None:
    """Opens the streams, then asks."""
    crowd, dice = Crowd(options.url, videos), random.Random(1)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as streams, aiohttp.ClientSession() as session:
        following = [
            asyncio.create_task(crowd.follow(streams, videos[n % len(videos)])) for n in range(options.streams)
        ]
        opening = time.perf_counter()
        await crowd.all_open(options.streams)
        opened = time.perf_counter() - opening
        await asyncio.sleep(SETTLING_SECONDS)
        began, asked = time.perf_counter(), []
        for number in range(int(options.rate * options.seconds)):
            moment = began + number / options.rate
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            kind, path = pick(dice, videos)
            asked.append(asyncio.create_task(crowd.ask(session, kind, path, moment)))
        await asyncio.gather(*asked)
        seconds = time.perf_counter() - began
        for task in following:
            task.cancel()
    figures = {kind: quantiles(times) for kind, times in crowd.seconds.items()}
    everything = [each for times in crowd.seconds.values() for each in times]
    told = {
        "seconds": seconds,
        "errors": crowd.errors,
        "events": crowd.events,
        "opened": opened,
        "all": quantiles(everything),
    }
    print(json.dumps(told | {"kinds": figures}))


def pick(dice: random.Random, videos: list[str]) -> tuple[str, str]:
    """What clients ask: mostly of one video, at times the list."""
    draw = dice.random()
    if draw < 0.75:
        return "video", f"/v1/videos/{dice.choice(videos)}"
    if draw < 0.9:
        return "list", "/v1/videos?limit=20"
    return "takes", f"/v1/videos/{dice.choice(videos)}/revisions"


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(seconds)
    at = {name: ordered[min(len(ordered) - 1, int(len(ordered) * part))] for name, part in PARTS.items()}
    return {"count": len(ordered)} | {name: round(value * 1000, 1) for name, value in at.items()}


PARTS = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "most": 1.0}

if __name__ == "__main__":
    main()
