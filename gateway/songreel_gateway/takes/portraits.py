"""How a picture is asked for: of a character, once for a film; of a shot's first frame, for each take. Pure, as
`requests.py` is."""

from typing import Any

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.requests import PRESETS, Words

PORTRAIT = (
    "A picture of {}, alone and whole, seen from the front, standing still before a plain light grey background, soft "
    "even light"
)


def portrait(
    order: dict[str, Any], plan: FilmPlan, treatment: script_pb2.Script, character: script_pb2.Character
) -> video_pb2.MakePictureRequest:
    """Of a character, upright, in the film's look; the same in every shot and take."""
    described = character.description.rstrip(" .")
    known = described.casefold()
    stable = [each for each in (character.build, character.hair, character.wardrobe) if each.casefold() not in known]
    sentences = [PORTRAIT.format(described), ", ".join(stable), treatment.look.style]
    sides = sorted((plan.width_pixels, plan.height_pixels))
    return video_pb2.MakePictureRequest(
        prompt=". ".join(each.rstrip(" .") for each in sentences if each) + ".",
        look=treatment.look,
        size=video_pb2.FrameSize(width_pixels=sides[0], height_pixels=sides[1]),
        preset=PRESETS[order["preset"]],
        seed=order["seed"],
    )


def keyframe(order: dict[str, Any], plan: FilmPlan, words: Words, seed: int) -> video_pb2.MakePictureRequest:
    """The first frame of a shot, by the very words and the seed that it is filmed by."""
    treatment, shot = words
    return video_pb2.MakePictureRequest(
        prompt=shot.prompt or shot.sentence,
        look=treatment.look,
        size=video_pb2.FrameSize(width_pixels=plan.width_pixels, height_pixels=plan.height_pixels),
        preset=PRESETS[order["preset"]],
        seed=seed,
    )
