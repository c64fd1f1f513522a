"""What a film is delivered as: FFmpeg's flags for each profile, and what the platform allows.

The limits are those of the platforms' own pages, read in autumn 2026: YouTube "Recommended upload encoding settings",
Instagram "IG User Media: Reel specifications", TikTok "Content Posting API: media transfer guide".
"""

from dataclasses import dataclass, field
from fractions import Fraction

from songreel.assembly.v1 import assembly_pb2

P = assembly_pb2
MB, GB = 1_000_000, 1_000_000_000
H264: dict[str, str | int] = {"c:v": "libx264", "pix_fmt": "yuv420p", "preset": "fast", "profile:v": "high"}
AAC: dict[str, str | int] = {"c:a": "aac", "ar": 48_000, "ac": 2}


@dataclass(frozen=True)
class Profile:
    """How a delivery is made, and what must hold of it."""

    name: str
    flags: dict[str, str | int]
    suffix: str = ".mp4"
    rates: tuple[Fraction, Fraction] = (Fraction(1), Fraction(240))
    """Frames a second, both included."""
    seconds: tuple[float, float] = (0.0, 12 * 3600.0)
    largest_bytes: int = 256 * GB
    sides: tuple[int, int] = (2, 8192)
    """Least and most pixels of width and of height."""
    keyframe_seconds: Fraction = Fraction(2)
    largest_bits_per_second: int = 0
    """Of the picture; 0 for any."""
    no_edit_lists: bool = False
    """Players of the platform ignore them, so picture and sound must start together without."""
    longest_side: int = 0
    """Larger pictures are scaled down to it; 0 keeps the size. Nothing is scaled up but to the least side."""
    codecs: tuple[str, str] = field(default=("h264", "aac"))
    pixels: str = "yuv420p"


PROFILES = {
    P.DELIVERY_PROFILE_YOUTUBE: Profile(
        "YouTube", {**H264, **AAC, "crf": 14, "bf": 2, "b:a": "384k"}, rates=(Fraction(1), Fraction(60)),
        keyframe_seconds=Fraction(1, 2), no_edit_lists=True,
    ),
    P.DELIVERY_PROFILE_INSTAGRAM: Profile(
        "Instagram", {**H264, **AAC, "crf": 18, "bf": 0, "maxrate": "24M", "bufsize": "24M", "b:a": "128k"},
        rates=(Fraction(23), Fraction(60)), seconds=(3.0, 900.0), largest_bytes=300 * MB, sides=(2, 1920),
        largest_bits_per_second=25_000_000, no_edit_lists=True, longest_side=1920,
    ),
    P.DELIVERY_PROFILE_TIKTOK: Profile(
        "TikTok", {**H264, **AAC, "crf": 18, "bf": 0, "b:a": "192k"}, rates=(Fraction(23), Fraction(60)),
        seconds=(3.0, 600.0), largest_bytes=4 * GB, sides=(360, 4096), no_edit_lists=True,
    ),
    P.DELIVERY_PROFILE_WEB: Profile(
        "web", {**H264, **AAC, "crf": 24, "maxrate": "4M", "bufsize": "8M", "b:a": "160k"}, longest_side=1280,
        largest_bits_per_second=4_500_000,
    ),
    P.DELIVERY_PROFILE_PRORES: Profile(
        "ProRes master", {"c:v": "prores", "profile:v": 3, "vendor": "apl0", "pix_fmt": "yuv422p10le",
                          "c:a": "pcm_s24le"},
        suffix=".mov", codecs=("prores", "pcm_s24le"), pixels="yuv422p10le",
    ),
    P.DELIVERY_PROFILE_TEASER: Profile("teaser", {**H264, **AAC, "crf": 18, "b:a": "256k"}, seconds=(0.0, 6.1)),
}  # fmt: skip
