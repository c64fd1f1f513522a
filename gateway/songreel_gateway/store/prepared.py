"""The statements that are sent more than any others, made once: making one takes longer than sending it.

Each selects the fields of a record in their order, of the video `video_id` or of the videos `video_ids`.
"""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.events import Event
from songreel_gateway.store.ledger import Entry
from songreel_gateway.store.production_tables import BUDGETS, REVISIONS, SPENDS
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.tables import EVENTS, SHOTS, VIDEOS, WAITS
from songreel_gateway.store.videos import Video
from songreel_gateway.store.waits import Wait


def columns(table: sa.Table, record: type) -> list[sa.Column[Any]]:
    """Of the record's fields."""
    return [table.c[each.name] for each in fields(record)]


OF_VIDEO = sa.bindparam("video_id", type_=sa.Text)
OF_TENANT = sa.bindparam("tenant_id", type_=sa.Text)
OF_VIDEOS = sa.bindparam("video_ids", type_=sa.Text, expanding=True)
SEEN = sa.bindparam("seen", type_=sa.Integer)

VIDEO_AND_BUDGET = (
    sa.select(*columns(VIDEOS, Video), BUDGETS.c.video_id, BUDGETS.c.gpu_seconds, BUDGETS.c.amount)
    .outerjoin(BUDGETS, BUDGETS.c.video_id == VIDEOS.c.id)
    .where(VIDEOS.c.id == OF_VIDEO, VIDEOS.c.tenant_id == OF_TENANT)
)
NEWEST_REVISION = (
    sa.select(*columns(REVISIONS, Revision))
    .where(REVISIONS.c.video_id == OF_VIDEO)
    .order_by(REVISIONS.c.number.desc())
    .limit(1)
)
WAITS_NOW = sa.select(*columns(WAITS, Wait)).where(WAITS.c.video_id == OF_VIDEO).order_by(WAITS.c.since)
SPENDS_SO_FAR = sa.select(*columns(SPENDS, Entry)).where(SPENDS.c.video_id == OF_VIDEO).order_by(SPENDS.c.created_at)
ALL_SHOTS = sa.select(*columns(SHOTS, Shot)).where(SHOTS.c.video_id == OF_VIDEO).order_by(SHOTS.c.index)
SHOTS_THAT_TELL = ALL_SHOTS.where(SHOTS.c.state == "filming", SHOTS.c.progress.is_not(None))
EVENTS_AFTER = (
    sa.select(*columns(EVENTS, Event))
    .where(EVENTS.c.video_id == OF_VIDEO, EVENTS.c.number > SEEN)
    .order_by(EVENTS.c.number)
)

NEWER = REVISIONS.alias("newer")
NEWEST_REVISIONS = sa.select(*columns(REVISIONS, Revision)).where(
    REVISIONS.c.video_id.in_(OF_VIDEOS),
    REVISIONS.c.number
    == sa.select(sa.func.max(NEWER.c.number)).where(NEWER.c.video_id == REVISIONS.c.video_id).scalar_subquery(),
)
ALL_WAITS = (
    sa.select(WAITS.c.video_id, *columns(WAITS, Wait)).where(WAITS.c.video_id.in_(OF_VIDEOS)).order_by(WAITS.c.since)
)
ALL_SPENDS = sa.select(*columns(SPENDS, Entry)).where(SPENDS.c.video_id.in_(OF_VIDEOS)).order_by(SPENDS.c.created_at)
ALL_BUDGETS = sa.select(BUDGETS.c.video_id, BUDGETS.c.gpu_seconds, BUDGETS.c.amount).where(
    BUDGETS.c.video_id.in_(OF_VIDEOS)
)
SHOTS_COUNTED = (
    sa.select(
        SHOTS.c.video_id,
        sa.func.sum(sa.case((SHOTS.c.state == "filmed", 1), else_=0)).label("filmed"),
        sa.func.count().label("total"),
    )
    .where(SHOTS.c.video_id.in_(OF_VIDEOS))
    .group_by(SHOTS.c.video_id)
)
