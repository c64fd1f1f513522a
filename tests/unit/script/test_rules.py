"""What holds for every script, whoever wrote its words: shown on the rules' writer over random songs."""

import asyncio
import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.assignment import read_request
from songreel_script.colours import luminance
from songreel_script.daylight import stages
from songreel_script.phrases import is_verb_phrase
from songreel_script.repertoire import journeys, palettes, place_sets, table
from songreel_script.review import faults_of_words

from tests.analyses import POP_SONG, Part, made_analysis
from tests.unit.script.writing import parts_of, script_of

KINDS = [kind for kind in audio_pb2.SectionKind.values() if kind != audio_pb2.SECTION_KIND_UNSPECIFIED]
SONGS = st.builds(
    made_analysis,
    st.lists(
        st.builds(
            Part,
            st.sampled_from(audio_pb2.SectionKind.values()),
            st.sampled_from(["A", "B", "C", ""]),
            st.floats(1.5, 60),
            st.floats(0, 1),
        ),
        min_size=1,
        max_size=12,
    ),
    bpm=st.floats(0, 200),
    mode=st.sampled_from(audio_pb2.Mode.values()),
    tags=st.lists(st.tuples(st.sampled_from(["metal", "happy", "ambient", "folk", "?"]), st.floats(0, 1)), max_size=4),
    shot_seconds=st.floats(1.5, 10),
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_every_timed_shot_is_answered_once_and_wholly(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """Shot i answers timed shot i with no field left empty, first one by one and then in the script."""
    parts = asyncio.run(parts_of(analysis, seed=seed))
    assert [part.WhichOneof("part") for part in parts] == ["treatment", *["shot"] * len(analysis.shots), "script"]
    script = parts[-1].script
    assert [part.shot for part in parts[1:-1]] == list(script.shots)
    assert [shot.index for shot in script.shots] == list(range(len(analysis.shots)))
    for shot in script.shots:
        assert all((shot.sentence, shot.subject, shot.action, shot.place, shot.time_and_light, shot.details))
        assert all((shot.framing, shot.camera, shot.mood))
        assert shot.place in shot.sentence
        assert shot.time_and_light in shot.sentence


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_neighbouring_shots_differ_in_framing_and_sentence(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """No framing twice running, so no two neighbours are alike."""
    script = asyncio.run(script_of(analysis, seed=seed))
    for one, two in itertools.pairwise(script.shots):
        assert one.framing != two.framing
        assert one.sentence != two.sentence


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_whoever_is_in_a_shot_is_in_its_sentence_word_for_word(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """The fixed wording of each character stands verbatim in the sentence, and nobody else's does."""
    script = asyncio.run(script_of(analysis, seed=seed))
    for shot in script.shots:
        present = {c.id for c in script.characters if c.description in shot.sentence}
        assert present == set(shot.character_ids)


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_the_day_never_turns_back(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """The stages of the shots go one way through one arc."""
    script = asyncio.run(script_of(analysis, seed=seed))
    seen = [shot.time_and_light.split(",")[0] for shot in script.shots]
    ways = [stages(arc) for arc in table("daylight")["arcs"]]
    assert any(set(seen) <= set(way) and seen == sorted(seen, key=way.index) for way in ways)


async def test_the_same_request_gives_the_same_script_and_another_seed_another() -> None:
    """Draws come from the seed alone."""
    analysis = made_analysis()
    first, again, other = [await script_of(analysis, seed=seed) for seed in (7, 7, 8)]
    assert first == again
    assert first.shots[0].sentence != other.shots[0].sentence


async def test_within_a_section_no_sentence_comes_twice() -> None:
    """A pattern that starts again takes other angles, faces and things."""
    script = await script_of(made_analysis(shot_seconds=1.6))
    sentences = [shot.sentence for shot in script.shots]
    assert len(set(sentences)) == len(sentences)


async def test_transitions_stand_at_section_openings_only() -> None:
    """The film fades in, choruses flash in, the bridge dips; cuts inside a section are plain."""
    analysis = made_analysis()
    script = await script_of(analysis)
    opening = {t.index: POP_SONG[t.section_index].kind for t in analysis.shots if t.opens_section}
    for shot in script.shots:
        if shot.index == 0:
            assert shot.transition == script_pb2.TRANSITION_FADE_FROM_BLACK
        elif shot.index not in opening:
            assert shot.transition == script_pb2.TRANSITION_UNSPECIFIED
        elif opening[shot.index] == audio_pb2.SECTION_KIND_CHORUS:
            assert shot.transition == script_pb2.TRANSITION_FLASH
        elif opening[shot.index] == audio_pb2.SECTION_KIND_BRIDGE:
            assert shot.transition == script_pb2.TRANSITION_DIP


async def test_the_brief_s_characters_and_palette_win() -> None:
    """Given people are the cast, in their own words; given colours are the palette."""
    brief = script_pb2.Brief(
        palette=["#102030", "#405060", "#8090a0", "#f0f0f0"],
        characters=[
            script_pb2.Character(id="mia", description="a tall girl with a blue scarf"),
            script_pb2.Character(name="Tom", build="broad", wardrobe="a green jumper"),
        ],
    )
    script = await script_of(made_analysis(), brief)
    assert list(script.look.palette) == ["#102030", "#405060", "#8090a0", "#f0f0f0"]
    assert [c.id for c in script.characters] == ["mia", "tom"]
    assert script.characters[0].description == "a tall girl with a blue scarf"
    assert script.characters[1].description == "a broad person in a green jumper"
    assert list(script.characters[1].colours) == ["#3f7d4a"]
    assert {i for shot in script.shots for i in shot.character_ids} == {"mia", "tom"}


async def test_a_character_s_pictures_and_consent_pass_untouched() -> None:
    """They are for whoever films."""
    brief = script_pb2.Brief()
    brief.characters.add(
        id="mia",
        description="a tall girl",
        image_uris=["artifact:a/1.png", "artifact:a/2.png"],
        consent_uri="artifact:c/1",
    )
    mia = (await script_of(made_analysis(), brief)).characters[0]
    assert list(mia.image_uris) == ["artifact:a/1.png", "artifact:a/2.png"]
    assert mia.consent_uri == "artifact:c/1"


async def test_a_sung_line_is_in_the_shots_under_it() -> None:
    """Lyric lines go to shots by their time."""
    script = await script_of(made_analysis(lyrics=[("hold the line tonight", 0.5, 3.0)]))
    assert script.shots[0].lyric_line == "hold the line tonight"
    assert all(not shot.lyric_line for shot in script.shots[1:])


async def test_control_characters_and_endless_text_in_a_brief_are_cut() -> None:
    """A brief is bounded data, whatever is in it."""
    brief = script_pb2.Brief(text="A\x00 fox\n" + "x " * 5000, style="noir\x1b[31m" * 200, do_not_show=["a" * 500])
    script = await script_of(made_analysis(), brief)
    whole = str(script)
    assert "\\000" not in whole
    assert "\\033" not in whole
    assert len(script.look.style) <= 120


def test_every_table_entry_can_be_filmed() -> None:
    """The tables hold to the rules that the model's words are held to."""
    assignment = read_request(script_pb2.WriteScriptRequest(analysis=made_analysis()))
    for kind in place_sets().values():
        assert len(kind.details) >= 3
        for action in (*kind.calm, *kind.strong):
            assert is_verb_phrase(action), action
            faults = [f for f in faults_of_words(action, assignment) if not f.startswith("copies the example:")]
            assert not faults, action  # a table may have a stove, a model only where it was given one
    for way in journeys():
        assert len(way.sets) == 5
        assert set(way.sets) <= set(place_sets())
        assert way.arc in table("daylight")["arcs"]


def test_palettes_go_from_dark_to_light() -> None:
    """Four to six colours each, every one lighter than the one before, shadows dark and lights light."""
    for palette in palettes():
        shades = [luminance(colour) for colour in palette.colours]
        assert 4 <= len(shades) <= 6
        assert shades == sorted(shades), palette.name
        assert shades[0] < 0.04 < 0.5 < shades[-1], palette.name
