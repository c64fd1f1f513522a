"""The lag between two recordings of one sound."""

import numpy as np
import pytest
from songreel_assembly.listening import COMPARING_RATE_HZ, lag_seconds
from songreel_assembly.packets import without_adts


@pytest.mark.parametrize("lag", [0, 1, 47, 1105, 2112, -1024])
def test_a_lag_is_found_to_the_sample(lag: int) -> None:
    """Also through noise and for encoder delays of every size."""
    rng = np.random.default_rng(0)
    sound = rng.standard_normal(60_000).astype(np.float32)
    song, film = sound[5000:45_000], sound[5000 - lag : 45_000 - lag]
    noisy = film + 0.3 * rng.standard_normal(len(film)).astype(np.float32)
    assert lag_seconds(song, noisy) == pytest.approx(lag / COMPARING_RATE_HZ)


def test_a_steady_tone_has_no_lag_with_itself() -> None:
    """It looks like itself at every period; the truth is the whole overlap."""
    tone = np.sin(2 * np.pi * 440 * np.arange(96_000) / COMPARING_RATE_HZ).astype(np.float32)
    assert lag_seconds(tone, tone) == 0


def test_silence_has_no_lag() -> None:
    """Nobody can hear one."""
    assert lag_seconds(np.zeros(1000, np.float32), np.zeros(900, np.float32)) == 0


def test_an_adts_header_is_no_part_of_a_packet() -> None:
    """7 bytes without a checksum, 9 with one; anything else is left alone."""
    assert without_adts(b"\xff\xf1\x50\x80\x02\x1f\xfcdata") == b"data"
    assert without_adts(b"\xff\xf0\x50\x80\x02\x1f\xfc\x00\x00data") == b"data"
    assert without_adts(b"\xff\xfbmp3 frame") == b"\xff\xfbmp3 frame"
    assert without_adts(b"ab") == b"ab"
