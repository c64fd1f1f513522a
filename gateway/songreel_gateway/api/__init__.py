"""The public API: HTTP, JSON, server-sent events."""
