"""Listens to the raw audio of a song with a large audio-language model, and tells what it is about."""
