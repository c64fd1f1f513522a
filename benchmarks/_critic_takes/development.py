"""Clean takes that the critic's measures and thresholds are made with: whoever mends a measure looks at these."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_script.repertoire import place_sets
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._critic_takes.takes import Casting, by_night, cut_shot, ordered_shots
from benchmarks.filming import asked, filmed
from tests.clean_takes import CLEAN
from tests.clips import encode
from tests.footage import SHOTS, recording
from tests.portraits import portrait_files

FRAMES = 72
LATER_PLACES = (2, 3)
CASTING = Casting(first_seed=9001, songs_from_seconds=2.0, stride=1)
RECORDED = {
    "woman": ("woman 0", ((0, 72), (120, 192), (240, 312), (380, 452))),
    "man": ("man 1", ((0, 72),)),
    "clouds": ("clouds 0", ((0, 90),)),
}
EARTH = ((90, 162), (220, 292))
BY_NIGHT = {
    "bikes 0": 0.22, "bigbuckbunny 1": 0.15, "carphone_pristine 1": 0.13, "woman 2": 0.18, "man 0": 0.12,
    "clouds 0": 0.2,
}  # fmt: skip
DAMAGED = (
    "animatic 2", "animatic 15", "bikes 1", "bigbuckbunny 0", "carphone_pristine 0", "glide", "woman 1", "woman 3",
    "man 0", "earth 1",
)  # fmt: skip
LATER_DAMAGED = (
    "animatic 3", "animatic 44", "bigbuckbunny 1 by night", "woman 2 by night", "carphone_pristine 1 by night",
)  # fmt: skip


def development(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings, and drawings that look like faults."""
    clips = _animatics(folder, _plain_orders())
    for title, path, rate, place in _recordings():
        frames, own = cut_shot(path, place)
        clips[title] = encode(folder / f"{title}.mp4", frames, rate or own)
    for name, drawn in CLEAN.items():
        clips[name] = encode(folder / f"{name}.mp4", drawn(), Fraction(24))
    return clips


def later(folder: Path) -> dict[str, Path]:
    """By name: animatic shots in two more places of each kind, and recordings by night."""
    places = [kind.places[at] for at in LATER_PLACES for kind in place_sets().values()]
    clips = _animatics(folder, ordered_shots(places, CASTING))
    for title, path, rate, place in _recordings():
        if title in BY_NIGHT:
            frames, own = cut_shot(path, place)
            name = f"{title} by night"
            clips[name] = encode(folder / f"{name}.mp4", by_night(frames, BY_NIGHT[title]), rate or own)
    return clips


def _animatics(folder: Path, requests: Iterable[video_pb2.FilmShotRequest]) -> dict[str, Path]:
    clips, animatic = {}, Animatic()
    for number, request in enumerate(requests):
        clips[f"animatic {number}"] = folder / f"animatic{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    return clips


def _plain_orders() -> Iterator[video_pb2.FilmShotRequest]:
    """One in the first place of each kind, with a beat every ten frames or so."""
    moves = [number for number in script_pb2.CameraMove.values() if number]
    for number, kind in enumerate(place_sets().values()):
        request = asked(kind.places[0], number)
        request.timing.end_frame = request.timing.start_frame + FRAMES
        request.shot.camera = moves[number % len(moves)]
        music = request.timing.music
        del music.energy[:], music.beat_frames[:]
        music.energy.extend([0.3 + 0.7 * (number * 37 % 100) / 100] * FRAMES)
        music.beat_frames.extend(range(0, FRAMES, 10 + number % 6))
        yield request


def _recordings() -> Iterator[tuple[str, Path, Fraction | None, tuple[int, int]]]:
    """(name, file, rate or None for its own, frames)."""
    for name, (_, rate, places) in SHOTS.items():
        yield from ((f"{name} {number}", recording(name), rate, place) for number, place in enumerate(places))
    for name, (title, places) in RECORDED.items():
        path = portrait_files("recorded-people")[title]
        yield from ((f"{name} {number}", path, None, place) for number, place in enumerate(places))
    yield from ((f"earth {number}", recording("world"), None, place) for number, place in enumerate(EARTH))
