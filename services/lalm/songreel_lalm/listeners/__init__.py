"""Who listens: one contract, one module a backend, one value of `lalm_backend`."""

from dataclasses import dataclass
from typing import Any, Protocol

from songreel_chassis.errors import ServiceError

from songreel_lalm.samples import Samples


class Unusable(ServiceError):
    """The model answered, but not with what was asked: nothing, cut off, or not in the form."""


@dataclass(frozen=True)
class Attempt:
    """One try at an answer."""

    seed: int
    number: int = 0
    """From 0; each further try is asked with another seed, warmer, and with more room."""

    @property
    def drawn(self) -> int:
        """The seed of this try."""
        return (self.seed * 7919 + self.number * 104_729) % 2**31

    @property
    def temperature(self) -> float:
        """Of this try."""
        return 0.6 + 0.15 * self.number

    def room(self, tokens: int) -> int:
        """Tokens that the answer may have."""
        return round(tokens * (1 + 0.5 * self.number))


class Listener(Protocol):
    """An audio-language model. The same question and attempt give the same answer, where the model allows it.

    Raises Unusable when an answer cannot be read (ask again), Unavailable or NotConfigured when there is no sense in
    asking again now.
    """

    backend: str
    """ "openai" or "transformers"."""
    speaks_json: bool
    """It can be held to a JSON schema."""

    @property
    def model(self) -> str:
        """Its name; known once `warm_up` returned."""

    @property
    def licence(self) -> str:
        """Of its weights, where it is known."""

    @property
    def weights_sha256(self) -> str:
        """Where the weights are ours to read."""

    @property
    def window_seconds(self) -> float:
        """The longest stretch that it hears at once."""

    async def warm_up(self) -> None:
        """Loads what is needed and hears a second of sound."""

    async def hear(self, samples: Samples, question: str, attempt: Attempt) -> str:
        """What it says of a stretch."""

    async def say(self, question: str, attempt: Attempt, schema: dict[str, Any] | None = None) -> str:
        """What it says to words alone; JSON text after the schema, from one that speaks it."""

    async def close(self) -> None:
        """Gives back what `warm_up` took."""
