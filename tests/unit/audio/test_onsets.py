"""Words lose the pause before them, by the sound."""

import numpy as np
import pytest
from songreel_audio.curves import CURVE_RATE_HZ
from songreel_audio.lyrics.onsets import loudness, without_pause
from songreel_audio.lyrics.timeline import TimedWord
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.voice import Voice

SECONDS = 6


def song(*sounds: tuple[float, float]) -> Song:
    """Noise between these moments, hiss 40 dB below it elsewhere."""
    noise = np.random.default_rng(1).standard_normal(HEARING_RATE_HZ * SECONDS).astype(np.float32) * 0.1
    quiet = np.full(len(noise), 0.01, np.float32)
    for start, end in sounds:
        quiet[int(start * HEARING_RATE_HZ) : int(end * HEARING_RATE_HZ)] = 1.0
    return Song("0" * 64, noise * quiet, len(noise), HEARING_RATE_HZ)


def word(start: float, end: float) -> TimedWord:
    return TimedWord("ask", start, end, 0.9)


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        pytest.param((2.0, 3.8), 3.3, id="a pause, after the end of the word before"),
        pytest.param((2.3, 3.8), 3.3, id="a pause from the start"),
        pytest.param((3.2, 3.8), 3.2, id="a breath, which is the word's own"),
        pytest.param((3.4, 3.8), 3.4, id="no pause"),
        pytest.param((1.0, 3.8), 1.0, id="a word that sounds long before the pause"),
        pytest.param((2.4, 3.0), 2.4, id="nothing but hiss"),
    ],
)
def test_a_word_begins_with_its_sound(told: tuple[float, float], begins: float) -> None:
    """Its end stays."""
    level = loudness(song((0.5, 2.1), (3.3, 3.8)), None)
    found = without_pause(word(*told), level)
    assert found.start_seconds == pytest.approx(begins, abs=1 / CURVE_RATE_HZ)
    assert found.end_seconds == told[1]


def test_under_music_the_voice_tells() -> None:
    """What sounds while nobody sings is no part of a word."""
    curve = np.zeros(SECONDS * CURVE_RATE_HZ, np.float32)
    curve[3 * CURVE_RATE_HZ : 5 * CURVE_RATE_HZ] = 1.0
    everywhere = song((0, SECONDS))
    assert without_pause(word(2.2, 4.0), loudness(everywhere, Voice(curve))).start_seconds == pytest.approx(3.0)
    assert without_pause(word(2.2, 4.0), loudness(everywhere, None)).start_seconds == 2.2


def test_a_word_without_sound_stays() -> None:
    """In a song of silence, and beyond its end."""
    silence = Song("0" * 64, np.zeros(HEARING_RATE_HZ, np.float32), HEARING_RATE_HZ, HEARING_RATE_HZ)
    for told in (word(0.2, 0.8), word(5.0, 5.5)):
        assert without_pause(told, loudness(silence, None)) == told
