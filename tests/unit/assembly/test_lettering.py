"""Words of every script and length: drawn within the picture, or left out and told; never as empty boxes."""

import shutil
from fractions import Fraction
from pathlib import Path

import av
import fontpkg
import numpy as np
import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.captions import srt, vtt
from songreel_assembly.clip_chain import check_chain
from songreel_assembly.figures import words_figure
from songreel_assembly.karaoke import ass
from songreel_assembly.laying import Laid, lay_over
from songreel_assembly.lettering import legible, missing_letters, right_to_left, size_of
from songreel_assembly.order import CutOrder

from tests.clips import encode, frame_rate

RATE, FRAMES, WIDTH, HEIGHT = Fraction(24), 48, 320, 180
JAPANESE, ARABIC = "空を飛ぶ鳥", "مرحبا بالعالم يا قلبي"
ENDLESS = "Supercalifragilisticexpialidocious" * 3


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose system has none."""
    settings = tmp_path / "fonts.conf"
    settings.write_text("<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


def lyrics_of(*texts: str) -> audio_pb2.Lyrics:
    """A second each, their words sure."""
    lyrics = audio_pb2.Lyrics()
    for number, text in enumerate(texts):
        line = lyrics.lines.add(text=text, start_seconds=number + 0.3, end_seconds=number + 1.0)
        for word in text.split():
            line.words.add(text=word, start_seconds=number + 0.4, end_seconds=number + 0.6, confidence=0.9)
    return lyrics


def lay(folder: Path, lyrics: audio_pb2.Lyrics) -> Laid:
    """Over two seconds of grey."""
    clip = encode(folder / "clip.mp4", np.full((FRAMES, HEIGHT, WIDTH, 3), 90, np.uint8), RATE)
    analysis = audio_pb2.SongAnalysis(rate=frame_rate(RATE), frames=FRAMES, lyrics=lyrics)
    analysis.shots.add(end_frame=FRAMES)
    size = video_pb2.FrameSize(width_pixels=WIDTH, height_pixels=HEIGHT)
    request = assembly_pb2.CutFilmRequest(analysis=analysis, captions=assembly_pb2.CAPTION_STYLE_KARAOKE)
    request.clips.add(frames=FRAMES, rate=frame_rate(RATE), size=size)
    return lay_over(CutOrder(request, folder / "song.mp3", (clip,)), check_chain(list(request.clips), (clip,)), folder)


def written(laid: Laid, at: int = 12) -> tuple[int, int, int, int]:
    """The top, left, bottom and right of what stands in a frame of the film."""
    pictures = []
    for path in laid.retouched.chain.paths:
        with av.open(str(path)) as file:
            pictures += [frame.to_ndarray(format="gray") for frame in file.decode(video=0)]
    rows, columns = np.nonzero(np.abs(pictures[at].astype(int) - pictures[at][0, 0]) > 40)
    return rows.min(), columns.min(), rows.max(), columns.max()


def test_a_line_without_a_font_is_left_out_of_the_picture_and_told(tmp_path: Path, no_fonts: None) -> None:
    """The clip stays its own bits, the captions beside the film have the line, and the certificate has not passed."""
    laid = lay(tmp_path, lyrics_of(JAPANESE))
    assert (laid.words, laid.lines_left_out, laid.retouched.encoded_frames) == (None, 1, 0)
    assert JAPANESE in srt(lyrics_of(JAPANESE))
    assert not words_figure(laid.lines_left_out).kept
    assert words_figure(0).kept


def test_the_lines_around_it_are_drawn_and_ornaments_are_no_loss(tmp_path: Path, no_fonts: None) -> None:
    """Emoji and what joins them are left out of a line, which says the same without."""
    laid = lay(tmp_path, lyrics_of("love 💔🎵 you ❤️‍🔥", JAPANESE))
    assert laid.words
    assert laid.lines_left_out == 1
    (line,) = [each for each in laid.words.read_text("utf-8").splitlines() if each.startswith("Dialogue")]
    assert [word for word in ("love", "you", "💔", "空", "🔥") if word in line] == ["love", "you"]


def test_the_machine_is_only_asked_about_letters_that_are_not_brought_along(tmp_path: Path, no_fonts: None) -> None:
    """Latin, Greek and Cyrillic are known to be there, and each missing letter is found out."""
    (tmp_path / "fonts").mkdir()
    shutil.copy(str(fontpkg.path("Roboto")), tmp_path / "fonts")
    known = lyrics_of("Ça été naïve – “Ωμέγα” Привет…")
    assert missing_letters(known, "", tmp_path) == frozenset()
    assert not list(tmp_path.glob("*.ass"))
    script = ass(audio_pb2.Lyrics(), WIDTH, HEIGHT)
    assert missing_letters(lyrics_of(f"a {JAPANESE} é"), script, tmp_path) == set(JAPANESE)


def test_what_is_legible_is_another_message() -> None:
    """The analysis keeps its words."""
    lyrics = lyrics_of("a 💔", "空")
    kept, left_out = legible(lyrics, {"💔", "空"})
    assert ([line.text for line in kept.lines], left_out) == (["a "], 1)
    assert [line.text for line in lyrics.lines] == ["a 💔", "空"]


@pytest.mark.parametrize("text", [ENDLESS, "word " * 60, "a " + "wide " * 30 + ENDLESS])
def test_a_long_line_stays_within_the_picture(tmp_path: Path, text: str) -> None:
    """However long a word, whatever their number; ordinary lines are as large as they were."""
    top, left, bottom, right = written(lay(tmp_path, lyrics_of(text)))
    assert left >= 4
    assert right < WIDTH - 4
    assert bottom < HEIGHT - 4
    assert top > HEIGHT // 3
    assert "\\fs" not in ass(lyrics_of("oh my love, you are here"), WIDTH, HEIGHT)
    assert size_of("oh my love", 30, 800, 480) == 30


def test_a_line_that_is_read_from_the_right_stands_whole() -> None:
    """Between the words there is no markup, which would have them drawn one after another from the left."""
    assert right_to_left(ARABIC)
    assert not right_to_left("naïve")
    line = ass(lyrics_of(ARABIC), WIDTH, HEIGHT).rstrip().rsplit(",,", 1)[1]
    assert line == ARABIC


@pytest.mark.parametrize("texts", [[], ["  ", "\n"]])
def test_words_of_nothing_are_no_words(tmp_path: Path, texts: list[str]) -> None:
    """Blank lines of a lyrics file make no captions, and nothing breaks."""
    assert srt(lyrics_of(*texts)) == ""
    assert vtt(lyrics_of(*texts)) == "WEBVTT\n"
    assert lay(tmp_path, lyrics_of(*texts)).words is None
