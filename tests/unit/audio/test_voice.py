"""Where somebody sings: the curve, its thresholds, the sections, and the arithmetic of the networks. No weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.convolutions import Convolution, Transposed, dilated
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


def test_sections_say_how_much_of_them_is_sung() -> None:
    """An unsung verse of a sung song is a solo when it is loud and a break when it is calm; a chorus stays."""
    kinds = audio_pb2.SectionKind
    told = [
        (kinds.SECTION_KIND_VERSE, 0.5),
        (kinds.SECTION_KIND_VERSE, 0.9),
        (kinds.SECTION_KIND_BRIDGE, 0.2),
        (kinds.SECTION_KIND_CHORUS, 0.9),
    ]
    sections = [
        audio_pb2.Section(index=i, start_seconds=10 * i, end_seconds=10 * i + 10, kind=kind, energy=energy)
        for i, (kind, energy) in enumerate(told)
    ]
    mark_sections(sections, voice_of((-5, 10), (-60, 25), (-5, 5)))
    assert [section.vocal for section in sections] == pytest.approx([1, 0, 0, 0.5], abs=0.03)
    assert [kinds.Name(section.kind).removeprefix("SECTION_KIND_") for section in sections] == [
        "VERSE",
        "SOLO",
        "BREAK",
        "CHORUS",
    ]


def test_an_instrumental_keeps_its_labels() -> None:
    """A short sound like a voice in it tells nothing of the other sections."""
    verse = audio_pb2.SectionKind.SECTION_KIND_VERSE
    sections = [audio_pb2.Section(index=i, start_seconds=10 * i, end_seconds=10 * i + 10, kind=verse) for i in range(3)]
    mark_sections(sections, voice_of((-60, 15), (-5, 2), (-60, 13)))
    assert {section.kind for section in sections} == {verse}


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
