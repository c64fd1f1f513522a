"""What was declared of uploaded pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "consents",
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("image_id", sa.Text, primary_key=True),
        sa.Column("declared_by", sa.Text, primary_key=True),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
