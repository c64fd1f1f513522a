"""The planner, held to its promises by an inspector that shares no code with it."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel_audio.plan import plan_shots
from songreel_audio.plan_check import find_faults
from songreel_chassis.errors import InvalidInput

RATES = [(24, 1), (25, 1), (30, 1), (60, 1), (24000, 1001), (30000, 1001), (15, 2)]
STRATEGIES = [value for value in audio_pb2.SegmentationStrategy.values() if value]
Reason = audio_pb2.CutReason


def analysis_of(
    seconds: float,
    bpm: float = 120.0,
    edges: tuple[float, ...] = (),
    trust: float = 1.0,
    seed: int = 0,
    sung: float = 0.0,
) -> audio_pb2.SongAnalysis:
    """A made-up song in 4/4 with sections between the edges; no beats at all for bpm 0; lyrics for a share of it."""
    rng = np.random.default_rng(seed)
    times = np.arange(0, seconds, 60 / bpm) if bpm else np.zeros(0)
    bounds = [0.0, *edges, seconds]
    values = np.clip(np.cumsum(rng.normal(0, 0.05, max(1, int(seconds * 50)))) + 0.5, 0, 1)
    return audio_pb2.SongAnalysis(
        duration_samples=round(seconds * 44100),
        sample_rate_hz=44100,
        duration_seconds=round(seconds * 44100) / 44100,
        tempo=audio_pb2.Tempo(bpm=bpm, beats_per_bar=4 if bpm else 0, trust=trust),
        beats=[audio_pb2.Beat(seconds=float(t), bar_position=n % 4 + 1) for n, t in enumerate(times)],
        energy=audio_pb2.Curve(rate_hz=50, values=values),
        onset=audio_pb2.Curve(rate_hz=50, values=rng.random(len(values)) ** 4),
        sections=[
            audio_pb2.Section(index=i, start_seconds=a, end_seconds=b, letter="A", beat_trust=trust if bpm else 0)
            for i, (a, b) in enumerate(pairwise(bounds))
        ],
        lyrics=audio_pb2.Lyrics(lines=sung_lines(seconds, sung, rng)),
    )


def sung_lines(seconds: float, share: float, rng: np.random.Generator) -> list[audio_pb2.LyricLine]:
    """Lines of words between 0.1 and 3 s long that fill about that share of the song."""
    lines, at = [], 0.0
    while share and at < seconds:
        at += float(rng.exponential(4 * (1 - share) / share)) if share < 1 else 0.0
        ends = at + np.cumsum(rng.uniform(0.1, 3.0, int(rng.integers(1, 8))))
        words = [
            audio_pb2.LyricWord(text=f"la{n}", start_seconds=a, end_seconds=b)
            for n, (a, b) in enumerate(pairwise([at, *ends]))
        ]
        lines.append(audio_pb2.LyricLine(text="la", start_seconds=at, end_seconds=ends[-1], words=words))
        at = float(ends[-1])
    return lines


def options(rate: tuple[int, int] = (24, 1), **fields: object) -> audio_pb2.PlanOptions:
    """Plan options at a rate."""
    return audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=rate[0], denominator=rate[1]), **fields)  # type: ignore[arg-type]  # proto fields by name


@settings(max_examples=120, deadline=None)
@given(
    seconds=st.floats(0.3, 150),
    bpm=st.one_of(st.just(0.0), st.floats(40, 220)),
    shares=st.lists(st.floats(0.01, 0.99), max_size=6),
    trust=st.floats(0, 1),
    rate=st.sampled_from(RATES),
    strategy=st.sampled_from(STRATEGIES),
    legal=st.lists(st.integers(20, 200), max_size=4),
    sung=st.sampled_from([0.0, 0.3, 0.9, 1.0]),
    seed=st.integers(0, 99),
)
def test_every_plan_keeps_every_promise(
    seconds: float,
    bpm: float,
    shares: list[float],
    trust: float,
    rate: tuple[int, int],
    strategy: audio_pb2.SegmentationStrategy.ValueType,
    legal: list[int],
    sung: float,
    seed: int,
) -> None:
    """Whatever the song, the rate and the strategy, the inspector finds nothing to complain of."""
    edges = tuple(sorted({round(share * seconds, 3) for share in shares}))
    song = analysis_of(seconds, bpm, edges, trust, seed, sung)
    wanted = options(rate, strategy=strategy, legal_frame_counts=sorted(legal), seed=seed)
    assert find_faults(plan_shots(song, wanted), wanted) == []


def test_a_song_with_a_clear_beat_is_cut_on_it_everywhere() -> None:
    """No cut needs the excuse of a length limit, and most fall on downbeats or section edges."""
    planned = plan_shots(analysis_of(180, 128, (15.0, 45.0, 90.0)), options())
    reasons = [shot.cut.reason for shot in planned.shots[1:]]
    musical = {Reason.CUT_REASON_DOWNBEAT, Reason.CUT_REASON_BEAT, Reason.CUT_REASON_SECTION_EDGE}
    assert set(reasons) <= musical
    assert reasons.count(Reason.CUT_REASON_BEAT) < len(reasons) / 2


def test_shots_are_not_all_of_one_length() -> None:
    """Of any four shots in a row at least two differ visibly, also in a song without dynamics."""
    song = analysis_of(120)
    song.energy.CopyFrom(audio_pb2.Curve(rate_hz=50, values=[0.6] * 6000))
    lengths = [shot.end_frame - shot.start_frame for shot in plan_shots(song, options()).shots[:-1]]
    assert all(len({round(n / 6) for n in lengths[at : at + 4]}) > 1 for at in range(len(lengths) - 3))


def test_loud_sections_are_cut_faster_than_calm_ones() -> None:
    """The mean shot of a calm half lasts at least half as long again as that of a loud half."""
    song = analysis_of(120, 120, (60.0,))
    song.energy.CopyFrom(audio_pb2.Curve(rate_hz=50, values=[0.2] * 3000 + [0.95] * 3000))
    shots = plan_shots(song, options()).shots
    calm, loud = (np.mean([s.end_frame - s.start_frame for s in shots if s.section_index == half]) for half in (0, 1))
    assert calm > 1.5 * loud


def test_where_no_beat_can_be_trusted_cuts_follow_phrases_and_onsets() -> None:
    """No cut of such a song claims a beat."""
    reasons = {shot.cut.reason for shot in plan_shots(analysis_of(90, 100, trust=0.1), options()).shots[1:]}
    assert reasons & {Reason.CUT_REASON_PHRASE, Reason.CUT_REASON_ONSET}
    assert not reasons & {Reason.CUT_REASON_DOWNBEAT, Reason.CUT_REASON_BEAT}


def test_a_shot_knows_its_own_music() -> None:
    """Beats are counted from the shot's first frame, and every curve has one value a frame."""
    planned = plan_shots(analysis_of(60), options())
    for shot in planned.shots:
        length = shot.end_frame - shot.start_frame
        assert len(shot.music.energy) == len(shot.music.onset) == length
        assert [shot.start_frame + frame for frame in shot.music.beat_frames] == [
            frame
            for frame in (round(b.seconds * 24) for b in planned.beats)
            if shot.start_frame <= frame < shot.end_frame
        ]
        assert set(shot.music.downbeat_frames) <= set(shot.music.beat_frames)


