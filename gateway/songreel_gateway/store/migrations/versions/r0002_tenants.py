"""Tenants and their keys; everything that was there before is the tenant `default`'s.

Every section makes one change; they run in this order.
"""

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OWNED = ("songs", "videos", "hearings", "scripts", "webhooks", "idempotency_keys")
NAMES = {"uq": "%(table_name)s_%(column_0_name)s_key", "pk": "%(table_name)s_pkey"}
"""As Postgres calls constraints that were given no name; SQLite gives none, they are called so while it is changed."""


def upgrade() -> None:
    """All of it."""
    _tenants()
    _owners()
    _unique_by_tenant()
    _keys()
    _images()
    _uploads()


def _tenants() -> None:
    tenants = op.create_table(
        "tenants",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("quotas", sa.JSON, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("disabled", sa.Text),
    )
    first = {"id": "default", "name": "default", "quotas": {}, "created_at": time.time()}
    op.bulk_insert(tenants, [first])


def _owners() -> None:
    for table in OWNED:
        owner = sa.Column("tenant_id", sa.Text, nullable=False, server_default="default")
        op.add_column(table, owner)
        if table not in ("songs", "idempotency_keys"):  # those have it in a key
            op.create_index(f"{table}_tenant", table, ["tenant_id"])


def _unique_by_tenant() -> None:
    """The same bytes may be two tenants' song, the same word two tenants' key."""
    with op.batch_alter_table("songs", naming_convention=NAMES) as songs:
        songs.drop_constraint("songs_sha256_key", type_="unique")
        songs.create_unique_constraint("songs_tenant_sha256", ["tenant_id", "sha256"])
    with op.batch_alter_table("idempotency_keys", naming_convention=NAMES) as keys:
        keys.drop_constraint("idempotency_keys_pkey", type_="primary")
        keys.create_primary_key("idempotency_keys_pkey", ["tenant_id", "key"])


def _keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("tenant_id", sa.Text, sa.ForeignKey("tenants.id"), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("old_digest", sa.Text),
        sa.Column("old_until", sa.Float),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("quotas", sa.JSON, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float),
        sa.Column("last_used_at", sa.Float),
        sa.Column("revoked_at", sa.Float),
    )
    op.create_table(
        "gateway_secrets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_table(
        "chores",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("begun_at", sa.Float, nullable=False),
        sa.Column("executor_id", sa.Text, nullable=False),
    )


def _images() -> None:
    op.create_table(
        "images",
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )


def _uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("received_bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text),
        sa.Column("part_bytes", sa.BigInteger),
        sa.Column("song_id", sa.Text),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False, index=True),
        sa.Column("tenant_id", sa.Text, nullable=False, server_default="default"),
        sa.Index("uploads_tenant", "tenant_id"),
    )
    op.create_table(
        "upload_pieces",
        sa.Column("uri", sa.Text, primary_key=True),
        sa.Column("upload_id", sa.Text, sa.ForeignKey("uploads.id"), nullable=False, index=True),
        sa.Column("start_byte", sa.BigInteger, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
    )
