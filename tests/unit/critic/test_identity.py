"""Who is who in a film: certain faces are held against one another, uncertain ones accuse nobody."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_critic.faces import Face, Person, Vector, apart, colours_of, figures_of, people_of
from songreel_critic.identity import Cast, check_identity
from songreel_critic.references import pictures_of
from songreel_critic.thresholds import IDENTITY_WARNING

WARNING, PASSED = critic_pb2.SEVERITY_WARNING, critic_pb2.SEVERITY_PASSED
NOTED = critic_pb2.SEVERITY_INFORMATION
ADA, BEN = script_pb2.Character(id="ada", name="Ada"), script_pb2.Character(id="ben", name="Ben")


def looks(who: int, turn: float = 0.0) -> Vector:
    """An embedding: `who` decides the direction, `turn` how far from its middle."""
    numbers = np.zeros(128, np.float32)
    numbers[who] = 0.7
    numbers[100 + who] = turn
    return numbers


def face(who: int, frame: int = 0, turn: float = 0.0, sure: float = 1.0, worn: int = 0) -> Face:
    colours = np.zeros(216, np.float32)
    colours[worn] = 1.0
    return Face(frame, sure, looks(who, turn), colours)


def person(who: int, frame: int = 0, turn: float = 0.0, worn: int = 0) -> Person:
    return Person([face(who, frame, turn, worn=worn)])


def cast(shot: int, ids: Iterable[str], *people: Person, drawn: bool = False) -> Cast:
    return Cast(shot, tuple(ids), people, drawn)


def test_the_same_face_in_all_shots_passes_with_its_distance_and_character() -> None:
    """The value is the worst distance from the shot in the middle."""
    casts = [cast(shot, ["ada"], person(1, turn=0.1 * shot)) for shot in range(4)]
    (finding,) = check_identity(casts, [ADA], {})
    assert (finding.measure, finding.character_id, finding.severity) == ("identity", "ada", PASSED)
    assert 0.19 < finding.value < 0.31
    assert finding.threshold == IDENTITY_WARNING
    assert finding.shot_index == -1
    assert "Ada" in finding.sentence


@given(st.integers(0, 5), st.integers(3, 6))
def test_somebody_else_in_one_shot_is_found_there(odd: int, shots: int) -> None:
    """Whichever shot it is, with the frame to look at."""
    odd = min(odd, shots - 1)
    casts = [cast(shot, ["ada"], person(2 if shot == odd else 1, frame=10 * shot)) for shot in range(shots)]
    (finding,) = check_identity(casts, [ADA], {})
    assert finding.severity == WARNING
    assert (finding.shot_index, finding.frame) == (odd, 10 * odd)
    assert finding.value > IDENTITY_WARNING


def test_a_given_picture_counts_more_than_what_most_shots_show() -> None:
    """Three shots of somebody else do not make them Ada."""
    casts = [cast(shot, ["ada"], person(2)) for shot in range(3)] + [cast(3, ["ada"], person(1))]
    (finding,) = check_identity(casts, [ADA], {"ada": [looks(1)]})
    assert finding.severity == WARNING
    assert finding.shot_index == 0
    assert "in 2 shots more" in finding.sentence
    assert "given picture" in finding.sentence


def test_one_shot_and_a_picture_are_enough_one_shot_alone_is_not() -> None:
    """What cannot be told is said, and never judged."""
    casts = [cast(0, ["ada"], person(1)), cast(1, ["ada"])]
    (alone,) = check_identity(casts, [ADA], {})
    (held,) = check_identity(casts, [ADA], {"ada": [looks(1, 0.2)]})
    assert alone.severity == NOTED
    assert "cannot be told" in alone.sentence
    assert "In 1 shot no face was found" in alone.sentence
    assert held.severity == PASSED
    assert held.value == pytest.approx(0.2)


def test_where_several_people_are_seen_faces_go_to_whom_they_match() -> None:
    """Ada and Ben are known from shots of their own, and found in either order beside one another."""
    own = [cast(0, ["ada"], person(1)), cast(1, ["ben"], person(2))]
    together = [cast(2, ["ada", "ben"], person(2, turn=0.3), person(1, turn=0.1))]
    ada, ben = check_identity(own + together, [ADA, BEN], {})
    assert (ada.severity, ben.severity) == (PASSED, PASSED)
    assert ada.value == pytest.approx(0.1, abs=1e-6)
    assert ben.value == pytest.approx(0.3, abs=1e-6)
    assert "match best" in ada.sentence


@given(st.lists(st.integers(3, 20), min_size=2, max_size=5))
def test_strangers_in_a_crowd_accuse_nobody(strangers: list[int]) -> None:
    """Two or more faces of which none is Ada's: she may be turned away."""
    casts = [cast(0, ["ada"], person(1)), cast(1, ["ada"], person(1, turn=0.1))]
    casts.append(cast(2, ["ada"], *[person(who) for who in strangers]))
    (finding,) = check_identity(casts, [ADA], {})
    assert finding.severity == PASSED
    assert "none of several faces matched" in finding.sentence


