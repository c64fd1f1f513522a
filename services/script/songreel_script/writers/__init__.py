"""Who writes the words: one contract, one module a backend, one value of `script_backend`."""

import enum
from dataclasses import dataclass, field
from typing import Protocol

from songreel.script.v1 import script_pb2
from songreel_chassis.errors import ServiceError

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords


class Fault(enum.StrEnum):
    """How an answer fails. The value is its name in log lines, in metrics and in the list of what was tried."""

    CUT_OFF = "cut off at the token limit"
    ONLY_THOUGHT = "thought, and gave no answer"
    EMPTY = "empty"
    REFUSED = "refused by a filter"
    NOT_JSON = "no JSON"
    RAW_CONTROLS = "raw control characters in JSON"
    OFF_SCHEMA = "against the schema"
    UNREADABLE = "a reply that cannot be read"


class Unusable(ServiceError):
    """The model answered, but not with what was asked. The message opens with the fault's name."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault} ({detail})" if detail else str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Credit:
    """Who wrote, for the certificate."""

    backend: str
    """ "embedded", "openai", "vllm" or "rules"."""
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
    """What was wrong with the try before: what Unusable said, or a review's findings."""
    meter: Meter = field(default_factory=Meter)
    """Counts what the try costs."""

    def had(self, *faults: Fault) -> bool:
        """The try before failed in one of these ways; where nobody said how it failed, it may have been any."""
        if self.number and not self.faults:
            return True
        return any(said.startswith(fault) for said in self.faults for fault in faults)


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
