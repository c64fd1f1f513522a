"""The band that plays the synthesised songs: an arrangement for each kind of section, on the beats of a clock."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.instruments import Instruments, Mono, Part
from tests.timing import Clock, Feel

PITCH_CLASSES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
RING_SECONDS = 1.5
"""How long a section's last notes sound into the next one."""

Drums = Literal["straight", "half", "double"]


class SectionPlan(NamedTuple):
    """What the band is asked to play."""

    kind: str
    """intro, verse, pre-chorus, chorus, bridge, solo, outro, or silence."""
    bars: float
    """Whole but for silence."""
    energy: float
    drums: Drums = "straight"
    """Half-time and double-time drums under the same beats, chords and tune."""


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
    """Plays sections in one key. The same plan at the same tempo gives the same samples."""

    def __init__(self, clock: Clock, feel: Feel, sample_rate: int, key: str, seed: int) -> None:
        """`key` is "A minor", with flats."""
        tonic, _, mode = key.partition(" ")
        self._clock, self._feel = clock, feel
        self._rate = sample_rate
        self._tonic = PITCH_CLASSES.index(tonic)
        self._scale = SCALES[mode]
        self._seed = seed
        self._sounds = Instruments(sample_rate, seed)

    def play(self, plan: SectionPlan, first_beat: float = 0.0) -> Part:
        """The section that begins on that beat, with `RING_SECONDS` after its end in which its last notes ring out."""
        opened = self._clock.seconds(first_beat)
        seconds = self._clock.seconds(first_beat + plan.bars * self._feel.beats_per_bar) - opened
        dry = np.zeros((round((seconds + RING_SECONDS) * self._rate), 2), np.float32)
        if plan.kind == "silence":
            return dry
        style = STYLES[plan.kind]
        rng = np.random.default_rng([self._seed, zlib.crc32(plan.kind.encode())])
        melody = rng.permutation([0, 1, 2, 4, 4, 5, 2, 0])
        gain = 0.35 + 0.65 * plan.energy
        for bar in range(int(plan.bars)):
            bar_beat = bar * self._feel.beats_per_bar

            def at(beat: float, bar_beat: int = bar_beat) -> float:
                return self._clock.seconds(first_beat + bar_beat + self._feel.swung(beat)) - opened

            root = style.degrees[bar % len(style.degrees)]
            score = _Bar(dry, style, at, gain)
            self._drums(score, bar, plan)
            self._harmony(score, root)
            self._tune(score, bar, melody)
        return self._sounds.in_room(dry)

    def _drums(self, score: "_Bar", bar: int, plan: SectionPlan) -> None:
        style, beats = score.style, self._feel.beats_per_bar
        if bar == 0 and plan.energy > 0.7:
            self._put(score, 0, self._sounds.burst(1.2, 4000, 0.35) * 0.35, 0.3)
        for beat, kick, snare in drum_pattern(beats, plan.drums):
            if style.kick and kick:
                self._put(score, beat, self._sounds.kick() * style.kick * kick)
            if style.snare and snare:
                self._put(score, beat, self._sounds.snare() * style.snare * snare * 0.6, 0.1)
        ticks = {1: 1, 2: self._feel.division, 4: 2 * self._feel.division}[style.hats_per_beat]
        for beat in range(beats):
            for tick in range(ticks):
                level = style.hat * (0.8 if tick == 0 else 0.3)
                self._put(score, beat + tick / ticks, self._sounds.burst(0.12, 6000, 0.03) * level, -0.3)

    def _harmony(self, score: "_Bar", root: int) -> None:
        style, beats = score.style, self._feel.beats_per_bar
        chord = [self._note(root + step, 4) for step in (0, 2, 4)]
        if style.bass:
            per_beat = 1 if style.bass_per_beat == 1 else self._feel.division
            for tick in range(beats * per_beat):
                length = (score.at((tick + 1) / per_beat) - score.at(tick / per_beat)) * 0.95
                self._put(
                    score, tick / per_beat, self._sounds.tone(self._note(root, 2), length, 6, 0.35) * 0.4 * style.bass
                )
        if style.pad:
            length = score.at(beats) - score.at(0)
            for i, note in enumerate(chord):
                self._put(
                    score, 0, self._sounds.swell(note + 12 * style.octave, length) * 0.13 * style.pad, (i - 1) * 0.6
                )
        if style.pluck:
            division = self._feel.division
            for part in range(beats * division):
                note = (*chord, chord[1])[part % 4] + 12 if division == 2 else chord[part % 3] + 12
                level = 0.22 * style.pluck * (1.0 if part % division == 0 else 0.55)
                self._put(score, part / division, self._sounds.tone(note, 0.7, 5, 0.18) * level, 0.5)

    def _tune(self, score: "_Bar", bar: int, melody: NDArray[np.int64]) -> None:
        style, beats = score.style, self._feel.beats_per_bar
        if not style.lead:
            return
        for beat in range(beats):
            step = int(melody[(bar * beats + beat) % len(melody)])
            length = (score.at(beat + 1) - score.at(beat)) * 0.9
            sound = self._sounds.voice(self._note(step, 4 + style.octave), length)
            self._put(score, beat, sound * (0.22 * style.lead), -0.1)

    def _put(self, score: "_Bar", beat: float, sound: Mono, pan: float = 0.0) -> None:
        """Adds `sound` at that beat of the bar; `pan` is -1 for left, 1 for right."""
        at = round(score.at(beat) * self._rate)
        sound = sound[: len(score.out) - at] * np.float32(score.gain)
        score.out[at : at + len(sound), 0] += sound * np.float32(min(1.0, 1 - pan))
        score.out[at : at + len(sound), 1] += sound * np.float32(min(1.0, 1 + pan))

    def _note(self, degree: int, octave: int) -> int:
        """MIDI number of a scale degree (0 the tonic) in that octave."""
        return 12 * (octave + 1 + degree // 7) + self._tonic + self._scale[degree % 7]


@dataclass(frozen=True)
class _Bar:
    """One bar to be filled."""

    out: Part
    style: Style
    at: Callable[[float], float]
    """Seconds in the section of a place in the bar, in beats."""
    gain: float


def drum_pattern(beats: int, drums: Drums) -> list[tuple[float, float, float]]:
    """(beat, kick, snare) levels of a bar.

    straight: kick on the first beat and the middle one, snare on the others; half: kick on the first, snare in the
    middle; double: kick on every beat, snare between them.
    """
    middle = beats // 2 if beats % 2 == 0 else None
    if drums == "double":
        return [(beat / 2, float(beat % 2 == 0), float(beat % 2)) for beat in range(2 * beats)]
    if drums == "half":
        return [(0, 1.0, 0.0), (middle or beats - 1, 0.0, 1.0)]
    if beats == 2:  # 6/8: the backbeat is the second dotted quarter
        return [(0, 1.0, 0.0), (1, 0.0, 1.0)]
    return [
        (beat, 1.0 if beat == 0 else 0.8 * (beat == middle), float(beat not in (0, middle))) for beat in range(beats)
    ]
