"""The music of a shot as the stage moves by it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel_video.backends.animatic.stage.rhythm import Rhythm

FRAMES = 96


def rhythm(
    beats: list[int] | None = None, downbeats: list[int] | None = None, bpm: float = 120.0, energy: float = 0.5
) -> Rhythm:
    music = audio_pb2.ShotMusic(
        beat_frames=beats, downbeat_frames=downbeats, bpm=bpm, energy=[energy] * FRAMES, onset=[0.25] * FRAMES
    )
    return Rhythm(audio_pb2.TimedShot(start_frame=10, end_frame=10 + FRAMES, music=music), 24.0)


beat_lists = st.lists(st.integers(0, FRAMES - 1), max_size=12)


@given(beats=beat_lists, downbeats=beat_lists, bpm=st.floats(0, 400))
def test_the_count_of_beats_never_runs_back(beats: list[int], downbeats: list[int], bpm: float) -> None:
    """It grows with each frame, whatever the beats, and is a whole number on each of them."""
    music = rhythm(beats, downbeats, bpm)
    counts = [music.beats_before(frame) for frame in range(FRAMES)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    for number, beat in enumerate(sorted({*beats, *downbeats})):
        assert counts[beat] == number


@given(beats=beat_lists, downbeats=beat_lists, energy=st.floats(0, 1))
def test_what_moves_the_stage_stays_between_nought_and_one(
    beats: list[int], downbeats: list[int], energy: float
) -> None:
    """Pulse, energy and onset of every frame."""
    music = rhythm(beats, downbeats, energy=energy)
    for frame in range(FRAMES):
        moment = music.moment(frame)
        assert moment.seconds == frame / 24
        assert 0 <= moment.pulse <= 1
        assert moment.energy == pytest.approx(energy, abs=1e-6)
        assert moment.onset == 0.25


def test_a_pulse_leaps_on_its_beat_and_falls_until_the_next() -> None:
    """A downbeat is higher and lasts longer; before the first beat nothing moves."""
    music = rhythm(beats=[12, 24, 60], downbeats=[60])
    pulses = [music.moment(frame).pulse for frame in range(FRAMES)]
    assert pulses[:12] == [0.0] * 12
    assert (pulses[12], pulses[24], pulses[60]) == (0.6, 0.6, 1.0)
    assert pulses[12:24] == sorted(pulses[12:24], reverse=True)
    assert pulses[60 + 8] / pulses[60] > pulses[24 + 8] / pulses[24]


def test_without_music_there_is_a_clock() -> None:
    """A shot without curves or beats moves gently at a usual tempo."""
    music = Rhythm(audio_pb2.TimedShot(start_frame=0, end_frame=48), 24.0)
    assert 0 < music.mean_energy < 1
    assert music.moment(0).pulse == 0
    assert music.beats_before(0) == 0
    assert 1 < music.beats_before(47) < 6


def test_energy_has_no_steps() -> None:
    """A jump in the song's energy becomes a ramp, so that nothing on the stage jumps."""
    energy = [0.0] * 20 + [1.0] * 20
    music = audio_pb2.ShotMusic(energy=energy)
    shot = Rhythm(audio_pb2.TimedShot(start_frame=0, end_frame=40, music=music), 24.0)
    values = [shot.moment(frame).energy for frame in range(40)]
    assert max(after - before for before, after in pairwise(values)) < 0.2
    assert (values[0], values[-1]) == (0.0, 1.0)
    assert shot.mean_energy == pytest.approx(0.5)
