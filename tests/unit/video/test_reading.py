"""What a shot's words ask for, and that any words ask for something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.colour_script import HOURS
from songreel_video.backends.animatic.stage.lexicon import HOURS as HOUR_WORDS
from songreel_video.backends.animatic.stage.lexicon import SETS, WEATHERS
from songreel_video.backends.animatic.stage.places import SET_KINDS
from songreel_video.backends.animatic.stage.reading import read_shot

ALL_SETS = tuple(sorted({meaning for _, meaning in SETS}))


def shot(place: str = "", light: str = "", details: str = "", sentence: str = "") -> script_pb2.Shot:
    return script_pb2.Shot(place=place, time_and_light=light, details=details, sentence=sentence)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("a lighthouse above the sea", "cliff"), ("the back seat of a taxi", "car"),
        ("Rooftops of the old town", "rooftop"),
        ("a train platform", "station"), ("the train window", "train"), ("a pier in the fog", "harbour"),
        ("a dance floor", "club"), ("an empty night club", "club"), ("the kitchen table", "kitchen"),
        ("a hotel room", "room"), ("sand dunes", "desert"), ("a pine forest", "forest"), ("a river bank", "lake"),
        ("the beach at Brighton", "sea"), ("a wheat field", "field"), ("a neon-lit street", "city_street"),
        ("a highway through nowhere", "road"), ("outer space", "space"), ("an old chapel", "church"),
        ("the front seats of an old car", "car"), ("a car in the rain with the wipers going", "car"),
        ("a car park at night", "parking_lot"), ("a street with parked cars", "city_street"),
        ("a parked car in a street", "city_street"), ("a footbridge hung with lamps", "bridge"),
        ("a hill above the skyline of a great city", "skyline"), ("a station with a glass roof", "station"),
        ("a park with bare trees and a frozen fountain", "park"), ("a village street deep in snow", "snow"),
        ("an observatory with its dome open", "night_sky"), ("an open hillside under the stars", "night_sky"),
        ("a covered market with baskets of fruit", "market"), ("a cracked salt flat", "desert"),
        ("a small country station with one platform", "station"), ("a still lake with a wooden jetty", "lake"),
        ("a small room with one tall window", "room"), ("a street by the harbour", "city_street"),
    ],
)  # fmt: skip
def test_a_place_is_the_set_it_names(place: str, kind: str) -> None:
    """The surest word wins, in any case."""
    assert read_shot(shot(place), ALL_SETS).set_kind == kind
    assert read_shot(shot(place.upper()), ALL_SETS).set_kind == kind


@pytest.mark.parametrize("word", ["barn owl", "parked", "treeless", "seam", "iced tea", "rainbow"])
def test_half_a_word_asks_for_nothing(word: str) -> None:
    """Only whole words count: a rainbow is no rain."""
    reading = read_shot(shot(word), ("cliff",))
    assert (reading.set_kind, reading.weather) == ("cliff", "clear")


@pytest.mark.parametrize(
    ("light", "hour"),
    [
        ("golden hour, long shadows", "golden"), ("deep night", "night"), ("under the moon", "night"),
        ("first light", "dawn"), ("blue hour", "dusk"), ("bright noon", "day"), ("late afternoon", "golden"),
        ("a dark room, one lamp", "night"), ("overcast", "day"), ("", "dusk"), ("nondescript", "dusk"),
    ],
)  # fmt: skip
def test_light_is_the_hour_it_names(light: str, hour: str) -> None:
    """Dusk, where nothing is said."""
    assert read_shot(shot(light=light), ALL_SETS).hour == hour


def test_light_is_believed_before_the_sentence() -> None:
    """The field that is about light has the last word on it."""
    assert read_shot(shot(light="noon", sentence="She dreams of the night."), ALL_SETS).hour == "day"
    assert read_shot(shot(sentence="She walks through the night."), ALL_SETS).hour == "night"


@pytest.mark.parametrize(
    ("words", "weather"),
    [
        ("heavy rain", "rain"), ("a storm", "rain"), ("snowflakes", "snow"), ("mist", "fog"), ("sparks fly", "embers"),
        ("falling petals", "petals"), ("autumn wind", "leaves"), ("fireflies", "fireflies"),
        ("dust in a beam", "motes"), ("nothing in the air", "clear"),
    ],
)  # fmt: skip
def test_weather_is_what_is_said_to_be_in_the_air(words: str, weather: str) -> None:
    """Read from the details, the light and the place."""
    assert read_shot(shot(details=words), ALL_SETS).weather == weather
    assert read_shot(shot(light=words), ALL_SETS).weather == weather


@given(place=st.text(), light=st.text(), details=st.text(), sentence=st.text())
def test_any_words_at_all_can_be_drawn(place: str, light: str, details: str, sentence: str) -> None:
    """Set, hour and weather are always among those there are, and the reading is the same each time."""
    wanted = shot(place, light, details, sentence)
    reading = read_shot(wanted, SET_KINDS)
    assert reading.set_kind in SET_KINDS
    assert reading.hour in HOURS
    assert reading.weather in {"clear", *(meaning for _, meaning in WEATHERS)}
    assert read_shot(wanted, SET_KINDS) == reading


@given(
    place=st.text(min_size=1), light=st.text(), details=st.text(), known=st.sets(st.sampled_from(ALL_SETS), min_size=1)
)
def test_one_place_is_one_set_whatever_happens_there(place: str, light: str, details: str, known: set[str]) -> None:
    """Hour, weather and details change neither the kind nor the seed."""
    sets = tuple(sorted(known))
    plain, other = read_shot(shot(place), sets), read_shot(shot(place, light, details), sets)
    assert (plain.set_kind, plain.place_seed) == (other.set_kind, other.place_seed)
    assert plain.set_kind in sets


@pytest.mark.parametrize(
    ("one", "other"), [("a room", "a loft"), ("море", "город"), ("橋", "海"), ("pier 7", "pier 9")]
)
def test_two_places_are_two_sets(one: str, other: str) -> None:
    """Their seeds differ, in any alphabet; spelling a place otherwise does not move it."""
    seeds = [read_shot(shot(place), ALL_SETS).place_seed for place in (one, other, f"  {one.upper()}! ")]
    assert seeds[0] != seeds[1]
    assert seeds[0] == seeds[2]


def test_every_meaning_of_a_word_can_be_drawn() -> None:
    """The lexicon names no hour that has no colours, and every set that is painted has a word."""
    assert {meaning for _, meaning in HOUR_WORDS} == set(HOURS)
    assert set(SET_KINDS) <= set(ALL_SETS)
