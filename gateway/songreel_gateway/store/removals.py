"""Rows that go together: of a video with all that is about it, of a song or a picture that no video is made of."""

from collections.abc import Sequence

import sqlalchemy as sa

from songreel_gateway.store.consents import CONSENTS
from songreel_gateway.store.database import Database
from songreel_gateway.store.production_tables import BUDGETS, REVISIONS, SPENDS, TAKES
from songreel_gateway.store.tables import (
    DELIVERIES,
    EVENTS,
    HEARINGS,
    IDEMPOTENCY_KEYS,
    SCRIPTS,
    SHOTS,
    SONGS,
    VIDEOS,
    WAITS,
    WAIVERS,
)
from songreel_gateway.store.tenancy_tables import IMAGES
from songreel_gateway.store.usage import keep_spend
from songreel_gateway.store.uses import let_go

OF_VIDEOS = (DELIVERIES, EVENTS, IDEMPOTENCY_KEYS, SHOTS, WAITS, WAIVERS, REVISIONS, TAKES, BUDGETS, SPENDS)
OF_SONGS = (HEARINGS, SCRIPTS)


class Removals:
    """Each is one transaction; files are deleted afterwards, see `Uses.doomed`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def video(self, video_id: str, uris: Sequence[str]) -> None:
        """Forgets the video; `uris` are those that it alone can have."""

        def remove(connection: sa.Connection) -> None:
            connection.execute(sa.select(VIDEOS.c.id).where(VIDEOS.c.id == video_id).with_for_update())
            keep_spend(connection, video_id)
            for table in OF_VIDEOS:
                connection.execute(sa.delete(table).where(table.c.video_id == video_id))
            connection.execute(sa.delete(VIDEOS).where(VIDEOS.c.id == video_id))
            let_go(connection, video_id, uris)

        await self._database.write(remove)

    async def image(self, tenant_id: str, image_id: str, uri: str) -> list[str]:
        """Forgets the tenant's picture with what was declared of it, unless videos of theirs follow it: their ids. Its
        file stays where another tenant has the same."""
        mine = sa.and_(IMAGES.c.tenant_id == tenant_id, IMAGES.c.id == image_id)
        named = sa.cast(VIDEOS.c.order, sa.Text).contains(image_id, autoescape=True)

        def remove(connection: sa.Connection) -> list[str]:
            connection.execute(sa.select(IMAGES.c.id).where(mine).with_for_update())
            following = sa.select(VIDEOS.c.id).where(VIDEOS.c.tenant_id == tenant_id, named).order_by(VIDEOS.c.id)
            if videos := list(connection.scalars(following)):
                return videos
            connection.execute(
                sa.delete(CONSENTS).where(CONSENTS.c.tenant_id == tenant_id, CONSENTS.c.image_id == image_id)
            )
            connection.execute(sa.delete(IMAGES).where(mine))
            if connection.scalar(sa.select(IMAGES.c.id).where(IMAGES.c.id == image_id).limit(1)) is None:
                let_go(connection, f"image {image_id}", [uri])
            return []

        return await self._database.write(remove)

    async def song(self, song_id: str, uri: str, uris: Sequence[str]) -> list[str]:
        """Forgets the song with its hearings and scripts, unless videos are made of it: their ids. Its file stays where
        another tenant has the same."""

        def remove(connection: sa.Connection) -> list[str]:
            connection.execute(sa.select(SONGS.c.id).where(SONGS.c.id == song_id).with_for_update())
            if videos := list(connection.scalars(sa.select(VIDEOS.c.id).where(VIDEOS.c.song_id == song_id))):
                return videos
            for table in OF_SONGS:
                connection.execute(sa.delete(table).where(table.c.song_id == song_id))
            connection.execute(sa.delete(SONGS).where(SONGS.c.id == song_id))
            shared = connection.scalar(sa.select(sa.func.count()).select_from(SONGS).where(SONGS.c.uri == uri))
            let_go(connection, song_id, list(uris) if shared else [uri, *uris])
            return []

        return await self._database.write(remove)
