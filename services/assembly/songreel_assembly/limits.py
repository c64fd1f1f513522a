"""A platform's limits held against a delivery: every figure is read off the file."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.profiles import GB, MB, Profile

Limit = assembly_pb2.Limit
BT709 = 1
LIMITED_RANGE = 1
SLACK_SECONDS = Fraction(1, 1000)


def hold_delivery(profile: Profile, path: Path) -> list[Limit]:
    """Each limit that the profile has."""
    with av.open(str(path)) as file:
        picture, sound = file.streams.video[0], file.streams.audio[0]
        rate, context = Fraction(picture.average_rate or 0), picture.codec_context
        seconds = float((file.duration or 0) / av.time_base)
        size, count, keyframes = 0, 0, [Fraction(0)]
        for packet in file.demux(picture):
            size, count = size + packet.size, count + bool(packet.size)
            if packet.is_keyframe and packet.pts is not None and picture.time_base:
                keyframes.append(packet.pts * picture.time_base)
        tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        codecs = (picture.codec.canonical_name, sound.codec.canonical_name)
        found = _Found(
            rate, seconds, path.stat().st_size, (picture.width, picture.height), 8 * size / max(seconds, 0.001)
        )
        pixels, hertz, channels = str(context.pix_fmt), sound.codec_context.sample_rate, sound.codec_context.channels
    gap = max((after - before for before, after in itertools.pairwise(keyframes)), default=Fraction(0))
    limits = [
        _limit("picture coding", " ".join((profile.codecs[0], profile.pixels)), f"{codecs[0]} {pixels}"),
        _limit("sound coding", profile.codecs[1], codecs[1]),
        Limit(name="sound", allowed="at most 48000 Hz, 1 or 2 channels", found=f"{hertz} Hz, {channels} channels",
              kept=profile.suffix == ".mov" or (hertz <= 48_000 and channels <= 2)),
        Limit(name="colour", allowed="BT.709, limited range, tagged so", found=f"tags {'-'.join(map(str, tags))}",
              kept=tags == (BT709, BT709, BT709, LIMITED_RANGE)),
        *_sizes(profile, found),
    ]  # fmt: skip
    if profile.suffix == ".mp4":
        boxes = list(top_boxes(path))
        limits += [
            Limit(name="keyframes", allowed=f"at most {float(profile.keyframe_seconds):g} s apart",
                  found=f"{float(gap):.2f} s", kept=gap <= profile.keyframe_seconds + SLACK_SECONDS),
            Limit(name="index", allowed="moov before mdat", found=" ".join(boxes),
                  kept=boxes.index("moov") < boxes.index("mdat")),
        ]  # fmt: skip
    if profile.no_edit_lists:
        edited = has_edit_list(path)
        limits.append(Limit(name="edit lists", allowed="none", found="some" if edited else "none", kept=not edited))
    return limits


class _Found:
    """What a file turned out to be."""

    def __init__(self, rate: Fraction, seconds: float, size: int, sides: tuple[int, int], bits: float) -> None:
        self.rate, self.seconds, self.size, self.sides, self.bits = rate, seconds, size, sides, bits


def _sizes(profile: Profile, found: _Found) -> Iterator[Limit]:
    slowest, fastest = profile.rates
    yield Limit(name="frame rate", allowed=f"{slowest} to {fastest} frames a second", found=f"{float(found.rate):.3f}",
                kept=slowest <= found.rate <= fastest)  # fmt: skip
    shortest, longest = profile.seconds
    yield Limit(name="length", allowed=f"{shortest:g} to {longest:g} s", found=f"{found.seconds:.2f} s",
                kept=shortest <= found.seconds <= longest)  # fmt: skip
    least, most = profile.sides
    yield Limit(name="size", allowed=f"sides of {least} to {most} pixels", found="x".join(map(str, found.sides)),
                kept=all(least <= side <= most for side in found.sides))  # fmt: skip
    largest = profile.largest_bytes
    words = f"{largest / GB:g} GB" if largest >= GB else f"{largest / MB:g} MB"
    yield Limit(
        name="file size", allowed=f"at most {words}", found=f"{found.size / MB:.1f} MB", kept=found.size <= largest
    )
    if most_bits := profile.largest_bits_per_second:
        yield Limit(name="bit rate", allowed=f"at most {most_bits / MB:g} Mbit/s",
                    found=f"{found.bits / MB:.2f} Mbit/s", kept=found.bits <= most_bits)  # fmt: skip


def _limit(name: str, allowed: str, found: str) -> Limit:
    return Limit(name=name, allowed=allowed, found=found, kept=allowed == found)


def top_boxes(path: Path) -> Iterator[str]:
    """Names of the file's outermost boxes (ISO 14496-12), in order."""
    with path.open("rb") as file:
        while head := file.read(8):
            size, kind = int.from_bytes(head[:4], "big"), head[4:].decode("latin-1")
            rest = size - 8
            if size == 1:
                rest = int.from_bytes(file.read(8), "big") - 16
            yield kind
            if not size:
                return
            file.seek(rest, 1)


def has_edit_list(path: Path) -> bool:
    """Whether any track shifts or cuts its media: an edit list that does nothing is none."""
    with path.open("rb") as file:
        data = file.read(_moov_end(path))
    at = data.find(b"elst")
    while at >= 0:
        version, count = data[at + 4], int.from_bytes(data[at + 8 : at + 12], "big")
        wide = 8 if version else 4
        start = int.from_bytes(data[at + 12 + wide : at + 12 + 2 * wide], "big", signed=True)
        if count != 1 or start != 0:
            return True
        at = data.find(b"elst", at + 4)
    return False


def _moov_end(path: Path) -> int:
    with path.open("rb") as file:
        at = 0
        while head := file.read(8):
            size = int.from_bytes(head[:4], "big")
            at += size
            if head[4:] == b"moov":
                return at
            file.seek(at)
    return at
