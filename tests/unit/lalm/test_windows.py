"""Windows cover all of a song, and none is longer than the model hears."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import NotConfigured
from songreel_lalm.known_models import check_licence, window_of
from songreel_lalm.windows import plan_windows

from tests.analyses import made_analysis


@st.composite
def analyses(draw: st.DrawFn) -> audio_pb2.SongAnalysis:
    """Songs of up to 20 minutes, with or without sections and downbeats."""
    lengths = draw(st.lists(st.floats(0.3, 400.0), min_size=1, max_size=12))
    analysis = audio_pb2.SongAnalysis(duration_seconds=sum(lengths))
    if draw(st.booleans()):
        start = 0.0
        for index, length in enumerate(lengths):
            analysis.sections.add(index=index, start_seconds=start, end_seconds=start + length)
            start += length
    if draw(st.booleans()):
        bar = draw(st.floats(0.9, 6.0))
        for number in range(int(analysis.duration_seconds / bar)):
            analysis.beats.add(seconds=number * bar, bar_position=1)
    return analysis


@given(analyses(), st.sampled_from([5.0, 30.0, 300.0, 1200.0]))
def test_every_second_is_in_exactly_one_window(analysis: audio_pb2.SongAnalysis, longest: float) -> None:
    """From 0 to the end without a gap, in order; no window is empty or too long."""
    windows = plan_windows(analysis, longest)
    assert windows[0].start_seconds == 0.0
    assert windows[-1].end_seconds == analysis.duration_seconds
    for before, after in pairwise(windows):
        assert before.end_seconds == after.start_seconds
    assert all(0 < window.seconds <= longest + 1e-6 for window in windows)
    told = [index for window in windows for index in window.section_indices]
    assert set(told) == {section.index for section in analysis.sections}


def test_short_sections_share_a_window_and_long_ones_are_cut_on_downbeats() -> None:
    """A pop song of nine sections fits into one long window; a solo of 100 s is cut on bars."""
    song = made_analysis()
    song.duration_seconds = 168.0
    shared = plan_windows(song, 40.0)
    assert [window.section_indices for window in shared] == [(0, 1), (2, 3), (4,), (5, 6), (7, 8)]
    assert len(plan_windows(song, 1200.0)) == 1
    solo = audio_pb2.SongAnalysis(duration_seconds=100.0)
    for number in range(50):
        solo.beats.add(seconds=number * 2.1, bar_position=1)
    cuts = [window.start_seconds for window in plan_windows(solo, 30.0)][1:]
    assert len(cuts) == 3
    assert all(abs(cut / 2.1 - round(cut / 2.1)) < 1e-9 for cut in cuts)


def test_a_window_is_known_set_or_refused() -> None:
    """Qwen2-Audio hears 30 s, whatever anybody wishes; of an unknown model it must be said."""
    assert window_of("Qwen/Qwen2-Audio-7B-Instruct", 0.0) == 30.0
    assert window_of("Qwen2AudioForConditionalGeneration", 12.0) == 12.0
    assert window_of("nvidia/music-flamingo-2601-hf", 0.0) == 1200.0
    assert window_of("somebody/listens-well", 45.0) == 45.0
    with pytest.raises(NotConfigured, match="SONGREEL_LALM_WINDOW_SECONDS"):
        window_of("somebody/listens-well", 0.0)
    with pytest.raises(NotConfigured, match="hears 30 s"):
        window_of("Qwen2-Audio", 60.0)


def test_weights_for_research_alone_are_refused_unless_allowed() -> None:
    """By name of the model or of its class; the licence goes into the narrative's credit."""
    for name in ("nvidia/audio-flamingo-3-hf", "MusicFlamingoForConditionalGeneration"):
        with pytest.raises(NotConfigured, match="SONGREEL_LALM_ALLOW_NONCOMMERCIAL"):
            check_licence(name, allow_noncommercial=False)
        assert "Noncommercial" in check_licence(name, allow_noncommercial=True)
    assert check_licence("Qwen2-Audio-7B", allow_noncommercial=False) == "Apache-2.0"