def test_no_cut_tears_a_word() -> None:
    """Words across every second downbeat push the cuts to the others; without words those are cut as well."""
    song = analysis_of(60, 120)
    before = {shot.start_frame for shot in plan_shots(song, options()).shots[1:]}
    torn = sorted(before)[::2]
    for frame in torn:
        word = audio_pb2.LyricWord(text="oh", start_seconds=frame / 24 - 0.3, end_seconds=frame / 24 + 0.3)
        song.lyrics.lines.add(words=[word], start_seconds=word.start_seconds, end_seconds=word.end_seconds)
    after = {shot.start_frame for shot in plan_shots(song, options()).shots[1:]}
    assert before >= set(torn)
    assert not after & set(torn)


def test_where_no_beat_can_be_trusted_sung_lines_are_cut_to() -> None:
    """A line that begins in calm music begins a shot more often than not."""
    song = analysis_of(90, 100, trust=0.1)
    starts = [float(at) for at in range(4, 88, 6)]
    song.lyrics.lines.extend(audio_pb2.LyricLine(text="oh", start_seconds=at, end_seconds=at + 2) for at in starts)
    reasons = [shot.cut.reason for shot in plan_shots(song, options()).shots]
    assert reasons.count(Reason.CUT_REASON_LYRIC_START) > len(starts) / 3


