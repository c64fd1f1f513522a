"""Hair and beard: their style and colour."""

from __future__ import annotations

import re
from typing import Any

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


def read_hair(text: str, features: dict[str, Any], worn: Worn) -> None:
    """Puts style and colour of hair and beard into the features."""
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
