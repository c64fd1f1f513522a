"""A song as the models want it: one channel, 16 kHz, and pieces of it as WAV."""

import io
import wave
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from songreel_chassis.errors import InvalidInput

from songreel_lalm.windows import Window

RATE_HZ = 16_000
SLACK_SECONDS = 1.0
"""By so much may decoders disagree on a song's length: priming and padding of its codec."""
LONGEST_SECONDS = 1300.0
"""A little more than the longest song that the audio service takes."""
Samples = NDArray[np.float32]
"""(samples,) in [-1, 1] at RATE_HZ."""


def read_samples(path: Path) -> Samples:
    """The song mixed to mono. Raises InvalidInput for a file without sound."""
    chunks: list[Samples] = []
    # The channels are averaged here: FFmpeg's own mix to mono is 3 dB louder for what is in both, and clips.
    resampler = av.AudioResampler(format="fltp", rate=RATE_HZ)
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            heard = 0
            for frame in container.decode(audio=0):
                for piece in resampler.resample(frame):
                    chunks.append(piece.to_ndarray().mean(0, dtype=np.float32))
                    heard += piece.samples
                if heard > LONGEST_SECONDS * RATE_HZ:
                    raise InvalidInput(f"The song is longer than {LONGEST_SECONDS / 60:.0f} minutes.", field="song_uri")
    except (av.error.FFmpegError, IndexError, ValueError) as error:
        if not chunks:
            raise InvalidInput("The file holds no sound that can be heard.", field="song_uri") from error
    chunks += [piece.to_ndarray().mean(0, dtype=np.float32) for piece in resampler.resample(None)]
    if not sum(map(len, chunks)):
        raise InvalidInput("The file holds no sound that can be heard.", field="song_uri")
    return np.concatenate(chunks)


def piece_of(samples: Samples, window: Window) -> Samples:
    """The window's samples; silence where the song ends a moment earlier than its analysis."""
    start, end = round(window.start_seconds * RATE_HZ), round(window.end_seconds * RATE_HZ)
    piece = samples[start:end]
    return np.pad(piece, (0, end - start - len(piece)))


def check_length(samples: Samples, duration_seconds: float) -> None:
    """Raises InvalidInput when the sound is not as long as its analysis says: something would not be heard."""
    seconds = len(samples) / RATE_HZ
    if abs(seconds - duration_seconds) > SLACK_SECONDS:
        raise InvalidInput(
            f"The song is {seconds:.1f} s long, its analysis {duration_seconds:.1f} s. Send the analysis of this song.",
            field="analysis.duration_seconds",
        )


def as_wav(samples: Samples) -> bytes:
    """A WAV file of 16 bits."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1.0, 1.0) * 32767).round().astype("<i2").tobytes())
    return buffer.getvalue()


def hum() -> Samples:
    """A second of a quiet tone, for a warm-up."""
    return (0.1 * np.sin(2 * np.pi * 220 * np.arange(RATE_HZ) / RATE_HZ)).astype(np.float32)
