"""What an insert shows."""

import numpy as np
import pytest
import skia
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_video.backends.animatic.figures import PROPS, FigureLook, Lighting, draw_prop, prop_kind
from songreel_video.backends.animatic.stage.inserts import Insert, insert_prop, is_of_hands, read_insert

GIRL = script_pb2.Character(id="girl", description="a girl with a guitar in a green jacket")
MAN = script_pb2.Character(id="man", description="an old man in a grey suit")


def read(subject: str, action: str = "", *cast: script_pb2.Character) -> Insert:
    """The insert of a shot of a subject."""
    shot = script_pb2.Shot(subject=subject, action=action, details="photographs along the wall")
    return read_insert(video_pb2.FilmShotRequest(shot=shot, characters=cast), "clear")


@pytest.mark.parametrize(
    ("details", "weather", "prop"),
    [
        ("a curtain lifting at the window", "clear", "window"),
        ("a curtain lifting at the window", "rain", "window_rain"),
        ("raindrops on the window", "rain", "window_rain"),
        ("a row of candles", "clear", "candle"),
        ("a needle on a spinning record", "clear", "record_player"),
    ],
)
def test_the_thing_that_is_named_is_shown(details: str, weather: str, prop: str) -> None:
    """A window is wet only where it rains."""
    assert insert_prop(script_pb2.Shot(details=details), weather) == prop
    assert prop in PROPS


@pytest.mark.parametrize(
    "details", ["foam running over the sand", "light falling through the needles", "telephone poles running away",
                "rings spreading on the water", "dust behind a car", ""],
)  # fmt: skip
def test_no_other_thing_is_shown_instead(details: str) -> None:
    """Where no thing is named, the place itself is looked at: a pole is no telephone."""
    assert insert_prop(script_pb2.Shot(details=details), "clear") == ""


def test_the_subject_is_believed_first() -> None:
    """An insert of a letter on a table by a lamp shows the letter."""
    shot = script_pb2.Shot(subject="the letter", details="a lamp")
    assert insert_prop(shot, "clear") == prop_kind("letter") == "letter"


@pytest.mark.parametrize(
    ("subject", "prop"),
    [
        ("a car parked outside", "car"), ("a car key on the asphalt", "key"), ("a train ticket", "ticket"),
        ("a hand on the steering wheel", "steering_wheel"), ("the hands of the clock", "clock"),
        ("a brass compass", "compass"), ("a paper boat", "paper_boat"), ("a white feather on the ledge", "feather"),
        ("tyre marks in circles", ""), ("colours of oil in a puddle", ""), ("a mirror ball", ""),
        ("a line of tracks in the snow", ""), ("strings of lamps", "lamp"), ("dust on the glass", ""),
    ],
)  # fmt: skip
def test_the_subject_alone_is_shown(subject: str, prop: str) -> None:
    """A car with photographs beside it is a car; what has no prop is a piece of the place."""
    assert read(subject).prop == prop


@pytest.mark.parametrize(
    ("action", "prop", "way"),
    [
        ("turn a pair of headphones", "headphones", "turn"),
        ("close around a folded letter", "letter", "close"),
        ("carefully lift a silver locket", "locket", "lift"),
        ("set a storm lantern down", "storm_lantern", "set_down"),
        ("hold a single candle", "candle", "hold"),
        ("tremble", "hands", "hold"),
    ],
)
def test_hands_are_those_of_the_character(action: str, prop: str, way: str) -> None:
    """One person's hands do what is said with what is named; the guitar on her back is not what she holds."""
    insert = read(f"the hands of {GIRL.description}", action, GIRL)
    assert (insert.prop, insert.way, len(insert.hands)) == (prop, way, 1)


def test_two_peoples_hands_need_two_people() -> None:
    """Their hands are of both; hers are her own even when he is there."""
    assert len(read("their hands", "reach for each other", GIRL, MAN).hands) == 2
    assert len(read(f"the hands of {GIRL.description}", "hold a key", GIRL, MAN).hands) == 1


def test_a_thing_has_the_colour_that_is_named() -> None:
    """A red balloon is red; a rose is no colour."""
    red, none = read("a red balloon").colour, read("a rose by a door").colour
    assert red is not None
    assert red[0] > 2 * red[2]
    assert none is None


def test_hands_are_no_face() -> None:
    """A close-up whose subject is hands shows them; one of a girl with her hands up shows her."""
    assert is_of_hands(script_pb2.Shot(subject="the hands of a girl"))
    assert not is_of_hands(script_pb2.Shot(subject="a girl with both hands up"))


@pytest.mark.parametrize("way", ["hold", "turn", "lift", "close", "set_down"])
def test_hands_are_drawn_over_the_thing_in_the_colours_of_their_owner(way: str) -> None:
    """The sleeve of a blue coat is blue, and nothing of it is there without hands; they move."""

    def at(seconds: float, *hands: FigureLook) -> np.ndarray:
        pixels = np.zeros((240, 320, 4), np.uint8)
        surface = skia.Surface(pixels, colorType=skia.ColorType.kRGBA_8888_ColorType)
        draw_prop(
            surface.getCanvas(), "letter", centre_x=160, centre_y=120, size_pixels=170, lighting=Lighting(), palette=(),
            time_seconds=seconds, energy=0.5, hands=hands, way=way,
        )  # fmt: skip
        surface.flushAndSubmit()
        return pixels

    def blue(pixels: np.ndarray) -> int:
        red, _, deep, _ = np.moveaxis(pixels.astype(int), -1, 0)
        return int((deep > red + 60).sum())

    owner = FigureLook(outer="coat", outer_colour=(0.1, 0.2, 0.9))
    assert blue(at(1.0, owner)) > 300 > blue(at(1.0))
    assert not np.array_equal(at(0.2, owner), at(1.2, owner))
