"""What a role wears, where the wording does not say."""

from __future__ import annotations

import re

from songreel_video.backends.animatic.figures.reading.colours import COLOURS
from songreel_video.backends.animatic.figures.reading.garments import Worn

# Who one is tells what one wears, where the wording does not: parts of the outfit, each with its kind and colour.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        r"fisher(man|woman)|sailor|sea captain|whaler",
        "outer raincoat yellow, hat sou_wester yellow, shoes wellingtons charcoal, top sweater navy",
    ),
    (r"astronaut|cosmonaut|spaceman|space ?explorer", "spacesuit spacesuit white, hat helmet white"),
    (
        r"cowboy|cowgirl|rancher",
        "hat cowboy brown, shoes boots chestnut, top shirt red, bottom jeans denim, outer vest brown",
    ),
    (r"ballerina|ballet", "top tank white, skirt tutu white, shoes leather pink, bottom leggings ivory"),
    (
        r"business(man|woman)|banker|lawyer|gentleman|detective|spy\b|groom",
        "suit suit charcoal, tie tie burgundy, shoes leather black",
    ),
    (r"detective", "outer coat tan, hat brim brown"),
    (r"bride", "dress gown white, carries flower rose"),
    (r"queen|princess|king|prince", "outer cloak crimson, hat crown gold"),
    (r"wizard|witch|monk|hermit", "outer cloak plum, hat hood plum"),
    (r"biker|rocker|punk|metalhead|guitarist", "outer leather black, bottom jeans charcoal, shoes boots black"),
    (r"farmer|gardener", "overalls overalls denim, hat straw sand, shoes boots brown"),
    (r"worker|miner|welder|mechanic|builder", "overalls overalls navy, shoes boots brown, hat cap grey"),
    (r"soldier|officer|guard|pilot", "suit suit olive, shoes boots black, hat cap olive"),
    (r"skater|skateboard\w*|rapper|teen\w*", "top hoodie, bottom jeans, shoes sneakers white"),
    (r"\bdj\b", "hat headphones black, top tee charcoal"),
    (r"surfer|swimmer", "bottom shorts teal, top tank white, shoes bare"),
    (r"traveller|traveler|hiker|wanderer|backpacker", "outer jacket olive, shoes boots brown, carries backpack rust"),
    (r"painter|artist|poet", "hat beret burgundy, top shirt ivory"),
)


def roles(text: str) -> Worn:
    """What the roles named in the wording wear."""
    worn: Worn = {}
    for pattern, outfit in _ROLES:
        if re.search(pattern, text):
            for item in outfit.split(", "):
                part, kind, *colour = item.split()
                worn.setdefault(part, (kind, COLOURS[colour[0]] if colour else None))
    return worn
