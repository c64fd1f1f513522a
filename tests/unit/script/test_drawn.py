"""What the tables speak of can be drawn: places are sets of the stage, things and motifs its props."""

import re

from songreel.script.v1 import script_pb2
from songreel_script.adopting.adoption import adopt
from songreel_script.repertoire import place_sets, table
from songreel_video.backends.animatic.figures.head.acts import acts_of
from songreel_video.backends.animatic.figures.poses.verbs import VERBS
from songreel_video.backends.animatic.figures.props.words import prop_kind
from songreel_video.backends.animatic.stage.lexicon import SETS
from songreel_video.backends.animatic.stage.reading import read_shot

from tests.analyses import POP_SONG, made_analysis


def test_every_place_names_a_set_of_the_stage() -> None:
    """So that none is painted by chance."""
    for kind in place_sets().values():
        for place in kind.places:
            assert any(re.search(rf"\b(?:{pattern})\b", place.lower()) for pattern, _ in SETS), place


def test_every_thing_that_fills_a_picture_has_a_prop() -> None:
    """So that no insert has to guess."""
    things = [thing for kind in place_sets().values() for thing in kind.things]
    motifs = [row["what"] for row in table("people")["motifs"]]
    anywhere = table("people")["anywhere"]["things"]
    assert [thing for thing in (*things, *motifs, *anywhere) if prop_kind(thing) is None] == []


def test_every_face_can_be_played() -> None:
    """So that no close-up is left to the mood alone."""
    faces = table("people")["faces"]
    near = table("people")["anywhere"]["near"]
    assert not [face for face in near if "camera" in face or "words" in face]
    assert [face for face in (*faces["calm"], *faces["strong"], *near) if not acts_of(face)] == []


def test_what_is_done_anywhere_has_a_pose() -> None:
    """It is there for when a place's own are used up, so it must not look like standing about."""
    anywhere = table("people")["anywhere"]
    deeds = [*anywhere["calm"], *anywhere["strong"]]
    assert [deed for deed in deeds if not any(re.search(pattern, deed) for pattern in VERBS.values())] == []


def test_a_sentence_that_a_person_wrote_is_drawn_where_and_when_it_says() -> None:
    """With nothing else given: its set and hour; one that names no place stays where the film was."""
    sentences = ("Mia runs across a bridge at dawn", "She stops", "An old man waits on a beach at night, heavy rain")
    analysis = made_analysis(POP_SONG[:1], shot_seconds=2.7)
    script = script_pb2.Script(shots=[script_pb2.Shot(sentence=sentence) for sentence in sentences])
    script.characters.add(id="mia", name="Mia", description="a young woman in a red coat")
    adopted = adopt(script_pb2.AdoptScriptRequest(analysis=analysis, script=script)).script
    sets = tuple(dict.fromkeys(meaning for _, meaning in SETS))
    bridge, still, beach = (read_shot(shot, sets) for shot in adopted.shots)
    assert (bridge.set_kind, bridge.hour) == ("bridge", "dawn")
    assert (still.set_kind, still.hour, still.place_seed) == ("bridge", "dawn", bridge.place_seed)
    assert (beach.hour, beach.weather) == ("night", "rain")
    assert beach.set_kind != bridge.set_kind
    assert list(adopted.shots[1].character_ids) == ["mia"]
