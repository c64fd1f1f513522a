"""What the service says in words: tags, and the reasons of cuts."""

import numpy as np
import pytest
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.backends.tags.musicnn import MusicnnTagger
from songreel_audio.msd_tags import MSD_TAGS
from songreel_audio.musicnn import PATCH_SECONDS, Musicnn
from songreel_audio.plan.moments import Moment
from songreel_audio.tags import cut_segments, tag_spans
from songreel_audio.windows import Windows
from songreel_audio.wording import cut_sentence


class Told(Musicnn):
    """A network whose embeddings are its tags."""

    def __init__(self) -> None: ...

    def tags(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        return embeddings


def test_a_segment_is_tagged_by_the_patches_inside_it() -> None:
    """Rock in the first half and jazz in the second are told apart, best first, with their families."""
    tags = np.zeros((4, 50), np.float32)
    labels = [label for label, _ in MSD_TAGS]
    tags[:2, labels.index("rock")], tags[2:, labels.index("jazz")], tags[:, labels.index("sad")] = 0.9, 0.8, 0.2
    half = 2 * PATCH_SECONDS
    segments = [audio_pb2.Segment(start_seconds=a, end_seconds=a + half) for a in (0.0, half)]
    song = audio_pb2.SongAnalysis(duration_seconds=2 * half, segments=segments)
    tagger = MusicnnTagger(Told(), audio_pb2.HeardBy())
    tag_spans(tagger, Windows(np.arange(4, dtype=np.float64) * PATCH_SECONDS, PATCH_SECONDS, tags), song, ())
    assert [[(tag.label, tag.family) for tag in part.tags] for part in song.segments] == [
        [("rock", "genre"), ("sad", "mood")],
        [("jazz", "genre"), ("sad", "mood")],
    ]
    assert song.segments[0].tags[0].score == pytest.approx(0.9)
    assert [tag.label for tag in song.tags] == ["rock", "jazz", "sad"]


def test_a_span_that_no_window_covers_is_tagged_by_the_nearest() -> None:
    """Windows may be heard in samples; shares are of what overlaps, and always sum to one."""
    windows = Windows(np.array([0.0, 30.0]), 3.0, np.zeros((2, 1), np.float32))
    assert windows.shares(20, 24).tolist() == [0, 1]
    assert windows.shares(10, 12).tolist() == [1, 0]
    assert windows.shares(1.5, 33).tolist() == pytest.approx([1 / 3, 2 / 3])


def test_segments_fill_the_sections_and_begin_on_downbeats() -> None:
    """A minute-long section becomes three parts without gaps."""
    sections = [audio_pb2.Section(index=0, start_seconds=0, end_seconds=60)]
    segments = cut_segments(sections, np.arange(0, 60, 1.9))
    assert [segments[0].start_seconds, segments[-1].end_seconds] == [0, 60]
    assert len(segments) == 3
    assert [a.end_seconds for a in segments[:-1]] == [b.start_seconds for b in segments[1:]]
    assert all(round(segment.start_seconds / 1.9, 6) % 1 == 0 for segment in segments)


def test_each_reason_has_its_sentence() -> None:
    """No two reasons are told in the same words."""
    chorus = audio_pb2.Section(kind=audio_pb2.SECTION_KIND_PRE_CHORUS)
    told = {cut_sentence(Moment(0, 0.0, reason, 3), chorus) for reason in audio_pb2.CutReason.values() if reason != 0}
    assert "downbeat of bar 3, in the pre-chorus" in told
    assert len(told) >= 8
