"""The messages of small models: one fixed opening (system, examples), which a server reads once, and the ask as JSON.

Brief, lyrics and narrative come in as JSON string values: data in a fence that they cannot leave (see `material`).
"""

import functools
from collections.abc import Mapping
from importlib import resources

from songreel_script.assignment import Assignment
from songreel_script.colours import colour_word
from songreel_script.material import material
from songreel_script.mood import film_mood, mood_word, tag_scores
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk
from songreel_script.wording import clean

Message = dict[str, str]


@functools.cache
def opening() -> tuple[Message, ...]:
    """System message and examples; the same for every ask of every script."""
    folder = resources.files(__package__).joinpath("prompts", "small")
    lines = folder.joinpath("examples.jsonl").read_text("utf-8").splitlines()
    system = {"role": "system", "content": " ".join(folder.joinpath("system.txt").read_text("utf-8").split())}
    roles = ("user", "assistant")
    return (system, *({"role": roles[number % 2], "content": line} for number, line in enumerate(lines)))


def outline_messages(assignment: Assignment, premise: Premise) -> list[Message]:
    """The outline ask: the music, and what it should be about; the premise stands in where nobody said."""
    music = [label for label, score in tag_scores(assignment.analysis).items() if score > 0.4][:3]
    sung = clean(" / ".join(line.text for line in assignment.analysis.lyrics.lines), 240)
    ask: dict[str, object] = {
        "task": "outline" if has_theme(assignment) else "logline",
        "music": ", ".join([*music, mood_word(film_mood(assignment.analysis))]),
    }
    if has_theme(assignment):
        ask |= {"brief": assignment.theme or sung, "colour": colour_word(premise.lead.description)}
    else:
        ask |= {
            "lead": premise.lead.description,
            "motif": premise.motif,
            "places": [premise.places[0], premise.places[-1]],
        }
    if assignment.brief.constraints:
        ask["keep"] = list(assignment.brief.constraints)
    if assignment.brief.characters:
        ask["lead"] = premise.lead.description
    return [*opening(), _user(ask)]


def has_theme(assignment: Assignment) -> bool:
    """Somebody said, or sings, what the film is about."""
    return bool(assignment.theme or assignment.analysis.lyrics.lines)


def scene_messages(ask: SceneAsk) -> list[Message]:
    """The scene ask."""
    wanted: dict[str, object] = {
        "task": "scene",
        "section": ask.kind,
        "mood": ask.mood_word,
        "time": ask.stage,
        "place": ask.place,
        "story": ask.story,
        "who": ask.lead.description,
        "beat": ask.beat,
    }
    if ask.other is not None:
        wanted["also"] = ask.other.description
    if ask.passage.lyrics:
        wanted["sung"] = ask.passage.lyrics
    if ask.keep:
        wanted["keep"] = list(ask.keep)
    return [*opening(), _user(wanted)]


def _user(ask: Mapping[str, object]) -> Message:
    return {"role": "user", "content": material(ask)}
