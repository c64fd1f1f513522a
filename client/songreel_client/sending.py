"""A command's song on its way, told as it goes."""

from pathlib import Path

from songreel_client.connection import Connection
from songreel_client.resources import Song
from songreel_client.screens import Screen


def send(connection: Connection, screen: Screen, path: Path) -> Song:
    """The stored song. Raises CannotRead, ApiError, Unreachable."""
    screen.busy("Uploading the song")
    size = path.stat().st_size

    def tell(done_bytes: int) -> None:
        if done_bytes < size:  # else it is over before anybody reads it
            screen.busy(f"Uploading the song: {done_bytes / 1e6:.0f} of {size / 1e6:.0f} MB")

    return connection.songreel.songs.upload(path, tell)
