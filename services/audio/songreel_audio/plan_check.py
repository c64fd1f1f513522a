"""What is wrong with a plan of shots: an inspector that shares no code with the planner.

It recomputes the frame grid from the request with integers of its own, so that a mistake of the planner's arithmetic
is not repeated here.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from songreel.audio.v1 import audio_pb2

Reason = audio_pb2.CutReason
UNHEARING = (Reason.CUT_REASON_LENGTH_LIMIT, Reason.CUT_REASON_STRATEGY)
IGNORES_EDGES = (
    audio_pb2.SEGMENTATION_STRATEGY_RANDOM,
    audio_pb2.SEGMENTATION_STRATEGY_FIXED,
    audio_pb2.SEGMENTATION_STRATEGY_BEAT,
)
SPARES_WORDS = (audio_pb2.SEGMENTATION_STRATEGY_UNSPECIFIED, audio_pb2.SEGMENTATION_STRATEGY_PLANNED)


def find_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> list[str]:
    """Every broken promise of a planned analysis, in words; empty when it keeps them all."""
    return [*_grid_faults(analysis, options), *_length_faults(analysis, options), *_cut_faults(analysis, options)]


def _grid_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Iterator[str]:
    exact = analysis.duration_samples * options.rate.numerator
    unit = analysis.sample_rate_hz * options.rate.denominator
    if abs(analysis.frames * unit - exact) * 2 > unit:
        yield f"the film has {analysis.frames} frames, the song {exact / unit:.3f}"
    at = 0
    for index, shot in enumerate(analysis.shots):
        if shot.index != index or shot.start_frame != at or shot.end_frame <= at:
            yield f"shot {index} is [{shot.start_frame}, {shot.end_frame}) where [{at}, ...) was due"
        at = shot.end_frame
    if at != analysis.frames:
        yield f"the last shot ends at frame {at}, the film at {analysis.frames}"


def _length_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Iterator[str]:
    shortest, longest = _bounds(options)
    for shot in analysis.shots:
        length = shot.end_frame - shot.start_frame
        last = shot.end_frame == analysis.frames
        if length > longest or (length < shortest and not last):
            yield f"shot {shot.index} has {length} frames, allowed are {shortest} to {longest}"
        curves = (shot.music.energy, shot.music.onset)
        if any(len(values) not in (0, length) for values in curves):
            yield f"shot {shot.index} has curves of another length than its own"


def _bounds(options: audio_pb2.PlanOptions) -> tuple[int, int]:
    """The fewest and most frames of a shot; the most is a length that can be filmed, so one covers each shot."""
    rate = options.rate.numerator / options.rate.denominator
    longest = floor((options.max_shot_seconds or 10.0) * rate + 1e-6)
    if options.legal_frame_counts:
        longest = min(longest, max(options.legal_frame_counts))
    return min(ceil((options.min_shot_seconds or 1.5) * rate - 1e-6), longest // 2), longest


def _cut_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Iterator[str]:
    frame_seconds = options.rate.denominator / options.rate.numerator
    beats = [beat.seconds for beat in analysis.beats]
    lines = [(line.words[0] if line.words else line).start_seconds for line in analysis.lyrics.lines]
    downbeats = [beat.seconds for beat in analysis.beats if beat.bar_position == 1]
    for shot in analysis.shots:
        reason, moment, at = shot.cut.reason, shot.cut.moment_seconds, shot.start_frame * frame_seconds
        if not shot.cut.sentence:
            yield f"shot {shot.index} does not say why it begins"
        if abs(moment - at) > frame_seconds / 2 + 1e-6:
            yield f"shot {shot.index} begins at {at:.3f} s, its moment is {moment:.3f} s"
        if (shot.index == 0) != (reason == Reason.CUT_REASON_SONG_START):
            yield f"shot {shot.index} begins for the wrong reason: {Reason.Name(reason)}"
        if reason == Reason.CUT_REASON_DOWNBEAT and not _near(downbeats, at, frame_seconds):
            yield f"shot {shot.index} begins off the downbeat"
        if reason == Reason.CUT_REASON_LYRIC_START and not _near(lines, moment, 1e-6):
            yield f"shot {shot.index} begins where no line does"
        if reason == Reason.CUT_REASON_BEAT and not _near(beats, at, frame_seconds):
            yield f"shot {shot.index} begins off the beat"
    if options.strategy not in IGNORES_EDGES:
        yield from _edge_faults(analysis, options)
    if options.strategy in SPARES_WORDS:
        yield from _word_faults(analysis, options)


def _edge_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Iterator[str]:
    """Every section edge is a cut, unless one stands so close beside it that no shot fits between."""
    rate = options.rate.numerator / options.rate.denominator
    room = (options.min_shot_seconds or 1.5) + 1 / rate
    cuts = [0.0, *(shot.end_frame / rate for shot in analysis.shots)]
    for section in analysis.sections[1:]:
        if not _near(cuts, section.start_seconds, 1 / rate) and not _crowded(cuts, section.start_seconds, room):
            yield f"section {section.index} begins at {section.start_seconds:.3f} s without a cut"


def _word_faults(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> Iterator[str]:
    """No cut tears a word but at a section edge, or where words fill all the room there is for it."""
    frame_seconds = options.rate.denominator / options.rate.numerator
    words = [word for line in analysis.lyrics.lines for word in line.words]

    def torn(frame: int) -> str:
        at, slack = frame * frame_seconds, frame_seconds / 2 + 1e-6
        return next((w.text for w in words if w.start_seconds + slack < at < w.end_seconds - slack), "")

    shortest, longest = _bounds(options)
    for before, shot in pairwise(analysis.shots):
        word = torn(shot.start_frame)
        if not word or shot.cut.reason == Reason.CUT_REASON_SECTION_EDGE:
            continue
        earliest = max(before.start_frame + shortest, shot.end_frame - longest)
        latest = min(before.start_frame + longest, shot.end_frame - shortest)
        room = [frame for frame in range(earliest, latest + 1) if not torn(frame)]
        if shot.cut.reason != Reason.CUT_REASON_LENGTH_LIMIT or room:
            yield f'shot {shot.index} begins inside the word "{word}"'


def _near(times: Sequence[float], seconds: float, reach: float) -> bool:
    return any(abs(time - seconds) <= reach for time in times)


def _crowded(cuts: Sequence[float], seconds: float, room: float) -> bool:
    return any(abs(cut - seconds) < room for cut in cuts)
