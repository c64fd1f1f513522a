"""The prop that a wording asks for."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS: tuple[tuple[str, str], ...] = (
    ("record_player", r"record player|turntable|vinyl|gramophone|phonograph|\blps?\b|spinning record|needle on|stylus"),
    (
        "steering_wheel",
        r"steering wheel|dashboard(?! clock)|windshield|windscreen|(?<!ferris )(?<!big )(?<!great )\bwheel\b(?! of)|"
        r"speedometer",
    ),
    (
        "car",
        r"(?<!behind a )(?<!of a )\bcars?\b(?! (park|key|radio|seat|door|window|horn|lot)(s|ing)?\b)|"
        r"\btaxis?\b|headlights?",
    ),
    ("street_light", r"street ?(light|lamp)s?|lamp ?post"),
    ("neon_sign", r"neon"),
    ("piano_keys", r"piano|keyboard|ivories"),
    ("window_rain", r"window rain|rain ?drops?|rain on|drops .*(glass|pane|window)|(wet|rainy) (window|pane|glass)"),
    ("window", r"windows?\b(?! (far|of|box))|pane\b|curtains?\b"),
    ("microphone", r"microphone|\bmic\b"),
    ("guitar", r"guitar|\bbass\b|fretboard|strings\b(?! of)"),
    ("cassette", r"cassette|mixtape|\btape\b"),
    ("headphones", r"headphones?|earphones?|earbuds?"),
    ("speaker", r"speaker|amplifier|\bamp\b|subwoofer|loudspeaker|boombox|radio"),
    ("drum", r"\bdrums?\b|cymbal|snare|drumsticks?|tambourine"),
    ("photograph", r"photo\w*|polaroid|(?<!the )\bpicture\b|portrait|snapshot"),
    ("compass", r"\bcompass(es)?\b"),
    ("locket", r"\blockets?\b|\bpendant\b|\bamulet\b"),
    ("paper_boat", r"(paper|folded|toy) (boat|ship)"),
    ("paper_lantern", r"(paper|sky|silk|floating|chinese) lanterns?|paper lamps?"),
    ("storm_lantern", r"lanterns?|(oil|storm|hurricane) lamps?"),
    ("letter", r"letters?\b|envelope|postcard|handwrit\w*|\bnote\b"),
    ("book", r"\bbooks?\b|diary|notebook|journal|\bpages?\b"),
    ("map", r"\bmaps?\b|atlas"),
    ("ticket", r"tickets?\b"),
    ("flag", r"\bflags?\b|banner|pennant"),
    ("candle", r"candles?\b|candlelight|\bwick\b"),
    ("fire", r"\bfires?\b|flames?\b|campfire|bonfire|fireplace|embers?|burning(?! match| cigarette)|hearth"),
    ("lamp", r"\blamps?\b(?! light)|light ?bulb|\bbulb\b"),
    ("cup", r"\bcups?\b|coffee|\btea\b|\bmugs?\b|espresso"),
    (
        "glass",
        r"wine|whisk(e)?y|champagne|\bdrink\b|(?<!on the )(?<!against the )(?<!behind the )"
        r"\bglass(es)?\b(?! (window|hall|roof|door|wall|tower)s?\b)|cocktail|bottle",
    ),
    ("umbrella", r"umbrellas?|parasol"),
    (
        "phone",
        r"\bphones?\b|telephones?\b(?! (pole|wire|line|mast|box|booth))|smartphone|cellphone|"
        r"(?<!tv )(?<!cinema )(?<!silver )screen\b",
    ),
    ("key", r"\bkeys?\b(?! of (a|the) piano)|keyhole|\block\b|padlock"),
    ("flower", r"flowers?|roses?\b|petals?|bouquet|tulips?|blossoms?|sunflowers?|popp(y|ies)\b|dais(y|ies)|lil(y|ies)"),
    ("clock", r"clocks?\b|\bwatch\b|hourglass|\btime\b.*ticking|pocket ?watch"),
    ("boots", r"boots?\b|shoes?\b|sneakers?|\bfeet\b|footsteps?|\bfoot\b|heels\b|soles?\b"),
    ("hands", r"\bhands?\b|fingers?|fingertips?|\bpalms?\b|\bfists?\b|holding hands"),
    (
        "mirror",
        r"(?<!on the )\bmirrors?\b(?! ball)|"
        r"reflection(?! (in|on) (the |a )?(\w+ )?(water|river|lake|puddle|pool|window|glass))",
    ),
    ("suitcase", r"suitcases?|luggage|\bbags?\b|(?<!tree )\btrunk\b(?! of a tree)|backpack"),
    ("bicycle", r"bicycles?|\bbikes?\b|spokes"),
    (
        "train",
        r"\btrains?\b(?! tickets?)|locomotive|railway|(?<!farm )(?<!by the )"
        r"(?<!tyre )(?<!tire )(?<!of )\btracks\b(?! (in|across))|\brails\b|subway|metro\b|carriage",
    ),
    ("boat", r"boats?\b|\bships?\b|\bsails?\b|sailboat|\bhull\b|canoe|raft"),
    (
        "bird",
        r"\bbirds?\b|gulls?\b|seagulls?|doves?\b|crows?\b|ravens?|owls?\b|\bwings?\b|swallows?\b|pigeons?|\beagle|heron",
    ),
    ("feather", r"\bfeathers?\b|\bquill\b"),
    ("ring", r"\brings?\b(?! (of|spread|on the water))|necklace|jewel\w*|diamond"),
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
    """The prop a wording names first; None when it names none. Hands only where they are all there is."""
    lowered = text.lower()
    found = [
        (kind == "hands", match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(lowered))
    ]
    return min(found)[3] if found else None
