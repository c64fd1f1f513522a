"""Those who look at stills of a take, or of a film's shots, with a model, and the choice among them.

Each is off unless its setting names it. What nobody looks for is said once a film, as "not measured".
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from songreel.critic.v1 import critic_pb2
from songreel_chassis.errors import NotConfigured

from songreel_critic.findings import Measured, noted
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

STILLS = 4


@dataclass(frozen=True)
class FilmSeen:
    """A film whose length is right, with what is known of it."""

    request: critic_pb2.CheckFilmRequest
    path: Path
    pictures: Mapping[str, Sequence[Path]]
    """Of each character, as files; see references.py."""


class Looker(Protocol):
    """Looks with a model, at takes or films or both. Calls block."""

    measures: tuple[str, ...]
    """What it measures; the first names it."""

    def warm_up(self) -> None:
        """Loads or reaches the model, and has it look once."""
        ...

    def close(self) -> None:
        """Gives the model back."""
        ...


@runtime_checkable
class TakeLooker(Looker, Protocol):
    """Looks at stills of a take."""

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """Findings of one take."""
        ...


@runtime_checkable
class FilmLooker(Looker, Protocol):
    """Holds the shots of a film against one another."""

    def compare(self, film: FilmSeen) -> list[critic_pb2.Finding]:
        """Findings of one film."""
        ...


def choose_lookers(settings: CriticSettings) -> list[Looker]:
    """Those that the settings name, cold, the dearest last. NotConfigured says which setting or extra is missing."""
    chosen = (_scenes(settings), _explicitness(settings), _faces(settings), _writing(settings), _questions(settings))
    return [looker for looker in chosen if looker is not None]


def _explicitness(settings: CriticSettings) -> Looker | None:
    match settings.critic_explicitness:
        case "none":
            return None
        case "opennsfw":
            with _extra("opennsfw"):
                from songreel_critic.lookers.opennsfw import ExplicitnessLooker
            return ExplicitnessLooker(settings)


def _faces(settings: CriticSettings) -> Looker | None:
    match settings.critic_faces:
        case "none":
            return None
        case "dlib":
            with _extra("dlib"):
                from songreel_critic.lookers.dlib_faces import FaceLooker
            return FaceLooker(settings)


def _scenes(settings: CriticSettings) -> Looker | None:
    match settings.critic_scenes:
        case "none":
            return None
        case "sscd":
            with _extra("sscd"):
                from songreel_critic.lookers.sscd import SceneLooker
            return SceneLooker(settings)


def _writing(settings: CriticSettings) -> Looker | None:
    match settings.critic_writing:
        case "none":
            return None
        case "ppocr":
            with _extra("ppocr"):
                from songreel_critic.lookers.ppocr import WritingLooker
            return WritingLooker(settings)


def _questions(settings: CriticSettings) -> Looker | None:
    match settings.critic_questions:
        case "none":
            return None
        case "vllm":
            if not settings.critic_base_url:
                raise NotConfigured("The critic's questions need SONGREEL_CRITIC_BASE_URL (with its /v1).")
            with _extra("vllm"):
                from songreel_critic.lookers.vllm import QuestionLooker
            return QuestionLooker(settings)


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Says which extra to install where an import fails."""
    try:
        yield
    except ImportError as error:
        raise NotConfigured(f"This needs more ({error}). Install `songreel-critic[{name}]`.") from error


NOT_MEASURED = {
    "prompt_following": "Whether the shots show what was written was not measured. SONGREEL_CRITIC_QUESTIONS=vllm asks"
    " a vision model.",
    "explicitness": "Nudity was not looked for. SONGREEL_CRITIC_EXPLICITNESS=opennsfw has it looked for.",
    "unasked_writing": "Captions and gibberish were not looked for. SONGREEL_CRITIC_WRITING=ppocr has them read.",
    "identity": "Whether people look the same in all shots was not measured. SONGREEL_CRITIC_FACES=dlib has faces held"
    " against one another.",
}


def not_measured(lookers: Sequence[Looker]) -> list[critic_pb2.Finding]:
    """One finding for each thing that nobody looks for."""
    measured = {measure for looker in lookers for measure in looker.measures}
    return [noted(Measured(name, 0.0, "", says)) for name, says in NOT_MEASURED.items() if name not in measured]
