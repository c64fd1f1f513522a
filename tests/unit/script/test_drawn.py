"""What the tables speak of can be drawn: places are sets of the stage, things and motifs its props."""

import re

from songreel_script.repertoire import place_sets, table
from songreel_video.backends.animatic.figures.head.acts import acts_of
from songreel_video.backends.animatic.figures.props.words import prop_kind
from songreel_video.backends.animatic.stage.lexicon import SETS


def test_every_place_names_a_set_of_the_stage() -> None:
    """So that none is painted by chance."""
    for kind in place_sets().values():
        for place in kind.places:
            assert any(re.search(rf"\b(?:{pattern})\b", place.lower()) for pattern, _ in SETS), place


def test_every_thing_that_fills_a_picture_has_a_prop() -> None:
    """So that no insert has to guess."""
    things = [thing for kind in place_sets().values() for thing in kind.things]
    motifs = [row["what"] for row in table("people")["motifs"]]
    assert [thing for thing in (*things, *motifs) if prop_kind(thing) is None] == []


def test_every_face_can_be_played() -> None:
    """So that no close-up is left to the mood alone."""
    faces = table("people")["faces"]
    assert [face for face in (*faces["calm"], *faces["strong"]) if not acts_of(face)] == []
