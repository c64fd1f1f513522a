"""Run by Alembic: the revisions, on the connection and in the transaction that `migrating.py` opened."""

from alembic import context

from songreel_gateway.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # also on SQLite, since we begin its transactions ourselves
)
with context.begin_transaction():
    context.run_migrations()
