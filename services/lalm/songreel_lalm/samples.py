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
    """The window's samples."""
    return samples[round(window.start_seconds * RATE_HZ) : round(window.end_seconds * RATE_HZ)]


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
