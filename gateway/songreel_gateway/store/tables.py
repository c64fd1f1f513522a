"""The tables that the gateway keeps."""

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()
DEFAULT_TENANT = "default"
"""Owns everything where nobody is asked for a key."""


def owner() -> "sa.Column[str]":
    """Whose row it is."""
    return sa.Column("tenant_id", sa.Text, nullable=False, server_default=DEFAULT_TENANT)


SONGS = sa.Table(
    "songs",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("uri", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    owner(),
    sa.UniqueConstraint("tenant_id", "sha256", name="songs_tenant_sha256"),
)
VIDEOS = sa.Table(
    "videos",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),  # begins with its time, so that ids sort by age
    sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
    sa.Column("song_name", sa.Text, nullable=False),
    sa.Column("order", sa.JSON, nullable=False),  # the request's body, checked
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
    owner(),
    sa.Index("videos_tenant", "tenant_id"),
)
SHOTS = sa.Table(
    "shots",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("index", sa.Integer, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("take", sa.Integer, nullable=False),
    sa.Column("start_frame", sa.Integer, nullable=False),
    sa.Column("end_frame", sa.Integer, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("progress", sa.JSON),
    sa.Column("revision", sa.Integer, nullable=False, default=0),  # counts changes of `progress`
    sa.Column("filming_seconds", sa.Float),
    sa.Column("clip", sa.JSON),
    sa.Column("findings", sa.JSON),
    sa.Column("used_take", sa.Integer),  # that is in the film, once it is known
    sa.Column("first_take", sa.Integer, nullable=False, server_default="1"),  # of those that were filmed for one wish
    sa.Column("seed", sa.BigInteger),  # of that one, where the client gave it
    sa.Column("drawn", sa.Boolean, nullable=False, server_default=sa.false()),  # as an animatic, as the client wished
    sa.Column("problem", sa.JSON),  # why it could not be filmed
)
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),  # the event's own id: written twice, it is there once
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.UniqueConstraint("video_id", "key"),
)
WAITS = sa.Table(
    "waits",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
)
WAIVERS = sa.Table(
    "waivers",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("measure", sa.Text, primary_key=True),
    sa.Column("shot_index", sa.Integer, primary_key=True),
    sa.Column("waived_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)


def asked_columns() -> "list[sa.Column[Any]]":
    """The first columns of a table of jobs that are asked for by themselves, see `asked.py`."""
    return [
        sa.Column("id", sa.Text, primary_key=True),  # a digest of the order, so that one asked for twice is one
        sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
        sa.Column("order", sa.JSON, nullable=False),  # the request's body, checked
        sa.Column("trace_parent", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),  # counts how often it was begun
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
        owner(),
    ]


HEARINGS = sa.Table(
    "hearings",
    METADATA,
    *asked_columns(),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
    sa.Index("hearings_tenant", "tenant_id"),
)
SCRIPTS = sa.Table(
    "scripts",
    METADATA,
    *asked_columns(),
    sa.Column("plan", sa.JSON),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("script_uri", sa.Text),
    sa.Column("shots_total", sa.Integer, nullable=False, default=0),
    sa.Column("shots_written", sa.Integer, nullable=False, default=0),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
    sa.Index("scripts_tenant", "tenant_id"),
)
WEBHOOKS = sa.Table(
    "webhooks",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("events", sa.JSON, nullable=False),  # empty for all
    sa.Column("secret", sa.Text, nullable=False),  # signs, so it cannot be kept as a hash
    sa.Column("old_secret", sa.Text),
    sa.Column("rotated_at", sa.Float),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("disabled", sa.Text),
    owner(),
    sa.Index("webhooks_tenant", "tenant_id"),
)
DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("webhook_id", sa.Text, sa.ForeignKey("webhooks.id"), nullable=False, index=True),
    sa.Column("video_id", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # as it is signed
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("deliveries_due", "state", "due_at"),
)
IDEMPOTENCY_KEYS = sa.Table(
    "idempotency_keys",
    METADATA,
    sa.Column("tenant_id", sa.Text, primary_key=True, server_default=DEFAULT_TENANT),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)
