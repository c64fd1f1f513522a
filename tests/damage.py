"""Thirty-odd kinds of damage, each done to a clean clip at a known place, with the measure that must find it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from scipy import ndimage

from tests.clips import Frames, encode

AT = 30
"""The frame at which damage begins."""
LEAST_FRAMES = 60
FILE_DAMAGED_FROM = 0.55


@dataclass(frozen=True)
class Damage:
    """One kind."""

    name: str
    measure: str
    """What must find it."""
    hurt: Callable[[Frames], Frames] = lambda frames: frames
    frame: int | None = None
    """Where it must be found; None for anywhere."""
    within: int = 1
    """As near as this."""
    flags: tuple[str, ...] = ()
    """Of the encoder."""
    spoil: Callable[[Path], None] = lambda path: None
    """Done to the file."""
    rate_factor: int = 1

    def clip(self, path: Path, frames: Frames, rate: Fraction) -> Path:
        """The damaged clip."""
        encode(path, self.hurt(frames.copy()), rate * self.rate_factor, *self.flags)
        self.spoil(path)
        return path


def _changed(frames: Frames, which: slice | int, how: Callable[[Frames], object]) -> Frames:
    frames[which] = np.asarray(how(frames[which].astype(np.float32))).clip(0, 255).astype(np.uint8)
    return frames


def _filled(frames: Frames, which: slice | int, colour: tuple[int, int, int]) -> Frames:
    frames[which] = np.array(colour, np.uint8)
    return frames


def _other(frames: Frames) -> Frames:
    """Another scene of the same size: the clip upside down, its colours turned round, its drawing moved."""
    scene: Frames = np.roll(frames[:, ::-1, :, ::-1], frames.shape[2] // 3, axis=2)
    return scene


def _black(frames: Frames, start: int, stop: int) -> Frames:
    return _filled(frames, slice(start, stop), (0, 0, 0))


def _fade_out(frames: Frames) -> Frames:
    length = len(frames) // 3
    falling = np.clip(np.linspace(1, -1, length), 0, 1)[:, None, None, None]
    return _changed(frames, slice(len(frames) - length, None), lambda some: some * falling)


def _held(frames: Frames, start: int, frozen: int) -> Frames:
    frames[start : start + frozen] = frames[start]
    return frames


def _stutter(frames: Frames) -> Frames:
    return frames[np.arange(len(frames)) // 2 * 2]


def _dropped(frames: Frames) -> Frames:
    """Sixteen frames are gone; the end is played backwards so that the length is right."""
    order = [*range(AT), *range(AT + 16, len(frames))]
    order += list(range(len(frames) - 2, len(frames) - 2 - (len(frames) - len(order)), -1))
    return frames[order]


def _swapped(frames: Frames) -> Frames:
    order = np.arange(len(frames))
    for at in range(AT, len(frames) - 3, 5):
        order[at : at + 2] = [at + 1, at]
    return frames[order]


def _foreign(frames: Frames) -> Frames:
    frames[AT] = _other(frames[AT : AT + 1])[0]
    return frames


def _torn(frames: Frames) -> Frames:
    half = frames.shape[1] // 2
    frames[AT, half:] = np.roll(frames[AT, half:], frames.shape[2] // 2, axis=1)[:, :, ::-1]
    return frames


def _flicker(frames: Frames) -> Frames:
    return _changed(frames, slice(0, None, 2), lambda some: some * 0.8)


def _strobe(frames: Frames) -> Frames:
    """Five flashes a second at 24 frames, two or three frames each."""
    for at in range(8, len(frames) - 3, 5):
        _changed(frames, slice(at, at + 2), lambda some: 0.3 * some + 170)
    return frames


def _hue(frames: Frames) -> Frames:
    """Everything gets warmer by half."""
    return _changed(frames, slice(AT, None), lambda some: some * [1.3, 1.0, 0.6] + [12, 0, -12])


def _grey(frames: Frames) -> Frames:
    return _changed(frames, slice(AT, None), lambda some: some.mean(-1, keepdims=True) * [1.15, 1.0, 0.75])


def _cut(frames: Frames) -> Frames:
    frames[AT:] = _other(frames[AT:])
    return frames


def _dissolve(frames: Frames) -> Frames:
    share = np.clip((np.arange(len(frames)) - AT) / 16, 0, 1)[:, None, None, None]
    mixed: Frames = (frames * (1 - share) + _other(frames) * share).astype(np.uint8)
    return mixed


def _mirrored(frames: Frames) -> Frames:
    frames[AT:] = frames[AT:, ::-1, ::-1]
    return frames


def _blurred(frames: Frames, which: slice) -> Frames:
    sigma = max(4.0, frames.shape[1] / 60)
    return _changed(frames, which, lambda some: ndimage.gaussian_filter(some, (0, sigma, sigma, 0)))


def _blocks(frames: Frames) -> Frames:
    height, width = frames.shape[1] // 16 * 16, frames.shape[2] // 16 * 16
    parts = frames[:, :height, :width].reshape(len(frames), height // 16, 16, width // 16, 16, 3)
    coarse = parts.mean((2, 4), keepdims=True) + 0 * parts
    frames[:, :height, :width] = coarse.reshape(len(frames), height, width, 3).astype(np.uint8)
    return frames


def _snow(frames: Frames) -> Frames:
    rng = np.random.default_rng(5)
    return _changed(frames, slice(None), lambda some: some + rng.normal(0, 28, some.shape).astype(np.float32))


def _barred(frames: Frames, *, rows: bool) -> Frames:
    size = frames.shape[1 if rows else 2] // 8
    for bar in (slice(0, size), slice(-size, None)):
        frames[(slice(None), bar) if rows else (slice(None), slice(None), bar)] = 0
    return frames


def _half_lost(frames: Frames) -> Frames:
    frames[:, frames.shape[1] * 5 // 8 :] = 128
    return frames


def _combed(frames: Frames) -> Frames:
    """Two moments in each picture, in every other row."""
    woven = frames.copy()
    woven[:-2, 1::2] = frames[2:, 1::2]
    return woven


def _overexposed(frames: Frames) -> Frames:
    """So much light that half of the picture is white."""
    light = max(2.0, 80 / max(4.0, float(np.median(frames))))
    return _changed(frames, slice(None), lambda some: light * some + 175)


def _cut_off(path: Path) -> None:
    """The file ends early; its index, which is in front, tells of all frames."""
    moved = path.with_suffix(".front.mp4")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(path), "-c", "copy"]
    subprocess.run([*command, "-movflags", "+faststart", str(moved)], check=True)
    data = moved.read_bytes()
    path.write_bytes(data[: int(len(data) * FILE_DAMAGED_FROM)])


def _corrupted(path: Path) -> None:
    """A fiftieth of the bytes, in the middle, are wrong."""
    data, start = bytearray(path.read_bytes()), int(path.stat().st_size * FILE_DAMAGED_FROM)
    wrong = max(1500, len(data) // 50)
    data[start : start + wrong] = np.random.default_rng(3).integers(0, 256, wrong, dtype=np.uint8).tobytes()
    path.write_bytes(bytes(data))


def _no_film(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


UNEVEN = ("-vf", "setpts='if(gt(N,20),N+1,N)/(TB*FR)'", "-fps_mode", "vfr")
HALF = ("-vf", "scale=trunc(iw/4)*2:-2,setsar=1")
DAMAGES = (
    Damage("frame_missing", "frame_count", lambda frames: frames[:-1]),
    Damage("frame_extra", "frame_count", lambda frames: np.concatenate([frames, frames[-1:]])),
    Damage("wrong_size", "size", flags=HALF),
    Damage("stretched_pixels", "size", flags=("-vf", "setsar=4/3")),
    Damage("wrong_rate", "rate", rate_factor=2),
    Damage("uneven_times", "rate", flags=UNEVEN),
    Damage("file_cut_off", "decodable", spoil=_cut_off),
    Damage("file_corrupted", "decodable", spoil=_corrupted),
    Damage("no_picture", "decodable", spoil=_no_film),
    Damage("black_frame", "stray_frames", lambda frames: _black(frames, AT, AT + 1), AT),
    Damage("black_run", "black_frames", lambda frames: _black(frames, AT, AT + 12), AT),
    Damage("fade_out", "black_frames", _fade_out),
    Damage("white_frame", "stray_frames", lambda frames: _filled(frames, AT, (255, 255, 255)), AT),
    Damage("green_run", "blank_frames", lambda frames: _filled(frames, slice(AT, AT + 5), (0, 135, 0)), AT),
    Damage("frozen_run", "frozen_frames", lambda frames: _held(frames, 6, 48), 6, 12),
    Damage("doubled_frames", "doubled_frames", _stutter),
    Damage("dropped_frames", "jumps", _dropped, AT),
    Damage("swapped_frames", "frames_in_order", _swapped),
    Damage("foreign_frame", "stray_frames", _foreign, AT),
    Damage("torn_frame", "stray_frames", _torn, AT),
    Damage("flicker", "flicker", _flicker),
    Damage("strobe", "flashes", _strobe),
    Damage("hue_shift", "colour_jump", _hue, AT),
    Damage("colour_lost", "colour_jump", _grey, AT),
    Damage("cut_inside", "cut_inside", _cut, AT),
    Damage("mirrored_from", "cut_inside", _mirrored, AT),
    Damage("dissolve_inside", "dissolve_inside", _dissolve),
    Damage("soft", "soft_picture", lambda frames: _blurred(frames, slice(None))),
    Damage("soft_run", "soft_moment", lambda frames: _blurred(frames, slice(AT, AT + 18))),
    Damage("blocks", "blocks", _blocks),
    Damage("snow", "noise", _snow),
    Damage("letterbox", "dead_border", lambda frames: _barred(frames, rows=True)),
    Damage("pillarbox", "dead_border", lambda frames: _barred(frames, rows=False)),
    Damage("half_lost", "dead_border", _half_lost),
    Damage("combing", "combing", _combed),
    Damage("overexposed", "white_picture", _overexposed),
)  # fmt: skip
