"""Revisions, takes, budgets and what artifacts are for; films made before are their videos' first revisions."""

import time
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """All of it."""
    _shots()
    revisions = _revisions()
    takes = _takes()
    _spending()
    _uses()
    _take_over(revisions, takes)


def _shots() -> None:
    op.add_column("shots", sa.Column("used_take", sa.Integer))
    op.add_column("shots", sa.Column("first_take", sa.Integer, nullable=False, server_default="1"))
    op.add_column("shots", sa.Column("seed", sa.BigInteger))
    op.add_column("shots", sa.Column("drawn", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("shots", sa.Column("problem", sa.JSON))


def _revisions() -> sa.Table:
    return op.create_table(
        "revisions",
        sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
        sa.Column("edits", sa.JSON, nullable=False),
        sa.Column("captions", sa.Text),
        sa.Column("script_uri", sa.Text),
        sa.Column("takes", sa.JSON),
        sa.Column("cut", sa.JSON),
        sa.Column("findings", sa.JSON),
        sa.Column("problem", sa.JSON),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("woken", sa.Boolean, nullable=False),
        sa.Column("action", sa.JSON),
        sa.Column("idempotency_key", sa.Text),
        sa.Column("fingerprint", sa.Text),
        sa.UniqueConstraint("video_id", "idempotency_key", name="revisions_key"),
    )


def _takes() -> sa.Table:
    return op.create_table(
        "takes",
        sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
        sa.Column("shot_index", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("drawn", sa.Boolean, nullable=False),
        sa.Column("filming_seconds", sa.Float),
        sa.Column("clip", sa.JSON),
        sa.Column("findings", sa.JSON),
        sa.Column("problem", sa.JSON),
    )


def _spending() -> None:
    op.create_table(
        "budgets",
        sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
        sa.Column("gpu_seconds", sa.Float),
        sa.Column("amount", sa.Float),
        sa.Column("set_at", sa.Float, nullable=False),
    )
    op.create_table(
        "spends",
        sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("shot_index", sa.Integer),
        sa.Column("take", sa.Integer),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("quoted_gpu_seconds", sa.Float),
        sa.Column("quoted_amount", sa.Float),
        sa.Column("gpu_seconds", sa.Float, nullable=False),
        sa.Column("amount", sa.Float),
        sa.Column("currency", sa.Text),
        sa.Column("device", sa.Text),
        sa.Column("began_at", sa.Float),
    )


def _uses() -> None:
    op.create_table("uses", sa.Column("uri", sa.Text, primary_key=True), sa.Column("owner", sa.Text, primary_key=True))
    op.create_index("uses_owner", "uses", ["owner"])


def _take_over(revisions: sa.Table, takes: sa.Table) -> None:
    """What was made before."""
    connection = op.get_bind()
    columns = [sa.column(name, sa.JSON) for name in ("order", "cut", "findings", "problem")]
    plain: list[Any] = [sa.column(name) for name in ("id", "state", "created_at", "updated_at", "script_uri")]
    videos = connection.execute(sa.select(*plain, *columns).select_from(sa.table("videos"))).all()
    for video in videos:
        mine = _shots_of(connection, video.id)
        used = {str(shot.index): shot.take for shot in mine}
        completed = video.state == "completed"
        row = {
            "video_id": video.id, "number": 1, "state": video.state, "created_at": video.created_at,
            "updated_at": video.updated_at, "edits": {}, "script_uri": video.script_uri if completed else None,
            "takes": used if completed else None, "cut": video.cut, "findings": video.findings,
            "problem": video.problem, "run": 0, "approved": completed, "woken": False,
        }  # fmt: skip
        connection.execute(sa.insert(revisions).values(**row))
        for shot in mine:
            if not shot.clip:
                continue
            take = {
                "video_id": video.id, "shot_index": shot.index, "number": shot.take, "revision": 1, "state": "accepted",
                "created_at": video.updated_at or time.time(), "sentence": shot.sentence, "prompt": "",
                "seed": int(video.order.get("seed", 0)) + shot.take - 1, "drawn": False,
                "filming_seconds": shot.filming_seconds, "clip": shot.clip, "findings": shot.findings,
            }  # fmt: skip
            connection.execute(sa.insert(takes).values(**take))
            there = sa.table("shots", sa.column("video_id"), sa.column("index"), sa.column("used_take"))
            which = sa.and_(there.c.video_id == video.id, there.c.index == shot.index)
            connection.execute(sa.update(there).where(which).values(used_take=shot.take))


def _shots_of(connection: sa.Connection, video_id: str) -> list[Any]:
    names = ("index", "take", "sentence", "filming_seconds")
    columns = [sa.column(name) for name in names] + [sa.column(name, sa.JSON) for name in ("clip", "findings")]
    query = sa.select(*columns).select_from(sa.table("shots")).where(sa.column("video_id") == video_id)
    return list(connection.execute(query).all())
