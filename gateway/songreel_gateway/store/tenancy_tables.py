"""The tables of who may do what: tenants, their keys, their pictures; and of what the gateways share."""

import sqlalchemy as sa

from songreel_gateway.store.tables import METADATA

TENANTS = sa.Table(
    "tenants",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("quotas", sa.JSON, nullable=False),  # those that differ from the settings'
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("disabled", sa.Text),  # why its keys open nothing
)
API_KEYS = sa.Table(
    "api_keys",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("tenant_id", sa.Text, sa.ForeignKey("tenants.id"), nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("old_digest", sa.Text),  # of the secret before a rotation
    sa.Column("old_until", sa.Float),
    sa.Column("scopes", sa.JSON, nullable=False),
    sa.Column("quotas", sa.JSON, nullable=False),  # this key's own, within its tenant's
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float),
    sa.Column("last_used_at", sa.Float),
    sa.Column("revoked_at", sa.Float),
)
IMAGES = sa.Table(
    "images",
    METADATA,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),  # the digest of its bytes: several tenants may have the same
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)
GATEWAY_SECRETS = sa.Table(
    "gateway_secrets",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),  # signs, so it cannot be kept as a hash
    sa.Column("created_at", sa.Float, nullable=False),
)
CHORES = sa.Table(
    "chores",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("begun_at", sa.Float, nullable=False),  # whoever moves it on does the chore
    sa.Column("executor_id", sa.Text, nullable=False),
)
PAST_SPENDS = sa.Table(
    "past_spends",
    METADATA,
    sa.Column("video_id", sa.Text, primary_key=True),  # deleted, so there is no such row
    sa.Column("month", sa.Float, primary_key=True),  # its first moment
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("amount", sa.Float, nullable=False),
    sa.Index("past_spends_of_tenant", "tenant_id", "month"),
)
