"""Clips to test with: drawn textures in the mezzanine coding, with faults on request."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore, file_sha256

Frames = NDArray[np.uint8]
"""(frames, height, width, 3) red, green, blue."""

WIDTH, HEIGHT = 160, 90


def texture(frames: int, seed: int, width: int = WIDTH, height: int = HEIGHT) -> Frames:
    """A coloured pattern of its own for each seed, panning by a pixel a frame."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 220, (height // 15 + 1, width // 20 + 1, 3), dtype=np.uint8)
    wide = np.kron(coarse, np.ones((15, 20, 1), np.uint8))[:height, :width]
    return np.stack([np.roll(wide, shift, axis=1) for shift in range(frames)])


def encode(path: Path, frames: Frames, rate: Fraction, *flags: str) -> Path:
    """A clip as the video service codes it; `flags` come last and win."""
    height, width = frames.shape[1:3]
    timescale = rate.numerator * (1000 if rate.denominator == 1 else 1)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-framerate", str(rate), "-i", "-"]
    command += [
        "-vf",
        "scale=out_color_matrix=bt709:out_range=tv,setparams=color_primaries=bt709:color_trc=bt709",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
    ]
    command += ["-crf", "18", "-pix_fmt", "yuv420p", "-flags:v", "+cgop+bitexact", "-fflags", "+bitexact"]
    command += ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    command += ["-video_track_timescale", str(timescale), *flags, str(path)]
    subprocess.run(command, input=frames.tobytes(), check=True, timeout=60)
    return path


@dataclass(frozen=True)
class ShotClip:
    """A clip's file and what is promised of it."""

    path: Path
    frames: int


def film_clips(folder: Path, lengths: Sequence[int], rate: Fraction) -> list[ShotClip]:
    """One clip a length, each of a texture of its own."""
    return [
        ShotClip(encode(folder / f"clip{index}.mp4", texture(frames, index), rate), frames)
        for index, frames in enumerate(lengths)
    ]


def lengths_of(total: int) -> list[int]:
    """Uneven shot lengths that add up to `total` frames."""
    lengths, index = [], 0
    while total:
        lengths.append(min(total, (17, 31, 8, 23)[index % 4]))
        total -= lengths[-1]
        index += 1
    return lengths


async def stored_clip(store: ArtifactStore, clip: ShotClip, index: int, rate: Fraction) -> video_pb2.Clip:
    """The message of a clip that was put into the store."""
    stored = await store.add_file(clip.path, "clips", "mp4")
    return video_pb2.Clip(
        clip_uri=stored.uri,
        shot_index=index,
        frames=clip.frames,
        rate=frame_rate(rate),
        size=video_pb2.FrameSize(width_pixels=WIDTH, height_pixels=HEIGHT),
        sha256=file_sha256(clip.path),
        provenance=video_pb2.Provenance(backend="animatic", animatic=True),
    )


async def cut_request(
    store: ArtifactStore, song: Path, duration: Fraction, clips: Sequence[ShotClip], rate: Fraction
) -> assembly_pb2.CutFilmRequest:
    """A request whose shots are the clips, one after another, each cut 0.25 frames before its frame's time."""
    edges = np.cumsum([0, *(clip.frames for clip in clips)]).tolist()
    shots = [
        audio_pb2.TimedShot(
            index=index,
            start_frame=edges[index],
            end_frame=edges[index + 1],
            cut=audio_pb2.Cut(
                reason=audio_pb2.CUT_REASON_DOWNBEAT,
                moment_seconds=float((Fraction(edges[index]) - Fraction(1, 4)) / rate),
            ),
            music=audio_pb2.ShotMusic(energy=[0.5] * clip.frames),
        )
        for index, clip in enumerate(clips)
    ]
    stored = await store.add_file(song, "songs", song.suffix[1:])
    analysis = audio_pb2.SongAnalysis(
        song_sha256=stored.sha256,
        duration_samples=duration.numerator,
        sample_rate_hz=duration.denominator,
        duration_seconds=float(duration),
        rate=frame_rate(rate),
        frames=edges[-1],
        shots=shots,
        sections=[audio_pb2.Section(index=0, end_seconds=float(duration), kind=audio_pb2.SECTION_KIND_CHORUS)],
        heard_by=[audio_pb2.HeardBy(task="beats", model="beatnet")],
    )
    messages = [await stored_clip(store, clip, index, rate) for index, clip in enumerate(clips)]
    return assembly_pb2.CutFilmRequest(song_uri=stored.uri, analysis=analysis, clips=messages)


def frame_rate(rate: Fraction) -> audio_pb2.FrameRate:
    """The message."""
    return audio_pb2.FrameRate(numerator=rate.numerator, denominator=rate.denominator)
