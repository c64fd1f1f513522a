"""Writes the script: words for shots that are already timed."""
