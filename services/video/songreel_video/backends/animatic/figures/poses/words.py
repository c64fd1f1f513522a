"""The kind of pose that an action's wording asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from songreel_video.backends.animatic.figures.poses.verbs import LOOKS, VERBS

_AFTER = re.compile(r"\b(while|until|as (the|a|an|if|it|snow|rain|people|she|he|they)|before (the|a)|because)\b.*")
"""What somebody or something else does meanwhile."""
_VERBS = tuple((kind, re.compile(pattern)) for kind, pattern in VERBS.items())
_LOOKS = tuple((kind, re.compile(pattern)) for kind, pattern in LOOKS.items())
_DANCES = re.compile(r"\bdanc(es|ed|ing|e(?! floor))\b")


@lru_cache(maxsize=2048)
def pose_kind(action_text: str, energy: float = 0.5) -> str:
    """The pose of an action: "She runs through rain" gives "run". Without a known verb, the energy decides.

    Who kneels and lets the sand run through the fingers kneels: the first verb of the main clause counts. Only who
    dances dances, whatever comes before it.
    """
    whole = re.sub(r"[’']", "", action_text.lower())
    for text in (_AFTER.sub("", whole), whole):
        if _DANCES.search(text):
            return "dance"
        found = [
            (match.start(), order, kind)
            for order, (kind, pattern) in enumerate(_VERBS)
            if (match := pattern.search(text))
        ]
        if found:
            return min(found)[2]
        for kind, pattern in _LOOKS:
            if pattern.search(text):
                return kind
    if energy > 0.82:
        return "dance"
    return "walk" if energy > 0.35 else "stand"
