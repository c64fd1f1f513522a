"""What a plan has to keep to, from the request's options: a frame rate, bounds of a shot's length, a strategy."""

from dataclasses import dataclass
from fractions import Fraction

from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import InvalidInput

DEFAULT_MIN_SECONDS = 1.5
DEFAULT_MAX_SECONDS = 10.0
HIGHEST_RATE_HZ = 240

Strategy = audio_pb2.SegmentationStrategy


@dataclass(frozen=True)
class Limits:
    """The frame grid and the bounds of a shot's length on it."""

    rate: Fraction
    """Frames a second, exact."""
    min_frames: int
    max_frames: int
    """At least twice `min_frames`, so that every stretch of at least `min_frames` can be divided."""
    total_frames: int
    """The film's length."""
    legal_counts: tuple[int, ...] = ()
    """Lengths that can be filmed, ascending; empty for any. A shot is cut from the least that covers it."""

    def filmed(self, frames: int) -> int:
        """How many frames are filmed for a shot of so many."""
        return next((count for count in self.legal_counts if count >= frames), frames)

    def frame(self, seconds: float) -> int:
        """The frame nearest to a moment of the song."""
        return round(Fraction(seconds) * self.rate)

    def seconds(self, frame: int) -> float:
        """When a frame begins."""
        return float(frame / self.rate)


def read_limits(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Limits:
    """The limits of a plan. Raises InvalidInput when no plan could keep to the options.

    A backend whose longest clip is short lowers both bounds: shots get shorter rather than impossible.
    """
    rate = read_rate(options)
    shortest = options.min_shot_seconds or DEFAULT_MIN_SECONDS
    longest = options.max_shot_seconds or DEFAULT_MAX_SECONDS
    if not (shortest > 0 and 2 * shortest <= longest < 3600):
        raise InvalidInput(
            f"Shots of {shortest:g} to {longest:g} s cannot fill every section: let max_shot_seconds be at least twice "
            "min_shot_seconds.",
            field="plan.max_shot_seconds",
        )
    if any(count < 1 for count in options.legal_frame_counts):
        raise InvalidInput("Lengths that can be filmed are frames above 0.", field="plan.legal_frame_counts")
    max_frames = int(Fraction(longest) * rate)
    if options.legal_frame_counts:
        max_frames = min(max_frames, max(options.legal_frame_counts))
    min_frames = min(-int(-Fraction(shortest) * rate // 1), max_frames // 2)
    if min_frames < 1:
        raise InvalidInput("Shots need at least 2 frames: raise max_shot_seconds.", field="plan.max_shot_seconds")
    if analysis.duration_samples < 1 or analysis.sample_rate_hz < 1:
        raise InvalidInput("The analysis says no duration: send one that HearSong made.", field="analysis")
    total = round(Fraction(analysis.duration_samples, analysis.sample_rate_hz) * rate)
    if total < 1:
        raise InvalidInput("The song is shorter than one frame of the film.", field="song_uri")
    return Limits(rate, min_frames, max_frames, total, tuple(sorted(options.legal_frame_counts)))


def read_rate(options: audio_pb2.PlanOptions) -> Fraction:
    """The delivery frame rate. Raises InvalidInput when there is none."""
    rate = options.rate
    if rate.numerator < 1 or rate.denominator < 1 or rate.numerator > HIGHEST_RATE_HZ * rate.denominator:
        raise InvalidInput(
            f"The delivery rate must be above 0 and at most {HIGHEST_RATE_HZ} frames a second, such as 24/1.",
            field="plan.rate",
        )
    return Fraction(rate.numerator, rate.denominator)
