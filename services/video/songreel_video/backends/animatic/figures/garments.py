"""Words of colours, hair and clothes, with what they look like."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.shading import Colour


def _hex(text: str) -> Colour:
    return (int(text[0:2], 16) / 255, int(text[2:4], 16) / 255, int(text[4:6], 16) / 255)


# Pleasant, slightly muted versions: pure red screams beside a painted set.
COLOURS: dict[str, Colour] = {
    name: _hex(value)
    for name, value in {
        "red": "c8352f", "crimson": "a8202f", "scarlet": "d43a2a", "burgundy": "6e1f33", "maroon": "6b2230",
        "orange": "e07a2f", "rust": "a9512c", "copper": "b0653a", "amber": "dd9a2e", "yellow": "e8b832",
        "mustard": "cf9a2c", "gold": "d2a544", "golden": "d2a544", "ochre": "c08a35", "green": "3f7d52",
        "olive": "6f7440", "khaki": "a59a6b", "emerald": "1f7f5c", "mint": "a5d6bd", "lime": "9cc04a",
        "teal": "23777a", "turquoise": "3aa9a6", "cyan": "4cb9cc", "blue": "34639f", "navy": "22314f",
        "indigo": "39407f", "denim": "48658c", "azure": "5a9bd5", "purple": "6a4590", "violet": "7a55a8",
        "lavender": "b3a1d6", "lilac": "bfa6d9", "plum": "6c3a5f", "magenta": "b8377f", "pink": "e390a6",
        "rose": "d3798a", "coral": "e8765f", "peach": "f0b08f", "salmon": "e58f78", "brown": "6f4a32",
        "tan": "c19a6b", "beige": "d8c5a4", "camel": "bd8f5c", "chestnut": "7c4529", "chocolate": "4a2f24",
        "cream": "f0e6d2", "ivory": "f2ecdd", "white": "f3f0ea", "silver": "bfc4cb", "grey": "83868c",
        "gray": "83868c", "charcoal": "3b3d44", "black": "26252b", "dark": "2f3038", "neon": "3ddc97",
        "blond": "d9b36c", "blonde": "d9b36c", "auburn": "7d3a26", "ginger": "b85a2b", "brunette": "4a3024",
        "sand": "d2b98c", "sequined": "d2b46a", "sparkling": "d8cfe6", "bloodred": "8e1d24",
    }.items()
}  # fmt: skip
LIGHTER = ("light", "pale", "pastel", "faded", "washed", "bright")
DARKER = ("dark", "deep", "midnight", "worn")

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

SKIN: tuple[tuple[str, Colour], ...] = (
    ((
        r"\b(black|dark[- ]skinned|african|afro|nigerian|jamaican)\b(?! (coat|suit|hair|dress|jacket|hat|leather|"
        r"shirt|jeans|boots|tie|hoodie|eyes|umbrella|cat|dog|horse|bird|t-?shirt|gown|sweater|tuxedo|robe|cloak|"
        r"trousers|skirt|cap|beanie|and white|\w+ (coat|suit|dress|jacket|hat|shirt|boots|hoodie)))"
    ), _hex("6b4430")),
    (r"brown[- ]skinned|\bbrown skin|south asian|indian|latin[ao]|arab\w*|mexican|hispanic", _hex("a8714c")),
    (r"east asian|japanese|chinese|korean|\basian", _hex("e2b48c")),
    ((
        r"\bpale\b(?! (blue|pink|green|yellow|dress|coat|grey|shirt|\w+ (dress|coat|shirt)))|fair[- ]skinned|"
        r"freckl\w*|scandinavian|porcelain"
    ), _hex("f2cdb4")),
    (r"tann?ed|weathered|sun-?burn\w*|olive[- ]skinned", _hex("c58a60")),
)  # fmt: skip
SKINS = tuple(_hex(value) for value in ("f0c6a6", "e2ae88", "cf9468", "a8714c", "7f5238", "5f3d2b"))
HAIRS = tuple(_hex(value) for value in ("2a1f1c", "1d1a1e", "4a3024", "6b4126", "8a5a32", "7d3a26", "c79a5b"))
EYES = tuple(_hex(value) for value in ("4a2f1c", "3a2a20", "3f5f4a", "3d5f80", "5c4526"))
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
COATS: dict[str, Colour] = {
    "dog": _hex("a8743f"), "wolf": _hex("6f7580"), "fox": _hex("c9632a"), "cat": _hex("3d3a40"),
    "horse": _hex("6b4028"), "deer": _hex("a9744a"), "bear": _hex("5a4030"), "rabbit": _hex("b8a691"),
    "bird": _hex("3a3f4c"), "robot": _hex("9aa7b3"),
}  # fmt: skip
