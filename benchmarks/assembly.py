"""Cutting a four-minute film of 48 clips: ours (checked, joined, measured, certified) beside FFmpeg's bare join.

The bare join is `ffmpeg -f concat -c copy` of the same files: nothing is checked and nothing measured. Each figure is
the best of three.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.cutting import cut
from songreel_assembly.order import CutOrder

CLIPS, FRAMES, RATE = 48, 120, Fraction(24)
SIZE = video_pb2.FrameSize(width_pixels=854, height_pixels=480)
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def main() -> None:
    """Prints one row a kind of song."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        clips = tuple(_clip(folder, index) for index in range(CLIPS))
        print(
            f"{CLIPS} clips of {FRAMES} frames, {SIZE.width_pixels}x{SIZE.height_pixels}, {CLIPS * FRAMES / RATE} s\n"
        )
        print("| song | soundtrack | ours, seconds | bare FFmpeg join, seconds |")
        print("| --- | --- | --- | --- |")
        for suffix in ("mp3", "m4a", "opus", "wav"):
            song = _song(folder, suffix)
            order = CutOrder(_request(song), song, clips)
            out = folder / suffix
            out.mkdir()
            ours = _best(lambda order=order, out=out: cut(order, out, compatible=False))  # type: ignore[misc]  # bound now
            bare = _best(lambda song=song: _bare_join(clips, song, folder))  # type: ignore[misc]  # bound now
            how = "encoded to AAC" if suffix == "wav" else "copied"
            print(f"| {suffix} | {how} | {ours:.2f} | {bare:.2f} |", flush=True)


def _best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(3):
        started = time.monotonic()
        work()
        seconds.append(time.monotonic() - started)
    return min(seconds)


def _run(*arguments: object) -> None:
    subprocess.run([FFMPEG, "-v", "error", "-y", *map(str, arguments)], check=True)


def _clip(folder: Path, index: int) -> Path:
    path = folder / f"clip{index}.mp4"
    picture = f"testsrc2=s={SIZE.width_pixels}x{SIZE.height_pixels}:r=24,hue=h={index * 7}"
    _run("-f", "lavfi", "-i", picture, "-frames:v", FRAMES, "-c:v", "libx264", "-preset", "veryfast", "-crf", 18,
         "-pix_fmt", "yuv420p", "-video_track_timescale", 24_000, path)  # fmt: skip
    return path


def _song(folder: Path, suffix: str) -> Path:
    path = folder / f"song.{suffix}"
    _run("-f", "lavfi", "-i", "anoisesrc=d=240:c=pink:r=48000:a=0.3:seed=1", "-ac", 2, path)
    return path


def _request(song: Path) -> assembly_pb2.CutFilmRequest:
    with av.open(str(song)) as file:
        stream = file.streams.audio[0]
        samples, rate_hz = sum(frame.samples for frame in file.decode(stream)), stream.rate
    rate = audio_pb2.FrameRate(numerator=24, denominator=1)
    edges = range(0, CLIPS * FRAMES, FRAMES)
    return assembly_pb2.CutFilmRequest(
        analysis=audio_pb2.SongAnalysis(
            duration_samples=samples,
            sample_rate_hz=rate_hz,
            rate=rate,
            frames=CLIPS * FRAMES,
            shots=[audio_pb2.TimedShot(index=n, start_frame=e, end_frame=e + FRAMES) for n, e in enumerate(edges)],
        ),
        clips=[video_pb2.Clip(shot_index=n, frames=FRAMES, rate=rate, size=SIZE) for n in range(CLIPS)],
    )


def _bare_join(clips: tuple[Path, ...], song: Path, folder: Path) -> None:
    playlist = folder / "bare.ffconcat"
    playlist.write_text("ffconcat version 1.0\n" + "".join(f"file '{clip}'\n" for clip in clips))
    sound = ("-c:a", "aac", "-b:a", "256k") if song.suffix == ".wav" else ("-c:a", "copy")
    _run("-f", "concat", "-safe", 0, "-i", playlist, "-i", song, "-map", "0:v", "-map", "1:a", "-c:v", "copy", *sound,
         "-movflags", "+faststart", folder / "bare.mp4")  # fmt: skip


if __name__ == "__main__":
    main()
