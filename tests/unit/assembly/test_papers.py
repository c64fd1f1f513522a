"""Captions and cut statistics."""

import re
from fractions import Fraction

from songreel.audio.v1 import audio_pb2
from songreel_assembly.captions import srt, vtt
from songreel_assembly.certificate import cut_statistics
from songreel_assembly.karaoke import ass, shown_frames

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


def sung(confidence: float) -> audio_pb2.Lyrics:
    """One line of three words with a breath before the last."""
    line = audio_pb2.LyricLine(text="oh my love", start_seconds=10.0, end_seconds=12.0)
    for text, start, end in (("oh", 10.0, 10.333), ("my", 10.333, 10.667), ("love", 11.5, 12.0)):
        line.words.add(text=text, start_seconds=start, end_seconds=end, confidence=confidence)
    return audio_pb2.Lyrics(lines=[line])


def test_a_word_fills_while_it_is_sung() -> None:
    """Hundredths of a second from the line's start, which comes a little before the voice; a breath is waited for; and
    rounding never adds up: all of it is as long as the line."""
    text = ass(sung(0.9), 854, 480)
    (line,) = [each for each in text.splitlines() if each.startswith("Dialogue")]
    assert line == ("Dialogue: 0,0:00:09.75,0:00:12.00,Sung,,0,0,0,,{\\k25}{\\kf33}oh {\\kf34}my{\\k83} {\\kf50}love")
    assert sum(int(part) for part in re.findall(r"\\kf?(\d+)", line)) == 225


def test_a_line_whose_words_are_not_sure_stands_whole() -> None:
    """A highlight beside the voice is worse than none."""
    assert "\\k" not in ass(sung(0.2), 854, 480)
    assert ass(sung(0.2), 854, 480).rstrip().endswith("oh my love")


def test_what_would_be_markup_in_a_picture_is_text() -> None:
    """Braces and backslashes of the words change nothing of the style."""
    lyrics = audio_pb2.Lyrics(lines=[audio_pb2.LyricLine(text="{\\fs200}big\\N", start_seconds=1, end_seconds=2)])
    line = ass(lyrics, 854, 480).rstrip().rsplit(",,", 1)[1]
    assert "{" not in line
    assert "\\N" not in line


def test_words_are_as_large_in_every_shape_of_picture() -> None:
    """By the shorter side."""
    sizes = [re.search(r"Style: Sung,Roboto,(\d+)", ass(sung(1), *size)) for size in ((854, 480), (480, 854))]
    assert sizes[0]
    assert sizes[1]
    assert sizes[0][1] == sizes[1][1] == "30"


def test_words_touch_the_frames_in_which_they_are_shown() -> None:
    """From a little before the voice to the line's end, and not beyond the film."""
    assert shown_frames(sung(1), Fraction(24), 1000) == [(234, 290)]
    assert shown_frames(sung(1), Fraction(24), 250) == [(234, 250)]
