"""Hearings: songs that are heard by themselves."""

from dataclasses import dataclass
from typing import Any

from songreel_gateway.store.asked import Asked, AskedJob
from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import HEARINGS


@dataclass(frozen=True)
class Hearing(AskedJob):
    """A hearing as it is kept: queued, hearing, completed or failed."""

    analysis_uri: str | None
    wait: dict[str, Any] | None
    problem: dict[str, Any] | None


class Hearings(Asked[Hearing]):
    """The same song and order are the same hearing."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, HEARINGS, Hearing, "hearing")
