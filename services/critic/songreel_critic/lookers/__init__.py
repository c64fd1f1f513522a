"""Those who look at a take's stills with a model, and the choice among them.

Each is off unless its setting names it. What nobody looks for is said once a film, as "not measured".
"""

from collections.abc import Sequence
from typing import Protocol

from songreel.critic.v1 import critic_pb2
from songreel_chassis.errors import NotConfigured

from songreel_critic.findings import Measured, noted
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

STILLS = 4


class Looker(Protocol):
    """Looks at stills with a model. Calls block."""

    measures: tuple[str, ...]
    """What it measures; the first names it."""

    def warm_up(self) -> None:
        """Loads or reaches the model, and has it look once."""
        ...

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """Findings of one take."""
        ...

    def close(self) -> None:
        """Gives the model back."""
        ...


def choose_lookers(settings: CriticSettings) -> list[Looker]:
    """Those that the settings name, cold. Raises NotConfigured, naming the setting that is missing."""
    match settings.critic_questions:
        case "none":
            return []
        case "vllm":
            if not settings.critic_base_url:
                raise NotConfigured("The critic's questions need SONGREEL_CRITIC_BASE_URL (with its /v1).")
            try:
                from songreel_critic.lookers.vllm import QuestionLooker
            except ImportError as error:
                raise NotConfigured(
                    f"The critic's questions need openai ({error}). Install `songreel-critic[vllm]`."
                ) from error
            return [QuestionLooker(settings)]


def not_measured(lookers: Sequence[Looker]) -> list[critic_pb2.Finding]:
    """One finding for everything that nobody looks for."""
    if lookers:
        return []
    says = "Whether the shots show what was written was not measured. Set SONGREEL_CRITIC_QUESTIONS=vllm to have it."
    return [noted(Measured("prompt_following", 0.0, "", says))]
