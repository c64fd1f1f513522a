"""Where somebody sings: the curve, its thresholds, the sections, and the arithmetic of the networks. No weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.convolutions import Convolution, Transposed, dilated
from songreel_audio.kinds import name_kinds
from songreel_audio.voice import SUNG, Voice, find_voice, mark_sections

RATE_HZ = 43.066
Floats = NDArray[np.float32]


def voice_of(*parts: tuple[float, float], mix: float = 1e4) -> Voice:
    """The voice of a mix in which it is so many dB loud for so many seconds, part by part."""
    level = np.concatenate([np.full(round(seconds * RATE_HZ), decibels) for decibels, seconds in parts])
    power = np.full(len(level), mix, np.float32)
    vocals = (power * 10 ** (level / 10)).astype(np.float32)
    return find_voice(vocals, power, RATE_HZ, round(len(level) / RATE_HZ * 50))


def test_a_voice_is_heard_from_when_it_is_clear_until_it_is_gone() -> None:
    """Between the two thresholds it goes on, and does not begin."""
    assert voice_of((-40, 4), (-20, 4), (-5, 4), (-20, 4), (-40, 4)).stretches() == [pytest.approx((8, 16), abs=0.5)]


def test_a_breath_is_part_of_the_singing_and_a_click_is_none() -> None:
    """A pause of a fifth, a sound of a tenth of a second; a pause of two seconds parts two stretches."""
    assert len(voice_of((-40, 3), (-5, 3), (-40, 0.2), (-5, 3), (-40, 3)).stretches()) == 1
    assert not voice_of((-60, 3), (-12, 0.1), (-60, 3)).stretches()
    assert len(voice_of((-40, 3), (-5, 3), (-40, 2), (-5, 3)).stretches()) == 2


def test_the_remains_of_a_voice_in_silence_are_none() -> None:
    """Though it be all there is."""
    assert not voice_of((0, 5), mix=1e-5).stretches()
    assert voice_of((0, 5)).stretches() == [pytest.approx((0, 5), abs=0.1)]


@given(st.lists(st.tuples(st.floats(-100, 0), st.floats(0.1, 5)), min_size=1, max_size=8))
def test_the_curve_says_by_its_half_what_is_sung(parts: list[tuple[float, float]]) -> None:
    """It lies in [0, 1] and is at least SUNG in the stretches and nowhere else."""
    voice = voice_of(*parts)
    assert voice.curve.min(initial=0) >= 0
    assert voice.curve.max(initial=0) <= 1
    sung = np.zeros(len(voice.curve), bool)
    for start, end in voice.stretches():
        sung[round(start * 50) : round(end * 50)] = True
    assert (sung == (voice.curve >= SUNG)).all()


def sections_of(*told: tuple[str, float]) -> list[audio_pb2.Section]:
    """Sections of ten seconds each, by letter and energy."""
    return [
        audio_pb2.Section(index=i, start_seconds=10 * i, end_seconds=10 * i + 10, letter=letter, energy=energy)
        for i, (letter, energy) in enumerate(told)
    ]


def test_sections_say_how_much_of_them_is_sung() -> None:
    """The share of each, and an unsung part of a sung song is a solo when it is loud and a break when it is calm."""
    sections = sections_of(("A", 0.5), ("C", 0.9), ("A", 0.5), ("B", 0.9), ("D", 0.2), ("B", 0.9))
    mark_sections(sections, voice_of((-5, 10), (-60, 10), (-5, 15), (-60, 20), (-5, 5)))
    assert [section.vocal for section in sections] == pytest.approx([1, 0, 1, 0.5, 0, 0.5], abs=0.05)
    assert kinds_of(sections) == ["VERSE", "SOLO", "VERSE", "CHORUS", "BREAK", "CHORUS"]


def test_an_instrumental_keeps_its_labels() -> None:
    """A short sound like a voice in it tells nothing of the other sections."""
    sections = sections_of(("A", 0.5), ("B", 0.9), ("A", 0.5), ("B", 0.9))
    name_kinds(sections)
    before = kinds_of(sections)
    mark_sections(sections, voice_of((-60, 15), (-5, 2), (-60, 23)))
    assert kinds_of(sections) == before == ["VERSE", "CHORUS", "VERSE", "CHORUS"]


def test_the_chorus_of_a_sung_song_is_sung() -> None:
    """A louder riff that comes back without a voice is none."""
    sections = sections_of(("A", 0.9), ("B", 0.4), ("C", 0.7), ("A", 0.9), ("B", 0.4), ("C", 0.7))
    mark_sections(sections, voice_of((-60, 10), (-5, 20), (-60, 10), (-5, 20)))
    assert kinds_of(sections) == ["SOLO", "VERSE", "CHORUS", "SOLO", "VERSE", "CHORUS"]


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("A3 B5 C9 B5 C9 D5 C9 E3", "INTRO VERSE CHORUS VERSE CHORUS BRIDGE CHORUS OUTRO"),
        ("A3 B5 C5 D9 B5 C5 D9 E8 D9", "INTRO VERSE PRE_CHORUS CHORUS VERSE PRE_CHORUS CHORUS SOLO CHORUS"),
        ("A5 B9 A5 C5 B9 D3", "VERSE CHORUS VERSE BRIDGE CHORUS OUTRO"),
        ("A3 A5 B9 A5 B9", "INTRO VERSE CHORUS VERSE CHORUS"),
        ("A3 B5 C9 B5 C9 A3", "INTRO VERSE CHORUS VERSE CHORUS OUTRO"),
        ("A5 B9 A5 -0 B9 C2 B9", "VERSE CHORUS VERSE SILENCE CHORUS BREAK CHORUS"),
        ("A5", "VERSE"),
        ("-0", "SILENCE"),
    ],
)
def test_kinds_follow_from_what_comes_back_and_how_loud(told: str, kinds: str) -> None:
    """Letter and tenths of energy of each section; a dash is silence."""
    sections = sections_of(*((part[0].strip("-"), int(part[1]) / 10) for part in told.split()))
    name_kinds(sections)
    assert kinds_of(sections) == kinds.split()


def kinds_of(sections: list[audio_pb2.Section]) -> list[str]:
    return [audio_pb2.SectionKind.Name(section.kind).removeprefix("SECTION_KIND_") for section in sections]


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 3])
def test_a_convolution_is_its_definition(channels: int) -> None:
    """Every output pixel is the sum over its window, padded as TensorFlow does: one before, two after."""
    x, kernel, bias = drawn(8, 12, channels), drawn(5, 5, channels, 4), drawn(4)
    padded = np.pad(x, ((1, 2), (1, 2), (0, 0)))
    expected = [
        [np.tensordot(padded[2 * i : 2 * i + 5, 2 * j : 2 * j + 5], kernel, 3) + bias for j in range(6)]
        for i in range(4)
    ]
    np.testing.assert_allclose(Convolution(kernel, bias)(x), expected, rtol=1e-4, atol=1e-4)


def test_a_transposed_convolution_is_its_definition() -> None:
    """Every input pixel is spread over 5x5 output pixels, two apart; one row and column is cut off in front."""
    x, kernel, bias = drawn(4, 6, 3), drawn(5, 5, 2, 3), drawn(2)
    full = np.zeros((11, 15, 2))
    for i in range(4):
        for j in range(6):
            full[2 * i : 2 * i + 5, 2 * j : 2 * j + 5] += kernel @ x[i, j]
    np.testing.assert_allclose(Transposed(kernel, bias)(x), full[1:9, 1:13] + bias, rtol=1e-4, atol=1e-4)


def test_a_dilated_convolution_is_its_definition() -> None:
    """Sixteen taps, two apart, around each pixel."""
    x, kernel, bias = drawn(7, 9), drawn(4, 4, 1, 2), drawn(2)
    padded = np.pad(x, 3)
    expected = bias + sum(
        padded[2 * i : 2 * i + 7, 2 * j : 2 * j + 9, None] * kernel[i, j, 0] for i in range(4) for j in range(4)
    )
    np.testing.assert_allclose(dilated(x, kernel, bias), expected, rtol=1e-4, atol=1e-4)
