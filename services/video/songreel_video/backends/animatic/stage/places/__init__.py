"""The places of a film: each kind a small set of painted layers."""

from collections.abc import Callable

from songreel_video.backends.animatic.stage.colours import Colours
from songreel_video.backends.animatic.stage.places import (
    alleys,
    fairs,
    gardens,
    heavens,
    hills,
    lakes,
    parking,
    plains,
    rooftops,
    shores,
    streets,
    waterfalls,
    wonders,
    woods,
)
from songreel_video.backends.animatic.stage.scenery import Scenery

Builder = Callable[[Colours, int, float], Scenery]

BUILDERS: dict[str, Builder] = {
    **alleys.PLACES,
    **fairs.PLACES,
    **gardens.PLACES,
    **heavens.PLACES,
    **hills.PLACES,
    **lakes.PLACES,
    **parking.PLACES,
    **plains.PLACES,
    **rooftops.PLACES,
    **shores.PLACES,
    **streets.PLACES,
    **waterfalls.PLACES,
    **wonders.PLACES,
    **woods.PLACES,
}
SET_KINDS = tuple(sorted(BUILDERS))


def build_set(kind: str, colours: Colours, seed: int, aspect: float) -> Scenery:
    """The set of a kind; the same arguments always give the same set."""
    return BUILDERS[kind](colours, seed, aspect)
