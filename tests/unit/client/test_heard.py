"""What was heard, in lines."""

from hypothesis import given
from songreel.audio.v1 import audio_pb2
from songreel_client import heard

from tests.heard_songs import odd_analyses, whole_analysis


def told(analysis: audio_pb2.SongAnalysis) -> str:
    return "\n".join(heard.lines(analysis, "paper\nlanterns.mp3"))


def test_the_summary_tells_everything_an_editor_asks_for() -> None:
    """Length, tempo with its trust, metre, key, sections, tags by family, lyrics with times, shots and reasons."""
    analysis = whole_analysis()
    text = told(analysis)
    assert text.startswith("Heard     paper\\nlanterns.mp3\n          2:48.0 · 120.0 bpm (trust 0.90) · 4 beats a bar")
    assert "A minor" in text
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    assert [row[1] for row in rows if row and row[0] in ("0:08", "0:42")] == ["verse", "chorus"]
    assert "Turns     surge at 0:42, drop at 1:04" in text
    assert "genre: electronic 0.50, pop 0.30" in text
    assert "0:09.0  Paper lanterns on the water" in text
    assert f"{len(analysis.shots)} shots of" in text
    assert "at the length limit" in text


def test_every_section_has_a_row_with_its_bars_and_tags() -> None:
    """24 seconds at 120 a minute are 12 bars of four; the strongest tag comes first."""
    analysis = whole_analysis()
    rows = heard.section_rows(analysis)[1:]
    assert len(rows) == len(analysis.sections)
    assert (rows[1][1], rows[1][3]) == ("verse", "12")
    assert rows[1][-1].split(", ")[0] == analysis.segments[1].tags[0].label


def test_what_was_not_heard_is_said() -> None:
    """No beat, no key, no sections."""
    assert "no beat · no key" in told(audio_pb2.SongAnalysis(duration_seconds=1.0))
    doubtful = audio_pb2.SongAnalysis(tempo=audio_pb2.Tempo(bpm=90, trust=0.2), key=audio_pb2.Key(tonic="C"))
    assert told(doubtful).count("doubtful") == 2


def test_a_song_of_one_shot_has_no_spread() -> None:
    """Nor a median."""
    shot = audio_pb2.TimedShot(end_frame=36)
    rate = audio_pb2.FrameRate(numerator=24, denominator=1)
    assert told(audio_pb2.SongAnalysis(rate=rate, shots=[shot])).endswith("1 shot of 1.5 s")


def test_reasons_are_counted_in_plain_words() -> None:
    """One and many."""
    counted = heard.counted_reason
    assert counted(1, audio_pb2.CUT_REASON_SECTION_EDGE) == "1 section edge"
    assert counted(3, audio_pb2.CUT_REASON_LYRIC_START) == "3 lyric starts"
    assert counted(2, audio_pb2.CUT_REASON_STRATEGY) == "2 by the strategy alone"
    assert heard.reason_name(99) == "cut"  # type: ignore[arg-type]  # of a newer service


@given(odd_analyses)
def test_whatever_was_heard_can_be_told(analysis: audio_pb2.SongAnalysis) -> None:
    """On printable lines."""
    assert all(line.isprintable() for line in heard.lines(analysis, "x"))
