"""What is asked of a pod, so that two who ask for the same have it made once."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One column; turns of the version before are like no others."""
    op.add_column("turns", sa.Column("work", sa.Text, nullable=False, server_default=""))
