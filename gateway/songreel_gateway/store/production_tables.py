"""The tables of how a film came to be: its revisions, the takes of its shots, what was spent, what it uses."""

import sqlalchemy as sa

from songreel_gateway.store.tables import METADATA

REVISIONS = sa.Table(
    "revisions",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # from 1
    sa.Column("state", sa.Text, nullable=False),  # as the video's while it is being made
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False),
    sa.Column("edits", sa.JSON, nullable=False),  # what was asked for; empty for the first
    sa.Column("captions", sa.Text),  # where they differ from the order's
    sa.Column("script_uri", sa.Text),
    sa.Column("takes", sa.JSON),  # that are in the film: a number a shot
    sa.Column("cut", sa.JSON),
    sa.Column("findings", sa.JSON),
    sa.Column("problem", sa.JSON),
    sa.Column("run", sa.Integer, nullable=False, default=0),  # each is a workflow of its own
    sa.Column("approved", sa.Boolean, nullable=False, default=False),
    sa.Column("woken", sa.Boolean, nullable=False, default=False),  # its client said something while it ran
    sa.Column("action", sa.JSON),  # what its client is asked for
    sa.Column("idempotency_key", sa.Text),
    sa.Column("fingerprint", sa.Text),
    sa.UniqueConstraint("video_id", "idempotency_key", name="revisions_key"),
)
TAKES = sa.Table(
    "takes",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("shot_index", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # from 1, over all revisions
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # filming, checking, accepted, rejected, failed
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("drawn", sa.Boolean, nullable=False, default=False),  # as an animatic, since the client asked for it
    sa.Column("filming_seconds", sa.Float),
    sa.Column("clip", sa.JSON),
    sa.Column("findings", sa.JSON),
    sa.Column("problem", sa.JSON),
)
BUDGETS = sa.Table(
    "budgets",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("gpu_seconds", sa.Float),  # one of the two
    sa.Column("amount", sa.Float),
    sa.Column("set_at", sa.Float, nullable=False),
)
SPENDS = sa.Table(
    "spends",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),  # take-3-1, picture-character-ada-0
    sa.Column("state", sa.Text, nullable=False),  # reserved, spent
    sa.Column("shot_index", sa.Integer),
    sa.Column("take", sa.Integer),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("quoted_gpu_seconds", sa.Float),  # unknown before a pod has filmed its like
    sa.Column("quoted_amount", sa.Float),
    sa.Column("gpu_seconds", sa.Float, nullable=False, default=0.0),  # so far
    sa.Column("amount", sa.Float),
    sa.Column("currency", sa.Text),
    sa.Column("device", sa.Text),
    sa.Column("began_at", sa.Float),  # a pod worked at it for this video: else it was found
)
USES = sa.Table(
    "uses",
    METADATA,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, primary_key=True),  # a video's id
    sa.Index("uses_owner", "owner"),
)
