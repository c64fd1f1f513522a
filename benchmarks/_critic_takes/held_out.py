"""Clean takes that have no part in setting the critic's thresholds, by footage, persons, songs, seeds and light.

They are looked at once for each state of the measures. Whoever mends a measure by what is found here first makes them
a set to mend by (as `latest` was) and finds others.
"""

from pathlib import Path

from songreel_script.repertoire import place_sets

from benchmarks._critic_takes.held_out_indoors import INDOORS
from benchmarks._critic_takes.held_out_views import VIEWS
from benchmarks._critic_takes.takes import Casting, Recordings, made, ordered_shots

CASTING = Casting(first_seed=730_021, songs_from_seconds=9.5, stride=13, moves_from=7, dealt_from=5)
FOOTAGE = {
    "dog": ("sam2-gallery", ((190, 262),)),
    "cups": ("sam2-gallery", ((140, 212), (224, 296))),
    "blocks": ("sam2-gallery", ((20, 92), (204, 276))),
    "coffee": ("sam2-gallery", ((110, 182),)),
    "juggler": ("sam2-gallery", ((0, 60),)),
    "tears": ("tears-of-steel", ((311, 371), (444, 504), (578, 640), (716, 786), (989, 1049), (1285, 1344))),
    "trailer": ("bunny-trailer", ((28, 88), (478, 540))),
    "opening": ("bunny-opening", ((150, 222), (290, 362))),
    "balance-beside": ("pose2sim-footage", ((10, 82),)),
    "pair-beside": ("pose2sim-footage", ((10, 82),)),
    "stroll": ("sports2d-footage", ((0, 66),)),
    "towers": ("perception-footage", ((2, 62),)),
    "world": ("gradio-footage", ((620, 692),)),
}
"""Parts without a cut, a fade or frames that repeat, none of which another set has."""
BY_NIGHT = {
    "cups 0": 0.15, "blocks 1": 0.24, "juggler 0": 0.28, "opening 1": 0.22, "balance-beside 0": 0.2,
    "pair-beside 0": 0.16,
}  # fmt: skip
DAMAGED = ("animatic 9", "animatic 25", "dog 0", "guitar", "cups 0 by night", "balance-beside 0 by night")


def held_out(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings as they are and by night, and drawn hard cases."""
    kinds = enumerate(place_sets().values())
    places = [kind.places[(number + 1) % len(kind.places)] for number, kind in kinds]
    shots = ordered_shots(places, CASTING)
    return made(folder, shots, Recordings(FOOTAGE, BY_NIGHT), {**INDOORS, **VIEWS})
