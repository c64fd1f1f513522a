"""The lengths and widths of a body, by age, gender and girth."""

from __future__ import annotations

from dataclasses import dataclass

from songreel_video.backends.animatic.figures.look import FigureLook


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths and half widths of a body, in fractions of its height."""

    head: float
    neck: float
    torso: float
    thigh: float
    shin: float
    ankle: float
    upper_arm: float
    forearm: float
    hand: float
    foot: float
    shoulder: float
    chest: float
    waist: float
    hips: float
    limb: float
    bust: float

    @property
    def leg(self) -> float:
        """From the hip joint to the ground."""
        return self.thigh + self.shin + self.ankle


def build_of(look: FigureLook) -> Build:
    """The build of a look: 7.4 heads for adults, fewer for children, after the usual canons of figure drawing."""
    head = {"child": 0.182, "teen": 0.150, "adult": 0.139, "elder": 0.142}.get(look.age, 0.139)
    rest = (1.0 - head) / 0.861
    woman, child = look.gender == "woman", look.age == "child"
    wide = look.girth
    shoulder = 0.090 if woman else 0.101 if look.gender == "man" else 0.098
    if child:
        shoulder = 0.082
    return Build(
        head=head,
        neck=0.036 * rest,
        torso=0.292 * rest,
        thigh=0.246 * rest,
        shin=0.242 * rest,
        ankle=0.048 * rest,
        upper_arm=0.150 * rest,
        forearm=0.132 * rest,
        hand=0.064,
        foot=0.132 * (1.08 if child else 1.0),
        shoulder=shoulder * (0.6 + 0.4 * wide),
        chest=(0.078 if woman else 0.092 if not child else 0.074) * (0.35 + 0.65 * wide),
        waist=(0.058 if woman else 0.074 if not child else 0.066) * wide,
        hips=(0.088 if woman else 0.080 if not child else 0.072) * (0.3 + 0.7 * wide),
        limb=(0.92 if woman else 1.0 if not child else 0.95) * (0.4 + 0.6 * wide),
        bust=0.014 if woman and look.age != "teen" else 0.0,
    )
