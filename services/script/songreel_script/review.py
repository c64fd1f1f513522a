"""What is wrong with a writer's words, as short reasons; an empty list passes them."""

import functools
import re
from collections.abc import Sequence
from importlib import resources

from songreel_script.assignment import Assignment
from songreel_script.cast import short_name
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.wording import content_words, has_phrase, likeness, words

# Words on the picture come out as scribble, and a song or a camera inside a scene is the writer talking shop.
SHOP = re.compile(
    r"\b(?:text|words|letters|caption|subtitles?|titles?|logo|lyrics?|song|music video|chorus|verse|intro|outro|"
    r"camera|close-up|shot|scene|screen|json|schema|prompt|instructions?|sign(?:s)? (?:that )?(?:reads?|says?|saying|reading))\b",
    re.IGNORECASE,
)
TOO_ALIKE = 0.5
NOT_VERBS = frozenset("the his hers its this across always perhaps sometimes as is was has".split())


@functools.cache
def borrowed_words() -> frozenset[str]:
    """Distinctive words of the examples in the prompt, which small models copy."""
    text = resources.files(__package__).joinpath("prompts", "borrowed.txt").read_text("utf-8")
    return frozenset(words(text))


def faults_of_words(text: str, assignment: Assignment) -> list[str]:
    """What no text of a script may have: names of the song and its artist, talk of the trade, copied example words."""
    faults = []
    if SHOP.search(text):
        faults.append("talks about text, music or camera")
    if re.search(r"[\"“”{}<>#@\\]|https?:", text):
        faults.append("has quotes or markup")
    if has_phrase(text, assignment.brief.artist):
        faults.append("names the artist")
    if len(words(assignment.brief.title)) >= 2 and has_phrase(text, assignment.brief.title):
        faults.append("names the song")
    given = set(words(f"{assignment.theme} {assignment.brief.style}"))
    for character in assignment.brief.characters:
        given |= set(words(character.description))
    for line in assignment.analysis.lyrics.lines:
        given |= set(words(line.text))
    if copied := (borrowed_words() & set(words(text))) - given:
        faults.append(f"copies the example: {', '.join(sorted(copied))}")
    faults += [f"shows {ban}" for ban in assignment.brief.do_not_show if has_phrase(text, ban)]
    return faults


def faults_of_scene(
    scene: SceneWords, ask: SceneAsk, earlier: Sequence[SceneWords], assignment: Assignment
) -> list[str]:
    """Why the scene has to be written again."""
    whole = f"{scene.place}. {scene.light}. {scene.action}. {scene.then}. {', '.join(scene.details)}"
    faults = faults_of_words(whole, assignment)
    if not 2 <= len(scene.details):
        faults.append("has fewer than two details")
    for name, phrase in (("action", scene.action), ("then", scene.then)):
        if not is_verb_phrase(phrase):
            faults.append(f"{name} is no verb phrase")
        elif has_phrase(phrase, short_name(ask.lead)):
            faults.append(f"{name} meets the lead as somebody else")
    if likeness(scene.action, scene.then) > TOO_ALIKE:
        faults.append("the second action repeats the first")
    acts = f"{scene.action} {scene.then}"
    if any(likeness(acts, f"{other.action} {other.then}") > TOO_ALIKE for other in earlier):
        faults.append("repeats an earlier scene")
    return faults


def is_verb_phrase(phrase: str) -> bool:
    """It opens with a verb in the third person ("walks ...", "slowly walks ...") and has three words or more."""
    found = words(phrase)
    if len(found) < 3 or len(content_words(phrase)) < 2:
        return False
    verb = found[1] if found[0].endswith("ly") else found[0]
    return verb.endswith("s") and not verb.endswith(("ss", "us", "'s")) and verb not in NOT_VERBS and len(verb) > 3
