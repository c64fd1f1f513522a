"""Clean takes that have no part in setting the critic's thresholds, by footage, persons, songs, seeds and light.

They are looked at once for each state of the measures. Whoever mends a measure by what is found here makes them
development's first (as `_former` was) and finds others.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from songreel_script.repertoire import place_sets
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._other_hard_takes import OTHER_HARD
from benchmarks._takes import Casting, by_night, cut_shot, ordered_shots
from benchmarks.filming import filmed
from tests.clips import Frames, encode
from tests.footage import recording

CASTING = Casting(first_seed=310_007, songs_from_seconds=3.5, stride=11)
SIGNS = ("eat", "help", "hungry", "learn", "milk", "sorry", "student", "thanks", "want")
FOOTAGE = {
    **dict.fromkeys(SIGNS, ("sample-videos", ((0, 60),))),
    "bottle": ("sample-videos", ((144, 216), (804, 876))),
    "walkers": ("sample-videos", ((60, 132), (744, 816))),
    "trailer": ("bunny-trailer", ((120, 192), (240, 312), (400, 472), (640, 712), (760, 832), (905, 977))),
    "city": ("city", ((2, 74), (117, 189))),
}
"""Parts without a cut; walkers at twice their speed."""
BY_NIGHT = {"city 0": 0.17, "city 1": 0.24, "trailer 1": 0.14, "trailer 4": 0.2, "hungry 0": 0.15, "walkers 0": 0.22}
DAMAGED = ("animatic 5", "animatic 17", "trailer 3", "city 1", "city 0 by night", "trailer 1 by night")


def held_out(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings as they are and by night, and drawn hard cases."""
    clips = {}
    animatic = Animatic()
    places = [kind.places[number % len(kind.places)] for number, kind in enumerate(place_sets().values())]
    for number, request in enumerate(ordered_shots(places, CASTING)):
        clips[f"animatic {number}"] = folder / f"held{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    for title, frames, rate in _recorded():
        clips[title] = encode(folder / f"{title}.mp4", frames, rate)
        if title in BY_NIGHT:
            name = f"{title} by night"
            clips[name] = encode(folder / f"{name}.mp4", by_night(frames, BY_NIGHT[title]), rate)
    for name, drawn in OTHER_HARD.items():
        clips[name] = encode(folder / f"{name}.mp4", drawn(), Fraction(24))
    return clips


def _recorded() -> Iterator[tuple[str, Frames, Fraction]]:
    for name, (source, places) in FOOTAGE.items():
        path = recording(name, source)
        for number, place in enumerate(places):
            frames, rate = cut_shot(path, place)
            yield f"{name} {number}", frames, rate
