"""Scores of heard songs, gathered over many of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.plan import plan_shots
from songreel_audio.plan_check import find_faults

from benchmarks._scores import EDGE_WINDOW_SECONDS, f_measure, judge_tempo
from tests.songs import SongTruth

PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
PACED_BY_BEAT = 0.35

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Heard:
    """What is to be scored."""

    bpm: float
    beats: Floats
    downbeats: Floats
    edges: Floats


@dataclass
class Tally:
    """Scores of one way of hearing."""

    tempo: Counter[str] = field(default_factory=Counter)
    scores: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, truth: SongTruth, heard: Heard) -> tuple[float, float, float]:
        """F of beats, downbeats and edges of one song."""
        self.tempo[judge_tempo(heard.bpm, truth.bpm)] += 1
        scores = (
            f_measure(truth.beats_seconds, heard.beats),
            f_measure(truth.downbeats_seconds, heard.downbeats),
            f_measure(truth.edges_seconds, heard.edges, EDGE_WINDOW_SECONDS),
        )
        self.scores.append(scores)
        return scores


@dataclass
class PlanTally:
    """How the plans of all songs keep to the music."""

    edges: int = 0
    cut_edges: int = 0
    faults: int = 0
    frames_off: int = 0
    beat_errors: list[float] = field(default_factory=list)
    """Frames from each cut in a trusted section to the nearest written beat."""

    def add(self, analysis: audio_pb2.SongAnalysis, truth: SongTruth) -> None:
        """Plans the song at 24 frames a second."""
        planned = plan_shots(analysis, PLAN)
        self.faults += len(find_faults(planned, PLAN))
        cuts = [shot.start_frame for shot in planned.shots[1:]]
        due = [round(section.start_seconds * 24) for section in planned.sections[1:]]
        self.edges += len(due)
        self.cut_edges += sum(edge in cuts for edge in due)
        self.frames_off += abs(planned.shots[-1].end_frame - round(planned.duration_seconds * 24))
        for shot in planned.shots[1:]:
            if planned.sections[shot.section_index].beat_trust >= PACED_BY_BEAT:
                away = np.abs(truth.beats_seconds - shot.start_frame / 24).min()
                self.beat_errors.append(float(away * 24))


@dataclass
class LabelTally:
    """What sections are called, against what they were written as, by the seconds they last."""

    seconds: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Of each written kind, how long it was heard as which."""
    shares: list[float] = field(default_factory=list)
    """Of each song, the share of its sections' time that is called right."""

    def add(self, analysis: audio_pb2.SongAnalysis, truth: SongTruth) -> None:
        """Compares one song, moment by moment."""
        song = Counter[bool]()
        for written in truth.sections:
            for heard in analysis.sections:
                both = min(written.end_seconds, heard.end_seconds) - max(written.start_seconds, heard.start_seconds)
                if both > 0:
                    kind = spoken_kind(heard.kind)
                    self.seconds[written.kind][kind] += both  # type: ignore[assignment]  # seconds, not a count
                    song[kind == written.kind] += both  # type: ignore[assignment]
        self.shares.append(song[True] / song.total())


def spoken_kind(kind: audio_pb2.SectionKind.ValueType) -> str:
    """As the song book writes it: pre-chorus."""
    return audio_pb2.SectionKind.Name(kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")
