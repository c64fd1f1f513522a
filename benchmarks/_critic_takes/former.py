"""Clean takes that were held out once; the measures were mended by what they showed, so that they are so no more."""

from pathlib import Path

from songreel_script.repertoire import place_sets

from benchmarks._critic_takes.former_drawn import HARD
from benchmarks._critic_takes.takes import Casting, Recordings, made, ordered_shots

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
    places = [kind.places[PLACE] for kind in place_sets().values()]
    return made(folder, ordered_shots(places, CASTING), Recordings(FOOTAGE, BY_NIGHT), HARD)
