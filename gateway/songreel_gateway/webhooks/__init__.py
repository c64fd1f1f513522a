"""Webhooks after Standard Webhooks: events told to clients' own servers, signed, for a day if need be."""
