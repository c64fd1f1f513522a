"""Scripts that are written by themselves, without a film, and what each waits for."""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.store.database import SCRIPTS, Database
from songreel_gateway.store.waits import Wait

STATES = ("queued", "hearing", "listening", "writing")
LAST_STATES = ("completed", "failed")
COLUMNS = frozenset(SCRIPTS.c.keys())


@dataclass(frozen=True)
class ScriptJob:
    """A script as it is kept. Columns are those of the table, in its order."""

    id: str
    song_id: str
    order: dict[str, Any]
    """The request's body with every default in place."""
    trace_parent: str
    run: int
    """From 1; each is a workflow of its own."""
    state: str
    """queued, hearing, listening, writing, completed or failed."""
    created_at: float
    """Unix seconds."""
    updated_at: float
    plan: dict[str, Any] | None
    analysis_uri: str | None
    script_uri: str | None
    shots_total: int
    """0 until the song is heard."""
    shots_written: int
    wait: dict[str, Any] | None
    problem: dict[str, Any] | None

    @property
    def key(self) -> str:
        """Names what is made for this run of it."""
        return f"{self.id}-{self.run}"

    @property
    def ended(self) -> bool:
        """Nothing more happens by itself."""
        return self.state in LAST_STATES


class Scripts:
    """The same order is the same script. These are `preparing.Jobs`, and `patience.Waits` too: a script has one step at
    a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, order: dict[str, Any], trace_parent: str, anew: bool) -> ScriptJob:
        """The script of an order: a new one, or the one that is known. A failed one begins again, and with `anew` one
        that is completed too; one that is being written goes on as it is."""
        digest = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
        script_id = f"script-{digest[:24]}"
        mine = SCRIPTS.c.id == script_id
        nothing = {"plan": None, "analysis_uri": None, "script_uri": None, "wait": None, "problem": None}
        begun = {"state": "queued", "trace_parent": trace_parent, "shots_total": 0, "shots_written": 0, **nothing}

        def ask(connection: sa.Connection) -> None:
            row = connection.execute(sa.select(SCRIPTS).where(mine).with_for_update()).one_or_none()
            now = time.time()
            if row is None:
                song = {"song_id": order["song_id"], "order": order, "run": 1}
                values = {"id": script_id, "created_at": now, "updated_at": now, **song, **begun}
                connection.execute(sa.insert(SCRIPTS).values(values))
            elif row.state == "failed" or (anew and row.state == "completed"):
                again = {"run": row.run + 1, "updated_at": now, **begun}
                connection.execute(sa.update(SCRIPTS).where(mine).values(again))

        try:
            await self._database.write(ask)
        except sa.exc.IntegrityError:  # another gateway was asked at the same moment, and was first
            await self._database.write(ask)
        return await self.get(script_id)

    async def find(self, script_id: str) -> ScriptJob | None:
        """The script, or None."""
        query = sa.select(SCRIPTS).where(SCRIPTS.c.id == script_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return ScriptJob(*row) if row else None

    async def get(self, script_id: str) -> ScriptJob:
        """The script, which must be there."""
        if (script := await self.find(script_id)) is None:
            raise LookupError(script_id)
        return script

    async def unfinished(self) -> list[ScriptJob]:
        """All that have not ended."""
        query = sa.select(SCRIPTS).where(SCRIPTS.c.state.not_in(LAST_STATES))
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [ScriptJob(*row) for row in rows]

    async def reach(self, script_id: str, state: str) -> ScriptJob:
        """The script, in this state or a later one."""
        script = await self.get(script_id)
        if not script.ended and STATES.index(script.state) < STATES.index(state):
            await self.change(script_id, state=state)
        return script

    async def change(self, script_id: str, /, *events: tuple[str, str, dict[str, Any]], **columns: Any) -> bool:
        """Sets the columns that it has, of one that has not ended; it keeps no events."""
        known = {name: value for name, value in columns.items() if name in COLUMNS}
        if known.get("state") in LAST_STATES:
            known["wait"] = None
        open_script = sa.and_(SCRIPTS.c.id == script_id, SCRIPTS.c.state.not_in(LAST_STATES))
        update = sa.update(SCRIPTS).where(open_script).values(updated_at=time.time(), **known)
        return bool(await self._database.write(lambda connection: connection.execute(update).rowcount))

    async def expect_shots(self, script_id: str, shots: Iterable[audio_pb2.TimedShot]) -> None:
        """How many there are."""
        await self.change(script_id, shots_total=len(list(shots)))

    async def word_shot(self, script_id: str, shot: script_pb2.Shot, shot_count: int) -> None:
        """They come in film order."""
        await self.change(script_id, shots_written=shot.index + 1)

    async def begin(self, script_id: str, step: str, wait: Wait) -> None:
        """Notes what the script waits for."""
        script = await self.get(script_id)
        since = (script.wait or {}).get("since") or time.time()
        await self.change(script_id, wait={**asdict(wait), "since": since})

    async def end(self, script_id: str, step: str) -> None:
        """Notes that it goes on."""
        await self.change(script_id, wait=None)
