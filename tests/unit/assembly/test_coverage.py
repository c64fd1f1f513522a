"""What a film does with each section of its song."""

from songreel.audio.v1 import audio_pb2
from songreel_assembly.coverage import cover


def analysed(*starts: int, frames: int = 240) -> audio_pb2.SongAnalysis:
    """Of ten seconds in three sections, with shots that begin at those frames."""
    analysis = audio_pb2.SongAnalysis(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
    for index, (start, kind) in enumerate(
        ((0.0, audio_pb2.SECTION_KIND_INTRO), (4.0, audio_pb2.SECTION_KIND_PRE_CHORUS), (8.0, 0))
    ):
        analysis.sections.add(index=index, start_seconds=start, kind=kind, letter="ABA"[index])
    for start, end in zip(starts, (*starts[1:], frames), strict=True):
        analysis.shots.add(start_frame=start, end_frame=end)
    return analysis


def test_each_section_tells_its_shots_and_whether_it_opens_with_a_cut() -> None:
    """A frame beside the edge is on it; a shot that goes on from the section before counts in both."""
    found = cover(analysed(0, 48, 97, 150))
    assert [(each.label, each.start_frame, each.end_frame) for each in found] == [
        ("intro A", 0, 96), ("pre-chorus B", 96, 192), ("section 3 A", 192, 240),
    ]  # fmt: skip
    assert [(each.shot_count, each.opens_with_cut) for each in found] == [(2, True), (3, True), (1, False)]


def test_a_song_without_sections_has_none_to_cover() -> None:
    """Nor one without shots."""
    assert cover(audio_pb2.SongAnalysis()) == []
