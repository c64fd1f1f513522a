"""The prop that a wording asks for."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS: tuple[tuple[str, str], ...] = (
    ("record_player", r"record player|turntable|vinyl|gramophone|phonograph|\blps?\b|spinning record|needle on|stylus"),
    (
        "steering_wheel",
        r"steering wheel|dashboard|windshield|windscreen|\bwheel\b(?! of)|"
        r"(?<!behind a )(?<!parked )\bcar\b(?! park)|taxi|speedometer",
    ),
    ("street_light", r"street ?(light|lamp)s?|lamp ?post"),
    ("neon_sign", r"neon"),
    ("piano_keys", r"piano|keyboard|ivories"),
    ("window_rain", r"window rain|rain ?drops?|rain on|drops .*(glass|pane|window)|(wet|rainy) (window|pane|glass)"),
    ("window", r"windows?\b(?! far)|pane\b|curtains?\b"),
    ("microphone", r"microphone|\bmic\b"),
    ("guitar", r"guitar|\bbass\b|fretboard|strings\b"),
    ("cassette", r"cassette|mixtape|\btape\b"),
    ("headphones", r"headphones?|earphones?|earbuds?"),
    ("speaker", r"speaker|amplifier|\bamp\b|subwoofer|loudspeaker|boombox|radio"),
    ("drum", r"\bdrums?\b|cymbal|snare|drumsticks?|tambourine"),
    ("photograph", r"photo\w*|polaroid|\bpicture\b|portrait|snapshot"),
    ("letter", r"letters?\b|envelope|postcard|handwrit\w*|\bnote\b"),
    ("book", r"\bbooks?\b|diary|notebook|journal|\bpages?\b"),
    ("map", r"\bmaps?\b|compass|atlas"),
    ("ticket", r"tickets?\b"),
    ("flag", r"\bflags?\b|banner|pennant"),
    ("candle", r"candles?\b|candlelight|\bwick\b"),
    ("fire", r"\bfires?\b|flames?\b|campfire|bonfire|fireplace|embers?|burning|hearth"),
    ("lamp", r"\blamps?\b|lantern|light ?bulb|\bbulb\b"),
    ("cup", r"\bcups?\b|coffee|\btea\b|\bmugs?\b|espresso"),
    ("glass", r"wine|whisk(e)?y|champagne|\bdrink\b|\bglass(es)?\b(?! window)|cocktail|bottle"),
    ("umbrella", r"umbrellas?|parasol"),
    ("phone", r"\bphones?\b|telephones?\b(?! (pole|wire|line|mast))|smartphone|cellphone|screen\b"),
    ("key", r"\bkeys?\b|keyhole|\block\b|padlock"),
    ("flower", r"flowers?|roses?\b|petals?|bouquet|tulips?|blossoms?|sunflowers?|dais(y|ies)|lil(y|ies)"),
    ("clock", r"clocks?\b|\bwatch\b|hourglass|\btime\b.*ticking|pocket ?watch"),
    ("boots", r"boots?\b|shoes?\b|sneakers?|\bfeet\b|footsteps?|\bfoot\b|heels\b|soles?\b|puddle"),
    ("hands", r"\bhands?\b|fingers?|fingertips?|\bpalms?\b|\bfists?\b|holding hands"),
    ("mirror", r"mirrors?|reflection"),
    ("suitcase", r"suitcases?|luggage|\bbags?\b|\btrunk\b|backpack"),
    ("bicycle", r"bicycles?|\bbikes?\b|spokes"),
    ("train", r"\btrains?\b|locomotive|railway|(?<!farm )(?<!by the )\btracks\b|\brails\b|subway|metro\b|carriage"),
    ("boat", r"boats?\b|\bships?\b|\bsails?\b|sailboat|\bhull\b|canoe|raft"),
    (
        "bird",
        r"\bbirds?\b|gulls?\b|seagulls?|doves?\b|crows?\b|ravens?|feathers?|\bwings?\b|swallows?\b|pigeons?|\beagle|heron",
    ),
    ("ring", r"\brings?\b(?! (of|spread|on the water))|necklace|locket|jewel\w*|diamond"),
    ("mask", r"masks?\b|masquerade"),
    ("balloon", r"balloons?"),
    ("leaf", r"\bleaf\b|leaves\b(?! (the|her|him|his|for|a|home|town|through|behind))|autumn"),
    ("moon", r"\bmoon\b|moonlight|crescent"),
    ("door", r"\bdoors?\b|doorway|doorknob|\bgate\b|threshold"),
    ("rope", r"\bropes?\b|\bnets?\b|\bknots?\b|anchor"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDS)


@lru_cache(maxsize=2048)
def prop_kind(text: str) -> str | None:
    """The prop a wording names first; None when it names none."""
    lowered = text.lower()
    first: tuple[int, int, str] | None = None
    for order, (kind, pattern) in enumerate(_PATTERNS):
        found = pattern.search(lowered)
        if found and (first is None or (found.start(), order) < first[:2]):
            first = (found.start(), order, kind)
    return first[2] if first else None
