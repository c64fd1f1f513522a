"""Frames before a shot's first: how many, and why."""

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_gateway.asking.handles import head_frames

RATE = audio_pb2.FrameRate(numerator=24, denominator=1)
DISSOLVE = script_pb2.TRANSITION_DISSOLVE


def analysis(before: int = 96, bpm: float = 120.0) -> audio_pb2.SongAnalysis:
    edges = (0, before, before + 48)
    shots = [audio_pb2.TimedShot(index=n, start_frame=edges[n], end_frame=edges[n + 1]) for n in range(2)]
    for shot in shots:
        shot.music.bpm = bpm
    return audio_pb2.SongAnalysis(rate=RATE, shots=shots)


def test_a_dissolve_lasts_a_beat_within_bounds() -> None:
    """At 120 a half second; where there is no beat, what is usual; never so long or short that it jars."""
    shot = script_pb2.Shot(index=1, transition=DISSOLVE)
    assert head_frames({}, None, analysis(bpm=120), shot) == 12
    assert head_frames({}, None, analysis(bpm=0), shot) == 14
    assert head_frames({}, None, analysis(bpm=30), shot) == 24
    assert head_frames({}, None, analysis(bpm=240), shot) == 10


def test_a_dissolve_covers_at_most_half_of_the_shot_before() -> None:
    """Else nothing of it would be seen plainly."""
    assert head_frames({}, None, analysis(before=13), script_pb2.Shot(index=1, transition=DISSOLVE)) == 6


def test_a_handle_is_no_longer_than_the_backend_films() -> None:
    """The shot's own frames come first."""
    shot = script_pb2.Shot(index=1, transition=DISSOLVE)
    assert head_frames({}, 53, analysis(), shot) == 5
    assert head_frames({}, 40, analysis(), shot) == 0


def test_plain_cuts_and_the_first_shot_need_none() -> None:
    """Unless an editor asked for handles: then every shot has half a second."""
    first, cut = script_pb2.Shot(index=0, transition=DISSOLVE), script_pb2.Shot(index=1)
    assert [head_frames({}, None, analysis(), shot) for shot in (first, cut)] == [0, 0]
    assert [head_frames({"handles": True}, None, analysis(), shot) for shot in (first, cut)] == [12, 12]
