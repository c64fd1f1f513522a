"""How well synthesised songs are heard, of which all is known: 50 of them, against librosa and a peer's pipeline.

    python -m benchmarks truth
    python -m benchmarks.truth 50    fifty others; of these 50 to 79 took part in choosing one threshold

ours      BeatNet's probabilities, this service's decoding, sections and plan
librosa   this service with the librosa backend, no tags
peer      what music-video scripts do: librosa's beat_track, a downbeat every fourth beat from the first on, and
          librosa's agglomerative segmentation of chroma and MFCC into one segment per 12 s

F is mir_eval's: beats and downbeats within 70 ms, edges within 0.5 s without the song's start and end. The songs are
those of tests/song_book.py.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import librosa
import numpy as np
from librosa.beat import beat_track
from librosa.segment import agglomerative
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.plan import plan_shots
from songreel_audio.plan_check import find_faults
from songreel_audio.settings import AudioSettings
from songreel_audio.song import HEARING_RATE_HZ, Song

from benchmarks._scores import EDGE_WINDOW_SECONDS, f_measure, judge_tempo
from tests.song_book import written_song
from tests.songs import SongTruth

SONGS = 50
PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
TRUST_BOUNDS = (0.0, 0.01, 0.35, 0.5, 0.65, 0.8, 0.9, 1.001)
PACED_BY_BEAT = 0.35
PEER_SECTION_SECONDS = 12.0

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


def main(first: int = 0) -> None:
    """Prints the tables of fifty songs from that number on."""
    cache = Path("~/.cache/songreel")
    listeners = {
        "ours": load_listener(AudioSettings(cache_folder=cache, audio_vocals="none")),
        "librosa": load_listener(
            AudioSettings(cache_folder=cache, audio_beats="librosa", audio_tags="none", audio_vocals="none")
        ),
    }
    tallies = {name: Tally() for name in (*listeners, "peer")}
    plans, trust = PlanTally(), defaultdict[int, list[float]](list)
    by_trait = defaultdict[str, list[tuple[float, float, float]]](list)
    print("| song | metre, BPM | hard | ours: beat, downbeat, edge F | librosa | peer |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="truth-") as folder:
        for number in range(first, first + SONGS):
            written = written_song(number)
            truth = written.synthesise(Path(folder) / "song.wav")
            song = decode_song(truth.path, SongLimits(1200, 200_000_000))
            cells = []
            for name, listener in listeners.items():
                analysis = analyse(song, listener, audio_pb2.HearSongRequest())
                scores = tallies[name].add(truth, _read(analysis))
                cells.append(" ".join(f"{score:.2f}" for score in scores))
                if name == "ours":
                    plans.add(analysis, truth)
                    _calibrate(analysis, truth, trust)
                    for trait in (written.metre, *filter(None, written.hard.split(", "))):
                        by_trait[trait].append(scores)
            cells.append(" ".join(f"{score:.2f}" for score in tallies["peer"].add(truth, peer(song))))
            print(f"| {number} | {written.metre} {truth.bpm:.0f} | {written.hard} | {' | '.join(cells)} |", flush=True)
    _print_tables(tallies, by_trait, trust, plans)


def _read(analysis: audio_pb2.SongAnalysis) -> Heard:
    return Heard(
        analysis.tempo.bpm,
        np.array([beat.seconds for beat in analysis.beats]),
        np.array([beat.seconds for beat in analysis.beats if beat.bar_position == 1]),
        np.array([section.start_seconds for section in analysis.sections[1:]]),
    )


def peer(song: Song) -> Heard:
    """A song as a script of few lines hears it."""
    tempo, frames = beat_track(y=song.samples, sr=HEARING_RATE_HZ)
    beats = librosa.frames_to_time(frames, sr=HEARING_RATE_HZ)
    features = np.vstack(
        [
            librosa.feature.chroma_stft(y=song.samples, sr=HEARING_RATE_HZ),
            librosa.util.normalize(librosa.feature.mfcc(y=song.samples, sr=HEARING_RATE_HZ), axis=1),
        ]
    )
    count = max(2, round(song.duration_seconds / PEER_SECTION_SECONDS))
    bounds = agglomerative(librosa.util.sync(features, frames), min(count, len(frames)))
    edges = np.concatenate([[0.0], beats])[bounds[1:]]
    return Heard(float(np.atleast_1d(tempo)[0]), beats, beats[::4], edges)


def _calibrate(analysis: audio_pb2.SongAnalysis, truth: SongTruth, trust: dict[int, list[float]]) -> None:
    """Adds each section's F of beats to the bin of its trust."""
    heard = _read(analysis).beats
    for section in analysis.sections:
        inside = [
            beats[(beats >= section.start_seconds - 0.05) & (beats < section.end_seconds - 0.05)]
            for beats in (truth.beats_seconds, heard)
        ]
        trust[int(np.searchsorted(TRUST_BOUNDS, section.beat_trust, "right")) - 1].append(
            f_measure(inside[0], inside[1])
        )


def _print_tables(
    tallies: dict[str, Tally],
    by_trait: dict[str, list[tuple[float, float, float]]],
    trust: dict[int, list[float]],
    plans: PlanTally,
) -> None:
    print("\n| | tempo right / octave / wrong | beat F | downbeat F | edge F |\n| --- | --- | --- | --- | --- |")
    for name, tally in tallies.items():
        means = " | ".join(f"{mean:.3f}" for mean in np.mean(tally.scores, axis=0))
        print(f"| {name} | {' / '.join(str(tally.tempo[v]) for v in ('right', 'octave', 'wrong'))} | {means} |")
    print("\n| ours, songs with | songs | beat F | downbeat F | edge F |\n| --- | --- | --- | --- | --- |")
    for trait, scores in sorted(by_trait.items()):
        print(f"| {trait} | {len(scores)} | {' | '.join(f'{mean:.3f}' for mean in np.mean(scores, axis=0))} |")
    print("\n| beat trust of a section | sections | mean beat F | F under 0.8 |\n| --- | --- | --- | --- |")
    for index in sorted(trust):
        low, high, values = TRUST_BOUNDS[index], TRUST_BOUNDS[index + 1], np.array(trust[index])
        print(f"| {low:.2f} to {high:.2f} | {len(values)} | {values.mean():.3f} | {(values < 0.8).mean():.1%} |")
    errors = np.array(plans.beat_errors)
    print(
        f"\nplan: {plans.cut_edges} of {plans.edges} section edges cut, {plans.frames_off} frames off at the end, "
        f"{plans.faults} faults; cut to written beat in trusted sections: median {np.median(errors):.2f} frames, "
        f"{(errors <= 1).mean():.1%} within one"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
