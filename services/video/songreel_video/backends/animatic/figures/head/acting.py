"""How each act of a face moves in time: a laugh bursts on the beat, a smile comes and goes, eyes close and open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import pi, sin

from songreel_video.backends.animatic.figures.head.expressions import Expression


@dataclass(frozen=True, slots=True)
class Face:
    """What is played at one moment: the features, and how the head is held over what the body does."""

    mood: Expression
    # 0 closed .. 1 wide open; negative: as the pose has it.
    mouth: float = -1.0
    # Radians over the pose's own: up, to the figure's left, towards its left shoulder.
    pitch: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Cue:
    """Where an act is: seconds of the shot, and cycles of two beats."""

    seconds: float
    phase: float

    def beat(self) -> float:
        """1 on each beat, 0 between two."""
        return 0.5 + 0.5 * sin(2.0 * pi * (2.0 * self.phase + 0.25))

    def wave(self, hertz: float) -> float:
        """A sine of the time, -1..1."""
        return sin(2.0 * pi * hertz * self.seconds)

    def ease(self, start: float, end: float) -> float:
        """0 before `start`, 1 after `end`, smoothly between."""
        share = min(1.0, max(0.0, (self.seconds - start) / (end - start)))
        return share * share * (3.0 - 2.0 * share)


def play(acts: tuple[str, ...], mood: Expression, cue: Cue) -> Face:
    """The face of a mood while acts are played; deterministic in the cue."""
    face = Face(mood)
    for act in acts:
        face = _PLAYERS[act](face, cue)
    return face


def _happy(face: Face, cue: Cue) -> Face:
    return replace(face, mood=Expression(0.15, 0.35 + 0.1 * cue.beat(), 0.82, 0.95, 0.40, 0.7))


def _sad(face: Face, cue: Cue) -> Face:
    return replace(face, mood=Expression(0.95, 0.10, 0.55 + 0.04 * cue.wave(0.4), -0.75, 0.15, 0.5), pitch=-0.12)


def _frown(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=Expression(-0.95, -0.45, 0.62, -0.45, 0.35, 0.4), pitch=-0.06)


def _laugh(face: Face, cue: Cue) -> Face:
    """Bursts on the beats, eyes narrowed to slits, the head thrown back a little and shaken."""
    burst = cue.beat()
    mood = replace(face.mood, lids=0.0, squint=0.9, smile=1.1, flush=0.9)
    shake = 0.03 * cue.wave(3.1) * burst
    return replace(face, mood=mood, mouth=0.42 + 0.50 * burst, pitch=0.06 + 0.15 * burst, roll=0.05 + shake)


def _shout(face: Face, cue: Cue) -> Face:
    mood = Expression(-0.55, 0.15, 0.70, face.mood.smile * 0.4, 0.45, 0.8)
    return replace(face, mood=mood, mouth=0.78 + 0.22 * cue.beat(), pitch=0.10 + 0.06 * cue.beat())


def _smile_passes(face: Face, cue: Cue) -> Face:
    """Comes within a second, stays one, and goes."""
    there = cue.ease(0.2, 1.0) * (1.0 - cue.ease(1.8, 3.0))
    mood = face.mood
    warmed = replace(
        mood, smile=0.1 + 0.85 * there, squint=0.30 * there, brow_lift=0.25 * there, flush=0.3 + 0.3 * there
    )
    return replace(face, mood=warmed, roll=0.05 * there)


def _breathe_out(face: Face, cue: Cue) -> Face:
    out = cue.ease(0.6, 1.3) * (1.0 - cue.ease(2.2, 3.0))
    return replace(
        face, mouth=0.20 * out if out > 0.3 else -1.0, pitch=face.pitch + 0.08 * cue.ease(0.0, 0.8) - 0.16 * out
    )


def _pant(face: Face, cue: Cue) -> Face:
    breath = 0.5 + 0.5 * cue.wave(1.5)
    return replace(
        face, mood=replace(face.mood, brow_inner=0.35, flush=0.8), mouth=0.15 + 0.30 * breath, pitch=0.06 * breath
    )


def _whisper(face: Face, cue: Cue) -> Face:
    return replace(face, mouth=max(0.0, 0.10 + 0.20 * cue.wave(2.3) * (0.6 + 0.4 * cue.wave(0.9))))


def _bite_lip(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, bite=1.0, brow_inner=0.45), mouth=0.0, pitch=-0.08)


def _tears(face: Face, cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, tears=0.05 + (cue.seconds / 2.6) % 0.95, flush=0.9))


def _look_up(face: Face, cue: Cue) -> Face:
    up = cue.ease(0.2, 2.2)
    return replace(face, mood=replace(face.mood, gaze_y=cue.ease(0.0, 0.8)), pitch=-0.26 + 0.66 * up)


def _look_down(face: Face, cue: Cue) -> Face:
    down = cue.ease(0.1, 1.2)
    return replace(face, mood=_lowered(face.mood, down), pitch=-0.36 * down)


def _down_then_ahead(face: Face, cue: Cue) -> Face:
    down = 1.0 - cue.ease(1.2, 2.0)
    return replace(face, mood=_lowered(face.mood, down), pitch=-0.36 * down)


def _lowered(mood: Expression, down: float) -> Expression:
    return replace(mood, gaze_y=-down, lids=mood.lids * (1.0 - 0.42 * down))


def _look_round(face: Face, cue: Cue) -> Face:
    way = cue.wave(0.24)
    return replace(face, mood=replace(face.mood, gaze_x=0.9 * cue.wave(0.24 + 0.004)), yaw=0.55 * way)


def _head_back(face: Face, cue: Cue) -> Face:
    back = cue.ease(0.05, 0.45)
    eyes = face.mood.lids * (1.0 - back)
    mood = replace(face.mood, lids=eyes, smile=max(face.mood.smile, 0.5), brow_lift=0.4)
    return replace(
        face, mood=mood, mouth=max(face.mouth, 0.30 * back), pitch=0.62 * back + 0.04 * cue.beat(), roll=0.06
    )


def _turn_sharply(face: Face, cue: Cue) -> Face:
    away = 1.0 - cue.ease(0.45, 0.70)
    mood = replace(face.mood, lids=0.85 + 0.25 * (1.0 - away), brow_lift=0.6 * (1.0 - away), gaze_x=-0.6 * away)
    return replace(face, mood=mood, yaw=-0.85 * away, pitch=-0.12 * away)


def _turn(face: Face, cue: Cue) -> Face:
    away = 1.0 - cue.ease(0.3, 1.2)
    return replace(face, yaw=face.yaw - 0.85 * away)


def _listen(face: Face, cue: Cue) -> Face:
    mood = replace(face.mood, gaze_x=0.75, lids=0.62 + 0.05 * cue.wave(0.3), brow_lift=0.3)
    return replace(face, mood=mood, roll=0.18 * cue.ease(0.0, 0.9), yaw=0.22)


def _past_camera(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, gaze_x=0.9))


def _to_camera(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, lids=max(0.9, face.mood.lids), gaze_x=0.0, gaze_y=0.0))


def _shake_head(face: Face, cue: Cue) -> Face:
    return replace(face, yaw=0.32 * cue.wave(0.9))


def _nod(face: Face, cue: Cue) -> Face:
    return replace(face, pitch=face.pitch - 0.20 * cue.beat())


def _eyes_wide(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, lids=1.12, brow_lift=1.0, squint=0.0))


def _wink(face: Face, cue: Cue) -> Face:
    """Once in two seconds, first after half of one."""
    shut = max(0.0, 1.0 - abs((cue.seconds % 2.0) - 0.75) / 0.30) ** 0.5
    smile = max(0.75, face.mood.smile)
    return replace(face, mood=replace(face.mood, wink=shut, smile=smile, squint=0.2), roll=0.10 * shut)


def _eyes_close(face: Face, cue: Cue) -> Face:
    """Slowly close, stay so for two seconds, and open."""
    shut = cue.ease(0.1, 0.9) * (1.0 - cue.ease(3.0, 3.8))
    return replace(face, mood=replace(face.mood, lids=face.mood.lids * (1.0 - shut)))


def _eyes_closed(face: Face, _cue: Cue) -> Face:
    return replace(face, mood=replace(face.mood, lids=0.0))


_PLAYERS: dict[str, Callable[[Face, Cue], Face]] = {
    "happy": _happy, "sad": _sad, "frown": _frown, "laugh": _laugh, "shout": _shout, "smile_passes": _smile_passes,
    "breathe_out": _breathe_out, "pant": _pant, "whisper": _whisper, "bite_lip": _bite_lip, "tears": _tears,
    "look_up": _look_up, "look_down": _look_down, "down_then_ahead": _down_then_ahead, "look_round": _look_round,
    "head_back": _head_back, "turn_sharply": _turn_sharply, "turn": _turn, "listen": _listen,
    "past_camera": _past_camera, "to_camera": _to_camera, "shake_head": _shake_head, "nod": _nod,
    "eyes_wide": _eyes_wide, "wink": _wink, "eyes_close": _eyes_close, "eyes_closed": _eyes_closed,
}  # fmt: skip
