"""Digests and times of the packets in a file: what the muxer was given and what it wrote.

The digest is over the codec's own data. A raw AAC file wraps each packet into an ADTS header, which MP4 replaces by one
header for all; it is left out here. Tags, cover art and LAME's info frame are no packets of the audio stream.
"""

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av

ADTS_SYNC = 0xFFF0
ADTS_MASK = 0xFFF6
"""Sync word and the layer bits, which are 0."""


@dataclass(frozen=True)
class PacketRun:
    """All packets of one stream in file order."""

    sha256: str
    """Lower-case hexadecimal, over the payloads one after another."""
    ticks: tuple[int, ...]
    """Presentation times in units of `base`, ascending."""
    base: Fraction
    """Seconds."""
    end_seconds: Fraction
    """Where the last packet ends."""

    @property
    def times(self) -> tuple[Fraction, ...]:
        """Presentation times in seconds, ascending."""
        return tuple(tick * self.base for tick in self.ticks)

    @property
    def steps(self) -> frozenset[Fraction]:
        """Distances between neighbouring packets in seconds."""
        return frozenset(step * self.base for step in {after - before for before, after in pairwise(self.ticks)})


def read_packets(path: Path, kind: str) -> PacketRun:
    """The packets of the first stream of `kind`, "video" or "audio"."""
    digest, ticks, end = hashlib.sha256(), [], 0
    with av.open(str(path), metadata_errors="ignore") as file:
        stream = file.streams.video[0] if kind == "video" else file.streams.audio[0]
        base = stream.time_base or Fraction(1)
        adts = file.format.name == "aac"
        for packet in file.demux(stream):
            if not packet.size:
                continue
            data = bytes(packet)
            digest.update(without_adts(data) if adts else data)
            if packet.pts is not None:
                ticks.append(packet.pts)
                end = max(end, packet.pts + (packet.duration or 0))
    return PacketRun(digest.hexdigest(), tuple(sorted(ticks)), base, end * base)


def without_adts(packet: bytes) -> bytes:
    """The AAC data behind an ADTS header (ISO 14496-3, 1.A.2): 7 bytes, or 9 with its checksum."""
    if len(packet) < 7 or int.from_bytes(packet[:2], "big") & ADTS_MASK != ADTS_SYNC:
        return packet
    return packet[7 if packet[1] & 1 else 9 :]
