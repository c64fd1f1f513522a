"""Colours: perceptual blends that meet their ends, and a colour script for any palette."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.colour_script import HOURS, colour_script
from songreel_video.backends.animatic.stage.colours import (
    BLACK,
    WHITE,
    Colour,
    at_lightness,
    from_oklab,
    ink,
    mix,
    parse_hex,
    to_oklab,
)

channel = st.integers(0, 255).map(lambda value: value / 255)
colours = st.tuples(channel, channel, channel)
HALF_A_LEVEL = 0.5 / 255


def near(one: Colour, other: Colour) -> bool:
    """The same in eight bits."""
    return bool(np.abs(np.subtract(one, other)).max() < HALF_A_LEVEL)


@given(colour=colours)
def test_a_colour_survives_its_way_through_oklab(colour: Colour) -> None:
    """To the level."""
    assert near(from_oklab(to_oklab(colour)), colour)


def test_oklab_is_where_its_paper_says() -> None:
    """White is 1, 0, 0; red as published (B. Ottosson, 2020)."""
    assert to_oklab(WHITE) == pytest.approx([1, 0, 0], abs=1e-3)
    assert to_oklab(BLACK) == pytest.approx([0, 0, 0], abs=1e-6)
    assert to_oklab((1.0, 0.0, 0.0)) == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)


@given(one=colours, other=colours, share=st.floats(0, 1))
def test_a_mix_meets_its_ends_and_lies_between(one: Colour, other: Colour, share: float) -> None:
    """Nothing of the other is the one, all of it the other; on the way the lightness never leaves theirs."""
    assert near(mix(one, other, 0.0), one)
    assert near(mix(one, other, 1.0), other)
    mixed = mix(one, other, share)
    assert all(0 <= value <= 1 for value in mixed)
    assert near(mixed, mix(other, one, 1 - share))


@given(one=st.floats(0, 1), other=st.floats(0, 1), share=st.floats(0, 1))
def test_greys_mix_to_greys_between_them(one: float, other: float, share: float) -> None:
    """No hue comes from nowhere."""
    mixed = mix((one,) * 3, (other,) * 3, share)
    assert max(mixed) - min(mixed) < HALF_A_LEVEL
    assert min(one, other) - HALF_A_LEVEL <= mixed[0] <= max(one, other) + HALF_A_LEVEL


@given(colour=colours, lightness=st.floats(0, 1), chroma=st.floats(0, 1.5))
def test_a_colour_at_another_lightness_can_be_shown(colour: Colour, lightness: float, chroma: float) -> None:
    """Within sRGB; without chroma it is exactly as light as was asked."""
    assert all(0 <= value <= 1 for value in at_lightness(colour, lightness, chroma))
    assert float(to_oklab(at_lightness(colour, lightness, 0.0))[0]) == pytest.approx(lightness, abs=2e-3)


@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255))
def test_a_palette_entry_is_read_as_written(red: int, green: int, blue: int) -> None:
    """With or without the hash, in any case."""
    wanted = (red / 255, green / 255, blue / 255)
    assert parse_hex(f"#{red:02x}{green:02x}{blue:02x}") == wanted
    assert parse_hex(f"{red:02X}{green:02X}{blue:02X}") == wanted
    assert ink(wanted) == 0xFF000000 | red << 16 | green << 8 | blue


NO_COLOURS = ["", "red", "#fff", "#-0fffff", "#1_2_34", "+12345", "٠" * 6]


@given(text=st.one_of(st.text(max_size=8), st.sampled_from(NO_COLOURS)))
def test_what_is_no_colour_is_grey_at_worst(text: str) -> None:
    """Never an error, never outside what can be shown."""
    assert all(0 <= value <= 1 for value in parse_hex(text))
    if not text.removeprefix("#").isalnum():
        assert parse_hex(text) == (128 / 255,) * 3


@settings(max_examples=60, deadline=None)
@given(
    palette=st.lists(st.one_of(st.text(max_size=8), colours.map(lambda c: f"#{ink(c) & 0xFFFFFF:06x}")), max_size=6),
    hour=st.sampled_from(sorted(HOURS)),
    mood=st.integers(0, 30),
    seed=st.integers(0, 2**48),
)
def test_any_palette_makes_a_colour_script(palette: list[str], hour: str, mood: int, seed: int) -> None:
    """Every colour can be shown, near stands darker than far, and the same wish gives the same script."""
    look = script_pb2.Look(palette=palette)
    script = colour_script(look, mood, hour, seed)  # type: ignore[arg-type]  # any number is a mood
    for field in fields(script):
        value = getattr(script, field.name)
        if isinstance(value, tuple):
            assert all(0 <= part <= 1 for part in value), field.name
    near_, far = to_oklab(script.near)[0], to_oklab(script.far)[0]
    assert near_ < far
    assert script == colour_script(look, mood, hour, seed)  # type: ignore[arg-type]


def test_night_is_dark_and_day_is_bright() -> None:
    """The hour gives the values, whatever the palette."""
    for palette in ([], ["#ffffff"], ["#000000"], ["#ff0000", "#00ff00"]):
        look = script_pb2.Look(palette=palette)
        scripts = {hour: colour_script(look, script_pb2.MOOD_UNSPECIFIED, hour, 1) for hour in HOURS}
        lights = {hour: to_oklab(script.ground)[0] for hour, script in scripts.items()}
        assert min(lights, key=lights.__getitem__) == "night"
        assert max(lights, key=lights.__getitem__) == "day"
