"""Animals and robots: which one a wording names, and its coat."""

from __future__ import annotations

import re
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.figures.ink.shading import scaled
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.reading.colours import COLOURS, hex_colour, parse_css

SPECIES: tuple[tuple[str, str], ...] = (
    ("robot", r"\brobot\w*|android|cyborg|automaton"),
    ("dog", r"\bdogs?\b|puppy|hound|terrier|retriever"),
    ("wolf", r"\bwol(f|ves)\b|coyote"),
    ("fox", r"\bfox(es)?\b"),
    ("cat", r"\bcats?\b|kitten|panther|tiger|\blion(ess)?\b"),
    ("horse", r"\bhorses?\b|stallion|\bmare\b|pony\b|unicorn"),
    ("deer", r"\bdeer\b|\bstag\b|\bdoe\b|elk\b|reindeer|antelope"),
    ("bear", r"\bbears?\b"),
    ("rabbit", r"\brabbits?\b|\bhares?\b|bunny"),
    ("bird", r"\bbirds?\b|crow\b|raven|seagull|\bgulls?\b|dove|pigeon|owl\b|swallow|sparrow|eagle|heron|\bcrane\b"),
)
COATS = {
    name: hex_colour(value)
    for name, value in {
        "dog": "a8743f", "wolf": "6f7580", "fox": "c9632a", "cat": "3d3a40", "horse": "6b4028", "deer": "a9744a",
        "bear": "5a4030", "rabbit": "b8a691", "bird": "3a3f4c", "robot": "9aa7b3",
    }.items()
}  # fmt: skip


def read_animal(species: str, text: str, character: script_pb2.Character, features: dict[str, Any]) -> FigureLook:
    """The look of an animal or robot: a coat of its own or of the wording's colour."""
    tokens = re.findall(r"[a-z]+", text)
    colour = next(
        (COLOURS[token] for token in tokens if token in COLOURS and token not in ("dark", "neon")), COATS[species]
    )
    if species == "fox" and colour == COLOURS["red"]:
        colour = COATS["fox"]
    given = [parsed for value in character.colours if (parsed := parse_css(value))]
    if given:
        colour = given[0]
    features.update(
        species=species,
        top_colour=colour,
        skin=colour,
        hair=scaled(colour, 0.6),
        bottom_colour=scaled(colour, 0.7),
        shoes_colour=scaled(colour, 0.55),
        accent=given[1] if len(given) > 1 else COLOURS["cyan"],
        hair_style="bald",
    )
    if species == "robot":  # a body of plates and thick joints
        features.update(top="spacesuit", bottom="wide", shoes="boots")
    return FigureLook(**features)
