"""Which videos are in work, and which wait for it: taken by turns between tenants, over all gateways."""

import time

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES
from songreel_gateway.store.line import Served, Turn, in_order
from songreel_gateway.store.replica_tables import ADMISSIONS
from songreel_gateway.store.tables import VIDEOS
from songreel_gateway.store.turns import alone, read_shares, write_shares
from songreel_gateway.store.videos import ASKS

LINE = "videos"
BELL = "videos"
LOCK = 0x61646D6974  # an advisory lock of ours among all of this database: "admit"


class Admissions:
    """One row a workflow that makes a video; gone when the video rests."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def ask(self, workflow_id: str, video_id: str, tenant_id: str, priority: int) -> None:
        """The video waits to be made; nothing changes when it waits, or is in work, already."""
        row = {"video_id": video_id, "tenant_id": tenant_id, "priority": priority, "asked_at": time.time()}

        def ask(connection: sa.Connection) -> None:
            alone(connection, LOCK)
            there = sa.select(ADMISSIONS.c.workflow_id).where(ADMISSIONS.c.workflow_id == workflow_id)
            if connection.scalar(there) is None:
                connection.execute(sa.delete(ADMISSIONS).where(ADMISSIONS.c.video_id == video_id))  # its runs before
                connection.execute(sa.insert(ADMISSIONS).values(workflow_id=workflow_id, **row))

        await self._database.write(ask)
        self._bell.ring(BELL)

    async def admit(self, places: int) -> list[str]:
        """The videos that are in work from now on, so that as many are as there are places. The caller begins them."""
        resting = sa.select(VIDEOS.c.id).where(VIDEOS.c.state.in_((*LAST_STATES, ASKS)))

        def waits(connection: sa.Connection) -> bool:
            return connection.scalar(sa.select(ADMISSIONS.c.video_id).where(WAITING).limit(1)) is not None

        def admit(connection: sa.Connection) -> list[str]:
            alone(connection, LOCK)
            connection.execute(sa.delete(ADMISSIONS).where(ADMISSIONS.c.video_id.in_(resting)))
            in_work = connection.scalar(sa.select(sa.func.count()).select_from(ADMISSIONS).where(~WAITING)) or 0
            if in_work >= places:
                return []
            rows = connection.execute(sa.select(ADMISSIONS).where(WAITING)).all()
            turns = [
                Turn(row.workflow_id, row.tenant_id, row.priority, row.video_id, since=row.asked_at) for row in rows
            ]
            served: Served = read_shares(connection, LINE)
            chosen = in_order(turns, served)[: places - in_work]
            for turn in chosen:
                served.note(turn.tenant_id)
            if chosen:
                mine = ADMISSIONS.c.workflow_id.in_([turn.id for turn in chosen])
                connection.execute(sa.update(ADMISSIONS).where(mine).values(admitted_at=time.time()))
                write_shares(connection, LINE, served)
            return [turn.film for turn in chosen]

        return await self._database.write(admit) if await self._database.read(waits) else []

    async def begun(self) -> list[str]:
        """The workflows of the videos that should be in work."""
        query = sa.select(ADMISSIONS.c.workflow_id).where(~WAITING)
        return await self._database.read(lambda connection: list(connection.scalars(query)))

    async def known(self) -> set[str]:
        """The videos that are in work or wait for it."""
        query = sa.select(ADMISSIONS.c.video_id)
        return await self._database.read(lambda connection: set(connection.scalars(query)))

    async def forget(self, workflow_ids: list[str]) -> None:
        """As if they had never been asked for."""
        gone = sa.delete(ADMISSIONS).where(ADMISSIONS.c.workflow_id.in_(workflow_ids))
        await self._database.write(lambda connection: connection.execute(gone))

    async def rung(self, seconds: float) -> None:
        """Returns when a video may be to be begun, or when the time is over."""
        await self._bell.wait(BELL, seconds)


WAITING = ADMISSIONS.c.admitted_at.is_(None)
