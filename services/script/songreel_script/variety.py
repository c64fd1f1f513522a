"""Something new to see: of several options the first that the film has not shown yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.wording import lemmas

ALIKE = 0.5
"""From this share of shared words on, two phrases show the same."""


@dataclass(frozen=True)
class Footage:
    """What the film has shown when a shot is composed."""

    seed: int
    shots: Sequence[script_pb2.Shot]
    bans: tuple[str, ...] = ()
    """What may not be seen."""

    def fresh(self, options: Sequence[str], place: str) -> str:
        """The first option that was not shown yet; else one not shown in the place; else the one longest ago.

        `options` are in the order of preference and not empty.
        """
        shown = [(shot.place == place, lemmas(shot.subject), lemmas(shot.action)) for shot in self.shots]

        def worn(option: str) -> tuple[bool, int]:
            said = lemmas(option)
            seen = [
                (number, here)
                for number, (here, *parts) in enumerate(shown, 1)
                if any(_share(said, part) >= ALIKE for part in parts)
            ]
            return any(here for _, here in seen), max((number for number, _ in seen), default=0)

        return min(options, key=worn)

    def shown(self, thing: str, place: str) -> bool:
        """The thing has filled a picture in that place."""
        return any(shot.subject == thing and shot.place == place for shot in self.shots)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
