"""A song's analysis: everything but its shots."""

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.backends import Listener
from songreel_audio.curves import CURVE_RATE_HZ, draw_curves
from songreel_audio.key import find_key
from songreel_audio.lyrics.finding import find_lyrics
from songreel_audio.sections import find_sections
from songreel_audio.song import Song
from songreel_audio.tags import cut_segments, tag_spans
from songreel_audio.tempo import Pulse
from songreel_audio.turns import find_turns
from songreel_audio.voice import mark_sections

MODES = {True: audio_pb2.MODE_MINOR, False: audio_pb2.MODE_MAJOR}
OWN_METHODS = (
    audio_pb2.HeardBy(task="key", model="chroma, Aarden-Essen profiles", licence="Apache-2.0"),
    audio_pb2.HeardBy(task="sections", model="change points of timbre, harmony and energy", licence="Apache-2.0"),
)


def analyse(song: Song, listener: Listener, request: audio_pb2.HearSongRequest) -> audio_pb2.SongAnalysis:
    """The analysis of a song. Blocking: about two seconds for each minute of it on two cores."""
    curves = draw_curves(song.samples)
    pulse = listener.beats.track(song, curves)
    windows = listener.tagger.listen(song) if listener.tagger else None
    sections = find_sections(curves, pulse, windows, song.duration_seconds)
    voice = listener.vocals.listen(song) if listener.vocals else None
    if voice:
        mark_sections(sections, voice)
    key = find_key(curves.chroma)
    analysis = audio_pb2.SongAnalysis(
        song_sha256=song.sha256,
        duration_samples=song.duration_samples,
        sample_rate_hz=song.sample_rate_hz,
        duration_seconds=song.duration_seconds,
        tempo=_tempo(pulse, song.duration_seconds),
        beats=_beats(pulse, song.duration_seconds),
        key=audio_pb2.Key(
            tonic=key.tonic,
            mode=MODES[key.minor] if key.tonic else audio_pb2.MODE_UNSPECIFIED,
            confidence=key.confidence,
        ),
        energy=_curve(curves.energy),
        onset=_curve(curves.onset),
        vocal=_curve(voice.curve) if voice else None,
        sections=sections,
        segments=cut_segments(sections, pulse.grid.seconds[pulse.grid.positions == 1]),
        lyrics=find_lyrics(request.lyrics, song, voice, listener.transcriber),
        heard_by=[*listener.heard_by, *OWN_METHODS],
        turns=[audio_pb2.Turn(seconds=turn.seconds, change=turn.change) for turn in find_turns(curves, pulse)],
    )
    if listener.tagger and windows:
        tag_spans(listener.tagger, windows, analysis, request.label_sets)
    return analysis


def _tempo(pulse: Pulse, duration_seconds: float) -> audio_pb2.Tempo:
    return audio_pb2.Tempo(
        bpm=pulse.bpm, beats_per_bar=pulse.grid.beats_per_bar, trust=pulse.trust(0, duration_seconds)
    )


def _beats(pulse: Pulse, duration_seconds: float) -> list[audio_pb2.Beat]:
    return [
        audio_pb2.Beat(seconds=float(seconds), bar_position=int(position))
        for seconds, position in zip(pulse.grid.seconds, pulse.grid.positions, strict=True)
        if seconds < duration_seconds
    ]


def _curve(values: NDArray[np.float32]) -> audio_pb2.Curve:
    return audio_pb2.Curve(rate_hz=CURVE_RATE_HZ, values=values)
