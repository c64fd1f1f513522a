"""Cutting a four-minute film of 48 clips: ours beside FFmpeg's bare join and MoviePy.

"Join" is our FFmpeg call alone, which puts each frame on its grid; "film" is all of a cut: clips checked and hashed,
joined, sealed (C2PA), the film measured, its certificate, pictures and projects made. The bare join is
`ffmpeg -f concat -c copy` of the same files: nothing is checked and nothing measured. Each figure is the best of three,
MoviePy's of one; MoviePy decodes and encodes each frame, by its own defaults but preset veryfast. It needs an older
Pillow than ours, so it is measured with a Python that has it: `python -m benchmarks assembly=PYTHON`.
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
from songreel_assembly.clip_chain import check_chain
from songreel_assembly.credentials import Seal
from songreel_assembly.cutting import cut
from songreel_assembly.joining import join
from songreel_assembly.keys import load_key
from songreel_assembly.order import CutOrder
from songreel_assembly.soundtrack import read_song
from songreel_chassis.artifacts import file_sha256

CLIPS, FRAMES, RATE = 48, 120, Fraction(24)
SIZE = video_pb2.FrameSize(width_pixels=854, height_pixels=480)
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
SEAL = Seal(load_key("", "", ""), "1")


MOVIEPY = """
import sys
from moviepy import AudioFileClip, VideoFileClip, concatenate_videoclips
film, song, *clips = sys.argv[1:]
joined = concatenate_videoclips([VideoFileClip(clip) for clip in clips]).with_audio(AudioFileClip(song))
joined.write_videofile(film, preset="veryfast", logger=None)
"""


def main(moviepy: str = "") -> None:
    """Prints one row a kind of song; `moviepy` is a Python that can import it."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        clips = tuple(_clip(folder, index) for index in range(CLIPS))
        print(
            f"{CLIPS} clips of {FRAMES} frames, {SIZE.width_pixels}x{SIZE.height_pixels}, {CLIPS * FRAMES / RATE} s\n"
        )
        print("| song | soundtrack | film, s | join, s | bare FFmpeg join, s | join / bare | MoviePy, s |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for suffix in ("mp3", "m4a", "opus", "wav"):
            print(_row(folder, clips, suffix, moviepy), flush=True)


def _row(folder: Path, clips: tuple[Path, ...], suffix: str, moviepy: str) -> str:
    song, out = _song(folder, suffix), folder / suffix
    out.mkdir()
    order, stream, copied = CutOrder(_request(song, clips), song, clips), read_song(song), suffix != "wav"
    chain = check_chain(list(order.request.clips), clips)
    ours = _best(lambda: join(chain, song, stream, copied, "a film", out / "joined.mp4"))
    bare = _best(lambda: _bare_join(clips, song, folder))
    film = _best(lambda: cut(order, out, compatible=False, seal=SEAL))
    line = ["-c", MOVIEPY, str(out / "moviepy.mp4"), str(song), *map(str, clips)]
    asked = moviepy and suffix == "mp3"  # its time goes into the picture, whatever the song
    theirs = f"{_best(lambda: subprocess.run([moviepy, *line], check=True), 1):.1f}" if asked else ""
    how = "copied" if copied else "encoded to AAC"
    return f"| {suffix} | {how} | {film:.2f} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} | {theirs} |"


def _best(work: Callable[[], object], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
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


def _request(song: Path, clips: tuple[Path, ...]) -> assembly_pb2.CutFilmRequest:
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
        clips=[
            video_pb2.Clip(shot_index=n, frames=FRAMES, rate=rate, size=SIZE, sha256=file_sha256(clip))
            for n, clip in enumerate(clips)
        ],
    )


def _bare_join(clips: tuple[Path, ...], song: Path, folder: Path) -> None:
    playlist = folder / "bare.ffconcat"
    playlist.write_text("ffconcat version 1.0\n" + "".join(f"file '{clip}'\n" for clip in clips))
    sound = ("-c:a", "aac", "-b:a", "256k") if song.suffix == ".wav" else ("-c:a", "copy")
    _run("-f", "concat", "-safe", 0, "-i", playlist, "-i", song, "-map", "0:v", "-map", "1:a", "-c:v", "copy", *sound,
         "-movflags", "+faststart", folder / "bare.mp4")  # fmt: skip


if __name__ == "__main__":
    main()
