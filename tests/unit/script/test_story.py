"""What makes a script a film: one story, places and hours that agree, people who are seen, a brief that is honoured."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.assignment import read_request
from songreel_script.cast import dressed
from songreel_script.daylight import fits, light_for, stages
from songreel_script.naming import deed_in, people_in
from songreel_script.picture import located
from songreel_script.premise import draw_journey, draw_premise, named_sets, set_of
from songreel_script.repertoire import place_sets, table

from tests.analyses import POP_SONG, made_analysis
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import request_for, script_of

SISTERS = "two sisters cross the desert to find their father"


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_somebody_is_seen_in_two_shots_of_three(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """In every film, and in its last shot."""
    script = asyncio.run(script_of(analysis, seed=seed))
    assert 3 * sum(bool(shot.character_ids) for shot in script.shots) >= 2 * len(script.shots)
    assert script.shots[-1].character_ids


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_hour_place_light_and_action_agree(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """No sun at night, no stars at noon, no crane and no far view under a roof; four hours a film at most."""
    script = asyncio.run(script_of(analysis, seed=seed))
    for shot in script.shots:
        stage = shot.time_and_light.split(",")[0]
        assert all(fits(stage, text) for text in (shot.time_and_light.split(", ", 1)[1], shot.place, shot.details))
        if set_of(shot.place, "").inside:
            assert shot.camera not in (script_pb2.CAMERA_MOVE_CRANE_UP, script_pb2.CAMERA_MOVE_CRANE_DOWN)
            assert shot.framing != script_pb2.FRAMING_EXTREME_WIDE
    assert len({shot.time_and_light.split(",")[0] for shot in script.shots}) <= 4


async def test_the_last_shot_answers_the_first_with_the_same_thing() -> None:
    """The motif is in the logline, in the first shot, on the way and in the last."""
    script = await script_of(made_analysis())
    motif = script.look.motifs[0]
    assert motif in script.logline
    assert motif in script.shots[0].action
    assert motif in script.shots[-1].action
    assert sum(motif in shot.sentence for shot in script.shots[1:-1]) >= 3


async def test_an_insert_shows_one_thing() -> None:
    """What fills a picture is the motif, a thing of the place or of anywhere, or hands."""
    script = await script_of(made_analysis(shot_seconds=1.6))
    things = {thing for kind in place_sets().values() for thing in (*kind.things, *kind.details)}
    things |= set(table("people")["anywhere"]["things"])
    for shot in script.shots:
        if shot.framing == script_pb2.FRAMING_INSERT:
            assert shot.subject in things | set(script.look.motifs) or shot.subject.startswith("the hands of")


async def test_no_shot_repeats_the_set_up_before_it() -> None:
    """Neighbours in one place differ in framing and in what is done or shown."""
    script = await script_of(made_analysis(shot_seconds=1.6))
    for one, two in itertools.pairwise(script.shots):
        assert (one.subject, one.action) != (two.subject, two.action)


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_a_new_passage_is_a_new_place(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """Also where a chorus follows a chorus."""
    script = asyncio.run(script_of(analysis, seed=seed))
    edges = [shot.index for shot in analysis.shots if shot.opens_section and shot.index]
    assert all(script.shots[edge].place != script.shots[edge - 1].place for edge in edges)


async def test_a_chorus_that_comes_back_shows_something_new() -> None:
    """Its actions are not those of the chorus before."""
    analysis = made_analysis()
    script = await script_of(analysis)
    choruses = [number for number, part in enumerate(POP_SONG) if part.kind == audio_pb2.SECTION_KIND_CHORUS]
    done = [
        {script.shots[t.index].action for t in analysis.shots if t.section_index == number} for number in choruses[:2]
    ]
    assert len(done[1] - done[0]) >= 2


async def test_two_songs_of_one_seed_are_two_films() -> None:
    """The song is part of every draw."""
    analysis, other = made_analysis(), made_analysis()
    other.song_sha256 = "1" * 64
    one, two = [await script_of(song, seed=1) for song in (analysis, other)]
    assert one.logline != two.logline
    assert one.written_by.seed == two.written_by.seed == 1


async def test_a_brief_s_pair_is_two_people_and_its_place_opens_and_returns() -> None:
    """Two sisters, their father at the end, the desert."""
    script = await script_of(made_analysis(), script_pb2.Brief(text=SISTERS))
    older, younger, father = script.characters
    assert older.description.startswith("an older sister in ")
    assert younger.description.startswith("a younger sister in ")
    assert father.description.startswith("a father in ")
    assert "Two sisters cross the desert" in script.logline
    assert set(script.shots[0].character_ids) == {older.id, younger.id}
    assert set(script.shots[-1].character_ids) == {older.id, younger.id, father.id}
    assert script.shots[0].place in place_sets()["desert"].places
    assert len({shot.place for shot in script.shots} & set(place_sets()["desert"].places)) >= 2


async def test_a_brief_of_one_stays_with_that_one() -> None:
    """Nobody is invented beside a robot, and it does what the brief says."""
    script = await script_of(made_analysis(), script_pb2.Brief(text="a robot learns to dance"))
    assert [character.description for character in script.characters] == ["a silver robot"]
    assert sum("danc" in shot.action for shot in script.shots) >= 3


@pytest.mark.parametrize(
    ("theme", "people", "companions"),
    [
        (SISTERS, ("an older sister", "a younger sister", "a father"), True),
        ("a lighthouse keeper's last night", ("a lighthouse keeper",), False),
        ("a robot learns to dance", ("a robot",), False),
        ("a boy and his dog walk home", ("a boy", "a dog"), True),
        ("an old man in a green hat meets a girl", ("an old man in a green hat", "a girl"), False),
        ("two lovers in the rain", ("a young woman", "a young man"), True),
        ("two old friends", ("a tall old friend", "a small old friend"), True),
        ("rain over the city", (), False),
    ],
)
def test_who_a_brief_names(theme: str, people: tuple[str, ...], companions: bool) -> None:
    """Pairs are two people who can be told apart; "and" makes companions."""
    named = people_in(theme)
    assert (named.people, named.companions) == (people, companions)


@pytest.mark.parametrize(
    ("theme", "deed"),
    [
        (SISTERS, "crosses the desert"),
        ("a robot learns to dance", "learns to dance"),
        ("a grandmother in a blue coat plays the piano in an empty church", "plays the piano"),
        ("a boy and his dog run away to the sea", "runs away to the sea"),
        ("a lighthouse keeper's last night", ""),
        ("a man is lost", ""),
        ("rain over the city", ""),
    ],
)
def test_what_a_brief_says_is_done(theme: str, deed: str) -> None:
    """Its verb becomes an action, in the third person, without what follows."""
    assert deed_in(theme) == deed


async def test_the_brief_s_deed_place_and_weather_are_filmed() -> None:
    """As it words them."""
    text = "a grandmother in a blue coat plays the piano in an empty church, rain outside"
    script = await script_of(made_analysis(), script_pb2.Brief(text=text))
    assert script.shots[0].place == "an empty church"
    assert any(shot.action == "plays the piano" for shot in script.shots)
    for shot in script.shots:
        inside = set_of(shot.place, "").inside
        assert ("rain" in shot.time_and_light) is not inside


def test_a_calling_wears_its_own() -> None:
    """And an animal nothing."""
    assert dressed("an astronaut", "a red coat").description == "an astronaut in a white spacesuit"
    assert dressed("a lost cat", "a red coat").description == "a lost grey cat"
    assert dressed("a girl", "a red coat").description == "a girl in a red coat"


def test_where_a_brief_names_places() -> None:
    """In its order."""
    assert [kind.name for kind in named_sets("from the desert to the sea")] == ["desert", "beach"]
    assert not named_sets("a lost letter")
    journey = draw_journey(
        read_request(
            script_pb2.WriteScriptRequest(
                analysis=made_analysis(), brief=script_pb2.Brief(text="from the desert to the sea")
            )
        )
    )
    assert (journey.sets[0], journey.sets[-1]) == ("desert", "beach")


def test_a_song_that_sings_of_a_place_is_filmed_there_unless_somebody_says_otherwise() -> None:
    """The lyrics' place opens the film and comes back; a brief's own place wins."""
    lyrics = [("down in the harbour, under the rain", 9.0, 14.0), ("nobody waits for me any more", 15.0, 20.0)]
    analysis = made_analysis(lyrics=lyrics)
    of_the_song = draw_premise(read_request(request_for(analysis)))
    assert of_the_song.sets.count("pier") >= 2
    brief = script_pb2.Brief(text="a knight rides through a desert")
    assert draw_premise(read_request(request_for(analysis, brief))).sets[0] == "desert"


def test_places_stand_with_their_preposition() -> None:
    """By the head of the wording."""
    assert located("a cracked salt flat in the desert").startswith("on a")
    assert located("the gallery at the top of a lighthouse").startswith("on the")
    assert located("a white lighthouse on a cliff").startswith("at a")
    assert located("a desert of red dunes").startswith("in a")
    assert located("a lawn facing the skyline").startswith("on a")


def test_every_light_of_the_tables_fits_its_hour() -> None:
    """Also under a roof, and never a lamp where there is none."""
    for arc in table("daylight")["arcs"]:
        for stage in (*stages(arc), *stages(arc, 30.0)):
            for kind in place_sets().values():
                for seed in range(6):
                    light = light_for(stage, kind, ("", "rain", "fog", "snow")[seed % 4], seed, "test")
                    assert fits(stage, light), (stage, light)
                    assert kind.lit or kind.inside or "lamp" not in light


def test_a_film_s_hours_are_few_and_go_one_way() -> None:
    """Two in a short film, which are among the four of a long one."""
    for arc in table("daylight")["arcs"]:
        assert len(stages(arc, 30.0)) == 2
        assert len(stages(arc)) == 4
        assert set(stages(arc, 30.0)) <= {*stages(arc), "late afternoon", "golden hour"}
