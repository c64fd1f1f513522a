"""The colours of a shot: the film's palette, the hour and the mood become one script.

The palette gives the hues, so that every shot belongs to one film; the hour gives the values, so that night is night;
the mood says how strong and how warm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.stage.colours import Colour, Colours, at_lightness, mix, parse_hex, to_oklab

FALLBACK = ("#14213d", "#34507a", "#c8553d", "#f2b134", "#f7e8c9")


@dataclass(frozen=True)
class Hour:
    """What the hour does to a picture: OKLab lightnesses, and the colour of its sky and light."""

    sky_top: Colour
    sky_low: Colour
    light: Colour
    shadow: Colour
    far_lightness: float
    mid_lightness: float
    near_lightness: float
    ground_lightness: float
    night: float
    palette_share: float
    """How far the palette takes over the sky."""
    moonlight: float = 0.0
    """How far the land takes the hue of the light: by the moon all colours are blue ones."""


HOURS = {
    "dawn": Hour((0.42, 0.55, 0.74), (0.98, 0.80, 0.70), (1.0, 0.87, 0.74), (0.30, 0.32, 0.52),
                 0.66, 0.47, 0.30, 0.50, night=0.25, palette_share=0.35),
    "day": Hour((0.30, 0.58, 0.86), (0.80, 0.91, 0.96), (1.0, 0.98, 0.90), (0.28, 0.36, 0.55),
                0.74, 0.56, 0.36, 0.66, night=0.0, palette_share=0.28),
    "golden": Hour((0.40, 0.48, 0.66), (1.0, 0.76, 0.42), (1.0, 0.78, 0.46), (0.34, 0.22, 0.38),
                   0.64, 0.46, 0.28, 0.52, night=0.15, palette_share=0.38),
    "dusk": Hour((0.17, 0.17, 0.40), (0.96, 0.52, 0.42), (1.0, 0.62, 0.48), (0.14, 0.11, 0.30),
                 0.46, 0.33, 0.20, 0.36, night=0.7, palette_share=0.42),
    "night": Hour((0.03, 0.06, 0.17), (0.20, 0.31, 0.52), (0.66, 0.79, 1.0), (0.015, 0.035, 0.12),
                  0.37, 0.255, 0.135, 0.31, night=1.0, palette_share=0.36, moonlight=0.55),
}  # fmt: skip

VIVID = {
    script_pb2.MOOD_EUPHORIC: 1.3,
    script_pb2.MOOD_HAPPY: 1.2,
    script_pb2.MOOD_AGGRESSIVE: 1.2,
    script_pb2.MOOD_EPIC: 1.1,
    script_pb2.MOOD_MELANCHOLIC: 0.72,
    script_pb2.MOOD_DARK: 0.75,
    script_pb2.MOOD_CALM: 0.9,
}


def colour_script(look: script_pb2.Look, mood: script_pb2.Mood.ValueType, hour_name: str, seed: int) -> Colours:
    """The colours of a shot in a film of this look."""
    hour, vivid = HOURS[hour_name], VIVID.get(mood, 1.0)
    palette = sorted((parse_hex(text) for text in look.palette or FALLBACK), key=_lightness)
    deep, light = palette[0], palette[-1]
    accent = max(palette, key=_chroma)
    second = max(palette, key=lambda colour: _distance(colour, accent) * (0.3 + _chroma(colour)))
    body = palette[len(palette) // 3]
    share = hour.palette_share

    def tinted(base: Colour, hue: Colour, amount: float) -> Colour:
        """The base's value with some of the hue in it."""
        lightness = float(to_oklab(base)[0])
        return mix(base, at_lightness(hue, lightness, vivid), amount)

    def moonlit(base: Colour) -> Colour:
        """The same by the light of the moon, a shade less colourful."""
        lightness = float(to_oklab(base)[0])
        return mix(base, at_lightness(hour.sky_low, lightness, 0.9), hour.moonlight)

    warm, cool = _warmest(palette), _coolest(palette)
    by_night = hour.moonlight > 0
    haze = tinted(hour.sky_low, cool if by_night else light, share)
    if by_night:  # no haze is as bright as the sky: hills must stand against it
        haze = at_lightness(haze, 0.84 * _lightness(haze))
    return Colours(
        sky_top=tinted(hour.sky_top, cool, share + 0.1),
        sky_low=tinted(hour.sky_low, cool if by_night else warm if hour_name != "day" else light, share),
        sun=mix(hour.light, (1.0, 0.97, 0.9), 0.6),
        haze=haze,
        far=moonlit(tinted(at_lightness(body, hour.far_lightness, 0.9 * vivid), haze, 0.35)),
        mid=moonlit(at_lightness(body, hour.mid_lightness, vivid)),
        near=moonlit(at_lightness(mix(body, deep, 0.6), hour.near_lightness, vivid)),
        ground=moonlit(at_lightness(mix(body, second, 0.35), hour.ground_lightness, 0.8 * vivid)),
        light=tinted(hour.light, cool if by_night else warm, 0.12 if by_night else 0.2),
        shadow=tinted(hour.shadow, deep, 0.4),
        glow=mix((1.0, 0.76, 0.40), at_lightness(warm, 0.82), 0.35),
        accent=at_lightness(accent, max(0.55, _lightness(accent)), vivid),
        second=at_lightness(second, max(0.5, min(0.8, _lightness(second))), vivid),
        night=hour.night,
        key_side=-1 if seed % 2 else 1,
    )


def _lightness(colour: Colour) -> float:
    return float(to_oklab(colour)[0])


def _chroma(colour: Colour) -> float:
    lab = to_oklab(colour)
    return float(np.hypot(lab[1], lab[2]))


def _distance(one: Colour, other: Colour) -> float:
    return float(np.linalg.norm(to_oklab(one) - to_oklab(other)))


def _warmth(colour: Colour) -> float:
    """Towards orange positive, towards blue negative."""
    lab = to_oklab(colour)
    return float(0.5 * lab[1] + lab[2])


def _warmest(palette: Sequence[Colour]) -> Colour:
    return max(palette, key=_warmth)


def _coolest(palette: Sequence[Colour]) -> Colour:
    return min(palette, key=_warmth)
