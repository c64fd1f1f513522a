"""Scripts that people write or edit: every fault with its path, the rest completed, their words to the letter."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput
from songreel_script.adopting.adoption import adopt

from tests.analyses import made_analysis
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import parts_for, request_for, script_of

DIALECTS = st.sampled_from(script_pb2.Dialect.values())
MIA = script_pb2.Character(id="mia", name="Mia", description="a young woman in a red coat")
TOM = script_pb2.Character(id="tom", name="Tom", description="an old man in a green hat")


def adopted(
    script: script_pb2.Script,
    analysis: audio_pb2.SongAnalysis | None = None,
    dialect: "script_pb2.Dialect.ValueType" = script_pb2.DIALECT_UNSPECIFIED,
) -> script_pb2.Script:
    """The script taken over; fails where it has faults."""
    request = script_pb2.AdoptScriptRequest(analysis=analysis or made_analysis(), script=script, dialect=dialect)
    answer = adopt(request)
    assert not answer.faults, answer.faults
    return answer.script


def faults_in(script: script_pb2.Script) -> dict[str, str]:
    """Messages by field."""
    answer = adopt(script_pb2.AdoptScriptRequest(analysis=made_analysis(), script=script))
    assert answer.HasField("script") is not bool(answer.faults)
    return {fault.field: fault.message for fault in answer.faults}


def by_hand(*sentences: str) -> script_pb2.Script:
    """A script of nothing but people and sentences, which come round and round."""
    count = len(made_analysis().shots)
    shots = [script_pb2.Shot(sentence=sentences[number % len(sentences)]) for number in range(count)]
    return script_pb2.Script(characters=[MIA, TOM], shots=shots)


@given(SONGS, st.integers(0, 2**64 - 1), DIALECTS)
@QUICK
def test_a_script_that_nobody_touched_stays_as_it_is(
    analysis: audio_pb2.SongAnalysis, seed: int, dialect: "script_pb2.Dialect.ValueType"
) -> None:
    """Field by field; only its credit says that it came from a hand, and by what it was written before."""
    script = asyncio.run(parts_for(request_for(analysis, seed=seed, dialect=dialect)))[-1].script
    taken = adopted(script, analysis, dialect)
    assert (taken.written_by.backend, taken.written_by.model) == ("hand", "tables")
    taken.written_by.backend = script.written_by.backend
    assert taken == script


async def test_another_dialect_has_the_prompts_told_anew() -> None:
    """Those that the code wrote; one that a person wrote stays."""
    request = request_for(made_analysis(), dialect=script_pb2.DIALECT_MOCHI)
    script = (await parts_for(request))[-1].script
    script.shots[3].prompt = "My own words for the machine."
    taken = adopted(script, dialect=script_pb2.DIALECT_WAN)
    assert taken.shots[3].prompt == "My own words for the machine."
    assert all(len(shot.prompt.split()) > 70 for shot in taken.shots if shot.index != 3)


async def test_a_changed_sentence_changes_fields_and_prompt() -> None:
    """It stays to the letter, and what it contradicts is read from it anew; what it does not say stays."""
    request = request_for(made_analysis(), dialect=script_pb2.DIALECT_WAN)
    script = (await parts_for(request))[-1].script
    sentence = "Close-up of the old man as he opens a letter on a windy beach at dawn."
    script.characters.append(TOM)
    script.shots[5].sentence = sentence
    script.shots[5].framing = script_pb2.FRAMING_UNSPECIFIED
    old = script.shots[5].camera
    shot = adopted(script, dialect=script_pb2.DIALECT_WAN).shots[5]
    assert shot.sentence == sentence
    assert (shot.subject, shot.action, shot.place) == (TOM.description, "opens a letter", "a windy beach")
    assert shot.time_and_light == "dawn"
    assert (shot.framing, shot.camera) == (script_pb2.FRAMING_CLOSE, old)
    assert shot.prompt.startswith("An old man in a green hat opens a letter, on a windy beach.")


@pytest.mark.parametrize("dialect", script_pb2.Dialect.values()[1:])
async def test_a_changed_character_is_changed_in_every_shot(dialect: "script_pb2.Dialect.ValueType") -> None:
    """In sentences and prompts, with the new wording verbatim and nothing left of the old."""
    script = (await parts_for(request_for(made_analysis(), dialect=dialect)))[-1].script
    old, lead = script.characters[0].description, script.characters[0].id
    script.characters[0].description = "a clown in a striped shirt"
    taken = adopted(script, dialect=dialect)
    for shot in taken.shots:
        assert old not in shot.sentence
        assert old.lower() not in shot.prompt.lower()
        if lead in shot.character_ids:
            assert "a clown in a striped shirt" in shot.sentence
            assert "a clown in a striped shirt" in shot.prompt.lower()


@pytest.mark.parametrize("dialect", script_pb2.Dialect.values()[1:])
async def test_another_camera_move_alone_is_enough(dialect: "script_pb2.Dialect.ValueType") -> None:
    """Where the sentence is told anew, the prompt follows."""
    script = (await parts_for(request_for(made_analysis(), dialect=dialect)))[-1].script
    shot = script.shots[7]
    shot.camera, shot.framing, shot.sentence = script_pb2.CAMERA_MOVE_STATIC, script_pb2.FRAMING_WIDE, ""
    told = adopted(script, dialect=dialect).shots[7]
    assert "the camera does not move" in told.sentence
    assert "wide shot" in told.prompt.lower()


async def test_an_empty_sentence_is_told_from_the_fields() -> None:
    """So a person may change a place or an action instead."""
    script = await script_of(made_analysis())
    shot = script.shots[4]
    shot.sentence = ""
    shot.place = "a frozen lake"
    shot.action = "writes a name into the snow"
    told = adopted(script).shots[4]
    assert told.place == "a frozen lake"
    assert "writes a name into the snow" in told.sentence
    assert "a frozen lake" in told.sentence


def test_sentences_alone_are_enough_for_a_drawing() -> None:
    """Who, what, where and when are read from them; what they do not say goes on; the music gives the rest."""
    script = adopted(
        by_hand(
            "Mia runs across a bridge at dawn",
            "She stops",
            "A red balloon drifts over the city",
            "Close-up of Mia, rain on her face",
            "The old man waits on a beach, golden light",
            "They dance",
        ),
        dialect=script_pb2.DIALECT_MOCHI,
    )
    one, two, three, four, five, six = script.shots[:6]
    assert (one.subject, one.action, one.place) == (MIA.description, "runs across a bridge", "a bridge")
    assert (list(two.character_ids), two.subject, two.action) == (["mia"], MIA.description, "stops")
    assert (two.place, two.time_and_light) == (one.place, one.time_and_light)
    assert (three.subject, three.action, list(three.character_ids)) == ("A red balloon", "drifts over the city", [])
    assert four.framing == script_pb2.FRAMING_CLOSE
    assert (list(five.character_ids), five.place) == (["tom"], "a beach")
    assert list(six.character_ids) == ["tom"]
    for shot in script.shots:
        assert all((shot.subject, shot.place, shot.time_and_light, shot.framing, shot.camera, shot.mood, shot.prompt))
    assert script.shots[0].transition == script_pb2.TRANSITION_FADE_FROM_BLACK
    assert all((script.logline, script.treatment, script.closing_image, script.arc, script.places, script.look.style))
    assert script.characters[0].colours


def test_a_script_in_any_language_is_taken() -> None:
    """Where no rule can read a sentence, it is all there is to go by."""
    script = adopted(by_hand("一只狐狸在雪地里奔跑", "Ein Fuchs läuft durch den Schnee"))
    assert script.shots[0].sentence == "一只狐狸在雪地里奔跑"
    assert script.shots[0].subject


def test_shots_may_come_in_any_order_and_without_indices() -> None:
    """Where none has an index, their order counts."""
    plain = by_hand("Mia runs across a bridge", "She stops")
    assert [shot.index for shot in adopted(plain).shots] == list(range(len(plain.shots)))
    for index, shot in enumerate(plain.shots):
        shot.index = index
    shuffled = script_pb2.Script(characters=plain.characters, shots=reversed(list(plain.shots)))
    assert adopted(shuffled).shots == adopted(plain).shots


async def test_every_fault_is_told_with_its_path_and_what_to_do() -> None:
    """All at once."""
    script = await script_of(made_analysis())
    last = len(script.shots) - 1
    script.shots[3].character_ids[:] = ["nobody"]
    script.shots[4].sentence = script.shots[4].subject = script.shots[4].action = ""
    script.shots[5].sentence = "word " * 300
    script.shots[6].index = 99
    script.shots[7].index = 8
    script.shots[9].camera = 77  # type: ignore[assignment]  # what a hand may write
    script.shots[10].prompt = "p" * 5000
    script.shots[11].character_ids[:] = [script.characters[0].id] * 2
    script.characters[0].colours[:] = ["red"]
    script.characters[1].id = "Tall Man"
    script.characters.append(script_pb2.Character(id=script.characters[0].id))
    script.look.palette[:] = ["#12345", "#ffffff"]
    script.look.do_not_show[:] = ["unicorn", " "]
    script.shots[12].sentence = "Two unicorns look up."
    script.arc[1].section_index = 40
    script.arc[2].section_index = script.arc[3].section_index
    script.logline = "x" * 999
    faults = faults_in(script)
    wanted = {
        "shots[3].characterIds[0]": "nobody",
        "shots[4].sentence": "Say what is seen",
        "shots[5].sentence": "Shorten it",
        "shots[6].index": f"0 to {last}",
        "shots[8].index": "shots[7]",
        "shots[9].camera": "CAMERA_MOVE_STATIC",
        "shots[10].prompt": "Shorten it",
        "shots[11].characterIds[1]": "already",
        "shots[12].sentence": "unicorn",
        "shots": "6, 7",
        "characters[0].colours[0]": "#rrggbb",
        "characters[1].id": "'tall-man'",
        "characters[2].id": "characters[0]",
        "characters[2].description": "how the character looks",
        "look.palette[0]": "#rrggbb",
        "look.doNotShow[1]": "take the entry out",
        "arc[1].sectionIndex": "0 to 8",
        "arc[3].sectionIndex": "already",
        "logline": "Shorten it",
    }
    for field, message in wanted.items():
        assert message in faults[field], (field, faults.get(field))
    others = {field for field in faults if field not in wanted}
    assert all(".characterIds[" in field for field in others)  # those who named the tall man by his old id


async def test_sentence_and_field_that_differ_about_the_camera_are_a_fault() -> None:
    """Which of the two was changed cannot be seen, and neither change may be lost."""
    script = await script_of(made_analysis())
    script.shots[2].camera = script_pb2.CAMERA_MOVE_TRACK
    script.shots[2].sentence = "In a wide shot, somebody walks on, the camera pans left."
    script.shots[2].framing = script_pb2.FRAMING_CLOSE
    faults = faults_in(script)
    assert "CAMERA_MOVE_PAN_LEFT" in faults["shots[2].camera"]
    assert "FRAMING_WIDE" in faults["shots[2].framing"]


def test_too_few_shots_are_named() -> None:
    """So that they can be written."""
    script = by_hand("Mia waits")
    for index, shot in enumerate(script.shots):
        shot.index = index
    del script.shots[40:]
    assert "40, 41, 42, 43, 44" in faults_in(script)["shots"]


def test_a_song_without_a_plan_takes_no_script() -> None:
    """Words need shots to answer."""
    with pytest.raises(InvalidInput, match="no shots"):
        adopt(script_pb2.AdoptScriptRequest(script=by_hand("Mia waits")))


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=3))
@QUICK
def test_whatever_a_person_types_is_taken_or_told(sentence: str, ids: list[str]) -> None:
    """Nothing that parses makes it fall over."""
    script = by_hand("Mia waits")
    script.shots[7].sentence = sentence
    script.shots[7].character_ids[:] = ids
    answer = adopt(
        script_pb2.AdoptScriptRequest(analysis=made_analysis(), script=script, dialect=script_pb2.DIALECT_WAN)
    )
    assert bool(answer.faults) is not answer.HasField("script")
    if answer.HasField("script"):
        assert answer.script.shots[7].sentence == sentence
