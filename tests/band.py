"""The band that plays the synthesised songs: sounds from sines and noise, arrangements by kind of section."""

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Part = NDArray[np.float32]
"""(samples, 2) float32."""
Mono = NDArray[np.float32]
"""(samples,) float32."""

PITCH_CLASSES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
RING_SECONDS = 1.5
"""How long a section's last notes sound into the next one."""


@dataclass(frozen=True)
class SectionPlan:
    """What the band is asked to play."""

    kind: str
    bars: int
    energy: float


@dataclass(frozen=True)
class Style:
    """How a kind of section is arranged. Levels are in [0, 1]; 0 is silent."""

    degrees: tuple[int, ...]
    """Scale degree of each bar's chord, 0 the tonic; repeated."""
    kick: float = 0.0
    snare: float = 0.0
    hat: float = 0.25
    hats_per_beat: int = 1
    bass: float = 0.0
    bass_per_beat: int = 1
    pad: float = 0.0
    pluck: float = 0.0
    lead: float = 0.0
    octave: int = 0


STYLES = {
    "intro": Style((0, 5), kick=0.35, hat=0.25, pluck=0.7),
    "verse": Style((5, 3, 0, 4), kick=0.8, snare=0.5, hat=0.3, hats_per_beat=2, bass=0.6, pluck=0.45, lead=0.3),
    "pre-chorus": Style((1, 3, 4, 4), kick=0.8, snare=0.3, hat=0.3, hats_per_beat=2, bass=0.6, pad=0.5),
    "chorus": Style(
        (0, 4, 5, 3), 1.0, 0.9, 0.5, hats_per_beat=4, bass=0.8, bass_per_beat=2, pad=0.8, lead=0.75, octave=1
    ),
    "bridge": Style((2, 5, 1, 4), kick=0.3, hat=0.2, bass=0.35, pad=0.9),
    "solo": Style((0, 3), kick=0.9, snare=0.8, hat=0.4, hats_per_beat=2, bass=0.8, lead=0.9, octave=1),
    "outro": Style((0, 3), kick=0.3, hat=0.2, pad=0.5, pluck=0.5),
}


