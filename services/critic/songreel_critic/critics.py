"""What a critic backend is, and the choice among them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from songreel.critic.v1 import critic_pb2

from songreel_critic.film import check_film
from songreel_critic.findings import accepted
from songreel_critic.lookers import STILLS, FilmLooker, FilmSeen, Looker, TakeLooker, choose_lookers, not_measured
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import stills_of
from songreel_critic.take import check_take
from songreel_critic.watching import watch

FILM_CLOSEUP_EVERY_FRAMES = 24


Pictures = Mapping[str, Sequence[Path]]
"""Files that show what characters look like, by character."""


class Critic(Protocol):
    """Judges files. Calls block; the servicer runs them in a thread."""

    knows_people: bool
    """It holds faces against pictures of the characters."""

    def warm_up(self) -> None:
        """Makes ready."""
        ...

    def take(self, request: critic_pb2.CheckTakeRequest, clip: Path) -> list[critic_pb2.Finding]:
        """Findings of one take."""
        ...

    def film(self, request: critic_pb2.CheckFilmRequest, film: Path, pictures: Pictures) -> list[critic_pb2.Finding]:
        """Findings of a film."""
        ...

    def close(self) -> None:
        """Gives back what it holds."""
        ...


class EmbeddedCritic:
    """Measures pixels, which needs no model and no GPU; then has those look whom the settings name."""

    def __init__(self, lookers: Sequence[Looker] = ()) -> None:
        self._lookers = lookers
        self.knows_people = any("identity" in looker.measures for looker in lookers)

    def warm_up(self) -> None:
        """Warms up whoever looks."""
        for looker in self._lookers:
            looker.warm_up()

    def take(self, request: critic_pb2.CheckTakeRequest, clip: Path) -> list[critic_pb2.Finding]:
        """Findings of one take. One that is not what was ordered is not worth a model's time."""
        viewing = watch(clip)
        findings = check_take(request, viewing)
        looking = [looker for looker in self._lookers if isinstance(looker, TakeLooker)]
        if looking and accepted(findings):
            stills = stills_of(clip, viewing.frames, STILLS)
            for looker in looking:
                findings.extend(looker.look(request, stills))
        return findings

    def film(self, request: critic_pb2.CheckFilmRequest, film: Path, pictures: Pictures) -> list[critic_pb2.Finding]:
        """Findings of a film. Where its length is wrong, its shots cannot be told apart, and nobody compares them."""
        viewing = watch(film, FILM_CLOSEUP_EVERY_FRAMES)
        findings = check_film(request, viewing)
        if viewing.frames == request.analysis.frames:
            seen = FilmSeen(request, film, pictures)
            for looker in self._lookers:
                if isinstance(looker, FilmLooker):
                    findings.extend(looker.compare(seen))
        return [*findings, *not_measured(self._lookers)]

    def close(self) -> None:
        """Gives back what the lookers hold."""
        for looker in self._lookers:
            looker.close()


def choose_critic(settings: CriticSettings) -> Critic:
    """The critic that the settings name."""
    match settings.critic_backend:
        case "embedded":
            return EmbeddedCritic(choose_lookers(settings))
