"""Clean takes that were held out last, until measures were mended by what they showed."""

from pathlib import Path

from songreel_script.repertoire import place_sets

from benchmarks._critic_takes.latest_outdoors import OUTDOORS
from benchmarks._critic_takes.latest_stages import STAGES
from benchmarks._critic_takes.takes import Casting, Recordings, made, ordered_shots

CASTING = Casting(first_seed=520_013, songs_from_seconds=7.5, stride=23, moves_from=4)
FOOTAGE = {
    "dog": ("sam2-gallery", ((24, 96), (102, 174))),
    "cups": ("sam2-gallery", ((60, 132),)),
    "blocks": ("sam2-gallery", ((130, 202),)),
    "coffee": ("sam2-gallery", ((20, 92),)),
    "juggler": ("sam2-gallery", ((60, 132), (170, 242))),
    "bedroom": ("sam2-gallery", ((0, 72), (110, 182))),
    "tears": (
        "tears-of-steel", ((55, 119), (160, 220), (224, 296), (372, 444), (506, 578), (642, 714), (1050, 1122)),
    ),
    "flower": ("mdn-examples", ((20, 92),)),
    "brook": ("mdn-examples", ((0, 72),)),
    "friday": ("mdn-examples", ((100, 172),)),
    "balance-front": ("pose2sim-footage", ((10, 82),)),
    "balance-behind": ("pose2sim-footage", ((10, 82),)),
    "pair-front": ("pose2sim-footage", ((20, 92),)),
    "pair-behind": ("pose2sim-footage", ((10, 82),)),
    "stroll": ("sports2d-footage", ((70, 142),)),
    "roofs": ("perception-footage", ((40, 112),)),
    "towers": ("perception-footage", ((64, 136),)),
    "speaker": ("psychopy-footage", ((90, 162),)),
}  # fmt: skip
"""Parts without a cut, a fade or frames that repeat."""
BY_NIGHT = {
    "dog 0": 0.2, "bedroom 1": 0.14, "juggler 1": 0.22, "cups 0": 0.13, "pair-front 0": 0.22, "towers 0": 0.24,
    "speaker 0": 0.17,
}  # fmt: skip
DAMAGED = ("animatic 8", "animatic 20", "juggler 0", "tears 3", "bedroom 1 by night", "pair-front 0 by night")


def latest(folder: Path) -> dict[str, Path]:
    """By name: an animatic shot in each kind of place, recordings as they are and by night, and drawn hard cases."""
    kinds = enumerate(place_sets().values())
    places = [kind.places[(number + 2) % len(kind.places)] for number, kind in kinds]
    shots = ordered_shots(places, CASTING)
    return made(folder, shots, Recordings(FOOTAGE, BY_NIGHT), {**STAGES, **OUTDOORS})
