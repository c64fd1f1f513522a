"""Lyrics: what a text says, where its words are sung, and what a recogniser made up. No weights."""

import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel_audio.lyrics.finding import find_lyrics
from songreel_audio.lyrics.matching import match_words
from songreel_audio.lyrics.syllables import sound, syllables
from songreel_audio.lyrics.texts import read_text
from songreel_audio.lyrics.timeline import TimedWord
from songreel_audio.lyrics.transcript import HeardLine, Transcript, sung_lines
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.voice import Voice
from songreel_chassis.errors import InvalidInput

LRC = "[ti:Song]\n[00:12.50]First line\n[00:15.00][01:02.00]Twice sung\n[00:18.00]\n[09:00.00]after the end\n"
SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello\n<i>world</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nagain\n"
PLAIN = """[Verse 1]
I left the light on in the hall
so you would find the way

Chorus:
and now the river calls my name
and all the bridges fall
"""


class Parrot:
    """A recogniser that heard what it is told."""

    heard_by = audio_pb2.HeardBy(task="lyrics", model="parrot")

    def __init__(self, *lines: HeardLine) -> None:
        self.lines = lines
        self.asked: list[str] = []

    def transcribe(self, song: Song, voice: Voice | None, language: str, *, sung: bool) -> Transcript:
        self.asked.append(language)
        return Transcript("en", self.lines)


def heard(text: str, start: float, *, pace: float = 0.4, sureness: float = -0.3, no_speech: float = 0.1) -> HeardLine:
    """A line whose words are recognised one every `pace` seconds."""
    words = [TimedWord(word, start + pace * i, start + pace * (i + 0.9), 0.9) for i, word in enumerate(text.split())]
    return HeardLine(tuple(words), sureness, no_speech, 1.2)


def silent_song(seconds: float = 120) -> Song:
    """A song that only its length is known of."""
    return Song("0" * 64, np.zeros(round(HEARING_RATE_HZ * seconds), np.float32), round(44100 * seconds), 44100)


def voice_at(*stretches: tuple[float, float], seconds: float = 120) -> Voice:
    """Somebody sings there and nowhere else."""
    times = np.arange(round(seconds * 50)) / 50
    return Voice(np.max([(times >= a) & (times < b) for a, b in stretches] or [times < 0], axis=0).astype(np.float32))


def found(
    text: str, voice: Voice | None = None, transcriber: Parrot | None = None, language: str = ""
) -> audio_pb2.Lyrics:
    """The lyrics of a song of two minutes."""
    supplied = audio_pb2.SuppliedLyrics(text=text, language=language)
    return find_lyrics(supplied, silent_song(), voice, transcriber)


def times(lyrics: audio_pb2.Lyrics) -> list[tuple[str, float, float]]:
    return [(line.text, line.start_seconds, line.end_seconds) for line in lyrics.lines]


def words(lyrics: audio_pb2.Lyrics) -> list[audio_pb2.LyricWord]:
    return [word for line in lyrics.lines for word in line.words]


def test_timed_lyrics_keep_their_times() -> None:
    """LRC lines last until the next one, also when a line has two times; SRT lines have ends of their own."""
    lrc = found(LRC, language="en")
    assert times(lrc) == [("First line", 12.5, 15.0), ("Twice sung", 15.0, 18.0), ("Twice sung", 62.0, 72.0)]
    assert (lrc.language, lrc.supplied) == ("en", True)
    assert times(found(SRT.replace("\n", "\r\n"))) == [("Hello world", 1.0, 2.5), ("again", 3.0, 4.0)]
    assert times(found("[offset:+500]\n[00:10.00]sooner")) == [("sooner", 9.5, 19.5)]


def test_words_of_a_timed_line_are_spread_over_its_singing_and_called_unsure() -> None:
    """A line from 10 s, sung from 11 s: its first word begins with the voice."""
    lyrics = found("[00:10.00]over the water", voice_at((11, 12.5)))
    assert [word.text for word in words(lyrics)] == ["over", "the", "water"]
    assert words(lyrics)[0].start_seconds == pytest.approx(11)
    assert words(lyrics)[-1].end_seconds == pytest.approx(12.5)
    assert all(word.confidence < 0.5 for word in words(lyrics))


def test_word_times_of_an_enhanced_lrc_are_believed() -> None:
    """They are not sought again, and no word rings on until the next line."""
    parrot = Parrot(heard("so long", 40))
    lyrics = found("[00:10.00]<00:10.10>so <00:10.60>long\n[00:30.00]<00:30.00>again", None, parrot)
    assert [(w.text, w.start_seconds) for w in words(lyrics)] == [("so", 10.1), ("long", 10.6), ("again", 30.0)]
    assert all(word.confidence > 0.9 for word in words(lyrics))
    assert words(lyrics)[1].end_seconds < 12
    assert not parrot.asked


