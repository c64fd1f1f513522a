"""What is prepared, a video or a script by itself, as the steps up to the script see it."""

from collections.abc import Iterable
from typing import Any, Protocol

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.asking.film_plan import FilmPlan

Told = tuple[str, str, dict[str, Any]]
"""An event: its key, its name, what it says."""


class Job(Protocol):
    """A video, or a script by itself."""

    @property
    def id(self) -> str:
        """Its name in the API."""

    @property
    def key(self) -> str:
        """Names what is made for it; another one for each time that it is begun anew."""

    @property
    def song_id(self) -> str:
        """Of its song."""

    @property
    def order(self) -> dict[str, Any]:
        """The request's body with every default in place."""

    @property
    def trace_parent(self) -> str:
        """Of the request that ordered it."""

    @property
    def plan(self) -> dict[str, Any] | None:
        """The film plan, once it is settled."""

    @property
    def analysis_uri(self) -> str | None:
        """Once the song is heard."""


class Jobs(Protocol):
    """Where jobs are kept."""

    async def get(self, job_id: str, /) -> Job:
        """The job, which must be there."""

    async def reach(self, job_id: str, state: str, /) -> Job:
        """The job, in this state or a later one."""

    async def change(self, job_id: str, /, *events: Told, **columns: Any) -> bool:
        """Sets columns and adds events as one."""

    async def expect_shots(self, job_id: str, shots: Iterable[audio_pb2.TimedShot], /) -> None:
        """Notes the shots that wait for their words."""

    async def word_shot(self, job_id: str, shot: script_pb2.Shot, shot_count: int, /) -> None:
        """Notes that a shot has its words."""


def plan_of(job: Job) -> FilmPlan:
    """The plan that an earlier step noted."""
    return FilmPlan(**(job.plan or {}))
