"""A song into its analysis, as the command does it: upload, ask, look until it is heard."""

from dataclasses import dataclass
from pathlib import Path

from songreel.audio.v1 import audio_pb2

from songreel_client.connection import Connection
from songreel_client.following import follow
from songreel_client.hearing import Hearing
from songreel_client.orders import HearingOrder, Lyrics
from songreel_client.screens import Screen
from songreel_client.sending import send

SERVICES = ("audio",)  # all that a local stack needs beside the gateway


@dataclass(frozen=True)
class HearingJob:
    """A song to be heard."""

    song: Path
    order: HearingOrder
    lyrics: Lyrics | None = None
    anew: bool = False


def hear(job: HearingJob, connection: Connection, screen: Screen) -> audio_pb2.SongAnalysis:
    """What was heard. Raises HearingFailed and every other SongreelError."""
    return follow(
        connection,
        lambda first: ask(job, connection, screen, first),
        lambda hearing: show(hearing, screen),
        lambda hearing: hearing.analysis(),
    )


def ask(job: HearingJob, connection: Connection, screen: Screen, first: bool) -> Hearing:
    """The hearing, new or known."""
    song = send(connection, screen, job.song)
    hearing = connection.songreel.hearings.create(song.id, order=job.order, lyrics=job.lyrics, anew=job.anew and first)
    if hearing.state == "completed" and first:
        heard_at = hearing.updated_at[:16].replace("T", " ")
        screen.say(f"This song was heard on {heard_at} UTC, with these options. --anew listens again.")
    return hearing


def show(hearing: Hearing, screen: Screen) -> None:
    """What is being waited for."""
    wait = hearing.waiting_for
    screen.busy(f"Waiting for {wait.service}: {wait.message}" if wait else "Hearing the song")
