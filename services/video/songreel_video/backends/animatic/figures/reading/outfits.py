"""Whole outfits: what is named is worn, the rest follows a scheme that the wording chooses."""

from __future__ import annotations

import re
from typing import Any

from songreel_video.backends.animatic.figures.ink.shading import Colour, scaled
from songreel_video.backends.animatic.figures.reading.colours import COLOURS
from songreel_video.backends.animatic.figures.reading.garments import Worn

# Colours that go together, chosen by seed: top, bottom, outer, accent.
_SCHEMES = (
    ("mustard", "navy", "rust", "cream"),
    ("teal", "charcoal", "camel", "coral"),
    ("cream", "denim", "olive", "rust"),
    ("rust", "charcoal", "navy", "mustard"),
    ("ivory", "plum", "teal", "gold"),
    ("coral", "navy", "cream", "teal"),
    ("azure", "sand", "navy", "orange"),
    ("rose", "indigo", "charcoal", "mint"),
    ("charcoal", "denim", "burgundy", "amber"),
)


# The colours of things whose colour the wording leaves out.
_HAT_COLOURS = {"straw": "sand", "helmet": "white", "crown": "gold", "top_hat": "black"}
_CARRIED_COLOURS = {"guitar": "copper", "suitcase": "chestnut", "lantern": "gold", "book": "burgundy"}


def chosen_outfit(features: dict[str, Any], worn: Worn, text: str) -> None:
    """Fills in the clothes: worn ones first, the rest by a scheme that the wording's seed chooses."""
    seed: int = features["seed"]
    scheme = [COLOURS[name] for name in _SCHEMES[(seed >> 22) % len(_SCHEMES)]]
    features["accent"] = scheme[3]
    _dress_body(features, worn, text, scheme)
    _dress_legs(features, worn, scheme)
    if not worn.keys() & {"dress", "skirt", "top", "suit", "outer", "overalls", "spacesuit", "bottom"}:
        _dress_freely(features, scheme)
    _add_accessories(features, worn, scheme)
    if re.search(r"rolled|short[- ]sleeve", text):
        features["sleeves"] = 0.72 if "rolled" in text else 0.4
    if "sleeveless" in text:
        features["sleeves"] = 0.0
    if "barefoot" in text or "bare feet" in text:
        features["shoes"] = "bare"


def _dress_freely(features: dict[str, Any], scheme: list[Colour]) -> None:
    """Where no garment is named, a dress, a jacket or something knitted, so that a crowd is not all in shirts."""
    woman, child = features["gender"] == "woman", features["age"] == "child"
    choice = (features["seed"] >> 26) % 3
    if choice == 0 and woman:
        features.update(
            top="dress",
            top_colour=scheme[0],
            skirt_colour=scheme[0],
            skirt_hem=0.85,
            flare=0.7,
            sleeves=0.25,
            bottom="bare",
        )
    elif choice == 1 and not child:
        features.update(outer="jacket", outer_colour=scheme[2])
    elif choice == 2:
        features.update(top="hoodie" if not woman or child else "sweater", sleeves=1.0)


def _add_accessories(features: dict[str, Any], worn: Worn, scheme: list[Colour]) -> None:
    if "scarf" in worn:
        features.update(scarf=True, accent=worn["scarf"][1] or scheme[3])
    if "tie" in worn:
        features.update(tie=True, accent=worn["tie"][1] or scheme[3])
    if "hat" in worn:
        kind, colour = worn["hat"]
        if colour is None and kind in _HAT_COLOURS:
            colour = COLOURS[_HAT_COLOURS[kind]]
        elif colour is None and kind in ("hood", "sou_wester"):
            colour = features.get("outer_colour", features["top_colour"])
        features.update(hat=kind, hat_colour=colour or scheme[2])
    if "glasses" in worn:
        features["glasses"] = worn["glasses"][0]
    if "carries" in worn:
        kind, colour = worn["carries"]
        features.update(carries=kind, carries_colour=colour or COLOURS[_CARRIED_COLOURS.get(kind, "red")])


