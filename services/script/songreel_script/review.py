"""What of a writer's words can be filmed, and what is wrong with the rest.

A small model is often half right: a good phrase is kept, a bad one is replaced from the rules' suggestion, and only a
scene without one good action has to be written again.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from songreel_script.assignment import Assignment
from songreel_script.bans import shows
from songreel_script.cast import short_name
from songreel_script.daylight import fits
from songreel_script.explicit import unfilmable
from songreel_script.phrases import (
    OUTDOORS,
    about,
    contradicts_itself,
    elsewhere,
    first_clause,
    is_light,
    is_thing,
    is_verb_phrase,
    people_in_it,
)
from songreel_script.repertoire import word_list
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.wording import content_words, has_phrase, likeness, words

# Words on the picture come out as scribble, and a song or a camera inside a scene is the writer talking shop.
SHOP = re.compile(
    r"\b(?:text|words|captions?|subtitles?|titles?|logos?|lyrics?|song|music video|chorus|verse|intro|outro|camera|"
    r"close-up|shot|scene|json|schema|prompts?|instructions?|signs? (?:that )?(?:reads?|says?|saying|reading))\b",
    re.IGNORECASE,
)
TOO_ALIKE = 0.5
WEATHER = {"rain", "snow"}


@functools.cache
def borrowed_words() -> frozenset[str]:
    """Distinctive words of the examples in the prompt, which small models copy."""
    text = resources.files(__package__).joinpath("prompts", "small", "borrowed.txt").read_text("utf-8")
    return frozenset(words(text))


@functools.cache
def example_runs() -> frozenset[tuple[str, ...]]:
    """Every three words in a row of the examples' answers that say something."""
    lines = resources.files(__package__).joinpath("prompts", "small", "examples.jsonl").read_text("utf-8").splitlines()
    return frozenset(run for line in lines[1::2] for run in _runs(line))


@dataclass(frozen=True)
class Verdict:
    """What became of a scene."""

    scene: SceneWords | None
    """What can be filmed; None when it has to be written again."""
    faults: tuple[str, ...]
    """Why phrases were left out."""


def reviewed(scene: SceneWords, ask: SceneAsk, earlier: Sequence[SceneWords], assignment: Assignment) -> Verdict:
    """The scene with its usable phrases, filled up from the suggestion."""
    done = [phrase for other in earlier for phrase in other.actions]
    kept: list[str] = []
    faults: list[str] = []
    for said in scene.actions:
        phrase = about(first_clause(said), ask.lead, ask.other)
        wrong = faults_of_action(phrase, ask, [*done, *(other for other in kept if other)], assignment)
        faults += wrong
        # Where every shot has its own action, a bad one leaves its place open.
        kept += [""] if wrong and scene.further else [] if wrong else [phrase]
    if 2 * sum(map(bool, kept)) < len(kept) or not any(kept):
        return Verdict(None, tuple(faults))
    spare = [ask.suggestion.action, ask.suggestion.then, *(ask.more if scene.further else ())]
    unlike = [phrase for phrase in spare if all(likeness(phrase, other) < TOO_ALIKE for other in kept[:1] if other)]
    fill = iter([*unlike, *spare, *spare])
    kept = [phrase or next(fill, ask.suggestion.action) for phrase in kept] + [*unlike, *spare]
    details = [part for part in scene.details if is_thing(part, ask) and not faults_of_words(part, assignment, ask)]
    lights = [
        part for part in scene.light.split(", ") if is_light(part, ask) and not faults_of_words(part, assignment, ask)
    ]
    return Verdict(
        SceneWords(
            place=scene.place,
            light=", ".join(lights) if lights and weather_agrees(lights, ask) else ask.suggestion.light,
            action=kept[0],
            then=kept[1],
            details=tuple(dict.fromkeys([*details, *ask.suggestion.details]))[:4],
            further=tuple(kept[2 : len(scene.actions)]) if scene.further else (),
        ),
        tuple(faults),
    )


