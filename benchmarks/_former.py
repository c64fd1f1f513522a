"""Clean takes that were held out once; the measures were mended by what they showed, so that they are so no more."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from songreel_script.repertoire import place_sets
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._hard_takes import HARD
from benchmarks._takes import Casting, by_night, cut_shot, ordered_shots
from benchmarks.filming import filmed
from tests.clips import Frames, encode
from tests.footage import recording

PLACE = 1
"""Of each kind's four; the others' pictures have set thresholds."""
CASTING = Casting(first_seed=70_001, songs_from_seconds=5.5, stride=5)
SIGNS = ("again", "bird", "book", "brother", "night", "no", "please", "school", "sister", "walk", "yes")
FOOTAGE = {
    **dict.fromkeys(SIGNS, ("sample-videos", ((0, 72),))),
    "bottle": ("sample-videos", ((440, 512), (640, 712), (900, 972), (1030, 1102))),
    "car": ("sample-videos", ((20, 92), (150, 222), (228, 300))),
    "walkers": ("sample-videos", ((492, 564), (576, 648), (912, 984), (1224, 1296))),
    "cockatoo": ("cockatoo", ((0, 72), (76, 148), (180, 252))),
}
"""Parts without a cut in which nothing stands; cars and walkers at twice their speed."""
BY_NIGHT = {"cockatoo 2": 0.2, "car 0": 0.16, "please 0": 0.13, "walkers 1": 0.18, "bottle 3": 0.12, "sister 0": 0.25}
DAMAGED = ("animatic 11", "animatic 24", "car 1", "sister 0", "cockatoo 2 by night", "please 0 by night")


def former(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings as they are and by night, and drawn hard cases."""
    clips = {}
    animatic = Animatic()
    places = [kind.places[PLACE] for kind in place_sets().values()]
    for number, request in enumerate(ordered_shots(places, CASTING)):
        clips[f"animatic {number}"] = folder / f"former{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    for title, frames, rate in _recorded():
        clips[title] = encode(folder / f"{title}.mp4", frames, rate)
        if title in BY_NIGHT:
            name = f"{title} by night"
            clips[name] = encode(folder / f"{name}.mp4", by_night(frames, BY_NIGHT[title]), rate)
    for name, drawn in HARD.items():
        clips[name] = encode(folder / f"{name}.mp4", drawn(), Fraction(24))
    return clips


def _recorded() -> Iterator[tuple[str, Frames, Fraction]]:
    for name, (source, places) in FOOTAGE.items():
        path = recording(name, source)
        for number, place in enumerate(places):
            frames, rate = cut_shot(path, place)
            yield f"{name} {number}", frames, rate
