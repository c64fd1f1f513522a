"""What an insert shows."""

import pytest
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.figures import PROPS, prop_kind
from songreel_video.backends.animatic.stage.inserts import insert_prop


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