def weather_agrees(lights: Sequence[str], ask: SceneAsk) -> bool:
    """The lights have the weather that the rules' light has, and no other."""
    wanted, said = set(words(ask.suggestion.light)) & WEATHER, set(words(" ".join(lights))) & WEATHER
    return wanted <= said if wanted else True


def faults_of_action(phrase: str, ask: SceneAsk, done: Sequence[str], assignment: Assignment) -> list[str]:
    """Why the phrase cannot be what the lead does here; empty when it can."""
    faults = faults_of_words(phrase, assignment, ask)
    if not is_verb_phrase(phrase):
        faults.append(f"is no verb phrase: {phrase!r}")
    if set(words(short_name(ask.lead))[-1:]) & set(words(phrase)):
        faults.append("meets the lead as somebody else")
    if strangers := people_in_it(" ".join(words(phrase)[1:]), ask):
        faults.append(f"has somebody who is not in the film: {', '.join(sorted(strangers))}")
    if (word_list("unseen") | word_list("abstract")) & set(words(phrase)):
        faults.append("tells what no camera sees")
    if word_list("negations") & set(words(phrase)):
        faults.append("tells what is not there")
    if places := elsewhere(phrase, ask):
        faults.append(f"plays somewhere else: {', '.join(sorted(places))}")
    if contradicts_itself(phrase):
        faults.append("contradicts itself")
    if ask.inside and OUTDOORS & set(words(phrase)) and "window" not in words(phrase):
        faults.append("has weather under a roof")
    if not fits(ask.stage, phrase):
        faults.append(f"cannot be at {ask.stage}")
    if any(likeness(phrase, other) > TOO_ALIKE for other in done):
        faults.append("repeats what was done before")
    return faults


def faults_of_words(text: str, assignment: Assignment, ask: SceneAsk | None = None) -> list[str]:
    """What no text of a script may have: the song's names, talk of the trade, copied example words, the unasked for."""
    faults = []
    if SHOP.search(text):
        faults.append("talks about text, music or camera")
    if re.search(r"[\"“”{}<>#@\\]|https?:", text):
        faults.append("has quotes or markup")
    if has_phrase(text, assignment.brief.artist):
        faults.append("names the artist")
    if len(words(assignment.brief.title)) >= 2 and has_phrase(text, assignment.brief.title):
        faults.append("names the song")
    said = set(words(text)) - given_words(assignment, ask)
    if copied := borrowed_words() & said:
        faults.append(f"copies the example: {', '.join(sorted(copied))}")
    if any(run in example_runs() for run in _runs(text)):
        faults.append("copies a phrase of the example")
    if unasked := word_list("unasked") & said:
        faults.append(f"shows what nobody asked for: {', '.join(sorted(unasked))}")
    if frank := unfilmable(text, assignment.brief):
        faults.append(f"is not for this film's viewers: {', '.join(frank)}")
    faults += [f"shows {ban}" for ban in assignment.brief.do_not_show if shows(text, ban)]
    return faults


def given_words(assignment: Assignment, ask: SceneAsk | None) -> set[str]:
    """The words that the client, the song or the place brought in: nobody can have copied them from an example."""
    texts = [assignment.theme, assignment.brief.style]
    texts += [character.description for character in assignment.brief.characters]
    texts += [line.text for line in assignment.analysis.lyrics.lines]
    if ask is not None:
        texts += [ask.place, ask.beat, ask.motif, ask.lead.description, *ask.suggestion.details]
        texts += [ask.suggestion.action, ask.suggestion.then, ask.story, *ask.more, *ask.things]
    return {word for text in texts for word in words(text)}


def _runs(text: str) -> list[tuple[str, ...]]:
    found = words(text)
    runs = [tuple(found[i : i + 3]) for i in range(len(found) - 2)]
    return [run for run in runs if len(content_words(" ".join(run))) >= 2]
