"""How well synthesised songs are heard, of which all is known: 50 of them, against librosa and a peer's pipeline.

    python -m benchmarks truth
    python -m benchmarks.truth 130   fifty others; 0 to 129 took part in choosing how a song is heard

ours      BeatNet's probabilities, this service's decoding, sections and plan
librosa   this service with the librosa backend, no tags
peer      what music-video scripts do: librosa's beat_track, a downbeat every fourth beat from the first on, and
          librosa's agglomerative segmentation of chroma and MFCC into one segment per 12 s

F is mir_eval's: beats and downbeats within 70 ms, edges within 0.5 s without the song's start and end. The songs are
those of tests/song_book.py.
"""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import librosa
import numpy as np
from librosa.beat import beat_track
from librosa.segment import agglomerative
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import Listener, load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.settings import AudioSettings
from songreel_audio.song import HEARING_RATE_HZ, Song

from benchmarks._scores import f_measure
from benchmarks._tallies import PACED_BY_BEAT, Heard, LabelTally, PlanTally, Tally
from tests.song_book import written_song
from tests.songs import SongTruth, play_freely

SONGS = 50
FREE_PIECES = 10
TRUST_BOUNDS = (0.0, 0.01, 0.35, 0.5, 0.65, 0.8, 0.9, 1.001)
PEER_SECTION_SECONDS = 12.0

Floats = NDArray[np.float64]


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
    plans, labels, trust = PlanTally(), LabelTally(), defaultdict[int, list[float]](list)
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
                    labels.add(analysis, truth)
                    _calibrate(analysis, truth, trust)
                    for trait in (written.metre, *filter(None, written.hard.split(", "))):
                        by_trait[trait].append(scores)
            cells.append(" ".join(f"{score:.2f}" for score in tallies["peer"].add(truth, peer(song))))
            print(f"| {number} | {written.metre} {truth.bpm:.0f} | {written.hard} | {' | '.join(cells)} |", flush=True)
        _print_tables(tallies, by_trait, trust, plans)
        _print_labels(labels)
        share = _trusted_free(Path(folder), listeners["ours"], first)
        print(f"\n{FREE_PIECES} pieces played without tempo: {share:.0%} of their time is paced by a beat")


def _trusted_free(folder: Path, listener: Listener, first: int) -> float:
    """How much of music that has no beat is paced by one."""
    trusted = total = 0.0
    for seed in range(first, first + FREE_PIECES):
        play_freely(folder / "free.wav", seed=seed)
        song = decode_song(folder / "free.wav", SongLimits(1200, 200_000_000))
        for section in analyse(song, listener, audio_pb2.HearSongRequest()).sections:
            seconds = section.end_seconds - section.start_seconds
            total += seconds
            trusted += seconds * (section.beat_trust >= PACED_BY_BEAT)
    return trusted / total


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


def _print_labels(labels: LabelTally) -> None:
    print(f"\nsections called what they were written as: {np.mean(labels.shares):.1%} of the time, mean of the songs")
    print("\n| written | seconds | right | heard instead |\n| --- | --- | --- | --- |")
    for kind, heard in sorted(labels.seconds.items()):
        total = sum(heard.values())
        others = [f"{other} {share / total:.0%}" for other, share in heard.most_common() if other != kind]
        notable = [other for other in others if not other.endswith(" 0%")]
        print(f"| {kind} | {total:.0f} | {heard[kind] / total:.0%} | {', '.join(notable)} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
