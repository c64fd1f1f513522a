"""Who writes the words: one contract, one module a backend, one value of `script_backend`."""

from dataclasses import dataclass, field
from typing import Protocol

from songreel.script.v1 import script_pb2
from songreel_chassis.errors import ServiceError

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords


class Unusable(ServiceError):
    """The model answered, but not with what was asked: cut off, not JSON, against the schema."""


@dataclass(frozen=True)
class Credit:
    """Who wrote, for the certificate."""

    backend: str
    """ "embedded", "openai" or "rules"."""
    model: str
    weights_sha256: str = ""
    licence: str = ""


@dataclass
class Meter:
    """What one script has cost so far, retries included."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int = 0
    """Of the completion, those spent on thinking."""


@dataclass(frozen=True)
class Attempt:
    """One try at an answer."""

    seed: int
    number: int = 0
    """From 0; each further try is asked in another way."""
    faults: tuple[str, ...] = ()
    """What was wrong with the try before."""
    meter: Meter = field(default_factory=Meter)
    """Counts what the try costs."""


ENGLISH = frozenset({"en"})


class Writer(Protocol):
    """Writes the outline of a film and the words of its scenes.

    The same assignment, ask and attempt give the same words; another attempt gives others. Raises Unusable when an
    answer cannot be read (ask again), Unavailable or NotConfigured when there is no sense in asking again now.
    """

    @property
    def hands(self) -> int:
        """How many scenes it writes at once."""

    @property
    def languages(self) -> frozenset[str]:
        """In which it can write what is for readers (logline, arc, closing image): "en"; empty for any."""

    @property
    def credit(self) -> Credit:
        """What wrote; known once `warm_up` returned."""

    async def warm_up(self) -> None:
        """Loads what is needed and makes one real small call."""

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """Who, what and where the film is about, from the brief and the music."""

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The words of one passage of the film whose treatment that is."""

    async def close(self) -> None:
        """Gives back what `warm_up` took."""
