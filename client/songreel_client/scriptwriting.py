"""A song into the script of its film, as the command does it: upload, ask, look until it is written."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songreel.audio.v1 import audio_pb2

from songreel_client.connection import Connection
from songreel_client.following import follow
from songreel_client.orders import Lyrics, ScriptOrder
from songreel_client.screens import Screen
from songreel_client.script_file import ScriptFile
from songreel_client.sending import send
from songreel_client.writing import Writing

SERVICES = ("audio", "script", "video")  # the video service says at which rate and lengths the song may be cut


@dataclass(frozen=True)
class WritingJob:
    """A script to be written."""

    song: Path
    brief: dict[str, Any]
    order: ScriptOrder
    lyrics: Lyrics | None = None
    anew: bool = False


@dataclass(frozen=True)
class Written:
    """A script, what it is for, and when its shots are."""

    file: ScriptFile
    analysis: audio_pb2.SongAnalysis


def write(job: WritingJob, connection: Connection, screen: Screen) -> Written:
    """What was written. Raises WritingFailed and every other SongreelError."""

    def read(writing: Writing) -> Written:
        script = writing.script()
        file = ScriptFile(script, job.song.name, song_sha256(job.song), job.order, job.lyrics)
        return Written(file, writing.analysis())

    return follow(connection, lambda first: ask(job, connection, screen, first), screen.show, read)


def ask(job: WritingJob, connection: Connection, screen: Screen, first: bool) -> Writing:
    """The writing, new or known."""
    song = send(connection, screen, job.song)
    writing = connection.songreel.scripts.create(
        song.id, brief=job.brief, order=job.order, lyrics=job.lyrics, anew=job.anew and first
    )
    if writing.state == "completed" and first:
        written_at = writing.updated_at[:16].replace("T", " ")
        screen.say(f"This script was written on {written_at} UTC, with these options. --anew writes another.")
    return writing


def song_sha256(path: Path) -> str:
    """Of the song's file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
