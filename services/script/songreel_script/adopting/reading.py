"""A shot's fields read from the one sentence that a person wrote for it, by rule; what it does not say stays empty."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.adopting.filming import camera_in, framing_in, without_filming
from songreel_script.cast import short_name
from songreel_script.phrases import is_verb_phrase
from songreel_script.repertoire import place_sets, word_list
from songreel_script.wording import clean, head_of, words

HOURS = re.compile(
    r"\b(?:(?:at|in the|before|after|by) )?(?:(?:early|late|deep|first|last) )?"
    r"(?:dawn|sunrise|daybreak|first light|morning|noon|midday|daytime|afternoon|golden hour|sunset|dusk|twilight|"
    r"evening|nightfall|night|midnight)\b",
    re.IGNORECASE,
)
PLACES = re.compile(  # looks ahead only, since one place may stand within the other's words
    r"\b(?=(in|on|at|inside|outside|across|through|along|over|under|into|onto|down|up|to|by|near|beside|past) "
    r"((?:an?|the|his|her|its|their) [^,.;]+))",
    re.IGNORECASE,
)
SAID_WHERE = re.compile(r"(?:in|on|at|inside|outside|under) ((?:an?|the) .+)", re.IGNORECASE)
PLURALS = {"two", "three", "four", "some", "many", "several", "both", "people", "children"}
STANDS = {"in", "on", "at", "inside", "outside", "under", "near", "beside", "by"}
"""After these a place says where somebody is; after the others it is part of what they do."""
JOINS = re.compile(r"\b(?:and|while|as|who)\b")
LINK = re.compile(r"^(?:(?:as|while|who|and|,)\s+)?(?:(?:she|he|it|they)\s+)?")


@dataclass(frozen=True)
class Told:
    """What a sentence says."""

    subject: str = ""
    action: str = ""
    place: str = ""
    time_and_light: str = ""
    details: str = ""
    character_ids: tuple[str, ...] = ()
    framing: script_pb2.Framing.ValueType = script_pb2.FRAMING_UNSPECIFIED
    camera: script_pb2.CameraMove.ValueType = script_pb2.CAMERA_MOVE_UNSPECIFIED


def read_sentence(sentence: str, cast: Sequence[script_pb2.Character]) -> Told:
    """What the sentence says of each field."""
    text = without_filming(clean(sentence, 1000))
    clauses = [clause.strip(" .") for clause in re.split(r"[,;]|\. ", text) if clause.strip(" .")]
    hours = [match.group(0) for match in HOURS.finditer(text)]
    present = tuple(character for character in cast if _names(character, sentence))
    first, *others = clauses or [""]
    place, rest = _place_in(first)
    subject, action = _parted(_without_hour(rest), present)
    lights, details = [], []
    for clause in others:
        found, before = ("", clause) if place else _place_in(clause)
        bare = _without_hour(clause)
        if not place and (stands := SAID_WHERE.match(clause)):
            found, before = found or _without_hour(stands.group(1)), ""
        if found and not before.strip():
            place = found
        elif set(words(clause)) & word_list("light"):
            lights.append(bare)
        elif bare and bare not in subject:
            place = place or found
            details.append(bare)
    hour = [re.sub(r"^(?:at|in the|before|after|by) ", "", hour.lower()) for hour in hours[:1]]
    return Told(
        subject=subject,
        action=action,
        place=place,
        time_and_light=", ".join([*hour, *(light for light in lights if light)]),
        details=", ".join(details[:3]),
        character_ids=tuple(character.id for character in present),
        framing=framing_in(sentence),
        camera=camera_in(sentence),
    )


def says(sentence: str, text: str) -> bool:
    """The text's words stand in the sentence, in order."""
    said, wanted = (" ".join(re.findall(r"\w+", one.casefold())) for one in (sentence, text))
    return f" {wanted} " in f" {said} "


def _names(character: script_pb2.Character, sentence: str) -> bool:
    """The sentence speaks of the character: by the fixed wording, by "the young woman", by name."""
    name = character.name if len(character.name) > 2 else ""
    return any(wording and says(sentence, wording) for wording in (character.description, name)) or bool(
        re.search(rf"\b{re.escape(short_name(character))}\b", sentence, re.IGNORECASE)
    )


def _parted(clause: str, present: Sequence[script_pb2.Character]) -> tuple[str, str]:
    """Subject and action of the first clause; whoever of the cast is in it has their fixed wording."""
    told: list[str] = []
    end, before = 0, ""
    for start, stop, character in sorted(_places_of(clause, present), key=lambda found: found[0]):
        between = clause[end:start].strip().lower()
        if told and between not in {"and", "with", "and with"}:
            break
        before = before if told else clause[:start].strip()
        told.append(character.description)
        end = stop
    if told:
        owned = before.lower().endswith((" of", " with"))  # "the hands of"
        subject = " and ".join(told)
        return f"{before} {subject}" if owned else subject, LINK.sub("", clause[end:].strip())
    return _parted_at_verb(clause)


def _places_of(clause: str, present: Sequence[script_pb2.Character]) -> Iterator[tuple[int, int, script_pb2.Character]]:
    """From where to where each of them is named."""
    for character in present:
        for wording in (character.description, short_name(character), character.name):
            found = re.search(rf"\b{re.escape(wording)}\b", clause, re.IGNORECASE) if wording else None
            if found:
                yield found.start(), found.end(), character
                break


def _parted_at_verb(clause: str) -> tuple[str, str]:
    said = clause.split()
    after = word_list("empty") | word_list("prepositions") | {"his", "her", "its", "their"}
    low = [word.lower() for word in said]
    verbs = [i for i in range(1, len(said)) if _is_verb(low, i)]
    sure = [i for i in verbs if i + 1 == len(said) or low[i + 1] in after or low[i + 1].endswith("ly")]
    plural = [i for i in range(2, len(said) - 1) if low[i + 1] in after and low[i] not in after]
    if low[:1] and low[0] in {"she", "he", "it", "they"}:
        return said[0], " ".join(said[1:])
    at = next(iter(sure or (plural if low[:1] and low[0] in PLURALS else []) or verbs), len(said))
    return " ".join(said[:at]), " ".join(said[at:])


def _is_verb(said: list[str], i: int) -> bool:
    if is_verb_phrase(" ".join(said[i:])):
        return True
    word = said[i]
    short = i + 2 >= len(said) and word.endswith("s") and not word.endswith(("ss", "us"))
    return short and word not in word_list("no_verbs")


def _place_in(clause: str) -> tuple[str, str]:
    """The first place that the clause names and is known, and the clause without it where it only says where."""
    found = [(match, JOINS.split(_without_hour(match.group(2)))[0].strip()) for match in PLACES.finditer(clause)]
    for head_only in (True, False):
        for match, noun in found:
            said = set(head_of(noun) if head_only else words(noun))
            if any(kind.named_in(said) for kind in place_sets().values()):
                stands = match.group(1).lower() in STANDS
                left = clause[: match.start()] + clause[match.start(2) + len(noun) :] if stands else clause
                return noun, left.strip()
    return "", clause


def _without_hour(clause: str) -> str:
    return " ".join(HOURS.sub("", clause).split()).strip(" ,")
