"""`songreel list`, `watch`, `cancel` and `download`: videos that were ordered before."""

from pathlib import Path
from typing import Annotated

import typer

from songreel_client import making, summary
from songreel_client.connection import Connection, Place
from songreel_client.extras import Extras
from songreel_client.inputs import choose_output
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, Deliver, Force, Gateway, JsonOutput, Project
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen

APP = typer.Typer()
VideoId = Annotated[str, typer.Argument(metavar="VIDEO", help="The video's id, as `songreel list` shows it.")]


@APP.command("list")
@reported
def list_videos(
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1, max=100)] = 20,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists videos, newest first: id, state, shots filmed, song."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        videos, _ = connection.songreel.videos.list(limit)
    if as_json:
        print_json({"videos": [video.document for video in videos]})
    elif videos:
        print_rows(summary.listed(videos))
    else:
        screen.say("There is no video yet. `songreel make song.mp3` makes one.")


@APP.command()
@reported
def watch(
    video_id: VideoId,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Follows a video until it has ended; on this machine that also lets it go on."""
    screen = open_screen()
    try:
        with Connection(Place.of(gateway, data, cache), screen) as connection:
            video = making.follow(connection, video_id, screen)
            if as_json:
                print_json(video.document)
            video.completed()
            screen.say(f"The film is made. Get it with: songreel download {video.id}")
            connection.wait_for_others()
    except KeyboardInterrupt:
        screen.say(f"Interrupted. The job is kept: songreel watch {video_id}")
        raise
    finally:
        screen.close()


@APP.command()
@reported
def cancel(
    video_id: VideoId,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Ends a video that is not finished."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id).cancel()
    if as_json:
        print_json(video.document)
    else:
        screen.say(f"The video {video.id} is {video.state}.")


@APP.command()
@reported
def download(
    video_id: VideoId,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILM.mp4", help="The film's file.")] = Path(
        "film.mp4"
    ),
    deliver: Deliver = "",
    project: Project = False,
    force: Force = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Downloads the film of a completed video, its certificate and what lies beside it."""
    extras = Extras.of(deliver, project)
    path = choose_output(Path(f"{video_id}.song"), output, force)
    screen = open_screen()
    try:
        with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
            video = connection.songreel.videos.get(video_id)
            if video.ended:
                video.completed()
            summary.tell(making.deliver(video, path, extras, screen), as_json, screen)
    finally:
        screen.close()
