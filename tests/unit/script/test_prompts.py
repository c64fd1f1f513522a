"""The prompts, as files that a person reads and as golden files of what is sent."""

import json
from pathlib import Path

import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.answers import OutlineAnswer, SceneAnswer, schema_of
from songreel_script.assignment import read_request
from songreel_script.premise import draw_premise
from songreel_script.prompting import opening, outline_messages, scene_messages
from songreel_script.review import borrowed_words
from songreel_script.scene import plan_scenes
from songreel_script.wording import words

from tests.analyses import made_analysis

GOLDEN = Path(__file__).parent / "golden"
LYRICS = [("I left the light on in the hall", 20.0, 24.0), ("so you would find the way", 24.5, 28.0)]
BRIEFS = {
    "nothing_said": (script_pb2.Brief(), []),
    "a_brief": (script_pb2.Brief(text="A lost cat crosses a winter city", constraints=["no cars"], title="Paws"), []),
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
    for kind in (OutlineAnswer, SceneAnswer):
        text = json.dumps(schema_of(kind))
        assert "$ref" not in text
        assert '"additionalProperties": false' in text
