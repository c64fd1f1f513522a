"""Clean takes that had no part in setting the critic's thresholds: other places, people, songs, seeds and footage."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import librosa
import numpy as np
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_script.repertoire import place_sets
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._drawn import CHARACTERS
from benchmarks.filming import filmed
from tests.clips import encode
from tests.footage import recording
from tests.portraits import portrait_files
from tests.real_songs import real_song, real_songs
from tests.shots import shot_request

FRAMES, SIZE, RATE_HZ = 72, (854, 480), 24
ACTIONS = ("dances", "runs", "sings", "looks out of the window", "waits", "plays the guitar", "turns around", "waves")
HOURS = ("morning", "noon", "evening", "midnight")
FOOTAGE = {
    "woman 0": ((0, 72), (120, 192), (240, 312), (380, 452)),
    "man 1": ((0, 72),),
    "clouds 0": ((0, 90),),
}
WORLD = ((90, 162), (220, 292))
DAMAGED = ("animatic 3", "animatic 44", "woman 1", "woman 3", "man 0", "world 1")


def held_out(folder: Path) -> dict[str, Path]:
    """By name: two animatic shots in each kind of place, and recordings of people, a title in clouds and the earth."""
    clips = {}
    animatic = Animatic()
    for number, request in enumerate(_requests()):
        clips[f"animatic {number}"] = folder / f"held{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    for title, places in FOOTAGE.items():
        clips.update(_cut(folder, title.split()[0], portrait_files("recorded-people")[title], places))
    clips.update(_cut(folder, "world", recording("world"), WORLD))
    return clips


def _requests() -> Iterator[video_pb2.FilmShotRequest]:
    songs = sorted(real_songs())
    moves = [number for number in script_pb2.CameraMove.values() if number]
    framings = [number for number in script_pb2.Framing.values() if number]
    moods = [number for number in script_pb2.Mood.values() if number]
    places = [kind.places[at] for at in (2, 3) for kind in place_sets().values()]
    for number, place in enumerate(places):
        who, action = CHARACTERS[number % len(CHARACTERS)], ACTIONS[number * 3 % len(ACTIONS)]
        request = shot_request(FRAMES, *SIZE)
        request.shot.CopyFrom(
            script_pb2.Shot(
                index=number, subject=who, action=action, place=place, time_and_light=HOURS[number % len(HOURS)],
                framing=framings[number % len(framings)], camera=moves[number * 2 % len(moves)],
                mood=moods[number % len(moods)], character_ids=["ada"], sentence=f"{who} {action} in {place}.",
            )
        )  # fmt: skip
        del request.characters[:]
        request.characters.add(id="ada", description=who)
        request.seed = 9001 + number
        _set_music(request, songs[number % len(songs)], number)
        yield request


def _set_music(request: video_pb2.FilmShotRequest, name: str, number: int) -> None:
    """Energy and beats of some seconds of a real song."""
    start = 2.0 + number % 20
    sound, rate = librosa.load(real_song(name), sr=22_050, offset=start, duration=FRAMES / RATE_HZ + 0.1)
    loud = librosa.feature.rms(y=sound, frame_length=2048, hop_length=int(rate) // RATE_HZ)[0][:FRAMES]
    music = request.timing.music
    del music.energy[:], music.beat_frames[:]
    music.energy.extend((loud / max(float(loud.max()), 1e-6)).tolist())
    music.bpm = real_songs()[name].bpm
    music.beat_frames.extend(np.arange(number % 9, FRAMES, 60 * RATE_HZ / music.bpm).astype(int).tolist())


def _cut(folder: Path, name: str, path: Path, places: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, Path]]:
    with av.open(str(path)) as file:
        rate = file.streams.video[0].average_rate or Fraction(24)
        frames = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    rate = rate if rate in (24, 25, 30, Fraction(24000, 1001)) else Fraction(24)
    for number, (start, end) in enumerate(places):
        pictures = np.stack(frames[start:end]).astype(np.uint8, copy=False)
        yield f"{name} {number}", encode(folder / f"{name}{number}.mp4", pictures, rate)
