"""What a set is made of: layers at depths, painted once a shot, and what moves on them, painted each frame.

Stage units. The visible picture of a wide framing spans y from 0 (top) to 1 (bottom) and x from -aspect/2 to +aspect/2
(0.889 for 16:9). The camera moves, so paint |x| up to `REACH_X` and y from `TOP_Y` to `BOTTOM_Y`.

    depth  12 ........ 6 ........ 3 ....... 1 ........ 0.7
           skyline     hills      houses    figures    a blurred branch before the lens
"""

from collections.abc import Callable
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import Colour

REACH_X = 1.9
TOP_Y = -0.45
BOTTOM_Y = 1.35


@dataclass(frozen=True)
class Moment:
    """The music and the clock at one frame."""

    seconds: float
    """Since the shot began."""
    energy: float
    """The song's energy, 0 to 1."""
    pulse: float
    """1 on a beat, falling off until the next; on a downbeat it falls off slower."""
    onset: float
    """How strongly something begins just now, 0 to 1."""


@dataclass(frozen=True)
class Layer:
    """One sheet of the set."""

    depth: float
    """1 where the figures stand, more is farther away, less is between them and the lens."""
    paint: Callable[[skia.Canvas], None]
    """Paints the sheet in stage units; called once a shot. Leave what is beyond transparent."""
    move: Callable[[skia.Canvas, Moment], None] | None = None
    """Paints what moves on this sheet in stage units, each frame, over the sheet; must be cheap (under 1 ms)."""


@dataclass(frozen=True)
class Lamp:
    """A light in the set: the stage draws its glow and lets it breathe with the music."""

    x: float
    y: float
    depth: float
    radius: float
    """Of the glow, in stage units."""
    colour: Colour
    strength: float = 1.0


@dataclass(frozen=True)
class Seat:
    """A place to sit at depth 1."""

    x: float
    facing: int = 0
    """-1 to the left, 1 to the right, 0 either way."""


def facing_seats(bay: float) -> tuple[Seat, ...]:
    """The seats of a carriage, two that face each other in each bay, the middle bay first."""
    return tuple(Seat(number * bay + side * 0.24, -side) for number in (0, -1, 1) for side in (-1, 1))


@dataclass(frozen=True)
class Scenery:
    """A set, ready to be looked at."""

    layers: tuple[Layer, ...]
    """From far to near."""
    horizon_y: float
    ground_y: float
    """Where the feet of a figure at depth 1 stand; 0.8 to 0.95 looks natural."""
    indoors: bool = False
    """No sky, no weather."""
    lamps: tuple[Lamp, ...] = ()
    seat_y: float | None = None
    """Height of something to sit on at depth 1, if the set has it."""
    seats: tuple[Seat, ...] = ()
    """Where one can sit at that height; none means anywhere."""
    driver: Seat | None = None
    """Who is here sits, and who drives sits there: the inside of a car."""
    water_y: float | None = None
    """Where a small boat would float, if there is open water."""
    figure_scale: float = 1.0
    """How large figures are, against those of other sets."""
    closer: float = 1.0
    """How much longer the lens of a wide framing is here: a narrow place is never seen from afar."""
    wet: float = 0.0
    """0 dry, 1 a mirror: how strongly the ground reflects what stands on it."""
