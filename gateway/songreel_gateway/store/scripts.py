"""Scripts that are written by themselves, without a film."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.store.asked import Asked, AskedJob
from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import SCRIPTS

STATES = ("queued", "hearing", "listening", "writing")


@dataclass(frozen=True)
class ScriptJob(AskedJob):
    """A script as it is kept: queued, hearing, listening, writing, completed or failed."""

    plan: dict[str, Any] | None
    analysis_uri: str | None
    script_uri: str | None
    shots_total: int
    """0 until the song is heard."""
    shots_written: int
    wait: dict[str, Any] | None
    problem: dict[str, Any] | None


class Scripts(Asked[ScriptJob]):
    """The same order is the same script. These are `preparing.Jobs`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, SCRIPTS, ScriptJob, "script")

    async def reach(self, script_id: str, state: str) -> ScriptJob:
        """The script, in this state or a later one."""
        script = await self.get(script_id)
        if not script.ended and STATES.index(script.state) < STATES.index(state):
            await self.change(script_id, state=state)
        return script

    async def expect_shots(self, script_id: str, shots: Iterable[audio_pb2.TimedShot]) -> None:
        """How many there are."""
        await self.change(script_id, shots_total=len(list(shots)))

    async def word_shot(self, script_id: str, shot: script_pb2.Shot, shot_count: int) -> None:
        """They come in film order."""
        await self.change(script_id, shots_written=shot.index + 1)
