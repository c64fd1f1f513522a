"""How the tables came to be what they are: Alembic's revisions, run by `migrating.py` when a gateway starts."""
