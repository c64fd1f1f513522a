"""What deleted videos cost, so that deleting them gives no money back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "past_spends",
        sa.Column("video_id", sa.Text, primary_key=True),
        sa.Column("month", sa.Float, primary_key=True),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("amount", sa.Float, nullable=False),
    )
    op.create_index("past_spends_of_tenant", "past_spends", ["tenant_id", "month"])