def test_plain_lyrics_are_aligned_to_what_is_recognised() -> None:
    """Recognised words have the recogniser's times, also misheard ones; those between them lie between, unsure."""
    parrot = Parrot(heard("I left a light on the hall", 20), heard("and now the reefer calls my name", 40))
    lyrics = found(PLAIN, voice_at((19, 27), (39, 50)), parrot)
    assert [line.text for line in lyrics.lines] == [line.text for line in read_text(PLAIN)]
    by_text = {word.text: word for word in words(lyrics)}
    assert by_text["light"].start_seconds == pytest.approx(20 + 3 * 0.4)
    assert by_text["light"].confidence > 0.5
    assert by_text["river"].start_seconds == pytest.approx(40 + 3 * 0.4)
    assert by_text["in"].confidence < 0.5
    assert by_text["on"].end_seconds <= by_text["in"].start_seconds < by_text["hall"].start_seconds
    assert 23 < by_text["find"].start_seconds < 40
    assert by_text["bridges"].start_seconds > by_text["name"].end_seconds
    assert (lyrics.language, lyrics.supplied) == ("en", True)


def test_plain_lyrics_without_a_recogniser_go_to_where_somebody_sings() -> None:
    """In order, line by line, and called unsure."""
    lyrics = found(PLAIN, voice_at((10, 13), (14, 16.5), (30, 33), (34, 36)))
    assert [round(line.start_seconds) for line in lyrics.lines] == [10, 14, 30, 34]
    assert all(word.confidence < 0.5 for word in words(lyrics))


def test_plain_lyrics_are_left_out_where_nothing_says_when_they_are_sung() -> None:
    """No times are invented, without a voice to go by and in an instrumental."""
    assert not found(PLAIN).lines
    assert not found(PLAIN, voice_at()).lines


def test_headings_and_notes_in_brackets_are_not_sung() -> None:
    """They open a stanza."""
    lines = read_text(PLAIN)
    assert [(line.text.split()[0], line.opens_stanza) for line in lines] == [
        ("I", True),
        ("so", False),
        ("and", True),
        ("and", False),
    ]


def test_too_long_a_text_is_refused() -> None:
    """The message says how much is taken."""
    with pytest.raises(InvalidInput, match="5000 words"):
        read_text("la " * 6000)


def test_what_recognisers_make_up_is_dropped() -> None:
    """Stock lines, unsure lines, loops, no words, and lines nobody sings; a sung line stays, three words do not."""
    sung = heard("hold the line tonight", 20)
    lines = (
        heard("you", 5),
        heard("Thank you.", 6),
        heard("some words of doubt", 21, sureness=-1.3),
        heard("1 0 1 1", 22),
        heard("ʘʘʘ ʘʘʘ", 23),
        heard("where nobody sings", 60),
        HeardLine(heard("na na na na", 22).words, -0.2, 0.1, 4.0),
        sung,
    )
    kept = sung_lines(Transcript("en", lines), [(4, 8), (19, 26)])
    assert [line.text for line in kept] == ["hold the line tonight"]
    assert not sung_lines(Transcript("en", (heard("just three words", 20),)), [(19, 26)])


def test_without_an_ear_for_voices_the_recogniser_must_be_sure() -> None:
    """An instrumental's line is dropped by its own doubt, a clearly spoken one stays."""
    lines = (heard("a ghost of words", 5, sureness=-0.95, no_speech=0.7), heard("four clearly spoken words", 9))
    assert [line.text for line in sung_lines(Transcript("en", lines), None)] == ["four clearly spoken words"]


def test_what_is_sung_is_written_down() -> None:
    """With the language, and not as supplied; a song in which nobody sings is not even transcribed."""
    parrot = Parrot(heard("hold the line tonight", 20))
    lyrics = found("", voice_at((19, 24)), parrot)
    assert [line.text for line in lyrics.lines] == ["hold the line tonight"]
    assert lyrics.lines[0].end_seconds == pytest.approx(21.56)
    assert (lyrics.language, lyrics.supplied, len(parrot.asked)) == ("en", False, 1)
    assert not found("", voice_at(), parrot).lines
    assert len(parrot.asked) == 1


def test_words_are_matched_in_order_by_letters_sound_and_neighbours() -> None:
    """The second "the" is the one before the river; a lone short word matches nothing."""
    assert match_words(["the", "river", "knight"], ["the", "end", "the", "river", "night"]) == {
        0: (2, 1.0),
        1: (3, 1.0),
        2: (4, pytest.approx(0.9, abs=0.1)),
    }
    assert match_words(["to"], ["or", "to"]) == {}


def test_syllables_and_sounds() -> None:
    """Near enough to share a line's time by, in any script."""
    counts = {"love": 1, "river": 2, "a": 1, "tonight": 2, "rhythm": 1, "夜空": 2, "!": 1}
    assert {word: syllables(word) for word in counts} == counts
    assert sound("knight") == sound("night") == sound("nite")
    assert sound("phone") == sound("fone")
