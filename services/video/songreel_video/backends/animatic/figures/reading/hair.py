"""Hair and beard: their style and colour."""

from __future__ import annotations

import re
from typing import Any

from songreel_video.backends.animatic.figures.ink.shading import Colour
from songreel_video.backends.animatic.figures.reading.colours import COLOURS, hex_colour
from songreel_video.backends.animatic.figures.reading.garments import Worn

HAIR_STYLES: tuple[tuple[str, str], ...] = (
    ("bald", r"\bbald\b|shaven[- ]head|shaved head|hairless"),
    ("mohawk", r"mohawk|punk hair|spik(y|ed)"),
    ("locs", r"dreadlock\w*|\blocs\b|dreads"),
    ("afro", r"\bafro\b"),
    ("braid", r"braid\w*|plait\w*|pigtails?"),
    ("ponytail", r"pony-?tail\w*|tied back|pulled back"),
    ("bun", r"\bbun\b|updo|pinned up|chignon"),
    ("bob", r"\bbob(bed)?\b|chin[- ]length|fringe|bangs"),
    ("buzz", r"buzz\w*|cropped|shaved|crew ?cut|close-cut"),
    ("wavy", (
        r"wav(y|es) hair|long,? (dark |brown |black |red |blonde? |\w+ )?(wavy|curly)|flowing hair|tousled long|"
        r"messy long|wild hair"
    )),
    ("curly", r"curl(y|s)\b|frizzy"),
    ("long", (
        r"long[- ,]+(\w+[- ,]+){0,3}(hair|haired)|long locks|"
        r"hair (down|to) (to )?(her|his|the) (waist|back|shoulders)|straight hair|shoulder[- ]length"
    )),
    ("swept", r"swept|slick\w*|quiff|pompadour|tousled|messy|side[- ]part\w*"),
    ("short", r"short[- ,]+(\w+[- ,]+){0,3}(hair|haired)|pixie"),
)  # fmt: skip
HAIRS = tuple(hex_colour(value) for value in ("2a1f1c", "1d1a1e", "4a3024", "6b4126", "8a5a32", "7d3a26", "c79a5b"))
GREYS = ((0.80, 0.80, 0.80), (0.66, 0.66, 0.68), (0.88, 0.87, 0.85))


def read_hair(text: str, features: dict[str, Any], worn: Worn) -> None:
    """Puts style and colour of hair and beard into the features, and the colour of the eyes where it is named."""
    style = next((name for name, pattern in HAIR_STYLES if re.search(pattern, text)), "")
    features.update(hair_style=style or _likely_style(features), hair=_colour(text, features, worn))
    beard = _beard(text, features, worn)
    if beard:
        features["beard"] = beard
    if worn.get("eyes", ("", None))[1]:
        features["eyes"] = worn["eyes"][1]


def _likely_style(features: dict[str, Any]) -> str:
    seed: int = features["seed"]
    woman = features["gender"] == "woman"
    if sum(features["skin"]) < 1.25:
        return (("afro", "curly", "braid", "bun") if woman else ("buzz", "short", "afro", "buzz"))[(seed >> 14) % 4]
    choice: tuple[str, ...]
    if features["age"] == "elder":
        choice = ("bun", "bob", "short") if woman else ("short", "short", "swept")
    elif woman:
        choice = ("long", "wavy", "bob", "ponytail", "bun", "curly")
    else:
        choice = ("short", "swept", "short", "curly", "buzz")
    return choice[(seed >> 14) % len(choice)]


def _colour(text: str, features: dict[str, Any], worn: Worn) -> Colour:
    named = worn.get("hair", ("", None))[1] or worn.get("beard", ("", None))[1]
    if named is None:
        for word in ("blonde", "blond", "brunette", "auburn", "ginger", "redhead", "raven", "silver"):
            if re.search(rf"\b{word}(-haired|s|\b)", text):
                named = COLOURS.get(word, COLOURS["ginger"] if word == "redhead" else COLOURS["black"])
    if named == COLOURS["red"]:
        return COLOURS["ginger"]
    if named is not None:
        return named
    seed: int = features["seed"]
    if features["age"] == "elder":
        return GREYS[(seed >> 17) % len(GREYS)]
    return HAIRS[(seed >> 17) % (2 if sum(features["skin"]) < 1.6 else len(HAIRS))]


def _beard(text: str, features: dict[str, Any], worn: Worn) -> str:
    seed: int = features["seed"]
    if "beard" in worn:
        return "short" if re.search(r"short beard|trimmed", text) else worn["beard"][0]
    if features["gender"] == "man" and features["age"] == "elder" and (seed >> 20) % 2:
        return "full"
    if features["gender"] == "man" and features["age"] == "adult" and (seed >> 20) % 4 == 0:
        return "short"
    return ""
