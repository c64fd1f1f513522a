"""What the gateway bears: a thousand videos in line, five hundred streams, two hundred requests a second.

    python -m benchmarks gateway            about ten minutes; gateway=SECONDS for how long the crowd stays

One gateway on a real Postgres, services that answer by rule and take the time of models, the crowd in a process of its
own: all on one machine, so each takes from the others.

- *accepted*: 1,000 orders of 30 shots, eight clients at once; then the gateway is killed (`kill -9`) and counted again.
- *crowd*: answers while streams are open and videos are made; a request's time runs from the moment it was due. It
  begins ten seconds after all streams are open.
- *memory*: of the gateway's process, over the crowd's time.
- *a shot*: from the first shot's event to the last one's, of a film whose shots take no time, divided by their number;
  beside it the same FilmShot calls, made one after another without a gateway.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.channels import open_channel

from tests.fake_stack import FakeStack
from tests.k8s.postgres import postgres

VIDEOS, SHOTS, STREAMS, RATE = 1000, 30, 500, 200
CROWD_SECONDS = 300.0
SHOT_SECONDS = 2.0


def main(seconds: str = "") -> None:
    """Prints the tables."""
    load = os.getloadavg()[0]
    print(f"The machine's load when it began: {load:.1f} (two cores; other work runs on it).\n")
    with tempfile.TemporaryDirectory(prefix="gb-") as folder, postgres(Path(folder) / "pg") as url:
        stack = FakeStack(Path(folder), SONGREEL_DATABASE_URL=url, SONGREEL_HEARTBEAT_SECONDS="10")
        try:
            stack.start_all(shots=SHOTS, shot_seconds=SHOT_SECONDS)
            videos = accept(stack)
            crowd(stack, videos, float(seconds or CROWD_SECONDS))
        finally:
            stack.close()
    with tempfile.TemporaryDirectory(prefix="gb-") as folder, postgres(Path(folder) / "pg") as url:
        a_shot(Path(folder), url)


def accept(stack: FakeStack) -> list[str]:
    """The ids of a thousand new videos, all of them kept."""
    song = stack.upload()

    def order(number: int) -> str:
        return stack.order(song_id=song, seed=number)

    began = time.perf_counter()
    with ThreadPoolExecutor(8) as clients:
        videos = list(clients.map(order, range(VIDEOS)))
    took = time.perf_counter() - began
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    kept = {video for video in videos if stack.http.get(f"/v1/videos/{video}").status_code == 200}
    print("| accepted | a second | kept after kill -9 |\n| ---: | ---: | ---: |")
    print(f"| {len(set(videos))} of {VIDEOS} videos of {SHOTS} shots | {VIDEOS / took:.0f} | {len(kept)} |\n")
    return videos


def crowd(stack: FakeStack, videos: list[str], seconds: float) -> None:
    """Requests and streams, and what memory the gateway takes meanwhile."""
    ids = stack.folder / "videos.txt"
    ids.write_text("\n".join(videos))
    options = ["--streams", str(STREAMS), "--rate", str(RATE), "--seconds", str(seconds), "--videos", str(ids)]
    command = [sys.executable, "-m", "benchmarks._crowd", "--url", f"http://127.0.0.1:{stack.port}", *options]
    pid, sizes, began = stack.process("gateway").pid, [], time.monotonic()
    loads = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            sizes.append((time.monotonic() - began, resident(pid)))
            loads.append(os.getloadavg()[0])
            time.sleep(5)
        told: dict[str, Any] = json.loads(running.stdout.read()) if running.stdout else {}
    load = f"load {min(loads):.0f} to {max(loads):.0f}"
    opened = f"{STREAMS} streams open, which took {told['opened']:.1f} s from the first to the last"
    print(f"{opened}; {RATE} requests a second for {seconds:.0f} s; {load}.\n")
    print("| asked | requests | p50 ms | p95 ms | p99 ms | longest ms |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind, each in {**told["kinds"], "all": told["all"]}.items():
        print(f"| {kind} | {each['count']} | {each['p50']} | {each['p95']} | {each['p99']} | {each['most']} |")
    served = told["all"]["count"] / told["seconds"]
    print(f"\n{told['errors']} errors, {served:.0f} requests a second answered, {told['events']} events told.\n")
    print("| after s | resident MB |\n| ---: | ---: |")
    for at, size in sizes[:: max(1, len(sizes) // 8)]:
        print(f"| {at:.0f} | {size:.0f} |")
    print()


def a_shot(folder: Path, url: str) -> None:
    """What orchestration costs."""
    stack = FakeStack(folder, SONGREEL_DATABASE_URL=url)
    try:
        stack.start_all(shots=SHOTS, shot_seconds=0.0)
        stack.ended(stack.order(seed=1), 120)
        video_id = stack.order(seed=2)
        stack.ended(video_id, 120)
        events = [event for event in stack.events(video_id) if event.get("event") == "shot.filmed"]
        moments = sorted(moment(event["data"]["created_at"]) for event in events)
        through = (moments[-1] - moments[0]) / (len(moments) - 1) * 1000
        bare = asyncio.run(bare_calls(stack)) * 1000
    finally:
        stack.close()
    print("| a shot that takes no time, one pod | ms |\n| --- | ---: |")
    print(f"| through the gateway: two durable steps, a lent pod, filmed, checked, its events | {through:.1f} |")
    print(f"| FilmShot called bare, one after another | {bare:.1f} |\n")


async def bare_calls(stack: FakeStack) -> float:
    """Seconds a shot, of new shots each."""
    channel = open_channel(stack.address("video"))
    stub: Any = video_pb2_grpc.VideoServiceStub(channel)
    began = time.perf_counter()
    for index in range(SHOTS):
        timing = audio_pb2.TimedShot(index=index, start_frame=0, end_frame=48)
        request = video_pb2.FilmShotRequest(timing=timing, seed=99)
        request.shot.index = index
        async for _ in stub.FilmShot(request):
            pass
    took = time.perf_counter() - began
    await channel.close()
    return took / SHOTS


def moment(text: str) -> float:
    """Unix seconds."""
    return datetime.fromisoformat(text).timestamp()


def resident(pid: int) -> float:
    """MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
