"""The gateway's records in one database: songs, videos, their shots and events. Event streams only tell of it."""
