"""A song into a film, as the command does it: upload, order, follow, download."""

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_client import orders
from songreel_client.connection import Connection, Place
from songreel_client.errors import ApiError, Unreachable
from songreel_client.extras import NO_EXTRAS, Extras, fetch
from songreel_client.inputs import certificate_path
from songreel_client.order_keys import OrderKey
from songreel_client.screens import Screen
from songreel_client.sending import send
from songreel_client.summary import Delivered
from songreel_client.video import Video

LOOK_SECONDS, LONGEST_LOOK_SECONDS = 0.4, 5.0


@dataclass(frozen=True)
class FilmJob:
    """A film to be made."""

    song: Path
    output: Path
    brief: dict[str, Any]
    order: orders.Order
    lyrics: orders.Lyrics | None = None
    script: script_pb2.Script | None = None
    """Filmed as it is; None to have one written."""
    extras: Extras = NO_EXTRAS


def make(job: FilmJob, place: Place, connection: Connection, screen: Screen) -> Delivered:
    """The film in its place. Raises VideoFailed and every other SongreelError."""
    song = send(connection, screen, job.song)
    job = replace(job, brief=connection.songreel.images.named_in(job.brief))  # so that the key is of the pictures too
    body = orders.body(song.id, job.brief, job.order, job.lyrics, job.script)
    key = OrderKey(place.folders.orders, place.gateway, body)
    video = order_video(job, song.id, key, connection)
    screen.say(f"Video {video.id}. Interrupt it when you like: `songreel make` with the same song goes on with it.")
    delivered = deliver(follow(connection, video.id, screen).completed(), job.output, job.extras, screen)
    key.forget()
    return delivered


def order_video(job: FilmJob, song_id: str, key: OrderKey, connection: Connection) -> Video:
    """The video that an earlier command ordered and nobody got yet, or a new one."""

    def create() -> Video:
        return connection.songreel.videos.create(
            song_id,
            brief=job.brief,
            order=job.order,
            lyrics=job.lyrics,
            script=job.script,
            idempotency_key=key.take(),
        )

    try:
        video = create()
    except ApiError:
        key.forget()
        raise
    if video.state in ("failed", "cancelled"):  # by an earlier run; this one shall try anew
        key.forget()
        video = create()
    return video


def follow(connection: Connection, video_id: str, screen: Screen) -> Video:
    """The video once it has ended, shown as it comes along."""
    while True:
        asked = time.monotonic()
        try:
            video = connection.songreel.videos.get(video_id)
        except Unreachable as error:
            connection.recover(error)
            continue
        connection.check()
        screen.show(video)
        if video.ended:
            return video
        # A far gateway is asked less often: a tenth of the time at most goes into asking.
        time.sleep(min(max(LOOK_SECONDS, 10 * (time.monotonic() - asked)), LONGEST_LOOK_SECONDS))


def deliver(video: Video, output: Path, extras: Extras, screen: Screen) -> Delivered:
    """The film, its certificate and what lies beside it on this machine."""
    video.download(output, on_bytes=screen.downloading)
    certificate = video.download_part("certificate", certificate_path(output))
    files = fetch(video, output, extras, screen)
    return Delivered(video, output, certificate, json.loads(certificate.read_text("utf-8")), files)
