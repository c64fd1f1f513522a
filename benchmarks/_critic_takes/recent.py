"""Clean takes that were held out after the former ones, until measures were mended by what they showed."""

from pathlib import Path

from songreel_script.repertoire import place_sets

from benchmarks._critic_takes.recent_drawn import OTHER_HARD
from benchmarks._critic_takes.takes import Casting, Recordings, made, ordered_shots

CASTING = Casting(first_seed=310_007, songs_from_seconds=3.5, stride=11)
SIGNS = ("eat", "help", "hungry", "learn", "milk", "sorry", "student", "thanks", "want")
FOOTAGE = {
    **dict.fromkeys(SIGNS, ("sample-videos", ((0, 60),))),
    "bottle": ("sample-videos", ((144, 216), (804, 876))),
    "walkers": ("sample-videos", ((60, 132), (744, 816))),
    "trailer": ("bunny-trailer", ((120, 192), (264, 312), (400, 472), (640, 712), (793, 862), (905, 977))),
    "city": ("city", ((2, 74), (117, 189))),
}
"""Parts without a cut; walkers at twice their speed."""
BY_NIGHT = {"city 0": 0.17, "city 1": 0.24, "trailer 1": 0.14, "trailer 4": 0.2, "hungry 0": 0.15, "walkers 0": 0.22}
DAMAGED = ("animatic 5", "animatic 17", "trailer 3", "city 1", "city 0 by night", "trailer 4 by night")


def recent(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings as they are and by night, and drawn hard cases."""
    places = [kind.places[number % len(kind.places)] for number, kind in enumerate(place_sets().values())]
    return made(folder, ordered_shots(places, CASTING), Recordings(FOOTAGE, BY_NIGHT), OTHER_HARD)