def test_shots_keep_to_lengths_that_waste_little_of_what_is_filmed() -> None:
    """With clips of 49, 97 or 145 frames less is filmed in vain than by a plan that does not know them."""
    song, legal = analysis_of(180, 100), [49, 97, 145]

    def wasted(wanted: audio_pb2.PlanOptions) -> int:
        lengths = [shot.end_frame - shot.start_frame for shot in plan_shots(song, wanted).shots]
        return sum(min(count for count in legal if count >= length) - length for length in lengths)

    assert wasted(options(legal_frame_counts=legal)) < 0.9 * wasted(options(max_shot_seconds=145 / 24))


@pytest.mark.parametrize(
    ("rate", "legal"),
    [((30, 1), range(7, 164, 6)), ((24, 1), range(7, 164, 6)), ((16, 1), range(5, 82, 4)), ((24, 1), [81])],
    ids=["mochi", "mochi at 24", "wan", "wan, one length"],
)
@pytest.mark.parametrize("seconds", [31.7, 240.3])
def test_video_models_can_film_every_shot_and_every_section_edge_is_cut(
    rate: tuple[int, int], legal: Sequence[int], seconds: float
) -> None:
    """No shot is longer than the longest clip that Mochi (6 n + 1 frames) or Wan (4 n + 1) makes."""
    planned = plan_shots(analysis_of(seconds, 118), options(rate, legal_frame_counts=list(legal)))
    assert max(shot.end_frame - shot.start_frame for shot in planned.shots) <= max(legal)
    cuts = {shot.start_frame for shot in planned.shots}
    assert {round(section.start_seconds * rate[0]) for section in planned.sections} <= cuts
    assert planned.shots[-1].end_frame == planned.frames


def test_random_plans_repeat_with_their_seed() -> None:
    """The same seed draws the same lengths, another seed others."""

    def lengths(seed: int) -> list[int]:
        wanted = options(strategy=audio_pb2.SEGMENTATION_STRATEGY_RANDOM, seed=seed)
        return [shot.end_frame for shot in plan_shots(analysis_of(120), wanted).shots]

    assert lengths(1) == lengths(1) != lengths(2)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (options((0, 1)), "plan.rate"),
        (options((24, 0)), "plan.rate"),
        (options((1000, 1)), "plan.rate"),
        (options(min_shot_seconds=6.0), "plan.max_shot_seconds"),
        (options(legal_frame_counts=[0]), "plan.legal_frame_counts"),
    ],
)
def test_options_that_no_plan_can_keep_are_refused_by_field(wanted: audio_pb2.PlanOptions, field: str) -> None:
    """The error names the field and is the caller's to mend."""
    with pytest.raises(InvalidInput) as refused:
        plan_shots(analysis_of(60), wanted)
    assert refused.value.field == field


def spoilt(how: str) -> audio_pb2.SongAnalysis:
    """A good plan with one thing made wrong."""
    plan = plan_shots(analysis_of(60, 120, (30.0,)), options())
    match how:
        case "was due":
            plan.shots[2].start_frame += 1
        case "the film has":
            plan.frames += 1
        case "allowed are":
            plan.shots[0].end_frame += 300
        case "its moment is":
            plan.shots[1].cut.moment_seconds = 0
        case "off the downbeat":
            for beat in plan.beats:
                beat.bar_position = 2
        case "without a cut":
            plan.sections[1].start_seconds = 33.1
        case "inside the word":
            at = plan.shots[1].cut.moment_seconds
            word = audio_pb2.LyricWord(text="oh", start_seconds=at - 0.2, end_seconds=at + 0.2)
            plan.lyrics.lines.add(words=[word])
        case "where no line does":
            plan.shots[1].cut.reason = Reason.CUT_REASON_LYRIC_START
    return plan


@pytest.mark.parametrize(
    "complaint",
    [
        "was due",
        "the film has",
        "allowed are",
        "its moment is",
        "off the downbeat",
        "without a cut",
        "inside the word",
        "where no line does",
    ],
)
def test_the_inspector_sees_what_is_wrong(complaint: str) -> None:
    """A gap, a wrong length, a shot too long, a false moment or reason, a missed edge, a torn word: all are seen."""
    assert any(complaint in fault for fault in find_faults(spoilt(complaint), options()))
