"""Something new to see: of several pictures the first that the film has not shown yet, nearest to what is sung.

options ─► by shared words: what was shown waits          (cheap, always)
        ─► by sentence vectors: the first that is unlike all that was shown and how the film ends
           (where there is a sentence model)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from songreel.script.v1 import script_pb2

from songreel_script.picture import Picture, told
from songreel_script.wording import lemmas

SHARED = 0.5
"""From this share of shared words on, two phrases show the same."""
ALIKE = 0.77
"""From this cosine on, two pictures are alike; benchmarks/_alike.py shows it on pairs that a person judged."""


class Sense(Protocol):
    """Whoever tells how alike sentences are."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """(sentences, dimensions) unit vectors."""
        ...


@dataclass(frozen=True)
class Footage:
    """What the film has shown, and is going to show, when a shot is composed."""

    seed: int
    shots: Sequence[script_pb2.Shot]
    wordings: tuple[str, ...] = ()
    """The characters' fixed wordings."""
    closing: Picture | None = None
    """The film's last picture, where it is known and still to come."""
    sung: str = ""
    """The words sung in the shot; may be empty."""
    bans: tuple[str, ...] = ()
    """What may not be seen."""
    sense: Sense | None = None

    def choose(self, options: Sequence[Picture]) -> Picture:
        """The first option that shows something new; where none does, the one least like what was shown.

        `options` are in the order of preference and not empty. What was not shown in its place comes first; of that the
        passage's own words, then what was not shown anywhere, the nearest to the words sung first, then what was shown
        longest ago.
        """
        if self.sense is not None and self.sung:  # all at once: it is cheaper
            self.sense.embed([self._told(option, with_place=False) for option in options])
        order = sorted(options, key=self._rank)
        if self.sense is None:
            return order[0]
        least, chosen = float("inf"), order[0]
        for option in order:
            likeness = self._likeness(option)
            if likeness < ALIKE:
                return option
            if likeness < least:
                least, chosen = likeness, option
        return chosen

    def shown(self, thing: str, place: str) -> bool:
        """The thing has filled a picture in that place."""
        return any(shot.subject == thing and shot.place == place for shot in self.shots)

    def _rank(self, option: Picture) -> tuple[bool, int, float]:
        here, last = self._worn(option)
        return (here, last if here else -1, 0.0) if option.own else (here, last, self._distance(option))

    def _worn(self, option: Picture) -> tuple[bool, int]:
        """Whether it was shown in its place, and after how many shots anywhere; 0 for never."""
        said = lemmas(option.news)
        seen = [
            (number, shot.place == option.place)
            for number, shot in enumerate(self.shots, 1)
            if any(_share(said, lemmas(part)) >= SHARED for part in (shot.subject, shot.action))
        ]
        return any(here for _, here in seen), max((number for number, _ in seen), default=0)

    def _distance(self, option: Picture) -> float:
        """From what is sung, in coarse steps, so that the order of preference decides between near ones."""
        if not self.sung or self.sense is None or option.own:
            return 0.0
        picture, sung = self.sense.embed([self._told(option, with_place=False), self.sung])
        return -round(float(picture @ sung), 1)

    def _likeness(self, option: Picture) -> float:
        """The greatest cosine with anything shown or to come."""
        shown = [told(shot.subject, shot.action, shot.place, self.wordings) for shot in self.shots]
        shown += [self._told(self.closing)] if self.closing else []
        if self.sense is None or not shown:
            return 0.0
        vector = self.sense.embed([self._told(option)])[0]
        return float((self.sense.embed(shown) @ vector).max())

    def _told(self, picture: Picture, *, with_place: bool = True) -> str:
        return told(picture.subject, picture.action, picture.place if with_place else "", self.wordings)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
