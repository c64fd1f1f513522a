"""Songreel's Python SDK and command."""
