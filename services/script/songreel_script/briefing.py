"""The prompts of large models: the whole film for one mind, then its passages for many hands.

outline   rules, song, passages, material, plan            once; thought about
scene     rules, film, answer | the passage                the part before the bar is the same for every passage of a
                                                           film, byte for byte: a server reads it once
"""

import functools
from collections.abc import Sequence
from importlib import resources
from string import Template

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.heard import key_words, tempo_words, track_tags
from songreel_script.material import fenced, harmless, material
from songreel_script.mood import film_mood, mood_word
from songreel_script.naming import people_in
from songreel_script.premise import Premise
from songreel_script.route import route_of
from songreel_script.scene import SceneAsk, plan_scenes
from songreel_script.wording import clean

LANGUAGES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "no": "Norwegian", "fi": "Finnish", "cs": "Czech",
    "uk": "Ukrainian", "ru": "Russian", "tr": "Turkish", "el": "Greek", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi",
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "vi": "Vietnamese", "th": "Thai", "id": "Indonesian",
}  # fmt: skip


def outline_briefing(assignment: Assignment, premise: Premise) -> tuple[str, str]:
    """What is said before the plan is asked for, and the ask itself with its material."""
    cast = not fixed_cast(assignment)
    values = {
        "tags": harmless(track_tags(assignment.analysis)),
        "tempo": tempo_words(assignment.analysis),
        "key": harmless(key_words(assignment.analysis)),
        "mood": mood_word(film_mood(assignment.analysis)),
        "passages": "\n".join(_passages(assignment, premise)),
        "material": fenced(_asked(assignment, premise)),
        "people": _template("people").template if cast else "",
        "closer": '"lead"' if cast else harmless(premise.lead.description),
        "count": str(len(assignment.passages)),
        "language": _language(assignment),
    }
    opening = _template("director").substitute(rules=_rules())
    return opening.strip(), _template("outline").substitute(values).strip()


def scene_briefing(ask: SceneAsk, treatment: script_pb2.Script, actions: int) -> tuple[str, str]:
    """What is said of the film, the same for each of its passages, and the passage."""
    look = treatment.look
    film = {
        "story": treatment.logline,
        "people": [character.description for character in treatment.characters],
        "look": look.style,
        "comes back": list(look.motifs),
        "sections": {str(beat.section_index + 1): _told(beat) for beat in treatment.arc},
        "last picture": treatment.closing_image,
        "constraints": list(ask.keep),
        "forbidden in any picture": list(look.do_not_show),
    }
    passage = {
        "section": f"{ask.passage.section.index + 1}, {ask.kind}{_part_of(ask)}",
        "beat": ask.told or ask.beat,
        "place": ask.place,
        "hour": ask.stage,
        "mood": ask.mood_word,
        "drive": f"{ask.drive:.2f} of 1",
        "tags": ask.passage.tags,
        "tempo": _tempo_of(ask),
        "who": ask.lead.description,
        "also": ask.other.description if ask.other else "",
        "in hand": ask.motif,
        "sung": ask.passage.lyrics,
        "heard": ask.passage.heard,
    }
    last = treatment.arc and treatment.arc[-1].section_index == ask.passage.section.index
    ends = bool(last and ask.passage.shots[-1].closes_section)
    opening = _template("film").substitute(rules=_rules(), film=fenced(film))
    ending = " The last of them is the film's last picture." if ends else ""
    asked = _template("scene").substitute(passage=fenced(passage), count=actions, ending=ending)
    return opening.strip(), asked.strip()


def again(faults: Sequence[str]) -> str:
    """What is added to an ask when its last answer was no use; faults quote the answer, so they are material too."""
    said = clean("; ".join(faults), 400)
    return "\n\n" + _template("again").substitute(faults=harmless(said)).strip() if said else ""


def fixed_cast(assignment: Assignment) -> bool:
    """The client, or the song's narrative, says who is in the film: `outline.settle` keeps to it."""
    return bool(assignment.brief.characters or assignment.narrative.people or people_in(assignment.theme).people)


def _passages(assignment: Assignment, premise: Premise) -> list[str]:
    """A line for each passage."""
    places = list(premise.places)
    lines = []
    for ask, place in zip(plan_scenes(assignment, premise), route_of(assignment.passages, premise), strict=True):
        passage = ask.passage
        heard = {
            "tags": passage.tags,
            "energy": f"{passage.section.energy:.2f}",
            "mood": ask.mood_word,
            "hour": ask.stage,
            "sung": passage.lyrics,
            "story": passage.heard,
        }
        count = len(passage.shots)
        shots = f"{count} shot{'s' * (count > 1)}"
        head = f"{passage.index + 1}. {ask.kind}{_part_of(ask)}, place {places.index(place) + 1}, {shots}"
        lines.append(f"{head}: {material(heard)}")
    return lines


def _asked(assignment: Assignment, premise: Premise) -> dict[str, object]:
    """What the client, the singer and the narrative want, and what the rules suggest for the rest."""
    brief, narrative = assignment.brief, assignment.narrative
    asked: dict[str, object] = {
        "film": brief.text,
        "concept heard in the music": narrative.concept,
        "story cues, in order": list(brief.story_cues),
        "people": [character.description for character in (premise.lead, *premise.others)],
        "constraints": list(brief.constraints),
        "look": brief.style,
        "palette": list(brief.palette),
        "forbidden in any picture": list(brief.do_not_show),
        "imagery heard in the music": list(narrative.imagery),
        "places suggested": list(premise.places),
        "thing suggested": premise.motif,
    }
    if not fixed_cast(assignment):
        asked["people suggested"] = asked.pop("people")
    return asked


def _language(assignment: Assignment) -> str:
    if not assignment.foreign:
        return ""
    language = LANGUAGES.get(assignment.foreign, f"the language {assignment.foreign!r}")
    return f'Write "logline", "beats" and "closing_image" in {language}, for readers; all the rest in English.'


def _told(beat: script_pb2.SectionBeat) -> str:
    return beat.sentence if beat.place in beat.sentence else f"{beat.sentence} ({beat.place})"


def _part_of(ask: SceneAsk) -> str:
    return f", part {ask.passage.part + 1}" if ask.passage.part else ""


def _tempo_of(ask: SceneAsk) -> str:
    bpm = ask.passage.shots[0].music.bpm
    return f"{bpm:.0f} beats a minute" if bpm else ""


@functools.cache
def _template(name: str) -> Template:
    return Template(resources.files(__package__).joinpath("prompts", "large", f"{name}.txt").read_text("utf-8"))


def _rules() -> str:
    return _template("rules").template.strip()
