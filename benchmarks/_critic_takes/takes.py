"""Takes to measure the critic on: animatic shots as scripts order them, and parts of recordings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import librosa
import numpy as np
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._drawn import CHARACTERS
from benchmarks.filming import filmed
from tests.clips import Frames, encode
from tests.footage import recording
from tests.real_songs import real_song, real_songs
from tests.shots import shot_request

FRAMES, SIZE, RATE_HZ = 72, (854, 480), 24
ACTIONS = ("dances", "runs", "sings", "looks out of the window", "waits", "plays the guitar", "turns around", "waves")
HOURS = ("morning", "noon", "evening", "midnight")
RATES = (24, 25, 30, Fraction(24000, 1001))


@dataclass(frozen=True)
class Casting:
    """What makes one set of shots unlike another in the same places."""

    first_seed: int
    songs_from_seconds: float
    stride: int
    """By which persons, songs, framings and hours are dealt out."""
    moves_from: int = 0
    """The camera's move that comes first."""
    dealt_from: int = 0
    """The person, the action, the song, the framing and the hour that come first."""


@dataclass(frozen=True)
class Recordings:
    """Parts of recordings, by name."""

    footage: Mapping[str, tuple[str, Sequence[tuple[int, int]]]]
    """Where each comes from, and from which frame to before which."""
    by_night: Mapping[str, float]
    """How bright those are that are darkened too."""


def made(
    folder: Path,
    shots: Iterable[video_pb2.FilmShotRequest],
    recordings: Recordings,
    drawings: Mapping[str, Callable[[], Frames]],
) -> dict[str, Path]:
    """Clips by name: the shots as the animatic draws them, the recordings, and the drawings."""
    clips, animatic = {}, Animatic()
    for number, request in enumerate(shots):
        clips[f"animatic {number}"] = folder / f"animatic{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    for title, frames, rate in _recorded(recordings):
        clips[title] = encode(folder / f"{title}.mp4", frames, rate)
        if title in recordings.by_night:
            name = f"{title} by night"
            clips[name] = encode(folder / f"{name}.mp4", by_night(frames, recordings.by_night[title]), rate)
    for name, drawn in drawings.items():
        clips[name] = encode(folder / f"{name}.mp4", drawn(), Fraction(RATE_HZ))
    return clips


def _recorded(recordings: Recordings) -> Iterator[tuple[str, Frames, Fraction]]:
    for name, (source, places) in recordings.footage.items():
        path = recording(name, source)
        for number, place in enumerate(places):
            frames, rate = cut_shot(path, place)
            yield f"{name} {number}", frames, rate


def ordered_shots(places: Sequence[str], casting: Casting) -> Iterator[video_pb2.FilmShotRequest]:
    """One a place, each with a person, an action, a framing, a move, an hour and a song of its own."""
    songs = sorted(real_songs())
    moves = [number for number in script_pb2.CameraMove.values() if number]
    framings = [number for number in script_pb2.Framing.values() if number]
    moods = [number for number in script_pb2.Mood.values() if number]
    for number, place in enumerate(places):
        dealt = number * casting.stride + casting.dealt_from
        who, action = CHARACTERS[dealt % len(CHARACTERS)], ACTIONS[(number * 3 + casting.dealt_from) % len(ACTIONS)]
        request = shot_request(FRAMES, *SIZE)
        request.shot.CopyFrom(
            script_pb2.Shot(
                index=number, subject=who, action=action, place=place, time_and_light=HOURS[dealt % len(HOURS)],
                framing=framings[dealt % len(framings)], camera=moves[(number * 2 + casting.moves_from) % len(moves)],
                mood=moods[dealt % len(moods)], character_ids=["ada"], sentence=f"{who} {action} in {place}.",
            )
        )  # fmt: skip
        del request.characters[:]
        request.characters.add(id="ada", description=who)
        request.seed = casting.first_seed + number
        _set_music(request, songs[dealt % len(songs)], casting.songs_from_seconds + number % 20)
        yield request


def _set_music(request: video_pb2.FilmShotRequest, name: str, start_seconds: float) -> None:
    """Energy and beats of some seconds of a real song."""
    sound, rate = librosa.load(real_song(name), sr=22_050, offset=start_seconds, duration=FRAMES / RATE_HZ + 0.1)
    loud = librosa.feature.rms(y=sound, frame_length=2048, hop_length=int(rate) // RATE_HZ)[0][:FRAMES]
    music = request.timing.music
    del music.energy[:], music.beat_frames[:]
    music.energy.extend((loud / max(float(loud.max()), 1e-6)).tolist())
    music.bpm = real_songs()[name].bpm
    first = request.shot.index % 9
    music.beat_frames.extend(np.arange(first, FRAMES, 60 * RATE_HZ / music.bpm).astype(int).tolist())


def cut_shot(path: Path, place: tuple[int, int]) -> tuple[Frames, Fraction]:
    """Frames of a recording from the first to before the second, and the rate they are played at."""
    with av.open(str(path)) as file:
        rate = file.streams.video[0].average_rate or Fraction(24)
        frames = [
            frame.to_ndarray(format="rgb24")
            for number, frame in zip(range(place[1]), file.decode(video=0), strict=False)
            if number >= place[0]
        ]
    pictures = np.stack(frames).astype(np.uint8, copy=False)
    height, width = (size // 2 * 2 for size in pictures.shape[1:3])  # the encoder takes even sizes alone
    return pictures[:, :height, :width], rate if rate in RATES else Fraction(24)


def by_night(frames: Frames, gain: float) -> Frames:
    """The same with so little light, bluish, and with a sensor's noise."""
    rng = np.random.default_rng(round(1000 * gain))
    dark = np.empty_like(frames)
    for number, frame in enumerate(frames):
        noise = rng.normal(0, 1.2, frame.shape[:2]).astype(np.float32)
        dark[number] = (frame * (gain * np.array([0.9, 0.95, 1.15], np.float32)) + noise[..., None]).clip(0, 255)
    return dark
