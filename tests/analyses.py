"""Songs as the script service gets them, made by hand."""

from collections.abc import Sequence
from typing import NamedTuple

from songreel.audio.v1 import audio_pb2


class Part(NamedTuple):
    """A section of a made song."""

    kind: audio_pb2.SectionKind.ValueType
    letter: str
    seconds: float
    energy: float


POP_SONG = (
    Part(audio_pb2.SECTION_KIND_INTRO, "A", 8, 0.3),
    Part(audio_pb2.SECTION_KIND_VERSE, "B", 24, 0.4),
    Part(audio_pb2.SECTION_KIND_PRE_CHORUS, "C", 10, 0.55),
    Part(audio_pb2.SECTION_KIND_CHORUS, "D", 22, 0.85),
    Part(audio_pb2.SECTION_KIND_VERSE, "B", 24, 0.45),
    Part(audio_pb2.SECTION_KIND_CHORUS, "D", 22, 0.9),
    Part(audio_pb2.SECTION_KIND_BRIDGE, "E", 18, 0.35),
    Part(audio_pb2.SECTION_KIND_CHORUS, "D", 28, 0.97),
    Part(audio_pb2.SECTION_KIND_OUTRO, "A", 12, 0.25),
)


def made_analysis(
    parts: Sequence[Part] = POP_SONG,
    *,
    bpm: float = 120.0,
    mode: audio_pb2.Mode.ValueType = audio_pb2.MODE_MINOR,
    tags: Sequence[tuple[str, float]] = (("electronic", 0.5), ("pop", 0.3)),
    shot_seconds: float = 3.7,
    lyrics: Sequence[tuple[str, float, float]] = (),
) -> audio_pb2.SongAnalysis:
    """A song of these parts at 24 frames a second, cut into shots of about one length."""
    analysis = audio_pb2.SongAnalysis(
        song_sha256="0" * 64,
        rate=audio_pb2.FrameRate(numerator=24, denominator=1),
        tempo=audio_pb2.Tempo(bpm=bpm, beats_per_bar=4, trust=0.9),
        key=audio_pb2.Key(tonic="A", mode=mode, confidence=0.3),
        tags=[audio_pb2.Tag(label=label, family="genre", score=score) for label, score in tags],
    )
    start = 0.0
    for index, part in enumerate(parts):
        end = start + part.seconds
        analysis.sections.add(
            index=index, start_seconds=start, end_seconds=end, kind=part.kind, letter=part.letter, energy=part.energy
        )
        count = max(1, round(part.seconds / shot_seconds))
        for number in range(count):
            analysis.shots.add(
                index=len(analysis.shots),
                start_frame=round((start + part.seconds * number / count) * 24),
                end_frame=round((start + part.seconds * (number + 1) / count) * 24),
                section_index=index,
                opens_section=number == 0,
                closes_section=number == count - 1,
            )
        start = end
    for text, begin, finish in lyrics:
        analysis.lyrics.lines.add(text=text, start_seconds=begin, end_seconds=finish)
    analysis.duration_seconds = start
    analysis.frames = round(start * 24)
    return analysis