class Band:
    """Plays sections at one tempo in one key. The same plan gives the same samples."""

    def __init__(self, bpm: float, beats_per_bar: int, sample_rate: int, tonic: int, mode: str, seed: int) -> None:
        self._beat_seconds = 60.0 / bpm
        self._beats_per_bar = beats_per_bar
        self._rate = sample_rate
        self._tonic = tonic
        self._scale = SCALES[mode]
        self._seed = seed
        self._room = self._make_room()

    def play(self, plan: SectionPlan) -> Part:
        """The section, with `RING_SECONDS` after its end in which its last notes ring out."""
        style = STYLES[plan.kind]
        seconds = plan.bars * self._beats_per_bar * self._beat_seconds
        dry = np.zeros((round((seconds + RING_SECONDS) * self._rate), 2), np.float32)
        rng = np.random.default_rng([self._seed, zlib.crc32(plan.kind.encode())])
        melody = rng.permutation([0, 1, 2, 4, 4, 5, 2, 0])
        gain = 0.35 + 0.65 * plan.energy
        for bar in range(plan.bars):
            root = style.degrees[bar % len(style.degrees)]
            self._drums(dry, style, bar, plan, gain)
            self._harmony(dry, style, bar, root, gain)
            self._tune(dry, style, bar, melody, gain)
        return self._in_room(dry)

    def _drums(self, out: Part, style: Style, bar: int, plan: SectionPlan, gain: float) -> None:
        if bar == 0 and plan.energy > 0.7:
            self._put(out, bar, 0, self._burst(1.2, 4000, 0.35) * 0.35 * gain, 0.3)
        for beat in range(self._beats_per_bar):
            down = beat == 0
            middle = self._beats_per_bar % 2 == 0 and beat == self._beats_per_bar // 2
            if style.kick and (down or middle):
                self._put(out, bar, beat, self._kick() * style.kick * gain * (1.0 if down else 0.8))
            if style.snare and not down and not middle:
                self._put(out, bar, beat, self._snare() * style.snare * gain * 0.6, 0.1)
            for tick in range(style.hats_per_beat):
                level = style.hat * gain * (0.8 if tick == 0 else 0.3)
                self._put(out, bar, beat + tick / style.hats_per_beat, self._burst(0.12, 6000, 0.03) * level, -0.3)

    def _harmony(self, out: Part, style: Style, bar: int, root: int, gain: float) -> None:
        bar_seconds = self._beats_per_bar * self._beat_seconds
        chord = [self._note(root + step, 4) for step in (0, 2, 4)]
        if style.bass:
            length = self._beat_seconds / style.bass_per_beat
            for tick in range(self._beats_per_bar * style.bass_per_beat):
                sound = self._tone(self._note(root, 2), length * 0.95, 6, 0.35) * (0.4 * style.bass * gain)
                self._put(out, bar, tick / style.bass_per_beat, sound)
        if style.pad:
            for i, note in enumerate(chord):
                sound = self._swell(note + 12 * style.octave, bar_seconds) * (0.13 * style.pad * gain)
                self._put(out, bar, 0, sound, (i - 1) * 0.6)
        if style.pluck:
            for eighth in range(self._beats_per_bar * 2):
                note = (*chord, chord[1])[eighth % 4] + 12
                level = 0.22 * style.pluck * gain * (1.0 if eighth % 2 == 0 else 0.55)
                self._put(out, bar, eighth / 2, self._tone(note, 0.7, 5, 0.18) * level, 0.5)

    def _tune(self, out: Part, style: Style, bar: int, melody: NDArray[np.int64], gain: float) -> None:
        if not style.lead:
            return
        for beat in range(self._beats_per_bar):
            step = int(melody[(bar * self._beats_per_bar + beat) % len(melody)])
            sound = self._voice(self._note(step, 4 + style.octave), self._beat_seconds * 0.9)
            self._put(out, bar, beat, sound * (0.22 * style.lead * gain), -0.1)

    def _put(self, out: Part, bar: int, beat: float, sound: Mono, pan: float = 0.0) -> None:
        """Adds `sound` at that beat of the bar; `pan` is -1 for left, 1 for right."""
        at = round((bar * self._beats_per_bar + beat) * self._beat_seconds * self._rate)
        sound = sound[: len(out) - at]
        out[at : at + len(sound), 0] += sound * np.float32(min(1.0, 1 - pan))
        out[at : at + len(sound), 1] += sound * np.float32(min(1.0, 1 + pan))

    def _note(self, degree: int, octave: int) -> int:
        """MIDI number of a scale degree (0 the tonic) in that octave."""
        return 12 * (octave + 1 + degree // 7) + self._tonic + self._scale[degree % 7]

    def _time(self, seconds: float) -> Mono:
        return np.arange(round(seconds * self._rate), dtype=np.float32) / np.float32(self._rate)

    @lru_cache(maxsize=512)  # noqa: B019  # a band lives as long as one song
    def _tone(self, note: int, seconds: float, harmonics: int, decay_seconds: float) -> Mono:
        """A plucked string: harmonics that fall off, the higher the faster."""
        time, hz = self._time(seconds), _hz(note)
        sound: Mono = np.zeros(len(time), np.float32)
        for n in range(1, harmonics + 1):
            if n * hz < self._rate * 0.45:
                sound += np.sin(2 * np.pi * n * hz * time) * np.exp(-time * n**0.5 / decay_seconds) / n
        return self._soften(sound, 0.003, 0.02)

    @lru_cache(maxsize=512)  # noqa: B019  # a band lives as long as one song
    def _swell(self, note: int, seconds: float) -> Mono:
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

    @lru_cache(maxsize=512)  # noqa: B019  # a band lives as long as one song
    def _voice(self, note: int, seconds: float) -> Mono:
        """A sung 'ah': vibrato, and harmonics under the formants of that vowel (730, 1090, 2440 Hz)."""
        time, hz = self._time(seconds), _hz(note)
        phase = 2 * np.pi * hz * time + 0.25 * np.sin(2 * np.pi * 5.5 * time) * np.minimum(1, time / 0.2)
        sound: Mono = np.zeros(len(time), np.float32)
        for n in range(1, 24):
            if n * hz < self._rate * 0.45:
                formants = sum(np.exp(-(((n * hz - f) / 180) ** 2)) for f in (730, 1090, 2440))
                sound += np.sin(n * phase) * np.float32((0.15 + formants) / n**0.5)
        return self._soften(sound, 0.02, 0.05)

    @lru_cache(maxsize=1)  # noqa: B019  # a band lives as long as one song
    def _kick(self) -> Mono:
        time = self._time(0.35)
        fall = 2 * np.pi * (48 * time + 90 * 0.03 * (1 - np.exp(-time / 0.03)))
        return np.asarray(np.sin(fall) * np.exp(-time / 0.09) * 0.9, np.float32)

    @lru_cache(maxsize=1)  # noqa: B019  # a band lives as long as one song
    def _snare(self) -> Mono:
        time = self._time(0.25)
        body = np.sin(2 * np.pi * 190 * time) * np.exp(-time / 0.05) * 0.5
        return np.asarray(body + self._burst(0.25, 1500, 0.07)[: len(time)], np.float32)

    @lru_cache(maxsize=8)  # noqa: B019  # a band lives as long as one song
    def _burst(self, seconds: float, above_hz: float, decay_seconds: float) -> Mono:
        """Noise above a frequency, dying away."""
        time = self._time(seconds)
        spectrum = np.fft.rfft(np.random.default_rng(self._seed + 1).standard_normal(len(time)))
        spectrum[np.fft.rfftfreq(len(time), 1 / self._rate) < min(above_hz, self._rate * 0.3)] = 0
        noise = np.fft.irfft(spectrum, len(time))
        return np.asarray(noise / np.abs(noise).max() * np.exp(-time / decay_seconds), np.float32)

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

    def _in_room(self, dry: Part) -> Part:
        size = 1 << (len(dry) + len(self._room) - 1).bit_length()
        wet = np.fft.irfft(np.fft.rfft(dry, size, axis=0) * np.fft.rfft(self._room, size, axis=0), size, axis=0)
        return np.asarray(wet[: len(dry)], np.float32)


def _hz(note: float) -> float:
    """Frequency of a MIDI number (A4 = 69 = 440 Hz)."""
    return float(440.0 * 2 ** ((note - 69) / 12))
