"""What a phrase of a writer is: something done, something seen, a light; and who is in it."""

import re

from songreel.script.v1 import script_pb2

from songreel_script.cast import short_name
from songreel_script.daylight import fits
from songreel_script.premise import set_of
from songreel_script.repertoire import table, word_list
from songreel_script.scene import SceneAsk
from songreel_script.wording import content_words, likeness, words

# A finite verb after its noun: "the sand is warm", "a lantern flickers". "A" wants a singular, so its "s" is a verb's.
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|that|who|which|while|when|as if)\b")
FLICKERS = re.compile(r"^(?:an?|one|the \w+ly) (?:\w+ ){0,2}\w+ (?!\w*(?:ss|us)\b)\w{3,}s(?: \w+ly)?$")
JOINTS = word_list("prepositions") | word_list("after_head")
OUTDOORS = {"rain", "raining", "rainy", "raindrops", "snow", "snowing", "snowflakes", "storm", "blizzard"}
KEEPS = {"clings", "grips", "grabs", "clutches", "holds", "hugs"}
PRONOUNS = {
    "female": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
    "male": {"she": "he", "her": "his", "hers": "his", "herself": "himself"},
    "bare": {
        "he": "it",
        "she": "it",
        "him": "it",
        "his": "its",
        "her": "its",
        "himself": "itself",
        "herself": "itself",
    },
}


def is_verb_phrase(phrase: str) -> bool:
    """It opens with a verb in the third person ("walks ...", "slowly walks ...") and has three words or more."""
    found = words(phrase)
    if len(found) < 3 or len(content_words(phrase)) < 2:
        return False
    verb = found[1] if found[0].endswith("ly") else found[0]
    return (
        verb.endswith("s")
        and not verb.endswith(("ss", "us", "'s"))
        and verb not in word_list("no_verbs")
        and len(verb) > 3
    )


def is_thing(part: str, ask: SceneAsk) -> bool:
    """A detail that a camera can find in the place: no person, no sound, nothing done, nothing of another hour."""
    found = words(part)
    body = {"smile", "smiles", "eyes", "face", "him", "his", "her", "hand", "hands"}
    first = found[:1]
    return (
        2 <= len(found) <= 8
        and not set(found) & (body | word_list("unseen") | word_list("abstract") | word_list("negations"))
        and not people_in_it(part, None, beasts=True)
        and not elsewhere(part, ask)
        and not says_something(part)
        and not stands_bare(part)
        and not (first and first[0].endswith("ing"))
        and fits(ask.stage, part)
        and not (ask.inside and set(found) & OUTDOORS and "window" not in part)
        and "'" not in part
        and likeness(part, ask.place) < 0.5
    )


def stands_bare(part: str) -> bool:
    """It opens with a doing ("climbs up the bars"), ends in a state ("the city alive") or lacks its article
    ("old photograph in the background")."""
    found = words(part)
    if not found:
        return True
    behind = next((i for i, word in enumerate(found) if word in JOINTS and i), len(found))
    plain = found[0] in word_list("articles") or found[behind - 1].endswith("s") or found[0].endswith("s")
    return (
        found[0] in word_list("doings")
        or found[-1] in word_list("predicates")
        or found[-1] in {"background", "foreground", "distance"}
        or (bool(set(found[:behind]) & word_list("handy")) and not plain)
    )


def says_something(part: str) -> bool:
    """It is a sentence rather than a thing: "the candle burns brightly"."""
    found = words(part)
    return bool(
        FINITE.search(part.lower())
        or (FLICKERS.match(part.lower()) and not JOINTS & set(found))
        or (len(found) > 2 and found[-1].endswith("ly"))
        or set(found[1:]) & word_list("states")
    )


def is_light(part: str, ask: SceneAsk) -> bool:
    """A clause about light or weather and nothing else, right for the time of day and the place."""
    found = set(words(part))
    known = word_list("light") | word_list("light_words")
    shines = bool(found & word_list("light"))
    if table("daylight")["stages"][ask.stage]["day"] == "night" and re.search(r"(?<!deep )(?<!dark )blue sky", part):
        return False
    outdoors = OUTDOORS | {"sky", "skies", "clouds", "cloud", "wind", "horizon"}
    under_sky = outdoors | (
        {"moonlight", "sunlight", "sun", "moon"} if not found & {"window", "windows", "glass"} else set()
    )
    return shines and found <= known and fits(ask.stage, part) and not (ask.inside and found & under_sky)


def people_in_it(text: str, ask: SceneAsk | None, *, beasts: bool = False) -> set[str]:
    """Kinds of people in the text who are not in the film; `beasts`: animals may be there."""
    somebody = word_list("people") | word_list("female") | word_list("male") | word_list("strangers")
    known = set(words(short_name(ask.other))) | set(words(short_name(ask.lead))) if ask and ask.other else set()
    if ask is not None and ask.other is None:
        known = set(words(short_name(ask.lead)))
    known |= {"she", "he"} | (word_list("beasts") if beasts else set())
    return {word for word in words(text) if not singular(word) & known and singular(word) & somebody}


def elsewhere(text: str, ask: SceneAsk) -> set[str]:
    """Places in the text that are not where the scene plays: a stage in a station."""
    kind = set_of(ask.place, "")
    own = (ask.place, kind.name, kind.also, *kind.places, *kind.calm, *kind.strong, *kind.things, *kind.details)
    here = {one for phrase in own for word in words(phrase) for one in singular(word)}
    return {word for word in words(text) if singular(word) & word_list("elsewhere") and not singular(word) & here}


def singular(word: str) -> set[str]:
    """The word and what it may be the plural of."""
    irregular = table("words")["plurals"].get(word, word)
    return {word, irregular, word.removesuffix("s")}


def contradicts_itself(phrase: str) -> bool:
    """It holds on and lets go in one breath."""
    return bool(set(words(phrase)) & KEEPS) and bool(re.search(r"\b(?:letting|lets|let) go\b", phrase))


def about(phrase: str, lead: script_pb2.Character, other: script_pb2.Character | None) -> str:
    """The phrase with pronouns that fit the lead, where nobody else can be meant."""
    own = set(words(lead.description))
    kind = next((kind for kind in PRONOUNS if own & word_list(kind)), "")
    if other is not None or not kind:
        return phrase
    swaps = PRONOUNS[kind]
    return re.sub(r"[A-Za-z]+", lambda match: swaps.get(match.group(0).lower(), match.group(0)), phrase)


def first_clause(phrase: str) -> str:
    """The phrase without a second sentence: "smiles, a woman in a yellow dress follows" as "smiles"."""
    return re.split(r",? (?:and|while|as) (?:the|a|an) |, (?:the|a|an) ", phrase)[0].rstrip(" ,")
