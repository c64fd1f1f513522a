"""Analyses to draw and to tell of: a whole one with everything in it, and odd ones for hypothesis."""

import math
import random

from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2

from tests.analyses import POP_SONG, Part, made_analysis

REASONS = [number for number in audio_pb2.CutReason.values() if number > audio_pb2.CUT_REASON_SONG_START]
LABELS = (("genre", "electronic"), ("genre", "folk"), ("mood", "chillout"), ("voice", "female vocalists"))
WORDS = (("Paper lanterns on the water", 9.0, 12.5), ("Every one a name we knew", 13.0, 16.5))


def whole_analysis(parts: tuple[Part, ...] = POP_SONG) -> audio_pb2.SongAnalysis:
    """Beats, curves, tags of every section, two sung lines, and shots cut for every reason."""
    analysis = made_analysis(parts, lyrics=WORDS)
    chance = random.Random(5)
    rate_hz, seconds = 50.0, analysis.duration_seconds
    for number in range(int(seconds * 2)):
        analysis.beats.add(seconds=number / 2, bar_position=number % 4 + 1)
    for curve, period in ((analysis.energy, 31), (analysis.onset, 0.5), (analysis.vocal, 17)):
        curve.rate_hz = rate_hz
        curve.values.extend(abs(math.sin(math.pi * i / rate_hz / period)) for i in range(int(seconds * rate_hz)))
    for section in analysis.sections:
        section.beat_trust = chance.random()
        tags = [audio_pb2.Tag(family=family, label=label, score=chance.random()) for family, label in LABELS]
        analysis.segments.add(
            start_seconds=section.start_seconds,
            end_seconds=section.end_seconds,
            section_index=section.index,
            tags=sorted(tags, key=lambda tag: -tag.score),
        )
    for shot in analysis.shots:
        shot.cut.reason = REASONS[shot.index % len(REASONS)] if shot.index else audio_pb2.CUT_REASON_SONG_START
        shot.cut.moment_seconds = shot.start_frame / 24
    analysis.turns.add(seconds=42.0, change=0.4)
    analysis.turns.add(seconds=64.0, change=-0.4)
    analysis.heard_by.add(task="beats", model="beatnet-1")
    return analysis


numbers = st.floats(width=64) | st.sampled_from([0.0, -1.0, 1e300, math.nan, math.inf])
integers = st.integers(-(2**31), 2**31 - 1)
words = st.text(max_size=12) | st.sampled_from(["", "\0", "<b>&", "x" * 500, "日本語", "\u202e", "😀"])
tags = st.builds(audio_pb2.Tag, label=words, family=words, score=numbers)
curves = st.builds(audio_pb2.Curve, rate_hz=numbers, values=st.lists(st.floats(width=32), max_size=60))

odd_analyses = st.builds(
    audio_pb2.SongAnalysis,
    song_sha256=words,
    duration_seconds=numbers,
    frames=integers,
    rate=st.builds(audio_pb2.FrameRate, numerator=integers, denominator=integers),
    tempo=st.builds(audio_pb2.Tempo, bpm=numbers, beats_per_bar=integers, trust=numbers),
    beats=st.lists(st.builds(audio_pb2.Beat, seconds=numbers, bar_position=integers), max_size=6),
    key=st.builds(audio_pb2.Key, tonic=words, confidence=numbers),
    energy=curves,
    onset=curves,
    vocal=curves,
    sections=st.lists(
        st.builds(
            audio_pb2.Section,
            index=integers,
            start_seconds=numbers,
            end_seconds=numbers,
            kind=integers,
            letter=words,
            energy=numbers,
            vocal=numbers,
            beat_trust=numbers,
        ),
        max_size=5,
    ),
    segments=st.lists(
        st.builds(
            audio_pb2.Segment,
            start_seconds=numbers,
            end_seconds=numbers,
            section_index=integers,
            tags=st.lists(tags, max_size=3),
        ),
        max_size=4,
    ),
    tags=st.lists(tags, max_size=5),
    turns=st.lists(st.builds(audio_pb2.Turn, seconds=numbers, change=numbers), max_size=3),
    lyrics=st.builds(
        audio_pb2.Lyrics,
        language=words,
        lines=st.lists(
            st.builds(audio_pb2.LyricLine, text=words, start_seconds=numbers, end_seconds=numbers), max_size=5
        ),
    ),
    shots=st.lists(
        st.builds(
            audio_pb2.TimedShot,
            start_frame=integers,
            end_frame=integers,
            cut=st.builds(audio_pb2.Cut, reason=integers, sentence=words),
        ),
        max_size=8,
    ),
    heard_by=st.lists(st.builds(audio_pb2.HeardBy, task=words, model=words), max_size=2),
)
