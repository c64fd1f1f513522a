"""A delivery: a finished film in another coding, with the platform's limits held against the file.

Where a platform ignores edit lists, the silence that an AAC encoder puts first (1024 samples) would make the sound
late. There, picture and sound are both held for a whole number of frames, so that they start together in every player:

    picture │ 0 0 │ 1 2 3 …         the first frame stands a frame or two longer
    sound   │ · · ♪ ♪ ♪ …           priming, then silence up to the same moment
"""

import math
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import imageio_ffmpeg
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.errors import InvalidInput

from songreel_assembly.credentials import DRAWN, GENERATED, Seal, embed
from songreel_assembly.limits import hold_delivery
from songreel_assembly.problems import CuttingFailed
from songreel_assembly.profiles import PROFILES, Profile
from songreel_assembly.soundtrack import read_song
from songreel_assembly.stills import near_first_chorus

PRIMING_SAMPLES, SOUND_HZ = 1024, 48_000
TEASER_SECONDS, TEASER_FADE_SECONDS = 6, 0.5
LOSSLESS = frozenset({"flac", "alac"})


@dataclass(frozen=True)
class DeliveryOrder:
    """What is delivered."""

    request: assembly_pb2.DeliverFilmRequest
    film: Path
    song: Path

    @property
    def rate(self) -> Fraction:
        """The film's frames a second."""
        return Fraction(self.request.film.rate.numerator, self.request.film.rate.denominator)

    @property
    def profile(self) -> Profile:
        """What it is delivered as."""
        return PROFILES[self.request.profile]

    @property
    def repeats(self) -> int:
        """How often each frame is shown, where the film is slower than the platform takes."""
        return math.ceil(self.profile.rates[0] / self.rate)

    @property
    def held_frames(self) -> int:
        """By how many frames of the delivery both picture and sound are held."""
        if not self.profile.no_edit_lists:
            return 0
        return math.ceil(PRIMING_SAMPLES * self.rate * self.repeats / SOUND_HZ)


@dataclass(frozen=True)
class DeliveryMade:
    """A file, and what was measured on it."""

    path: Path
    limits: list[assembly_pb2.Limit]


def check_delivery(request: assembly_pb2.DeliverFilmRequest) -> None:
    """Raises InvalidInput that names the field."""
    if request.profile not in PROFILES:
        raise InvalidInput("Say what to deliver: a profile.", field="profile")
    if not request.film.film_uri or not request.song_uri:
        raise InvalidInput("Name the film and its song, as CutFilm gave them.", field="film")
    if request.film.rate.numerator <= 0 or request.film.rate.denominator <= 0 or request.film.frames <= 0:
        raise InvalidInput("The film has no length. Take it as CutFilm gave it.", field="film.rate")


def deliver(order: DeliveryOrder, folder: Path, seal: Seal) -> DeliveryMade:
    """Encodes into the folder."""
    path = folder / f"delivery{order.profile.suffix}"
    plan = ffmpeg.output(*_streams(order), f"file:{path}", **_flags(order))
    plan = plan.global_args("-nostdin", "-hide_banner", "-loglevel", "error")
    command = ffmpeg.compile(plan, cmd=imageio_ffmpeg.get_ffmpeg_exe(), overwrite_output=True)
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise CuttingFailed(f"FFmpeg could not make the delivery: {said[-1] if said else done.returncode}")
    title = read_song(order.song).title or "Songreel film"
    embed(path, title, DRAWN if order.request.animatic else GENERATED, [], seal)
    return DeliveryMade(path, hold_delivery(order.profile, path))


def _streams(order: DeliveryOrder) -> list[Any]:
    """FFmpeg's picture and sound, filtered."""
    film = ffmpeg.input(f"file:{order.film}")
    picture, sound = film["v:0"], _sound(order, film)
    if order.request.profile == assembly_pb2.DELIVERY_PROFILE_TEASER:
        start, seconds = teaser_start(order), TEASER_SECONDS
        picture = picture.filter("trim", start_frame=start, end_frame=start + round(seconds * order.rate))
        picture = picture.filter("setpts", "PTS-STARTPTS")
        sound = sound.filter("atrim", start=float(start / order.rate), duration=seconds)
        sound = sound.filter("asetpts", "PTS-STARTPTS").filter("afade", t="in", d=0.05)
        sound = sound.filter("afade", t="out", st=seconds - TEASER_FADE_SECONDS, d=TEASER_FADE_SECONDS)
    rate = order.rate * order.repeats
    if order.repeats > 1:
        picture = picture.filter("fps", str(rate))
    size, film_size = fitting_size(order), order.request.film.size
    if size != (film_size.width_pixels, film_size.height_pixels):
        picture = picture.filter("scale", *size, flags="lanczos")
    if held := order.held_frames:
        silent = round(held * SOUND_HZ / rate) - PRIMING_SAMPLES
        picture = picture.filter("tpad", start=held, start_mode="clone")
        sound = sound.filter("aresample", SOUND_HZ).filter("adelay", f"{silent}S", all=1)
    tags = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "range": "tv"}
    return [picture.filter("setparams", **tags), sound]


def _sound(order: DeliveryOrder, film: Any) -> Any:
    """The film's; an editor's master takes the samples of a song that lost none."""
    codec = read_song(order.song).codec
    lossless = codec in LOSSLESS or codec.startswith("pcm")
    master = order.request.profile == assembly_pb2.DELIVERY_PROFILE_PRORES
    return ffmpeg.input(f"file:{order.song}")["a:0"] if master and lossless else film["a:0"]


def _flags(order: DeliveryOrder) -> dict[str, str | int]:
    profile, rate = order.profile, order.rate * order.repeats
    flags: dict[str, str | int] = {
        **profile.flags,
        "r": str(rate),
        "fps_mode": "cfr",
        "map_metadata": 0,
        "movflags": "+faststart+negative_cts_offsets" if profile.no_edit_lists else "+faststart",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "colorspace": "bt709",
        "color_range": "tv",
    }
    if profile.no_edit_lists:
        flags["use_editlist"] = 0
    if profile.suffix == ".mp4":
        flags |= {"g": max(1, int(profile.keyframe_seconds * rate)), "flags:v": "+cgop"}
    return flags


def fitting_size(order: DeliveryOrder) -> tuple[int, int]:
    """Width and height of the delivery, even: the film's own unless the profile bounds it."""
    size, profile = order.request.film.size, order.profile
    sides = (size.width_pixels, size.height_pixels)
    scale = min(1.0, (profile.longest_side or max(sides)) / max(sides))
    scale = max(scale, profile.sides[0] / min(sides))
    width, height = (2 * round(side * scale / 2) for side in sides)
    return width, height


def teaser_start(order: DeliveryOrder) -> int:
    """The frame from which six seconds are taken: where the first chorus begins, earlier where the film ends first."""
    shots = order.request.analysis.shots
    first = shots[near_first_chorus(order.request.analysis)[0]].start_frame if shots else 0
    return max(0, min(first, order.request.film.frames - round(TEASER_SECONDS * order.rate)))
