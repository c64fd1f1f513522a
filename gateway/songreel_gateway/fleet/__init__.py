"""Whose turn it is, and which video pod films it."""
