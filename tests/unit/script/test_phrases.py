"""Which phrases of a small model are filmed and which are not."""

import pytest
from songreel.script.v1 import script_pb2
from songreel_script.assignment import Assignment, read_request
from songreel_script.cast import with_article
from songreel_script.outline import is_handy, is_place, tells
from songreel_script.phrases import about, first_clause, is_light, is_thing, is_verb_phrase, says_something
from songreel_script.premise import draw_premise
from songreel_script.review import faults_of_action
from songreel_script.scene import SceneAsk, plan_scenes

from tests.analyses import made_analysis

DESERT = "two sisters cross the desert to find their father"


def assigned(text: str = "", **brief: object) -> Assignment:
    wanted = script_pb2.Brief(text=text, **brief)  # type: ignore[arg-type]  # fields of the brief
    return read_request(script_pb2.WriteScriptRequest(analysis=made_analysis(), brief=wanted, seed=1))


def ask_of(text: str = "a woman in a red coat walks through the city at night", number: int = 1) -> SceneAsk:
    assignment = assigned(text)
    return plan_scenes(assignment, draw_premise(assignment))[number]


@pytest.mark.parametrize(
    "phrase",
    [
        "walks along the wall with one hand out",
        "lights a candle and shields it",
        "leaves the door open and walks on",
        "slowly climbs the iron stairs",
    ],
)
def test_what_is_done_is_kept(phrase: str) -> None:
    """Verb phrases about the lead alone."""
    assert not faults_of_action(phrase, ask_of(), [], assigned())


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("claps with her husband on the pavement", "not in the film"),
        ("dances through the crowd with open arms", "not in the film"),
        ("waves at the children on the corner", "not in the film"),
        ("follows the woman in the red coat", "as somebody else"),
        ("holds on to hope with both hands", "no camera sees"),
        ("feels the warm light on the wall", "verb phrase"),
        ("birds flying in a circle over the road", "verb phrase"),
        ("stands still and does not look back", "verb phrase|not there"),
        ("looks up and never turns round", "not there"),
        ("clings to the iron rail, letting go of the bag", "contradicts"),
        ("shields both eyes from the bright sun", "cannot be at"),
        ("reads the sign that says open", "text"),
        ("carries the bag to the front of the stage", "somewhere else"),
    ],
)
def test_what_cannot_be_filmed_is_not(phrase: str, fault: str) -> None:
    """Strangers, the abstract, negations, contradictions, the wrong hour, words on the picture."""
    assignment = assigned("a woman in a red coat walks through the city at night")
    faults = faults_of_action(phrase, ask_of(), [], assignment)
    assert any(part in fault_ for part in fault.split("|") for fault_ in faults), faults


def test_no_weather_under_a_roof() -> None:
    """Rain is seen through a window only."""
    ask = ask_of("a woman in a red coat waits in a church", 0)
    assert ask.inside
    assert any("roof" in fault for fault in faults_of_action("dances in the rain with arms wide", ask, [], assigned()))
    assert not is_light("soft rain", ask)
    assert not is_thing("rain on the floor", ask)
    assert is_thing("rain on the window", ask)


@pytest.mark.parametrize(
    "part", ["a bicycle against a wall", "wet cobbles", "the shutters of a shop", "a row of lamps"]
)
def test_a_thing_is_kept(part: str) -> None:
    """Nouns with what stands around them."""
    assert is_thing(part, ask_of())


@pytest.mark.parametrize(
    "part",
    [
        "the street is empty",
        "a lantern flickers",
        "the counter fills with drinks",
        "the candle burns brightly",
        "walking along the wall",
        "a man in a doorway",
        "the woman at the corner",
        "the deck of a boat on the sea",
        "a feeling of peace",
        "her hands on the wall",
        "no cars",
        "bright sunlight on the wall",
        "dunes",
    ],
)
def test_what_is_no_thing_is_dropped(part: str) -> None:
    """Sentences, doings, people, feelings, negations, another hour, a bare word."""
    assert not is_thing(part, ask_of())


def test_a_sentence_is_told_from_a_thing() -> None:
    """A finite verb makes a sentence; a plural does not."""
    assert says_something("a lantern flickers")
    assert not says_something("a pair of gloves")
    assert not says_something("a row of lamps")


@pytest.mark.parametrize(
    ("light", "kept"),
    [
        ("cold blue light", True),
        ("pale moonlight over wet ground", True),
        ("a white balloon", False),
        ("empty road", False),
        ("warm sunlight", False),
        ("no light", False),
    ],
)
def test_a_light_is_light_alone(light: str, kept: bool) -> None:
    """At night: no things, no places, no sun."""
    assert is_light(light, ask_of()) is kept


def test_pronouns_follow_the_lead() -> None:
    """A lead of known sex takes its own; with somebody else about, nothing is changed."""
    woman, robot = script_pb2.Character(description="a woman"), script_pb2.Character(description="a silver robot")
    assert about("lifts his hand and turns", woman, None) == "lifts her hand and turns"
    assert about("lifts his hand and turns", robot, None) == "lifts its hand and turns"
    assert about("takes his hand", woman, script_pb2.Character(description="a man")) == "takes his hand"


def test_a_second_sentence_is_cut_off() -> None:
    """What somebody else does is not what the lead does."""
    assert first_clause("smiles and turns, a woman in a yellow dress follows") == "smiles and turns"
    assert first_clause("walks to the edge, his glove in hand") == "walks to the edge, his glove in hand"


def test_places_of_an_outline_are_places() -> None:
    """By their head, with nobody in them."""
    assignment = assigned(DESERT)
    assert is_place("a rocky desert with towering dunes", assignment)
    assert is_place("a desert road with cacti", assignment)
    assert not is_place("a tree with a red apple", assignment)
    assert not is_place("a street full of people", assignment)
    assert not is_place("a stage with a band in the background", assignment)
    assert not is_place("the sky above the sea", assignment)


def test_a_motif_is_a_thing_for_two_hands() -> None:
    """By its last word."""
    assert is_handy("a brass compass")
    assert not is_handy("a dancing")
    assert not is_handy("a silver bicycle")


def test_a_logline_tells_this_film() -> None:
    """Its people, its brief or its motif; nobody else, nothing abstract."""
    sisters, nothing = assigned(DESERT), assigned()
    cast = ["an older sister in a red coat", "a younger sister in a blue coat", "a father in a green coat"]
    assert tells("Two sisters walk through the desert to find their lost father", cast, "a compass", sisters)
    assert not tells("Two sisters cross the desert and discover love with their father", cast, "a compass", sisters)
    assert not tells("A farmer watches a man make a glove from a field of grain", ["a man"], "a white glove", nothing)
    assert tells("A man carries a white glove through the city to the sea", ["a man"], "a white glove", nothing)


def test_verbs_that_are_nouns_open_no_action() -> None:
    """A closed list."""
    assert not is_verb_phrase("birds over the road")
    assert is_verb_phrase("leaves the room at once")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("lamps", "lamps"),
        ("Paper lanterns with string", "paper lanterns with string"),
        ("glass of water", "a glass of water"),
        ("canvas", "a canvas"),
        ("old umbrella", "an old umbrella"),
        ("two women", "two women"),
        ("wild children", "wild children"),
        ("bus stop", "a bus stop"),
    ],
)
def test_one_thing_gets_an_article_and_several_get_none(said: str, written: str) -> None:
    """Small models leave the article out."""
    assert with_article(said) == written
