"""Songs read once more, at the rate and with the channels that a model wants."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.recording import recording
from songreel_audio.song import Samples
from songreel_audio.warm_up import warm_up_song

RATE_HZ = 44100


def tone(hertz: float, seconds: float) -> Samples:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(np.float32)


def loudest_hertz(samples: Samples, rate_hz: int) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax() * rate_hz / len(samples))


@pytest.mark.parametrize(("rate_hz", "channels"), [(48000, 1), (44100, 2), (16000, 2)])
def test_a_recording_has_the_rate_the_channels_and_the_length_asked_for(
    tmp_path: Path, rate_hz: int, channels: int
) -> None:
    """Left and right stay apart, one channel is their mean, and the last sample is the song's."""
    path = tmp_path / "a.wav"
    soundfile.write(path, np.stack([tone(1000, 2.5), tone(3000, 2.5) / 2], 1), RATE_HZ)
    heard = recording(decode_song(path, SongLimits(60, 10**7)), rate_hz, channels)
    assert heard.shape == (channels, round(2.5 * rate_hz))
    assert loudest_hertz(heard[0], rate_hz) == pytest.approx(1000, abs=1)
    if channels == 2:
        assert loudest_hertz(heard[1], rate_hz) == pytest.approx(3000, abs=1)


def test_what_is_above_the_hearing_rate_is_in_the_recording(tmp_path: Path) -> None:
    """A tone of 15 kHz, which mono hearing at 22 kHz has lost; a mono file gives the same channel twice."""
    path = tmp_path / "a.flac"
    soundfile.write(path, tone(15000, 1), RATE_HZ)
    song = decode_song(path, SongLimits(60, 10**7))
    assert np.abs(song.samples[1000:-1000]).max() < 0.01
    left, right = recording(song, 48000, 2)
    assert loudest_hertz(left, 48000) == pytest.approx(15000, abs=2)
    assert np.array_equal(left, right)


def test_a_song_made_in_memory_is_resampled() -> None:
    """Warming up needs no file."""
    song = warm_up_song()
    assert recording(song, 48000, 1).shape == (1, 48000 * 10)
