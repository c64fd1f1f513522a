"""What is worn: words of garments, and the colours named before them."""

from __future__ import annotations

import re

from songreel_video.backends.animatic.figures.ink.shading import Colour, mix, scaled
from songreel_video.backends.animatic.figures.reading.colours import COLOURS, DARKER, LIGHTER

# Noun: which part of the outfit, what it is there.
GARMENTS: dict[str, tuple[str, str]] = {
    "coat": ("outer", "coat"), "overcoat": ("outer", "coat"), "trenchcoat": ("outer", "coat"),
    "trench": ("outer", "coat"), "parka": ("outer", "coat"), "greatcoat": ("outer", "coat"),
    "raincoat": ("outer", "raincoat"), "oilskin": ("outer", "raincoat"), "oilskins": ("outer", "raincoat"),
    "mackintosh": ("outer", "raincoat"), "slicker": ("outer", "raincoat"), "poncho": ("outer", "raincoat"),
    "anorak": ("outer", "raincoat"), "jacket": ("outer", "jacket"), "bomber": ("outer", "jacket"),
    "windbreaker": ("outer", "jacket"), "cardigan": ("outer", "jacket"), "blazer": ("outer", "blazer"),
    "tuxedo": ("suit", "suit"), "suit": ("suit", "suit"), "cloak": ("outer", "cloak"), "cape": ("outer", "cloak"),
    "robe": ("outer", "coat"), "vest": ("outer", "vest"), "waistcoat": ("outer", "vest"), "uniform": ("suit", "suit"),
    "spacesuit": ("spacesuit", "spacesuit"), "shirt": ("top", "shirt"), "blouse": ("top", "shirt"),
    "flannel": ("top", "shirt"), "tshirt": ("top", "tee"), "tee": ("top", "tee"), "sweater": ("top", "sweater"),
    "jumper": ("top", "sweater"), "pullover": ("top", "sweater"), "knit": ("top", "sweater"),
    "sweatshirt": ("top", "hoodie"), "hoodie": ("top", "hoodie"), "turtleneck": ("top", "sweater"),
    "tank": ("top", "tank"), "singlet": ("top", "tank"), "top": ("top", "tee"), "leotard": ("top", "tank"),
    "dress": ("dress", "dress"), "gown": ("dress", "gown"), "sundress": ("dress", "dress"),
    "skirt": ("skirt", "skirt"), "tutu": ("skirt", "tutu"), "kilt": ("skirt", "skirt"), "jeans": ("bottom", "jeans"),
    "trousers": ("bottom", "trousers"), "pants": ("bottom", "trousers"), "slacks": ("bottom", "trousers"),
    "shorts": ("bottom", "shorts"), "leggings": ("bottom", "leggings"), "tights": ("bottom", "leggings"),
    "overalls": ("overalls", "overalls"), "dungarees": ("overalls", "overalls"), "boots": ("shoes", "boots"),
    "wellingtons": ("shoes", "wellingtons"), "wellies": ("shoes", "wellingtons"), "sneakers": ("shoes", "sneakers"),
    "trainers": ("shoes", "sneakers"), "shoes": ("shoes", "leather"), "loafers": ("shoes", "leather"),
    "heels": ("shoes", "heels"), "sandals": ("shoes", "leather"), "slippers": ("shoes", "leather"),
    "barefoot": ("shoes", "bare"), "scarf": ("scarf", "scarf"), "shawl": ("scarf", "scarf"),
    "tie": ("tie", "tie"), "bowtie": ("tie", "tie"), "hat": ("hat", "brim"), "fedora": ("hat", "brim"),
    "trilby": ("hat", "brim"), "cap": ("hat", "cap"), "beanie": ("hat", "beanie"), "bonnet": ("hat", "beanie"),
    "beret": ("hat", "beret"), "hood": ("hat", "hood"), "stetson": ("hat", "cowboy"), "helmet": ("hat", "helmet"),
    "southwester": ("hat", "sou_wester"), "souwester": ("hat", "sou_wester"), "headscarf": ("hat", "headscarf"),
    "hijab": ("hat", "headscarf"), "crown": ("hat", "crown"), "tiara": ("hat", "crown"),
    "headphones": ("hat", "headphones"), "hair": ("hair", "hair"), "haired": ("hair", "hair"),
    "mohawk": ("hair", "hair"), "afro": ("hair", "hair"), "curls": ("hair", "hair"), "locks": ("hair", "hair"),
    "braid": ("hair", "hair"), "ponytail": ("hair", "hair"), "bob": ("hair", "hair"), "dreadlocks": ("hair", "hair"),
    "beard": ("beard", "full"), "bearded": ("beard", "full"), "moustache": ("beard", "moustache"),
    "mustache": ("beard", "moustache"), "stubble": ("beard", "stubble"), "eyes": ("eyes", "eyes"),
    "eyed": ("eyes", "eyes"), "glasses": ("glasses", "glasses"), "spectacles": ("glasses", "glasses"),
    "sunglasses": ("glasses", "sunglasses"), "shades": ("glasses", "sunglasses"),
    "umbrella": ("carries", "umbrella"), "guitar": ("carries", "guitar"), "suitcase": ("carries", "suitcase"),
    "backpack": ("carries", "backpack"), "lantern": ("carries", "lantern"), "balloon": ("carries", "balloon"),
    "flower": ("carries", "flower"), "flowers": ("carries", "flower"), "bouquet": ("carries", "flower"),
    "book": ("carries", "book"), "camera": ("carries", "camera"), "bag": ("carries", "suitcase"),
    "cane": ("carries", "cane"), "torch": ("carries", "lantern"),
}  # fmt: skip
Worn = dict[str, tuple[str, Colour | None]]
# What ends the search for a garment's colour: "a red dress and shoes" says nothing of the shoes.
_ENDS_OF_COLOUR = ("and", "with", "in", "wearing", "a", "an", "the", "on", "under", "over")
# Garments that describe the next one: "a red tank top".
_BEFORE_GARMENTS = ("trench", "knit", "flannel", "top", "tank", "rain")


def read_garments(text: str) -> Worn:
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


def _colour_before(tokens: list[str], index: int) -> Colour | None:
    for back in range(1, 5):
        if index - back < 0:
            return None
        word = tokens[index - back]
        if word in _ENDS_OF_COLOUR or (word in GARMENTS and word not in _BEFORE_GARMENTS):
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
