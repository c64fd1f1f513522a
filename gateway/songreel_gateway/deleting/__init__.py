"""Deletion, really, and what is kept for how long."""
