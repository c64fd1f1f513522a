"""Songs of many kinds and odd lengths, and how long each is."""

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from tests.songs import write_sound

SECONDS = 3.7191


def duration_of(path: Path) -> Fraction:
    """As the audio service counts: decoded samples over the file's own rate."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        return Fraction(sum(frame.samples for frame in file.decode(stream)), stream.rate)


def bursts(seconds: float, rate_hz: int = 44_100) -> NDArray[np.float32]:
    """(samples, 2) noise in short bursts: it looks like itself at no lag but 0."""
    rng = np.random.default_rng(4)
    count = round(seconds * rate_hz)
    envelope = np.repeat(rng.random(count // 2000 + 1) ** 3, 2000)[:count]
    smooth = np.convolve(rng.standard_normal(count), np.ones(8) / 8, "same")
    return np.repeat((0.5 * smooth * envelope / np.abs(smooth).max()).astype(np.float32)[:, None], 2, 1)


def ffmpeg(*arguments: object) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)], check=True)


def make_song(folder: Path, kind: str) -> Path:
    """A song of that kind; each is of an odd length."""
    plain = folder / "plain.wav"
    write_sound(plain, bursts(SECONDS), 44_100)
    song = folder / f"song.{kind.split()[0]}"
    match kind:
        case "m4a alac":
            ffmpeg("-i", plain, "-c:a", "alac", song)
        case "m4a late":  # the sound begins half a second after the file does
            ffmpeg("-i", plain, "-c:a", "aac", folder / "plain.m4a")
            ffmpeg("-f", "lavfi", "-i", "color=s=32x32:d=4", "-itsoffset", "0.5", "-i", folder / "plain.m4a",
                   "-map", "0", "-map", "1", "-c:a", "copy", "-f", "mp4", song)  # fmt: skip
        case "mp3 low":
            ffmpeg("-i", plain, "-ar", "8000", song)
        case "mp3 cover":
            ffmpeg("-i", plain, "-f", "lavfi", "-i", "color=s=32x32:d=0.04", "-map", "0", "-map", "1",
                   "-disposition:v", "attached_pic", "-metadata", "title=A 'song'\n; of mine", song)  # fmt: skip
        case "wav 5.1":
            ffmpeg("-i", plain, "-ac", "6", "-ar", "96000", song)
        case "mp3 varying":
            ffmpeg("-i", plain, "-q:a", "2", song)
        case (
            "mp3 padded"
        ):  # tags with a third of a megabyte of nothing, zeros before the first frame, others' tags behind
            ffmpeg("-i", plain, "-id3v2_version", "0", "-q:a", "2", folder / "bare.mp3")
            empty = bytes(300_000)
            head = b"ID3\x04\x00\x00" + bytes(len(empty) >> shift & 127 for shift in (21, 14, 7, 0)) + empty
            behind = b"APETAGEX" + bytes(24) + b"TAG" + b" " * 125
            song.write_bytes(head + bytes(5000) + (folder / "bare.mp3").read_bytes() + behind)
        case "m4a cut":  # an edit list that begins in the middle
            ffmpeg("-i", plain, "-c:a", "aac", folder / "plain.m4a")
            ffmpeg("-ss", "0.7", "-i", folder / "plain.m4a", "-c", "copy", song)
        case "m4a 5.1" | "flac 5.1":
            ffmpeg("-i", plain, "-ac", "6", song)
        case "opus 5.1":
            ffmpeg("-i", plain, "-ac", "6", "-c:a", "libopus", "-mapping_family", "1", song)
        case "flac fine":
            ffmpeg("-i", plain, "-ar", "96000", "-sample_fmt", "s32", song)
        case "flac cover":
            ffmpeg("-i", plain, "-f", "lavfi", "-i", "color=s=32x32:d=0.04", "-map", "0", "-map", "1",
                   "-disposition:v", "attached_pic", song)  # fmt: skip
        case "wav fine":
            ffmpeg("-i", plain, "-c:a", "pcm_s24le", song)
        case "wav odd":
            ffmpeg("-i", plain, "-ar", "37800", "-ac", "1", song)
        case "aac":
            ffmpeg("-i", plain, "-c:a", "aac", song)
        case _:
            write_sound(song, bursts(SECONDS), 44_100)
    return song
