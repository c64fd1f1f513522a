"""The people, animals and things of the animatic."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import skia
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.figures import (
    PROPS,
    FigureLook,
    Lighting,
    Pose,
    draw_figure,
    draw_prop,
    pose_kind,
    prop_kind,
    read_figure_look,
    standing_height,
)
from songreel_video.backends.animatic.figures.animals.drawing import ANIMALS
from songreel_video.backends.animatic.figures.poses import KINDS

SIZE = 160


def drawn(draw: Callable[[skia.Canvas], None]) -> np.ndarray:
    """Pixels of a small picture, transparent where nothing is drawn."""
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    surface = skia.Surface(pixels)
    draw(surface.getCanvas())
    surface.flushAndSubmit()
    return pixels


def figure(look: FigureLook, pose: Pose, detail: str = "medium") -> np.ndarray:
    """Pixels of a figure with its feet near the lower edge, or of its portrait."""
    foot_y, height = (0.75 * SIZE, 0.4 * SIZE) if detail == "close" else (0.9 * SIZE, 0.7 * SIZE)
    return drawn(
        lambda canvas: draw_figure(
            canvas, look, pose, Lighting(), foot_x=SIZE / 2, foot_y=foot_y, height_pixels=height, detail=detail
        )
    )


def read(description: str, **fields: str) -> FigureLook:
    """The look of a character described so."""
    return read_figure_look(script_pb2.Character(id="someone", description=description, **fields))


@pytest.mark.parametrize("kind", KINDS)
def test_every_pose_is_drawn_from_every_side(kind: str) -> None:
    """Facing left, right and the viewer, a pose leaves a figure's worth of paint, and never the same one."""
    looks = [figure(read("a woman in a red coat"), Pose(kind, 0.2, facing)) for facing in (-1, 0, 1)]
    assert all((pixels[..., 3] > 128).sum() > 300 for pixels in looks)
    assert not np.array_equal(looks[0], looks[2])


def test_whoever_sits_on_a_set_s_own_seat_brings_no_stool() -> None:
    """Furnished, a figure leaves less paint: the stool is not drawn."""
    look = read("a woman in a red coat")
    with_stool, without = figure(look, Pose("sit")), figure(look, Pose("sit", furnished=True))
    assert (with_stool[..., 3] > 128).sum() > (without[..., 3] > 128).sum() + 100


def test_whatever_one_does_in_a_car_one_does_sitting() -> None:
    """A seated singer or reader is lower than a standing one."""
    look = read("a woman in a red coat")
    for kind in ("sing", "wave", "read", "cheer"):
        standing, seated = figure(look, Pose(kind)), figure(look, Pose(kind, seated=True))
        assert np.flatnonzero(standing[..., 3].any(1))[0] < np.flatnonzero(seated[..., 3].any(1))[0]


@pytest.mark.parametrize("species", [*ANIMALS, "robot"])
@pytest.mark.parametrize("detail", ["small", "medium", "close"])
def test_every_animal_is_drawn_in_every_framing(species: str, detail: str) -> None:
    """An animal stands, runs, sits and sings, and looks like itself rather than like a person."""
    look = read(f"a {species}")
    assert look.species == species
    for kind in ("stand", "run", "sit", "sing", "lie"):
        pixels = figure(look, Pose(kind, 0.3), detail)
        assert (pixels[..., 3] > 128).sum() > 100
        assert not np.array_equal(pixels, figure(FigureLook(), Pose(kind, 0.3), detail))


@pytest.mark.parametrize("kind", PROPS)
def test_every_prop_is_drawn_and_moves(kind: str) -> None:
    """A close-up thing fills a good part of its place and is not still for a film's length."""

    def at(seconds: float) -> np.ndarray:
        return drawn(
            lambda canvas: draw_prop(
                canvas,
                kind,
                centre_x=SIZE / 2,
                centre_y=SIZE / 2,
                size_pixels=SIZE * 0.8,
                lighting=Lighting(),
                palette=((0.8, 0.3, 0.2), (0.1, 0.2, 0.4)),
                time_seconds=seconds,
                energy=0.7,
            )
        )

    first = at(0.4)
    assert (first[..., 3] > 64).mean() > 0.05
    assert any(not np.array_equal(first, at(seconds)) for seconds in (0.9, 1.7, 3.3))


def test_every_prop_can_be_asked_for() -> None:
    """The plain name of a prop names it."""
    unheard = {kind for kind in PROPS if prop_kind(kind.replace("_", " ")) != kind}
    assert not unheard


@pytest.mark.parametrize(
    ("description", "part", "expected"),
    [
        ("a woman in a red coat", "outer", "coat"),
        ("a fisherman on the pier", "hat", "sou_wester"),
        ("an old man with a full beard", "beard", "full"),
        ("a girl with a dog", "species", "human"),
        ("a punk with a green mohawk", "hair_style", "mohawk"),
        ("an astronaut", "top", "spacesuit"),
    ],
)
def test_words_become_looks(description: str, part: str, expected: str) -> None:
    """What is named is worn, and who is named is drawn."""
    assert getattr(read(description), part) == expected


def test_a_colour_belongs_to_the_garment_it_stands_before() -> None:
    """In "a red coat and a blue skirt" the coat is red and the skirt is blue; a green mohawk is green."""
    look = read("a woman in a red coat and a blue skirt")
    assert look.outer_colour[0] > look.outer_colour[2]
    assert look.skirt_colour[2] > look.skirt_colour[0]
    hair = read("a woman with a green mohawk").hair
    assert hair[1] > max(hair[0], hair[2])


def test_the_same_words_give_the_same_look() -> None:
    """A character keeps its clothes from shot to shot, and another one has others."""
    assert read("a dancer") == read("a dancer")
    assert len({read(f"a dancer number {number}") for number in range(8)}) > 4


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("She runs through the rain", "run"),
        ("He plays the guitar on a roof", "play_guitar"),
        ("They dance", "dance"),
        ("She looks out over the sea", "look_away"),
        ("He walks slowly home", "walk"),
        ("She rides her bike downhill", "ride"),
        ("He rides the ferris wheel", "look_up"),
        ("She rides the train home", "sit"),
        ("He rides a wave", "skate"),
        ("She claps", "clap"),
        ("He smashes a bottle and walks on", "throw"),
        ("She kneels and lets sand run through the fingers", "kneel"),
        ("He waits while the cars go by", "stand"),
        ("She climbs onto the counter and dances", "dance"),
        ("He drops to the knees", "kneel"),
        ("She sings at the top of the voice", "cheer"),
        ("He raises a glass", "toast"),
        ("She comes running with a letter", "run"),
        ("He holds a lantern high with both arms", "cheer"),
        ("She hugs her friend", "hug"),
        ("She hugs her knees", "embrace_self"),
        ("He plays the violin", "play_violin"),
        ("He rows a small boat", "row"),
        ("She swings higher and higher", "swing"),
        ("She swings round a lamp post", "dance"),
    ],
)
def test_actions_become_poses(action: str, kind: str) -> None:
    """The verb decides the pose."""
    assert pose_kind(action) == kind


def test_a_child_is_lower_than_its_father_and_a_cat_is_lower_still() -> None:
    """Heights are ordered as one knows them."""
    assert standing_height(read("a cat")) < standing_height(read("a little boy")) < standing_height(read("a tall man"))
