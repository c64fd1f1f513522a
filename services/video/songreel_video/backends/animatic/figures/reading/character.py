"""The look of a character, read from its wording: the same words give the same look in every shot."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.figures.ink.shading import Colour
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.reading.animals import SPECIES, read_animal
from songreel_video.backends.animatic.figures.reading.colours import parse_css
from songreel_video.backends.animatic.figures.reading.garments import read_garments
from songreel_video.backends.animatic.figures.reading.hair import read_hair
from songreel_video.backends.animatic.figures.reading.outfits import chosen_outfit
from songreel_video.backends.animatic.figures.reading.people import read_person
from songreel_video.backends.animatic.figures.reading.roles import roles


def seed_of(text: str) -> int:
    """A number made of the wording alone, alike on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


def read_figure_look(character: script_pb2.Character) -> FigureLook:
    """The look that a character's wording asks for; what it leaves open is chosen by the wording itself."""
    description = character.description or character.name or character.id
    text = " ".join(part for part in (description, character.build, character.hair, character.wardrobe) if part)
    text = re.sub(r"t-?shirt", "tshirt", re.sub(r"[’']", "", text.lower()))
    text = text.replace("sou-wester", "souwester").replace("space suit", "spacesuit").replace("ball gown", "gown")
    seed = seed_of(f"{character.id}|{text}")
    features: dict[str, Any] = {"seed": seed}
    for species, pattern in SPECIES:
        main = re.search(pattern, _head_noun_phrase(text))
        if main:
            return read_animal(species, text, character, features)
    read_person(text, features)
    worn = read_garments(text + (" " + character.hair.lower() + " hair" if character.hair else ""))
    read_hair(text, features, worn)
    for role, given in roles(text).items():
        worn.setdefault(role, given)
    chosen_outfit(features, worn, text)
    _apply_colours([colour for value in character.colours if (colour := parse_css(value))], features)
    return FigureLook(**features)


def _head_noun_phrase(text: str) -> str:
    """The wording up to what the character has or is with: "a girl with a dog" is a girl."""
    return re.split(r"\b(with|and|on|riding|walking|carrying|holding|in|who|of|wearing)\b|,", text, maxsplit=1)[0]


def _apply_colours(given: list[Colour], features: dict[str, Any]) -> None:
    """Puts the character's own colours on: main garment, then the second one, then the accent."""
    if not given:
        return
    main = given[0]
    if features.get("outer", "none") != "none":
        features["outer_colour"] = main
        second = "top_colour"
    elif features.get("skirt_hem", -1.0) >= 0 and features.get("top") == "dress":
        features["top_colour"] = features["skirt_colour"] = main
        second = "shoes_colour"
    else:
        features["top_colour"] = main
        second = "skirt_colour" if features.get("skirt_hem", -1.0) >= 0 else "bottom_colour"
        if features.get("top") in ("suit", "spacesuit"):
            features["bottom_colour"] = main
            second = "accent"
    if len(given) > 1:
        features[second] = given[1]
    if len(given) > 2:
        features["accent"] = given[2]
