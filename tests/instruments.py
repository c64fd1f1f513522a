"""The instruments of the synthesised songs: sounds from sines and noise, and the room they are heard in."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Part = NDArray[np.float32]
"""(samples, 2) float32."""
Mono = NDArray[np.float32]
"""(samples,) float32."""


class Instruments:
    """Sounds at one sample rate. The same arguments give the same samples."""

    def __init__(self, sample_rate: int, seed: int) -> None:
        self._rate = sample_rate
        self._seed = seed
        self._room = self._make_room()

    @lru_cache(maxsize=512)  # noqa: B019  # they live as long as one song's band
    def tone(self, note: int, seconds: float, harmonics: int, decay_seconds: float) -> Mono:
        """A plucked string: harmonics that fall off, the higher the faster."""
        time, hz = self._time(seconds), _hz(note)
        sound: Mono = np.zeros(len(time), np.float32)
        for n in range(1, harmonics + 1):
            if n * hz < self._rate * 0.45:
                sound += np.sin(2 * np.pi * n * hz * time) * np.exp(-time * n**0.5 / decay_seconds) / n
        return self._soften(sound, 0.003, 0.02)

    @lru_cache(maxsize=512)  # noqa: B019  # they live as long as one song's band
    def swell(self, note: int, seconds: float) -> Mono:
        """A pad: three voices a little apart in pitch."""
        time = self._time(seconds)
        sound: Mono = np.zeros(len(time), np.float32)
        for cents in (-7, 0, 6):
            hz = _hz(note + cents / 100)
            for n in range(1, 6):
                if n * hz < self._rate * 0.45:
                    sound += np.sin(2 * np.pi * n * hz * time + cents) / n**1.4
        sound /= 2
        return self._soften(sound, 0.03, 0.08)

    @lru_cache(maxsize=512)  # noqa: B019  # they live as long as one song's band
    def voice(self, note: int, seconds: float) -> Mono:
        """A sung 'ah': vibrato, and harmonics under the formants of that vowel (730, 1090, 2440 Hz)."""
        time, hz = self._time(seconds), _hz(note)
        phase = 2 * np.pi * hz * time + 0.25 * np.sin(2 * np.pi * 5.5 * time) * np.minimum(1, time / 0.2)
        sound: Mono = np.zeros(len(time), np.float32)
        for n in range(1, 24):
            if n * hz < self._rate * 0.45:
                formants = sum(np.exp(-(((n * hz - f) / 180) ** 2)) for f in (730, 1090, 2440))
                sound += np.sin(n * phase) * np.float32((0.15 + formants) / n**0.5)
        return self._soften(sound, 0.02, 0.05)

    @lru_cache(maxsize=1)  # noqa: B019  # they live as long as one song's band
    def kick(self) -> Mono:
        """A bass drum."""
        time = self._time(0.35)
        fall = 2 * np.pi * (48 * time + 90 * 0.03 * (1 - np.exp(-time / 0.03)))
        return np.asarray(np.sin(fall) * np.exp(-time / 0.09) * 0.9, np.float32)

    @lru_cache(maxsize=1)  # noqa: B019  # they live as long as one song's band
    def snare(self) -> Mono:
        """A snare drum."""
        time = self._time(0.25)
        body = np.sin(2 * np.pi * 190 * time) * np.exp(-time / 0.05) * 0.5
        return np.asarray(body + self.burst(0.25, 1500, 0.07)[: len(time)], np.float32)

    @lru_cache(maxsize=8)  # noqa: B019  # they live as long as one song's band
    def burst(self, seconds: float, above_hz: float, decay_seconds: float) -> Mono:
        """Noise above a frequency, dying away."""
        time = self._time(seconds)
        spectrum = np.fft.rfft(np.random.default_rng(self._seed + 1).standard_normal(len(time)))
        spectrum[np.fft.rfftfreq(len(time), 1 / self._rate) < min(above_hz, self._rate * 0.3)] = 0
        noise = np.fft.irfft(spectrum, len(time))
        return np.asarray(noise / np.abs(noise).max() * np.exp(-time / decay_seconds), np.float32)

    def _time(self, seconds: float) -> Mono:
        return np.arange(round(seconds * self._rate), dtype=np.float32) / np.float32(self._rate)

    def _soften(self, sound: Mono, attack_seconds: float, release_seconds: float) -> Mono:
        """The sound without clicks at its ends."""
        attack = min(len(sound), max(1, round(attack_seconds * self._rate)))
        release = min(len(sound), max(1, round(release_seconds * self._rate)))
        sound[:attack] *= np.linspace(0, 1, attack, dtype=np.float32)
        sound[-release:] *= np.linspace(1, 0, release, dtype=np.float32)
        return sound

    def _make_room(self) -> Part:
        """Impulse response of a small room: the direct sound, then 0.4 s of falling noise, left and right apart."""
        time = self._time(0.4)
        noise = np.random.default_rng(self._seed + 2).standard_normal((len(time), 2)) * np.exp(-time / 0.1)[:, None]
        room: Part = np.asarray(noise * 0.012 * (44_100 / self._rate) ** 0.5, np.float32)
        room[0] = 1.0
        return room

    def in_room(self, dry: Part) -> Part:
        """The part as it sounds in the room."""
        size = 1 << (len(dry) + len(self._room) - 1).bit_length()
        wet = np.fft.irfft(np.fft.rfft(dry, size, axis=0) * np.fft.rfft(self._room, size, axis=0), size, axis=0)
        return np.asarray(wet[: len(dry)], np.float32)


def _hz(note: float) -> float:
    """Frequency of a MIDI number (A4 = 69 = 440 Hz)."""
    return float(440.0 * 2 ** ((note - 69) / 12))
