"""The music at each frame of a shot, as the stage moves by it."""

from songreel.audio.v1 import audio_pb2

from songreel_video.backends.animatic.stage.scenery import Moment

BEAT_FALL_SECONDS = 0.16
DOWNBEAT_FALL_SECONDS = 0.34
SMOOTH_FRAMES = 9


class Rhythm:
    """Moments of one shot, made once."""

    def __init__(self, timing: audio_pb2.TimedShot, frames_per_second: float) -> None:
        frames, music = timing.end_frame - timing.start_frame, timing.music
        self.frames = frames
        self._rate = frames_per_second
        self._energy = _smoothed(list(music.energy) or [0.4] * frames)
        self._onset = list(music.onset) or [0.0] * frames
        downbeats = set(music.downbeat_frames)
        self._beats = sorted({*music.beat_frames, *downbeats})
        self._pulse = [0.0] * frames
        for beat in self._beats:
            fall = DOWNBEAT_FALL_SECONDS if beat in downbeats else BEAT_FALL_SECONDS
            height = 1.0 if beat in downbeats else 0.6
            for frame in range(beat, frames):
                value = height * 2.0 ** (-(frame - beat) / (fall * frames_per_second))
                if value < 0.02:
                    break
                self._pulse[frame] = max(self._pulse[frame], value)
        self.bpm = music.bpm or 96.0

    @property
    def mean_energy(self) -> float:
        """Of the whole shot."""
        return sum(self._energy) / len(self._energy)

    def moment(self, frame: int) -> Moment:
        """The music at a frame."""
        return Moment(frame / self._rate, self._energy[frame], self._pulse[frame], self._onset[frame])

    def beats_before(self, frame: int) -> float:
        """Beats since the shot began, as a smooth count that is whole on each beat: the clock that dancers follow."""
        if len(self._beats) < 2:
            return (frame - sum(self._beats)) / self._rate * self.bpm / 60
        period = (self._beats[-1] - self._beats[0]) / (len(self._beats) - 1)
        if frame <= self._beats[0]:
            return (frame - self._beats[0]) / period
        for number, (start, end) in enumerate(zip(self._beats, self._beats[1:], strict=False)):
            if frame < end:
                return number + (frame - start) / (end - start)
        return len(self._beats) - 1 + (frame - self._beats[-1]) / period


def _smoothed(values: list[float]) -> list[float]:
    half = SMOOTH_FRAMES // 2
    padded = [values[0]] * half + values + [values[-1]] * half
    return [sum(padded[i : i + SMOOTH_FRAMES]) / SMOOTH_FRAMES for i in range(len(values))]
