"""The tables as they were before migrations, made where they are missing: a database that has them is taken over."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BASELINE = sa.MetaData()


def upgrade() -> None:
    """Makes what is missing."""
    BASELINE.create_all(op.get_bind(), checkfirst=True)


sa.Table(
    "songs",
    BASELINE,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("uri", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)
sa.Table(
    "videos",
    BASELINE,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
    sa.Column("song_name", sa.Text, nullable=False),
    sa.Column("order", sa.JSON, nullable=False),
    sa.Column("trace_parent", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False),
    sa.Column("plan", sa.JSON),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("heard", sa.Float, nullable=False, default=0.0),
    sa.Column("script_uri", sa.Text),
    sa.Column("written", sa.Float, nullable=False, default=0.0),
    sa.Column("cut", sa.JSON),
    sa.Column("findings", sa.JSON),
    sa.Column("problem", sa.JSON),
)
sa.Table(
    "shots",
    BASELINE,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("index", sa.Integer, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("take", sa.Integer, nullable=False),
    sa.Column("start_frame", sa.Integer, nullable=False),
    sa.Column("end_frame", sa.Integer, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("progress", sa.JSON),
    sa.Column("revision", sa.Integer, nullable=False, default=0),
    sa.Column("filming_seconds", sa.Float),
    sa.Column("clip", sa.JSON),
    sa.Column("findings", sa.JSON),
)
sa.Table(
    "events",
    BASELINE,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.UniqueConstraint("video_id", "key"),
)
sa.Table(
    "waits",
    BASELINE,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
)
sa.Table(
    "waivers",
    BASELINE,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("measure", sa.Text, primary_key=True),
    sa.Column("shot_index", sa.Integer, primary_key=True),
    sa.Column("waived_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)


def asked_columns() -> "list[sa.Column[Any]]":
    """Of hearings and scripts."""
    return [
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
        sa.Column("order", sa.JSON, nullable=False),
        sa.Column("trace_parent", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    ]


sa.Table(
    "hearings",
    BASELINE,
    *asked_columns(),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
)
sa.Table(
    "scripts",
    BASELINE,
    *asked_columns(),
    sa.Column("plan", sa.JSON),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("script_uri", sa.Text),
    sa.Column("shots_total", sa.Integer, nullable=False, default=0),
    sa.Column("shots_written", sa.Integer, nullable=False, default=0),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
)
sa.Table(
    "webhooks",
    BASELINE,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("events", sa.JSON, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("old_secret", sa.Text),
    sa.Column("rotated_at", sa.Float),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("disabled", sa.Text),
)
sa.Table(
    "deliveries",
    BASELINE,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("webhook_id", sa.Text, sa.ForeignKey("webhooks.id"), nullable=False, index=True),
    sa.Column("video_id", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("deliveries_due", "state", "due_at"),
)
sa.Table(
    "idempotency_keys",
    BASELINE,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)
