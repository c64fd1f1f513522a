"""The prompts, as files that a person reads and as golden files of what is sent."""

import json
import re
from pathlib import Path

import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.answers import OutlineAnswer, SceneAnswer, schema_of
from songreel_script.assignment import clean_brief, read_request
from songreel_script.full_answers import outline_of, scene_of
from songreel_script.premise import draw_premise
from songreel_script.prompting import opening, outline_messages, scene_messages
from songreel_script.review import borrowed_words
from songreel_script.scene import plan_scenes
from songreel_script.treatment import treat
from songreel_script.wording import words
from songreel_script.writers import Attempt
from songreel_script.writers.manners import REASONING

from tests.analyses import Part, made_analysis

GOLDEN = Path(__file__).parent / "golden"
LYRICS = [("I left the light on in the hall", 20.0, 24.0), ("so you would find the way", 24.5, 28.0)]
BRIEFS = {
    "nothing_said": (script_pb2.Brief(), []),
    "a_brief": (
        script_pb2.Brief(
            text="A lost cat crosses a winter city",
            constraints=["no cars", "it always wears a red collar"],
            title="Paws",
        ),
        [],
    ),
    "lyrics": (script_pb2.Brief(), LYRICS),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_the_asks_are_as_reviewed(name: str, golden: bool) -> None:
    """What the model is sent after the opening; `make golden` rewrites the files."""
    brief, lyrics = BRIEFS[name]
    analysis = made_analysis(lyrics=lyrics, mode=audio_pb2.MODE_MAJOR)
    assignment = read_request(script_pb2.WriteScriptRequest(analysis=analysis, brief=brief, seed=3))
    premise = draw_premise(assignment)
    asks = [outline_messages(assignment, premise), *map(scene_messages, plan_scenes(assignment, premise))]
    sent = "".join(json.dumps(json.loads(ask[-1]["content"]), indent=1, ensure_ascii=False) + "\n" for ask in asks)
    path = GOLDEN / f"{name}.txt"
    if golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(sent, "utf-8")
    assert sent == path.read_text("utf-8")


RAIN_SONG = (
    Part(audio_pb2.SECTION_KIND_INTRO, "A", 6, 0.15),
    Part(audio_pb2.SECTION_KIND_VERSE, "B", 14, 0.35),
    Part(audio_pb2.SECTION_KIND_CHORUS, "C", 16, 0.8),
    Part(audio_pb2.SECTION_KIND_OUTRO, "A", 5, 0.1),
)
WHOLE = {
    "a_film_of_a_brief": script_pb2.WriteScriptRequest(
        analysis=made_analysis(tags=[("electronic", 0.5), ("pop", 0.31)], mode=audio_pb2.MODE_MAJOR),
        brief=script_pb2.Brief(
            text="Two sisters cross the desert to find their father",
            story_cues=["they set out", "the storm", "the house with the blue door"],
            style="watercolour",
            do_not_show=["guns"],
            constraints=["one of them always carries the map"],
            title="Paws",
        ),
        seed=3,
    ),
    "a_film_of_lyrics": script_pb2.WriteScriptRequest(
        analysis=made_analysis(
            RAIN_SONG,
            bpm=72,
            tags=[("sad", 0.62), ("acoustic", 0.4)],
            lyrics=[("I left the light on in the hall", 7.0, 11.0), ("so you would find the way", 11.5, 15.0)],
        ),
        brief=script_pb2.Brief(language="de"),
        seed=3,
    ),
}


def with_segments(analysis: audio_pb2.SongAnalysis) -> audio_pb2.SongAnalysis:
    """Each section tagged by itself, and each shot with its tempo."""
    for section in analysis.sections:
        loud = audio_pb2.Tag(label="Loud", family="energy", score=round(section.energy, 2))
        voice = audio_pb2.Tag(label="female voice", family="voice", score=0.4)
        analysis.segments.add(
            start_seconds=section.start_seconds,
            end_seconds=section.end_seconds,
            section_index=section.index,
            tags=[loud, voice],
        )
    for shot in analysis.shots:
        shot.music.bpm = analysis.tempo.bpm
    return analysis


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_prompts_of_a_large_model_are_as_reviewed(name: str, golden: bool) -> None:
    """The outline's message to the letter, then the film as it stands before each passage, then the passages."""
    request = script_pb2.WriteScriptRequest()
    request.CopyFrom(WHOLE[name])
    request.analysis.CopyFrom(with_segments(request.analysis))
    assignment = read_request(request)
    premise = draw_premise(assignment)
    asks = plan_scenes(assignment, premise)
    treatment = treat(assignment, premise, asks)
    (outline,) = REASONING.outline(assignment, premise, Attempt(3))[0].messages
    scenes = [REASONING.scene(ask, treatment, Attempt(3))[0].messages[0]["content"] for ask in asks]
    film, _ = scenes[0].split("THE PASSAGE\n")
    parts = [outline["content"], film.strip(), *(scene.removeprefix(film) for scene in scenes)]
    sent = f"\n\n{'=' * 100}\n\n".join(parts) + "\n"
    path = GOLDEN / f"{name}.txt"
    if golden:
        path.write_text(sent, "utf-8")
    assert sent == path.read_text("utf-8")


@pytest.mark.parametrize("name", WHOLE)
def test_large_prompts_say_no_times(name: str) -> None:
    """Models own words, code owns time: no second, no frame and no clock stands in what they are sent."""
    sent = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert not re.search(r"\d+:\d\d|\bseconds?\b|\bframes?\b|\bfps\b", sent)


def test_what_a_brief_wants_kept_stands_in_every_ask() -> None:
    """Of the outline and of every passage, for small models and for large ones."""
    kept = "one of them always carries the map"
    request = WHOLE["a_film_of_a_brief"]
    assignment = read_request(request)
    premise = draw_premise(assignment)
    asks = plan_scenes(assignment, premise)
    treatment = treat(assignment, premise, asks)
    small = [outline_messages(assignment, premise), *map(scene_messages, asks)]
    assert all(kept in messages[-1]["content"] for messages in small)
    large = [REASONING.outline(assignment, premise, Attempt(3))[0].messages]
    large += [REASONING.scene(ask, treatment, Attempt(3))[0].messages for ask in asks]
    assert all(kept in messages[0]["content"] for messages in large)


@pytest.mark.parametrize(
    ("said", "ban"), [("no cars", "cars"), ("Without any smoke.", "any smoke"), ("No red hats", "red hats")]
)
def test_a_constraint_that_only_forbids_is_not_told_to_the_model(said: str, ban: str) -> None:
    """Who reads of cars shows cars: it is kept out by leaving out, like everything that is not to be shown."""
    brief = script_pb2.Brief(constraints=[said, "no more than two people in a shot"])
    cleaned = clean_brief(brief)
    assert list(cleaned.do_not_show) == [ban]
    assert list(cleaned.constraints) == ["no more than two people in a shot"]


def test_the_examples_follow_the_schemas_that_answers_are_held_to() -> None:
    """Each example answer would pass as an answer."""
    answers = [message["content"] for message in opening() if message["role"] == "assistant"]
    for answer in answers:
        kind = OutlineAnswer if "logline" in json.loads(answer) else SceneAnswer
        kind.model_validate_json(answer)
    assert len(answers) == 3


def test_every_borrowed_word_stands_in_an_example() -> None:
    """The list of words that may not come back is about these examples."""
    examples = {word for message in opening()[1:] for word in words(message["content"])}
    stems = {word.rstrip("s") for word in examples} | {"ship", "sail", "sailing"}
    assert {word for word in borrowed_words() if word.rstrip("s") not in stems} == set()


def test_schemas_have_no_references_and_forbid_more() -> None:
    """Servers of every kind take them."""
    for kind in (OutlineAnswer, SceneAnswer, outline_of(24, cast=True), scene_of(9)):
        text = json.dumps(schema_of(kind))
        assert "$ref" not in text
        assert '"additionalProperties": false' in text
