"""The look of a character, read from its wording: the same words give the same look in every shot."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.figures.garments import (
    COATS,
    COLOURS,
    DARKER,
    EYES,
    GARMENTS,
    HAIR_STYLES,
    HAIRS,
    LIGHTER,
    SKIN,
    SKINS,
    SPECIES,
)
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.outfits import chosen_outfit, roles
from songreel_video.backends.animatic.figures.shading import Colour, mix, scaled

_WOMAN = (
    r"\b(woman|women|girl|lady|she|her|female|mother|daughter|sister|queen|princess|actress|ballerina|bride|"
    r"grandmother|wife|waitress|girlfriend|heroine|nun|witch|mermaid|songstress|diva)\b"
)
_MAN = (
    r"\b(man|men|boy|guy|he|his|him|male|father|son|brother|king|prince|actor|groom|grandfather|husband|fisherman|"
    r"gentleman|boyfriend|cowboy|sailor|monk|wizard|businessman|waiter)\b"
)
_CHILD = r"\b(child|kid|toddler|little (girl|boy)|small (girl|boy)|young (girl|boy)|schoolgirl|schoolboy)\b"
_YOUTH = r"\b(girl|boy|teen\w*|adolescent|youth|skater)\b"
_ELDER = (
    r"\b(old|elderly|aged|grand(mother|father|ma|pa)|senior|ancient|wrinkled)\b(?! (coat|jacket|hat|guitar|"
    r"suitcase|photo\w*|boots|jeans|car|bike|bicycle|leather|denim|camera|\w+ (coat|jacket)))"
)
_HEAVY = (
    r"\b(fat|heavy|large|plump|chubby|round|overweight|big)"
    r" ?(man|woman|person|build|set|figure|boy|girl|fisherman)?\b"
)
_NOT_HEAVY = r"big (eyes|hat|coat|smile)|heavy (coat|boots|rain|jacket)|large (hat|coat|umbrella)|round glasses"
_FAIR_HAIR = (
    r"\b(blonde?|ginger|redhead|red[- ]haired|auburn)\b|"
    r"\b(red|ginger|blonde?|auburn|golden) (\w+ )?(hair|curls|bob|braids?|locks)"
)


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
            return _read_animal(species, text, character, features)
    _read_person(text, features)
    worn = _read_garments(text + (" " + character.hair.lower() + " hair" if character.hair else ""))
    _read_hair(text, features, worn)
    for role, given in roles(text).items():
        worn.setdefault(role, given)
    chosen_outfit(features, worn, text)
    _apply_colours([colour for value in character.colours if (colour := parse_css(value))], features)
    return FigureLook(**features)


def _head_noun_phrase(text: str) -> str:
    """The wording up to what the character has or is with: "a girl with a dog" is a girl."""
    return re.split(r"\b(with|and|on|riding|walking|carrying|holding|in|who|of|wearing)\b|,", text, maxsplit=1)[0]


def parse_css(value: str) -> Colour | None:
    """The colour of "#rrggbb" or of a known name; None for anything else."""
    text = value.strip().lower()
    match = re.fullmatch(r"#?([0-9a-f]{6})", text)
    if match:
        number = match.group(1)
        return (int(number[0:2], 16) / 255, int(number[2:4], 16) / 255, int(number[4:6], 16) / 255)
    return COLOURS.get(text)


def _read_animal(species: str, text: str, character: script_pb2.Character, features: dict[str, Any]) -> FigureLook:
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
    return FigureLook(**features)


def _read_person(text: str, features: dict[str, Any]) -> None:
    seed: int = features["seed"]
    woman, man = re.search(_WOMAN, text), re.search(_MAN, text)
    if woman and man:
        gender = "woman" if woman.start() < man.start() else "man"
    elif woman or man:
        gender = "woman" if woman else "man"
    else:
        gender = ("woman", "man")[seed >> 3 & 1]
    age = "adult"
    if re.search(_CHILD, text):
        age = "child"
    elif re.search(_ELDER, text):
        age = "elder"
    elif re.search(_YOUTH, text) and not re.search(r"\byoung (wo)?man\b", text):
        age = "teen"
    stature = {"child": 0.72, "teen": 0.93, "elder": 0.97}.get(age, 1.0) * (
        0.955 if gender == "woman" and age != "child" else 1.0
    )
    girth = 1.0 + 0.05 * ((seed >> 5) % 3 - 1)
    if re.search(r"\btall\b|lanky|towering", text):
        stature *= 1.06
    if re.search(r"\b(short|small|petite|tiny) (wo)?(man|person|figure|build|girl|boy)|\bpetite\b|\btiny\b", text):
        stature *= 0.93
    if re.search(r"\b(thin|slim|slender|skinny|lean|wiry|lanky|slight|frail|gaunt|willowy)\b", text):
        girth = 0.88
    if re.search(r"\b(stocky|broad|muscular|burly|sturdy|strong|athletic|heavyset|thickset)\b", text):
        girth = 1.15
    if re.search(_HEAVY, text) and not re.search(_NOT_HEAVY, text):
        girth = 1.30
    skin = next((colour for pattern, colour in SKIN if re.search(pattern, text)), SKINS[(seed >> 8) % len(SKINS)])
    features.update(
        gender=gender, age=age, stature=stature, girth=girth, skin=skin, eyes=EYES[(seed >> 11) % len(EYES)]
    )
    fair_hair = re.search(_FAIR_HAIR, text)
    if fair_hair and skin in SKINS:
        skin = features["skin"] = SKINS[(seed >> 8) % 2]
    if sum(skin) < 1.35:
        features["eyes"] = EYES[1]


Worn = dict[str, tuple[str, Colour | None]]


def _read_garments(text: str) -> Worn:
    """What is worn, by part of the outfit, with the colour named before it (or "of red", "in black" around it)."""
    tokens = re.findall(r"[a-z]+", text)
    worn: Worn = {}
    for index, token in enumerate(tokens):
        noun = token if token in GARMENTS else token[:-1] if token.endswith("s") and token[:-1] in GARMENTS else ""
        if not noun:
            continue
        part, kind = GARMENTS[noun]
        if noun == "hat" and index:
            kind = {
                "cowboy": "cowboy",
                "straw": "straw",
                "top": "top_hat",
                "knitted": "beanie",
                "wool": "beanie",
                "woolly": "beanie",
                "rain": "sou_wester",
                "bucket": "straw",
            }.get(tokens[index - 1], kind)
        if noun == "top" and index + 1 < len(tokens) and tokens[index + 1] == "hat":
            continue
        if noun in ("jacket", "coat") and "leather" in tokens[max(0, index - 3) : index]:
            kind = "leather" if noun == "jacket" else "coat"
        if noun == "tank" and index + 1 < len(tokens) and tokens[index + 1] != "top":
            continue
        colour = _colour_before(tokens, index)
        if noun in ("jacket", "jeans") and "denim" in tokens[max(0, index - 3) : index] and colour is None:
            colour = COLOURS["denim"]
        previous = worn.get(part)
        if previous is None or (previous[1] is None and colour is not None):
            worn[part] = (kind, colour)
    return worn


# What ends the search for a garment's colour: "a red dress and shoes" says nothing of the shoes.
ENDS_OF_COLOUR = ("and", "with", "in", "wearing", "a", "an", "the", "on", "under", "over")
# Garments that describe the next one: "a red tank top".
GARMENTS_BEFORE_GARMENTS = ("trench", "knit", "flannel", "top", "tank", "rain")


def _colour_before(tokens: list[str], index: int) -> Colour | None:
    for back in range(1, 5):
        if index - back < 0:
            return None
        word = tokens[index - back]
        if word in ENDS_OF_COLOUR or (word in GARMENTS and word not in GARMENTS_BEFORE_GARMENTS):
            return None
        if word in COLOURS:
            if word == "dark" and back == 1:
                return COLOURS["dark"]
            before = tokens[index - back - 1] if index - back > 0 else ""
            colour = COLOURS[word]
            if before in LIGHTER:
                return mix(colour, (1.0, 1.0, 1.0), 0.35)
            return scaled(colour, 0.62) if before in DARKER else colour
    return None


def _read_hair(text: str, features: dict[str, Any], worn: Worn) -> None:
    seed: int = features["seed"]
    gender, age = features["gender"], features["age"]
    style = next((name for name, pattern in HAIR_STYLES if re.search(pattern, text)), "")
    if not style:
        choice = {
            "woman": ("long", "wavy", "bob", "ponytail", "bun", "curly"),
            "man": ("short", "swept", "short", "curly", "buzz"),
        }[gender]
        if age == "elder":
            choice = ("bun", "bob", "short") if gender == "woman" else ("short", "short", "swept")
        style = choice[(seed >> 14) % len(choice)]
        if sum(features["skin"]) < 1.25:
            style = (
                ("afro", "curly", "braid", "bun")[(seed >> 14) % 4]
                if gender == "woman"
                else ("buzz", "short", "afro", "buzz")[(seed >> 14) % 4]
            )
    named = worn.get("hair", ("", None))[1] or worn.get("beard", ("", None))[1]
    if named is None:
        for word in ("blonde", "blond", "brunette", "auburn", "ginger", "redhead", "raven", "silver"):
            if re.search(rf"\b{word}(-haired|s|\b)", text):
                named = COLOURS.get(word, COLOURS["ginger"] if word == "redhead" else COLOURS["black"])
    if named == COLOURS["red"]:
        named = COLOURS["ginger"]
    if named is None:
        named = HAIRS[(seed >> 17) % len(HAIRS)]
        if age == "elder":
            named = ((0.80, 0.80, 0.80), (0.66, 0.66, 0.68), (0.88, 0.87, 0.85))[(seed >> 17) % 3]
        elif sum(features["skin"]) < 1.6:
            named = HAIRS[(seed >> 17) % 2]
    features.update(hair_style=style, hair=named)
    if "beard" in worn:
        features["beard"] = "short" if re.search(r"short beard|trimmed", text) else worn["beard"][0]
    elif gender == "man" and age == "elder" and (seed >> 20) % 2:
        features["beard"] = "full"
    elif gender == "man" and age == "adult" and (seed >> 20) % 4 == 0:
        features["beard"] = "short"
    if worn.get("eyes", ("", None))[1]:
        features["eyes"] = worn["eyes"][1]


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