def test_one_face_in_a_shot_of_two_characters_accuses_neither() -> None:
    """It is one of them or nobody."""
    casts = [cast(0, ["ada"], person(1)), cast(1, ["ada"], person(1)), cast(2, ["ada", "ben"], person(7))]
    ada, ben = check_identity(casts, [ADA, BEN], {})
    assert ada.severity == PASSED
    assert ben.severity == NOTED


def test_drawn_characters_are_never_judged() -> None:
    """Whatever a face network says of drawings; their clothes' colours are told."""
    casts = [cast(shot, ["ada"], person(shot, worn=0), drawn=True) for shot in range(3)]
    (finding,) = check_identity(casts, [ADA], {})
    (other,) = check_identity([*casts, cast(3, ["ada"], person(1, worn=5), drawn=True)], [ADA], {})
    assert {finding.severity, other.severity} == {NOTED}
    assert finding.value == pytest.approx(1.0)
    assert other.value == pytest.approx(0.0)
    assert "drawn" in finding.sentence


def test_a_character_who_is_in_no_shot_has_no_finding() -> None:
    """There is nothing to say."""
    assert check_identity([cast(0, [], person(1))], [ADA], {}) == []


def test_faces_of_one_still_are_never_one_person() -> None:
    """Twins in a picture are two."""
    people = people_of([face(1, frame=0, sure=2.0), face(1, frame=0), face(1, frame=6)])
    assert sorted(len(each.faces) for each in people) == [1, 2]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.floats(0.6, 3)), max_size=16))
def test_every_face_belongs_to_one_person_of_its_kind(seen: list[tuple[int, int, float]]) -> None:
    """None is lost, none counted twice, and nobody has two faces that are far apart."""
    faces = [face(who, frame, sure=sure) for who, frame, sure in seen]
    people = people_of(faces)
    assert sorted(id(each) for person in people for each in person.faces) == sorted(map(id, faces))
    for someone in people:
        assert len({each.frame for each in someone.faces}) == len(someone.faces)
        assert all(apart(each.embedding, someone.embedding) < IDENTITY_WARNING for each in someone.faces)


def test_drawn_faces_are_one_figure_only_where_no_still_shows_two() -> None:
    """Two drawn faces cannot be told apart, so nobody is taken."""
    assert len(figures_of([face(1, 0), face(2, 6)])) == 1
    assert figures_of([face(1, 0), face(2, 0)]) == []
    assert figures_of([]) == []


def test_colours_do_not_depend_on_where_they_are_or_how_large() -> None:
    """Half red, half blue, in whatever order and size; other colours share nothing."""
    red, blue, green = (np.full((8, 8, 3), colour, np.uint8) for colour in ((200, 0, 0), (0, 0, 200), (0, 200, 0)))
    one = colours_of(np.concatenate([red, blue]))
    other = colours_of(np.concatenate([blue, red]).repeat(2, 0))
    assert float(one @ other) == pytest.approx(1.0, abs=1e-6)
    assert float(one @ colours_of(green)) == 0
    assert not colours_of(np.zeros((0, 8, 3), np.uint8)).any()


def test_pictures_are_those_of_the_script_and_of_what_was_filmed_by() -> None:
    """Each once, and no keyframe."""
    character = video_pb2.Reference(kind=video_pb2.REFERENCE_KIND_CHARACTER, image_uri="artifact:b", character_id="ada")
    keyframe = video_pb2.Reference(kind=video_pb2.REFERENCE_KIND_KEYFRAME, image_uri="artifact:c", character_id="ada")
    clip = video_pb2.Clip(provenance=video_pb2.Provenance(references=[character, character, keyframe]))
    script = script_pb2.Script(characters=[script_pb2.Character(id="ada", image_uris=["artifact:a"]), BEN])
    request = critic_pb2.CheckFilmRequest(script=script, clips=[clip, clip])
    assert pictures_of(request) == {"ada": ["artifact:a", "artifact:b"]}
