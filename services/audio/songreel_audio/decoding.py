"""A `Song` from any file that FFmpeg reads, its length counted to the sample.

The length of a song is the number of samples that come out of the decoder once the codec's delay and padding are
trimmed. FFmpeg trims by what the file says: LAME's gapless tag (mp3), the edit list (m4a), pre-skip and the last
granule position (opus, vorbis). A file without that information is as long as what it decodes to. The container's
duration field is never believed: it is an estimate for mp3 and wrong for truncated files.

    file      ▐ delay ▐ song ················································ ▐ padding ▐
    decoded           0                                                       duration_samples
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import soxr
import structlog
from av.audio.frame import AudioFrame
from av.container import InputContainer
from numpy.typing import NDArray
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import InvalidInput

from songreel_audio.song import HEARING_RATE_HZ, Samples, Song

log = structlog.get_logger()

LONGEST_PADDING_SAMPLES = 4096
"""Two packets of AAC at most, also of the kind that doubles the rate."""
LOUDEST = 1e6
"""Full scale is 1; nothing that was recorded comes near."""
FIELD = "song_uri"
CONTAINERS = (
    "aac", "ac3", "aiff", "amr", "ape", "asf", "au", "avi", "caf", "dsf", "dts", "eac3", "flac", "flv", "matroska",
    "mov", "mp3", "mpc", "mpc8", "mpeg", "mpegts", "ogg", "rm", "tak", "tta", "voc", "w64", "wav", "webm", "wv",
    "gif", "jpeg_pipe", "png_pipe", "webp_pipe",
)  # fmt: skip
"""Formats that hold what they tell of, and pictures, to be told what they are. FFmpeg also reads lists of other files
(concat, HLS, DASH): such an upload would have this process open files, or addresses, of the client's choice."""
FORMATS = "Send an audio file that FFmpeg reads, such as mp3, m4a, flac, ogg, opus or wav."


@dataclass(frozen=True)
class SongLimits:
    """What this service takes."""

    longest_seconds: float
    largest_bytes: int


def decode_song(path: Path, limits: SongLimits) -> Song:
    """The song in a file. Cover art is ignored; a file that breaks off is heard as far as it goes.

    Raises InvalidInput, saying what to do, when the file holds no sound that can be heard.
    """
    size_bytes = path.stat().st_size
    if size_bytes == 0:
        raise InvalidInput("The song's file is empty. Upload it again.", field=FIELD)
    if size_bytes > limits.largest_bytes:
        raise InvalidInput(
            f"The song's file has {size_bytes / 1e6:.0f} MB; at most {limits.largest_bytes / 1e6:.0f} MB are taken. "
            "Send a compressed copy (flac, m4a, mp3).",
            field=FIELD,
        )
    with closing(open_song(path)) as container:
        if not container.streams.audio:
            raise InvalidInput(f"The file holds no sound. {FORMATS}", field=FIELD)
        return replace(_Listener(limits).hear(container, file_sha256(path)), file=path)


def open_song(path: Path) -> InputContainer:
    """The file as FFmpeg opens it, or InvalidInput."""
    try:
        # the content decides, never the name: an mp3 called song.wav is an mp3
        return av.open(str(path), metadata_errors="ignore", options={"format_whitelist": ",".join(CONTAINERS)})
    except (av.error.FFmpegError, ValueError) as error:
        raise InvalidInput(f"The file is not audio, or is damaged. {FORMATS}", field=FIELD) from error


class _Listener:
    """Mixes to mono and resamples while decoding, so that a long song at 96 kHz needs no more memory than another."""

    def __init__(self, limits: SongLimits) -> None:
        self._limits = limits
        self._rate_hz = 0
        self._heard = 0
        self._chunks: list[Samples] = []
        self._resampler: soxr.ResampleStream | None = None

    def hear(self, container: InputContainer, sha256: str) -> Song:
        for frame in song_frames(container):
            self._rate_hz = self._rate_hz or frame.sample_rate
            if frame.sample_rate != self._rate_hz:
                raise InvalidInput("The song changes its sample rate midway. Export it again at one rate.", field=FIELD)
            self._take(frame_channels(frame).mean(0, dtype=np.float32))
        if not self._heard:
            raise InvalidInput(f"No sound could be decoded from the file. {FORMATS}", field=FIELD)
        if self._resampler:
            self._chunks.append(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        length = min(self._heard, _edited_length(container, self._heard))
        samples = np.concatenate(self._chunks)[: round(length * HEARING_RATE_HZ / self._rate_hz)]
        return Song(sha256, samples, length, self._rate_hz)

    def _take(self, mono: Samples) -> None:
        if not (np.abs(mono) < LOUDEST).all():  # nor is a NaN below it
            where = self._heard / self._rate_hz
            raise InvalidInput(
                f"The song holds samples that are not numbers, about {where:.1f} s in. Export it again.", field=FIELD
            )
        self._heard += len(mono)
        if self._heard > self._limits.longest_seconds * self._rate_hz:
            minutes = self._limits.longest_seconds / 60
            raise InvalidInput(f"The song is longer than {minutes:g} minutes. Send a shorter cut of it.", field=FIELD)
        if self._rate_hz == HEARING_RATE_HZ:
            self._chunks.append(mono)
            return
        if self._resampler is None:
            self._resampler = soxr.ResampleStream(self._rate_hz, HEARING_RATE_HZ, 1, dtype="float32")
        self._chunks.append(self._resampler.resample_chunk(mono))


def song_frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Frames of the first audio stream, without what is damaged, up to the end or to where the file breaks off."""
    stream = container.streams.audio[0]
    heard = damaged = 0
    try:
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    heard += frame.samples
                    yield frame
            except av.error.InvalidDataError:  # a player, too, skips it and plays on
                damaged += 1
    except (av.error.FFmpegError, EOFError):
        log.warning("song_broke_off", heard_seconds=round(heard / (stream.codec_context.sample_rate or 1), 3))
    if damaged and not heard:
        raise InvalidInput(f"The file is damaged from the start. {FORMATS}", field=FIELD)
    if damaged:
        log.warning("song_damaged", packets=damaged)


def _edited_length(container: InputContainer, heard: int) -> int:
    """Samples that an mp4's edit list lets sound: FFmpeg trims its front but leaves the last packet's padding on."""
    stream = container.streams.audio[0]
    if "mp4" not in container.format.name or not stream.duration or not stream.time_base:
        return heard
    edited = round(stream.duration * stream.time_base * stream.codec_context.sample_rate)
    return edited if 0 < heard - edited <= LONGEST_PADDING_SAMPLES else heard


def frame_channels(frame: AudioFrame) -> Samples:
    """(channels, samples) float32 in [-1, 1], whatever the layout."""
    data: NDArray[Any] = frame.to_ndarray()
    if not frame.format.is_planar:
        data = data.reshape(-1, frame.layout.nb_channels).T
    if data.dtype == np.uint8:
        data = (data.astype(np.float32) - 128) / 128
    elif np.issubdtype(data.dtype, np.integer):
        data = data.astype(np.float32) / -float(np.iinfo(data.dtype).min)
    channels: Samples = data.astype(np.float32, copy=False)
    return channels
