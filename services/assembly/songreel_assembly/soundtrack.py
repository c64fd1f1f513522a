"""How the song goes into the film: its own packets where MP4 allows, else encoded once.

MP4 has a registered way to carry each codec of `COPIED` (ISO 14496-12 and -14, the MP4 registration authority, the
Opus and FLAC in ISOBMFF specifications). Wav (PCM) and Vorbis have none that players know, so they are encoded to AAC.
docs/decisions/0008-soundtrack.md says why opus and flac are copied too.
"""

from dataclasses import dataclass
from pathlib import Path

import av
from songreel_chassis.errors import InvalidInput

COPIED = frozenset({"aac", "mp3", "mp3float", "alac", "flac", "opus", "libopus", "ac3", "eac3"})
RARE_IN_PLAYERS = frozenset({"flac", "opus", "libopus", "alac"})
LEAST_MP3_RATE_HZ = 16_000
"""Below it MP3 is MPEG 2.5, which MP4 does not know."""
AAC_BITS_PER_SECOND = 256_000
AAC_RATES_HZ = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000)
"""Those kept. Lower ones are raised: the last packet is padded to 1024 samples, 128 ms of silence at 8 kHz."""
SAFE_RATE_HZ = 48_000
MOST_AAC_CHANNELS = 8


@dataclass(frozen=True)
class SongStream:
    """The song's first audio stream, as its file says."""

    codec: str
    sample_rate_hz: int
    channels: int
    title: str
    artist: str

    def may_be_copied(self, compatible: bool) -> bool:
        """Whether its packets go into an MP4; `compatible` leaves out what some players lack."""
        if self.codec not in COPIED or (compatible and self.codec in RARE_IN_PLAYERS):
            return False
        return not (self.codec.startswith("mp3") and self.sample_rate_hz < LEAST_MP3_RATE_HZ)


def read_song(path: Path) -> SongStream:
    """The stream; raises InvalidInput when the file holds no sound."""
    try:
        with av.open(str(path), metadata_errors="ignore") as file:
            if not file.streams.audio:
                raise InvalidInput("The song's file holds no sound. Upload the song again.", field="song_uri")
            stream = file.streams.audio[0]
            said = {key.lower(): value for key, value in {**stream.metadata, **file.metadata}.items()}
            return SongStream(
                codec=stream.codec_context.name,
                sample_rate_hz=stream.codec_context.sample_rate,
                channels=stream.codec_context.channels,
                title=_plain(said.get("title", "")),
                artist=_plain(said.get("artist", "")),
            )
    except (av.error.FFmpegError, ValueError) as error:
        raise InvalidInput("The song's file cannot be read. Upload the song again.", field="song_uri") from error


def encoding_flags(song: SongStream) -> dict[str, str | int]:
    """FFmpeg's flags that encode the song once. Gaps in its timestamps are closed, as the analysis heard it."""
    flags: dict[str, str | int] = {"c:a": "aac", "b:a": AAC_BITS_PER_SECOND, "af": "asetpts=N/SR/TB"}
    if song.sample_rate_hz not in AAC_RATES_HZ:
        flags["ar"] = SAFE_RATE_HZ
    if song.channels > MOST_AAC_CHANNELS:
        flags["ac"] = 2
    return flags


def _plain(text: str) -> str:
    """A tag as one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
