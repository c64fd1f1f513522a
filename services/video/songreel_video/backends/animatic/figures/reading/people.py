"""Who a character is: gender, age, build, skin and eyes."""

from __future__ import annotations

import re
from typing import Any

from songreel_video.backends.animatic.figures.ink.shading import Colour
from songreel_video.backends.animatic.figures.reading.colours import hex_colour

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
SKIN: tuple[tuple[str, Colour], ...] = (
    ((
        r"\b(black|dark[- ]skinned|african|afro|nigerian|jamaican)\b(?! (coat|suit|hair|dress|jacket|hat|leather|"
        r"shirt|jeans|boots|tie|hoodie|eyes|umbrella|cat|dog|horse|bird|t-?shirt|gown|sweater|tuxedo|robe|cloak|"
        r"trousers|skirt|cap|beanie|and white|\w+ (coat|suit|dress|jacket|hat|shirt|boots|hoodie)))"
    ), hex_colour("6b4430")),
    (r"brown[- ]skinned|\bbrown skin|south asian|indian|latin[ao]|arab\w*|mexican|hispanic", hex_colour("a8714c")),
    (r"east asian|japanese|chinese|korean|\basian", hex_colour("e2b48c")),
    ((
        r"\bpale\b(?! (blue|pink|green|yellow|dress|coat|grey|shirt|\w+ (dress|coat|shirt)))|fair[- ]skinned|"
        r"freckl\w*|scandinavian|porcelain"
    ), hex_colour("f2cdb4")),
    (r"tann?ed|weathered|sun-?burn\w*|olive[- ]skinned", hex_colour("c58a60")),
)  # fmt: skip
SKINS = tuple(hex_colour(value) for value in ("f0c6a6", "e2ae88", "cf9468", "a8714c", "7f5238", "5f3d2b"))
EYES = tuple(hex_colour(value) for value in ("4a2f1c", "3a2a20", "3f5f4a", "3d5f80", "5c4526"))


def read_person(text: str, features: dict[str, Any]) -> None:
    """Puts gender, age, build, skin and eyes into the features."""
    seed: int = features["seed"]
    gender, age = _gender_of(text, seed), _age_of(text)
    skin = next((colour for pattern, colour in SKIN if re.search(pattern, text)), SKINS[(seed >> 8) % len(SKINS)])
    if skin in SKINS and re.search(_FAIR_HAIR, text):
        skin = SKINS[(seed >> 8) % 2]
    features.update(
        gender=gender,
        age=age,
        stature=_stature_of(text, gender, age),
        girth=_girth_of(text, seed),
        skin=skin,
        eyes=EYES[1] if sum(skin) < 1.35 else EYES[(seed >> 11) % len(EYES)],
    )


def _gender_of(text: str, seed: int) -> str:
    """The gender named first; where none is named, the seed's."""
    woman, man = re.search(_WOMAN, text), re.search(_MAN, text)
    if woman and man:
        return "woman" if woman.start() < man.start() else "man"
    if woman or man:
        return "woman" if woman else "man"
    return ("woman", "man")[seed >> 3 & 1]


def _age_of(text: str) -> str:
    if re.search(_CHILD, text):
        return "child"
    if re.search(_ELDER, text):
        return "elder"
    if re.search(_YOUTH, text) and not re.search(r"\byoung (wo)?man\b", text):
        return "teen"
    return "adult"


def _stature_of(text: str, gender: str, age: str) -> float:
    """Height against an average adult man's."""
    stature = {"child": 0.72, "teen": 0.93, "elder": 0.97}.get(age, 1.0)
    stature *= 0.955 if gender == "woman" and age != "child" else 1.0
    if re.search(r"\btall\b|lanky|towering", text):
        stature *= 1.06
    if re.search(r"\b(short|small|petite|tiny) (wo)?(man|person|figure|build|girl|boy)|\bpetite\b|\btiny\b", text):
        stature *= 0.93
    return stature


def _girth_of(text: str, seed: int) -> float:
    """Width against an average adult's; the stoutest word counts."""
    if re.search(_HEAVY, text) and not re.search(_NOT_HEAVY, text):
        return 1.30
    if re.search(r"\b(stocky|broad|muscular|burly|sturdy|strong|athletic|heavyset|thickset)\b", text):
        return 1.15
    if re.search(r"\b(thin|slim|slender|skinny|lean|wiry|lanky|slight|frail|gaunt|willowy)\b", text):
        return 0.88
    return 1.0 + 0.05 * ((seed >> 5) % 3 - 1)
