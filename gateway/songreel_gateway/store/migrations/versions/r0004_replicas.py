"""Several gateways on one database: who lives, which videos are in work, which pods are lent, and whose turn it is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """All of it."""
    op.create_table(
        "replicas",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("incarnation", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "admissions",
        sa.Column("workflow_id", sa.Text, primary_key=True),
        sa.Column("video_id", sa.Text, nullable=False, index=True),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
        sa.Column("admitted_at", sa.Float),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("film", sa.Text, nullable=False),
        sa.Column("frames", sa.Integer, nullable=False),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("backend", sa.Text, nullable=False),
        sa.Column("replica", sa.Text, nullable=False, index=True),
        sa.Column("pod", sa.Text),
    )
    op.create_index("turns_pod", "turns", ["pod"], unique=True)
    op.create_table(
        "shares",
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("line", sa.Text, primary_key=True),
        sa.Column("served", sa.Float, nullable=False),
    )
