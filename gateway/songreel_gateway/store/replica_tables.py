"""The tables by which several gateways share one database."""

import sqlalchemy as sa

from songreel_gateway.store.tables import METADATA

REPLICAS = sa.Table(
    "replicas",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),  # the executor id
    sa.Column("incarnation", sa.Text, nullable=False),  # of the process that has the name now
    sa.Column("version", sa.Text, nullable=False),  # of the workflows that it can run
    sa.Column("seen_at", sa.Float, nullable=False),  # by the database's clock
)
ADMISSIONS = sa.Table(
    "admissions",
    METADATA,
    sa.Column("workflow_id", sa.Text, primary_key=True),  # which makes the video
    sa.Column("video_id", sa.Text, nullable=False, index=True),
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("asked_at", sa.Float, nullable=False),
    sa.Column("admitted_at", sa.Float),  # empty while it waits
)
TURNS = sa.Table(
    "turns",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),  # of what is to be filmed: a take of a shot, or a picture
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("film", sa.Text, nullable=False),
    sa.Column("frames", sa.Integer, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("backend", sa.Text, nullable=False),  # empty for any
    sa.Column("replica", sa.Text, nullable=False, index=True),  # whose work it is
    sa.Column("pod", sa.Text),  # the address of the pod that films it; empty while it waits
    sa.Column("work", sa.Text, nullable=False, server_default=""),  # digest of what is asked of the pod
    sa.Index("turns_pod", "pod", unique=True),  # a pod is lent once
)
SHARES = sa.Table(
    "shares",
    METADATA,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("line", sa.Text, primary_key=True),  # what is shared: videos in work, or pods
    sa.Column("served", sa.Float, nullable=False),  # turns had, in the line's virtual time
)
