"""What is taken as a narrative, and what is not."""

import json
from typing import Any

import pytest
from songreel_lalm.answers import narrative_answer, plain_schema, read_answer
from songreel_lalm.listeners import Unusable

GOOD: dict[str, Any] = {
    "concept": "A lighthouse keeper waits for a boat.",
    "arc": ["He climbs the stairs.", "He lights the lamp."],
    "people": ["an old man in a yellow raincoat"],
    "places": ["a lighthouse", "a stony beach"],
    "imagery": ["a turning light", "a folded letter"],
    "moods": ["longing"],
}
SCENE = {"place": "a pier", "light": "dusk", "action": "lifts a lamp", "then": "waits", "details": ["rope", "a gull"]}


def read(document: Any, *, scenes: bool = False) -> Any:
    return read_answer(json.dumps(document), narrative_answer(2, scenes))


def test_a_good_answer_becomes_a_narrative_with_sections_by_index() -> None:
    """Line breaks and control characters inside a text are gone."""
    told = read(GOOD | {"arc": ["He climbs\n the \x1b stairs.", "He lights the lamp."]}).narrative()
    assert [(beat.section_index, beat.sentence) for beat in told.arc] == [
        (0, "He climbs the stairs."),
        (1, "He lights the lamp."),
    ]
    assert [person.description for person in told.people] == GOOD["people"]
    assert not told.scenes


def test_scenes_are_one_a_section() -> None:
    """As many as the arc has sentences."""
    told = read(GOOD | {"scenes": [SCENE, SCENE]}, scenes=True).narrative()
    assert [scene.section_index for scene in told.scenes] == [0, 1]
    assert told.scenes[1].then == "waits"
    with pytest.raises(Unusable, match="scenes"):
        read(GOOD | {"scenes": [SCENE]}, scenes=True)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"arc": ["Only one sentence."]}, "arc"),
        ({"arc": ["One here.", "Two here.", "Three here."]}, "arc"),
        ({"arc": ["He climbs.", "   "]}, "arc"),
        ({"people": []}, "people"),
        ({"concept": "\n\n\n\n\n\n\n\n\n\n\n\n"}, "concept"),
        ({"start_seconds": 3}, "start_seconds"),
        ({"moods": "sad"}, "moods"),
        ({"places": ["a", 1]}, "places"),
    ],
)
def test_an_answer_of_another_form_is_not_taken(changed: dict[str, Any], named: str) -> None:
    """The fault names its field, so that what was tried can be told."""
    with pytest.raises(Unusable, match=named):
        read(GOOD | changed)


@pytest.mark.parametrize("text", ["", "Sure! Here it is:", '{"concept": "A', "[]", "null"])
def test_what_is_no_object_is_not_taken(text: str) -> None:
    """Prose, a broken end, another value."""
    with pytest.raises(Unusable):
        read_answer(text, narrative_answer(2, scenes=False))


@pytest.mark.parametrize("time", ["at 0:35", "after 12 seconds", "for 3 min", "at 1.5s"])
def test_an_answer_that_names_a_time_is_not_taken(time: str) -> None:
    """Wherever it stands: code owns time."""
    for changed in ({"concept": f"A lamp goes on {time}."}, {"imagery": [f"a lamp {time}", "a rope"]}):
        with pytest.raises(Unusable, match="names a time"):
            read(GOOD | changed)


def test_numbers_that_are_no_times_are_fine() -> None:
    """Three boats are not a moment."""
    assert read(GOOD | {"concept": "3 boats and 12 sailors come home in 1912."})


def test_the_schema_asks_for_exactly_as_many_sentences_as_there_are_sections() -> None:
    """And lets no field in that is not asked for."""
    schema = plain_schema(narrative_answer(7, scenes=False))
    assert (schema["properties"]["arc"]["minItems"], schema["properties"]["arc"]["maxItems"]) == (7, 7)
    assert schema["additionalProperties"] is False
