"""Captions and cut statistics."""

from songreel.audio.v1 import audio_pb2
from songreel_assembly.captions import srt, vtt
from songreel_assembly.certificate import cut_statistics

LYRICS = audio_pb2.Lyrics(
    lines=[
        audio_pb2.LyricLine(text="second --> line", start_seconds=3661.0015, end_seconds=3665),
        audio_pb2.LyricLine(text="first\n\nline & <b>", start_seconds=1.0, end_seconds=1.1),
        audio_pb2.LyricLine(text="  ", start_seconds=2.0, end_seconds=2.1),
    ]
)


def test_srt_numbers_its_cues_in_order() -> None:
    """Blank lines within a cue are gone, a cue is long enough to read, an arrow in the text is no arrow."""
    assert srt(LYRICS) == (
        "1\n00:00:01,000 --> 00:00:01,500\nfirst line & <b>\n\n2\n01:01:01,002 --> 01:01:05,000\nsecond → line\n"
    )


def test_webvtt_escapes_what_would_be_markup() -> None:
    """The header, points in the times, entities."""
    assert vtt(LYRICS).startswith("WEBVTT\n\n00:00:01.000 --> 00:00:01.500\nfirst line &amp; &lt;b&gt;\n")


def shot(index: int, start: int, reason: int, moment: float) -> audio_pb2.TimedShot:
    cut = audio_pb2.Cut(reason=reason, moment_seconds=moment)  # type: ignore[arg-type]  # any number is one
    return audio_pb2.TimedShot(index=index, start_frame=start, end_frame=start + 48, cut=cut)


def test_cut_statistics_leave_out_what_is_no_musical_cut() -> None:
    """The song's start is no cut; a length limit has no moment; a section edge may be a frame away."""
    analysis = audio_pb2.SongAnalysis(
        rate=audio_pb2.FrameRate(numerator=24, denominator=1),
        shots=[
            shot(0, 0, audio_pb2.CUT_REASON_SONG_START, 0.3),
            shot(1, 48, audio_pb2.CUT_REASON_SECTION_EDGE, 2 + 0.5 / 24),
            shot(2, 96, audio_pb2.CUT_REASON_DOWNBEAT, 4 - 0.1 / 24),
            shot(3, 144, audio_pb2.CUT_REASON_LENGTH_LIMIT, 0),
        ],
        sections=[
            audio_pb2.Section(index=index, start_seconds=start) for index, start in enumerate((0.0, 2 + 1 / 24, 7.0))
        ],
    )
    statistics = cut_statistics(analysis)
    assert (statistics.cut_count, statistics.musical_count) == (3, 2)
    assert round(statistics.median_error_frames, 6) == 0.3
    assert round(statistics.worst_error_frames, 6) == 0.5
    assert (statistics.section_edge_count, statistics.section_edges_cut) == (2, 1)
