"""How fast the animatic is filmed: shots at 854x480 in every kind of place that scripts name, beside what bounds it.

    python -m benchmarks filming

`film` is one video process: the set painted, every frame drawn and coded, the clip counted; the local stack runs as
many of them as there are cores (six at most), which is what a user waits for. `draw` leaves out the coding; `code`
sends the same frames through the same encoder without drawing them, the limit. The alternative is the usual answer
without a GPU: FFmpeg's slow zoom over one still.
"""

import multiprocessing
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_script.repertoire import place_sets
from songreel_video.backends import Desk
from songreel_video.backends.animatic.backend import Animatic
from songreel_video.encoding import ClipEncoder, ClipFormat, Frame
from songreel_video.take import Take

from tests.shots import shot_request

FRAMES, SIZE, ENCODER_THREADS = 96, (854, 480), 1
SHOWN = 5
ASKED = [
    (script_pb2.FRAMING_WIDE, script_pb2.CAMERA_MOVE_PUSH_IN, "dusk"),
    (script_pb2.FRAMING_MEDIUM, script_pb2.CAMERA_MOVE_TRACK, "day"),
    (script_pb2.FRAMING_CLOSE, script_pb2.CAMERA_MOVE_HANDHELD, "night"),
]


def main() -> None:
    """Prints two tables."""
    animatic = Animatic()
    places = [kind.places[0] for kind in place_sets().values()]
    spent: dict[str, float] = {}
    drawn = 0.0
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        clip = Path(folder) / "clip.mp4"
        filmed(animatic, asked(places[0], 0), clip)  # the first loads everything
        for number, place in enumerate(places):
            request = asked(place, number)
            spent[place] = filmed(animatic, request, clip)
            started = time.perf_counter()
            frames = list(drawing(animatic, request))
            drawn += time.perf_counter() - started
        coded = coding(frames, clip)
        zoomed = zoom(frames[0], clip)
    total = len(places) * FRAMES
    cores = os.cpu_count() or 1
    together = filmed_together(places, cores)
    print(f"{len(places)} shots of {FRAMES} frames, {SIZE[0]}x{SIZE[1]}, one encoder thread\n")
    print("| | frames a second |\n| --- | --- |")
    print(f"| film, {cores} processes | {total / together:.0f} |")
    print(f"| film, one process | {total / sum(spent.values()):.0f} |")
    print(f"| draw | {total / drawn:.0f} |")
    print(f"| code (the limit) | {FRAMES / coded:.0f} |")
    print(f"| FFmpeg's zoom over a still (the alternative) | {FRAMES / zoomed:.0f} |")
    print(f"\n| the {SHOWN} slowest places | frames a second |\n| --- | --- |")
    for place in sorted(spent, key=lambda place: -spent[place])[:SHOWN]:
        print(f"| {place} | {FRAMES / spent[place]:.0f} |")


def asked(place: str, number: int) -> video_pb2.FilmShotRequest:
    """A shot there; framing, move and hour go round."""
    framing, move, hour = ASKED[number % len(ASKED)]
    request = shot_request(FRAMES, *SIZE, sentence=f"A woman walks in {place}.")
    request.shot.MergeFrom(script_pb2.Shot(place=place, framing=framing, camera=move, time_and_light=hour))
    return request


def filmed(animatic: Animatic, request: video_pb2.FilmShotRequest, clip: Path) -> float:
    """Seconds for the clip."""
    started = time.perf_counter()
    Take(request, animatic, ENCODER_THREADS).film(clip)
    return time.perf_counter() - started


def filmed_together(places: list[str], processes: int) -> float:
    """Seconds for all places by so many processes at once, each warmed up before."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawning) as pool:
        list(pool.map(filmed_alone, [(places[0], 0)] * 2 * processes))
        started = time.perf_counter()
        list(pool.map(filmed_alone, [(place, number) for number, place in enumerate(places)]))
        return time.perf_counter() - started


def filmed_alone(job: tuple[str, int]) -> float:
    """Seconds for one shot in a process that does nothing else."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        return filmed(Animatic(), asked(*job), Path(folder) / "clip.mp4")


def drawing(animatic: Animatic, request: video_pb2.FilmShotRequest) -> Iterator[Frame]:
    """The frames alone."""
    return animatic.film(request, Desk(lambda *_: None))


def coding(frames: list[Frame], clip: Path) -> float:
    """Seconds to code them."""
    started = time.perf_counter()
    with ClipEncoder(clip, ClipFormat(*SIZE, 24, 1, len(frames), "bgra"), ENCODER_THREADS) as encoder:
        for frame in frames:
            encoder.write(frame)
        encoder.finish()
    return time.perf_counter() - started


def zoom(still: Frame, clip: Path) -> float:
    """Seconds for FFmpeg to zoom over the still for as many frames, coded with the same preset."""
    size = f"{SIZE[0]}x{SIZE[1]}"
    moved = f"zoompan=z='1+on*0.002':d={FRAMES}:s={size}:fps=24"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "bgra", "-s", size, "-i", "pipe:", "-vf", moved,
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", str(ENCODER_THREADS), "-pix_fmt", "yuv420p",
        str(clip),
    ]  # fmt: skip
    started = time.perf_counter()
    subprocess.run(command, input=np.ascontiguousarray(still).tobytes(), check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
