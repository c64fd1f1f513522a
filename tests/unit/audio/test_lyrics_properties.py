"""Lyrics: what holds of the times of lines and words, whatever is supplied, recognised and heard."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from songreel_audio.lyrics.placing import pair_lines
from songreel_audio.lyrics.transcript import HeardLine

from tests.unit.audio.test_lyrics import Parrot, found, heard, voice_at, words


@given(
    weights=st.lists(st.integers(1, 12), min_size=1, max_size=20),
    lengths=st.lists(st.tuples(st.floats(0.05, 30), st.floats(0.05, 30)), min_size=1, max_size=15),
)
def test_every_line_is_paired_once_and_in_order(weights: list[int], lengths: list[tuple[float, float]]) -> None:
    """Whatever the lengths are."""
    at, stretches = 0.0, []
    for pause, length in lengths:
        stretches.append((at + pause, at + pause + length))
        at += pause + length
    pairs = pair_lines(weights, [i % 3 == 0 for i in range(len(weights))], stretches)
    assert [line for lines, _ in pairs for line in lines] == list(range(len(weights)))
    where = [k for _, held in pairs for k in held]
    assert where == sorted(set(where))
    assert all(held for _, held in pairs)


SECONDS = st.floats(0, 140, allow_nan=False)
PHRASE = st.lists(st.sampled_from(["la", "river", "the", "Über", "don't", "夜空", "!"]), min_size=1, max_size=5)


def _stamp(seconds: float) -> str:
    return f"{int(seconds // 60):02d}:{seconds % 60:05.2f}"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lyrics in any of the forms, well made or not."""
    form = draw(st.sampled_from(["plain", "lrc", "enhanced", "srt"]))
    rows = []
    for number, phrase in enumerate(draw(st.lists(PHRASE, min_size=1, max_size=8)), 1):
        start, length = draw(SECONDS), draw(st.floats(0.01, 20))
        stamp = _stamp(start)
        if form == "plain":
            rows.append(" ".join(phrase))
        elif form == "lrc":
            rows.append(f"[{stamp}]{' '.join(phrase)}")
        elif form == "enhanced":
            rows.append(f"[{stamp}]" + " ".join(f"<{_stamp(start + i * length)}> {w}" for i, w in enumerate(phrase)))
        else:
            end = f"00:{_stamp(start + length)}0".replace(".", ",")
            rows.append(f"{number}\n00:{stamp}0".replace(".", ",") + f" --> {end}\n{' '.join(phrase)}\n")
    return "\n".join(rows)


@st.composite
def recognised(draw: st.DrawFn) -> list[HeardLine]:
    """Lines as a recogniser might give them, out of order or overlapping."""
    return [
        heard(" ".join(phrase), start, pace=pace)
        for phrase, start, pace in draw(st.lists(st.tuples(PHRASE, SECONDS, st.floats(0, 2)), max_size=6))
    ]


@given(
    text=st.one_of(st.just(""), texts()),
    lines=recognised(),
    sung=st.lists(st.tuples(SECONDS, st.floats(0.1, 30)), max_size=5),
    listens=st.booleans(),
)
def test_words_are_ordered_apart_and_within_the_song(
    text: str, lines: list[HeardLine], sung: list[tuple[float, float]], listens: bool
) -> None:
    """Whatever is supplied, recognised and heard; lines hold their words, and confidence is a share."""
    voice = voice_at(*[(a, a + length) for a, length in sung]) if listens else None
    lyrics = found(text, voice, Parrot(*lines))
    said = words(lyrics)
    for first, second in pairwise(said):
        assert first.end_seconds <= second.start_seconds
    for before, after in pairwise(lyrics.lines):
        assert before.end_seconds <= after.start_seconds
    for line in lyrics.lines:
        assert 0 <= line.start_seconds <= line.words[0].start_seconds
        assert line.words[-1].end_seconds <= line.end_seconds <= 120
    assert all(word.start_seconds <= word.end_seconds and 0 <= word.confidence <= 1 for word in said)
