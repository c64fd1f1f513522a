"""The places of a film: each kind a small set of painted layers."""

from collections.abc import Callable

from songreel_video.backends.animatic.stage.colours import Colours
from songreel_video.backends.animatic.stage.places import (
    alleys,
    bridges,
    cars,
    churches,
    clubs,
    fairs,
    gardens,
    heavens,
    hills,
    homes,
    lakes,
    parking,
    passages,
    plains,
    planes,
    quays,
    roads,
    rooftops,
    shores,
    stages,
    stations,
    streets,
    studios,
    subways,
    theatres,
    trains,
    venues,
    waterfalls,
    windows,
    wonders,
    woods,
)
from songreel_video.backends.animatic.stage.scenery import Scenery

Builder = Callable[[Colours, int, float], Scenery]

BUILDERS: dict[str, Builder] = {
    **alleys.PLACES,
    **bridges.PLACES,
    **cars.PLACES,
    **churches.PLACES,
    **clubs.PLACES,
    **fairs.PLACES,
    **gardens.PLACES,
    **heavens.PLACES,
    **hills.PLACES,
    **homes.PLACES,
    **lakes.PLACES,
    **parking.PLACES,
    **passages.PLACES,
    **plains.PLACES,
    **planes.PLACES,
    **quays.PLACES,
    **roads.PLACES,
    **rooftops.PLACES,
    **shores.PLACES,
    **stages.PLACES,
    **stations.PLACES,
    **streets.PLACES,
    **studios.PLACES,
    **subways.PLACES,
    **theatres.PLACES,
    **trains.PLACES,
    **venues.PLACES,
    **waterfalls.PLACES,
    **windows.PLACES,
    **wonders.PLACES,
    **woods.PLACES,
}
SET_KINDS = tuple(sorted(BUILDERS))


def build_set(kind: str, colours: Colours, seed: int, aspect: float) -> Scenery:
    """The set of a kind; the same arguments always give the same set."""
    return BUILDERS[kind](colours, seed, aspect)
