"""Lyrics: `finding` says what is sung and when; the other modules are its steps."""
