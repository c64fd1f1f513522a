"""What the page shows, read from an analysis that may be empty, odd or hostile: finite, in order, within the song."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from songreel.audio.v1 import audio_pb2

from songreel_client.heard import kind_name
from songreel_client.texts import finite, printable

SHORTEST_SECONDS, LONGEST_SECONDS = 0.01, 86_400.0
HIGHEST_RATE_HZ = 1e6
BEAT_SLACK_SECONDS = 0.05  # a downbeat this little before a section's edge opens the section


@dataclass(frozen=True)
class Curve:
    """Values from 0 to 1, evenly spaced from second 0 on."""

    rate_hz: float
    values: tuple[float, ...]


@dataclass(frozen=True)
class Section:
    """A part of the song; times in seconds."""

    start: float
    end: float
    kind: str
    letter: str
    bars: int
    trust: float


@dataclass(frozen=True)
class Beat:
    """A beat; `trust` is its section's."""

    at: float
    downbeat: bool
    trust: float


@dataclass(frozen=True)
class Turn:
    """A moment at which the song surges, or drops."""

    at: float
    surge: bool


@dataclass(frozen=True)
class Segment:
    """A stretch with tags of its own: (family, label) to score."""

    start: float
    end: float
    scores: dict[tuple[str, str], float]


@dataclass(frozen=True)
class Line:
    """A sung line."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Shot:
    """A shot and why the film cuts to it."""

    start: float
    end: float
    reason: "audio_pb2.CutReason.ValueType"


@dataclass(frozen=True)
class Heard:
    """Everything on the page."""

    duration: float
    """Seconds, above 0."""
    energy: Curve
    onset: Curve
    vocal: Curve
    sections: tuple[Section, ...]
    beats: tuple[Beat, ...]
    segments: tuple[Segment, ...]
    turns: tuple[Turn, ...]
    lines: tuple[Line, ...]
    shots: tuple[Shot, ...]


def read(analysis: audio_pb2.SongAnalysis) -> Heard:
    """The page's values; as many sections and shots as the analysis has."""
    rate = analysis.rate.numerator / analysis.rate.denominator if analysis.rate.denominator > 0 else 0.0
    rate = rate if rate > 0 else 24.0
    duration = length(analysis, rate)

    def moment(seconds: float) -> float:
        return min(max(finite(seconds), 0.0), duration)

    def span(start: float, end: float) -> tuple[float, float]:
        return moment(start), max(moment(start), moment(end))

    downbeats = [moment(beat.seconds) for beat in analysis.beats if beat.bar_position == 1]
    sections = tuple(
        section(each, *span(each.start_seconds, each.end_seconds), downbeats) for each in analysis.sections
    )
    return Heard(
        duration=duration,
        energy=curve(analysis.energy),
        onset=curve(analysis.onset),
        vocal=curve(analysis.vocal),
        sections=sections,
        beats=tuple(beats(analysis.beats, sections, duration)),
        segments=tuple(
            Segment(*span(each.start_seconds, each.end_seconds), scores(each.tags)) for each in analysis.segments
        ),
        turns=tuple(Turn(moment(each.seconds), each.change > 0) for each in analysis.turns),
        lines=tuple(
            Line(*span(each.start_seconds, each.end_seconds), printable(each.text).strip())
            for each in sorted(analysis.lyrics.lines, key=lambda line: finite(line.start_seconds))
            if each.text.strip()
        ),
        shots=tuple(
            Shot(*span(each.start_frame / rate, each.end_frame / rate), each.cut.reason) for each in analysis.shots
        ),
    )


def length(analysis: audio_pb2.SongAnalysis, rate: float) -> float:
    """The song's length, or the best that can be said of it: a hundredth of a second to a day."""
    said = (
        analysis.duration_seconds,
        analysis.frames / rate,
        *(section.end_seconds for section in analysis.sections),
        1.0,
    )
    return min(next(found for found in map(finite, said) if found >= SHORTEST_SECONDS), LONGEST_SECONDS)


def section(found: audio_pb2.Section, start: float, end: float, downbeats: Sequence[float]) -> Section:
    """One section; its bars are the downbeats in it."""
    bars = sum(start - BEAT_SLACK_SECONDS <= at < end - BEAT_SLACK_SECONDS for at in downbeats)
    letter = printable(found.letter)[:3]
    return Section(start, end, kind_name(found.kind), letter, bars, share(found.beat_trust))


def beats(found: Iterable[audio_pb2.Beat], sections: Sequence[Section], duration: float) -> Iterable[Beat]:
    """Beats within the song, each with the trust of the section it lies in."""
    for beat in found:
        at = finite(beat.seconds, -1.0)
        if 0 <= at <= duration:
            trust = next((part.trust for part in sections if part.start <= at < part.end), 1.0)
            yield Beat(at, beat.bar_position == 1, trust)


def scores(tags: Iterable[audio_pb2.Tag]) -> dict[tuple[str, str], float]:
    """By family and label; the first of two alike counts."""
    found: dict[tuple[str, str], float] = {}
    for tag in tags:
        found.setdefault((printable(tag.family), printable(tag.label)), share(tag.score))
    return found


def curve(found: audio_pb2.Curve) -> Curve:
    """The curve, empty when it has no rate that a curve could have."""
    rate = finite(found.rate_hz)
    return Curve(rate, tuple(map(share, found.values))) if 0 < rate < HIGHEST_RATE_HZ else Curve(1.0, ())


def share(value: float) -> float:
    """Within 0 and 1."""
    return min(max(finite(value), 0.0), 1.0)
