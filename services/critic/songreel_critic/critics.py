"""What a critic backend is, and the choice among them."""

from pathlib import Path
from typing import Protocol

from songreel.critic.v1 import critic_pb2

from songreel_critic.film import check_film
from songreel_critic.settings import CriticSettings
from songreel_critic.take import check_take
from songreel_critic.watching import watch


class Critic(Protocol):
    """Judges files. Calls block; the servicer runs them in a thread."""

    def take(self, request: critic_pb2.CheckTakeRequest, clip: Path) -> list[critic_pb2.Finding]:
        """Findings of one take."""
        ...

    def film(self, request: critic_pb2.CheckFilmRequest, film: Path) -> list[critic_pb2.Finding]:
        """Findings of a film."""
        ...


class EmbeddedCritic:
    """Measures pixels; no model, no GPU."""

    def take(self, request: critic_pb2.CheckTakeRequest, clip: Path) -> list[critic_pb2.Finding]:
        """Findings of one take."""
        return check_take(request, watch(clip))

    def film(self, request: critic_pb2.CheckFilmRequest, film: Path) -> list[critic_pb2.Finding]:
        """Findings of a film."""
        return check_film(request, watch(film))


def choose_critic(settings: CriticSettings) -> Critic:
    """The critic that the settings name."""
    match settings.critic_backend:
        case "embedded":
            return EmbeddedCritic()
