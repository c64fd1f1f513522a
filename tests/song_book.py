"""Songs to synthesise, each written by its number: every tempo from 60 to 190, four metres, and what makes them hard.

The number decides what a song is (its place in a cycle of metres, swing, ramps, silences, noise and drums), a generator
seeded with it the rest, so that any fifty in a row hold all of it and song 17 is the same song for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.band import PITCH_CLASSES, Drums, SectionPlan
from tests.songs import SongTruth, synthesise

FORMS = (
    ("intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro"),
    ("intro", "verse", "pre-chorus", "chorus", "verse", "pre-chorus", "chorus", "solo", "chorus"),
    ("verse", "chorus", "verse", "bridge", "chorus", "outro"),
    ("intro", "chorus", "bridge", "chorus", "verse", "solo", "outro"),
    ("intro", "verse", "bridge", "verse", "chorus", "solo", "chorus"),
)
SHORT = ("intro", "pre-chorus", "outro")
ENERGY = {"intro": 0.35, "verse": 0.5, "pre-chorus": 0.6, "chorus": 0.9, "bridge": 0.4, "solo": 0.8, "outro": 0.3}
LONGEST_SECTION_SECONDS, SHORTEST_SECTION_SECONDS = 20.0, 6.0
METRES = ((4, 2), (4, 2), (4, 2), (3, 2), (2, 3))
"""Beats of a bar and parts of a beat; the last is 6/8."""


@dataclass(frozen=True)
class WrittenSong:
    """What a song is to be."""

    number: int
    bpm: float
    end_bpm: float | None
    beats_per_bar: int
    division: int
    swing: float
    noise_db: float | None
    key: str
    lead_in_seconds: float
    sections: tuple[SectionPlan, ...]

    @property
    def metre(self) -> str:
        """4/4, 3/4 or 6/8."""
        return "6/8" if self.division == 3 else f"{self.beats_per_bar}/4"

    @property
    def hard(self) -> str:
        """What is hard about it, in words; empty for a plain song."""
        drums = {section.drums for section in self.sections}
        words = {
            "swing": self.swing != 0.5,
            "ramp": self.end_bpm is not None,
            "silence": any(section.kind == "silence" for section in self.sections),
            "noise": self.noise_db is not None,
            "half-time": "half" in drums,
            "double-time": "double" in drums,
        }
        return ", ".join(word for word, so in words.items() if so)

    def synthesise(self, path: Path) -> SongTruth:
        """The song at `path` and the truth about it."""
        return synthesise(
            path,
            bpm=self.bpm,
            end_bpm=self.end_bpm,
            beats_per_bar=self.beats_per_bar,
            division=self.division,
            swing=self.swing,
            sections=self.sections,
            seed=self.number,
            key=self.key,
            lead_in_seconds=self.lead_in_seconds,
            noise_db=self.noise_db,
        )


def written_song(number: int) -> WrittenSong:
    """The song of that number, from 0."""
    rng = np.random.default_rng([2026, number])
    beats_per_bar, division = METRES[number % 5]
    tempo_share = (number * 37 % 50 + rng.random()) / 50
    bpm = 60 + tempo_share * (60 if division == 3 else 130)  # dotted quarters beyond 120 are eighths at 360
    swings = division == 2 and number % 10 in (1, 3)
    return WrittenSong(
        number=number,
        bpm=round(bpm, 2),
        end_bpm=round(bpm * rng.choice([0.88, 0.92, 1.08, 1.12]), 2) if number % 6 == 2 else None,
        beats_per_bar=beats_per_bar,
        division=division,
        swing=round(rng.uniform(0.58, 0.67), 3) if swings else 0.5,
        noise_db=round(rng.uniform(8, 24), 1) if number % 3 == 0 else None,
        key=f"{rng.choice(PITCH_CLASSES)} {rng.choice(['major', 'minor'])}",
        lead_in_seconds=round(rng.uniform(0, 1.5), 3),
        sections=_sections(number, beats_per_bar * 60 / bpm, rng),
    )


def _sections(number: int, bar_seconds: float, rng: np.random.Generator) -> tuple[SectionPlan, ...]:
    louder = {kind: float(np.clip(energy + rng.uniform(-0.08, 0.08), 0.2, 1)) for kind, energy in ENERGY.items()}
    form: Sequence[str] = FORMS[rng.integers(len(FORMS))]
    drums: Drums = "straight"
    if number % 7 == 4:
        drums = "half" if bar_seconds < 2 else "double"
    plans = [SectionPlan(kind, _bars(kind, bar_seconds), round(louder[kind], 3)) for kind in form]
    changed = next(at for at, plan in enumerate(plans) if at > 1 and plan.kind in ("verse", "chorus", "solo"))
    plans[changed] = plans[changed]._replace(drums=drums)
    if number % 4 == 3:
        at = int(rng.integers(2, len(plans)))
        plans.insert(at, SectionPlan("silence", round(float(rng.uniform(3.5, 5.5)) / bar_seconds, 3), 0.0))
    return tuple(plans)


def _bars(kind: str, bar_seconds: float) -> int:
    """Four or eight, or as many fours as a section needs to be heard as one."""
    bars = 4 if kind in SHORT or 8 * bar_seconds > LONGEST_SECTION_SECONDS else 8
    while bars * bar_seconds < SHORTEST_SECTION_SECONDS:
        bars += 4
    return bars