def _dress_body(features: dict[str, Any], worn: Worn, text: str, scheme: list[Colour]) -> None:
    seed: int = features["seed"]
    kind, colour = worn.get("top", (("tee", "shirt", "sweater")[(seed >> 24) % 3], None))
    features.update(top=kind, top_colour=colour or scheme[0], sleeves={"tee": 0.42, "tank": 0.0}.get(kind, 1.0))
    if kind == "shirt" and (seed >> 25) % 2:
        features["sleeves"] = 0.74
    if "dress" in worn:
        kind, colour = worn["dress"]
        long = kind == "gown" or bool(
            re.search(r"\b(long|flowing|floor[- ]length|evening|wedding|maxi)[- ,]+(\w+[- ,]+){0,2}(dress|gown)", text)
        )
        shade = colour or scheme[0]
        features.update(
            top="dress",
            top_colour=shade,
            skirt_colour=shade,
            skirt_hem=1.72 if long else 0.92,
            flare=0.75 if long else 0.7,
            sleeves=(0.0, 0.28)[(seed >> 27) % 2],
            bottom="bare",
        )
    if "suit" in worn:
        shade = worn["suit"][1] or scheme[1]
        features.update(top="suit", top_colour=shade, bottom="trousers", bottom_colour=scaled(shade, 0.94), sleeves=1.0)
    if "spacesuit" in worn:
        shade = worn["spacesuit"][1] or COLOURS["white"]
        features.update(
            top="spacesuit",
            top_colour=shade,
            bottom="wide",
            bottom_colour=shade,
            sleeves=1.0,
            shoes="boots",
            shoes_colour=scaled(shade, 0.7),
        )
    if "overalls" in worn:
        features.update(top="overalls", bottom="trousers", bottom_colour=worn["overalls"][1] or COLOURS["denim"])
    if "outer" in worn and "spacesuit" not in worn:
        kind, colour = worn["outer"]
        hem = {"coat": 0.95, "raincoat": 0.90, "cloak": 1.6}.get(kind, -1.0)
        if kind == "coat" and re.search(r"\blong\b[ ,]+(\w+[ ,]+){0,3}(coat|overcoat|trench)", text):
            hem = 1.35
        features.update(
            outer=kind,
            outer_colour=colour
            or (COLOURS["yellow"] if kind == "raincoat" else COLOURS["charcoal"] if kind == "leather" else scheme[2]),
            outer_hem=hem,
            flare=0.9 if kind in ("raincoat", "cloak") else 0.6,
        )
        if features.get("skirt_hem", -1.0) >= 0:
            features["flare"] = 0.7


def _dress_legs(features: dict[str, Any], worn: Worn, scheme: list[Colour]) -> None:
    seed: int = features["seed"]
    if "skirt" in worn and features["top"] != "dress":
        kind, colour = worn["skirt"]
        tutu = kind == "tutu"
        features.update(
            skirt_hem=0.5 if tutu else 0.8, flare=2.6 if tutu else 0.7, skirt_colour=colour or scheme[1], bottom="bare"
        )
    if "bottom" in worn or "bottom" not in features:
        kind, colour = worn.get("bottom", (("jeans", "trousers", "jeans")[(seed >> 28) % 3], None))
        features.update(
            bottom=kind,
            bottom_colour=colour or (COLOURS["denim"] if kind == "jeans" and (seed >> 30) % 2 else scheme[1]),
        )
    dressy = features["top"] in ("suit", "dress")
    kind, colour = worn.get(
        "shoes", ("leather" if dressy else ("sneakers", "boots", "sneakers", "leather")[(seed >> 31) % 4], None)
    )
    if "shoes_colour" not in features or "shoes" in worn:
        natural = {
            "sneakers": (0.92, 0.91, 0.88),
            "boots": COLOURS["chocolate"],
            "wellingtons": COLOURS["olive"],
            "heels": scaled(features.get("skirt_colour", scheme[3]), 0.7),
        }
        features.update(shoes=kind, shoes_colour=colour or natural.get(kind, (0.28, 0.18, 0.15)))
