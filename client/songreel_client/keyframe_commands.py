"""`songreel keyframes` and `approve`: the pictures that a film is made by, looked at before it is filmed."""

from pathlib import Path
from typing import Annotated

import typer

from songreel_client.connection import Connection, Place
from songreel_client.errors import CannotWrite
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, Gateway, JsonOutput
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen
from songreel_client.texts import printable
from songreel_client.video_commands import VideoId

APP = typer.Typer()


@APP.command()
@reported
def keyframes(
    video_id: VideoId,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Where the pictures go.", show_default=False)
    ] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Shows the pictures that a film is to be made by, of a video that was ordered with --approve.

    With -o they are downloaded, each as PICTURE.png. Then `songreel approve`.
    """
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        pictures = video.keyframes()
        if folder:
            _make_folder(folder)
            for picture in pictures:
                if picture.ready:
                    video.download_keyframe(picture.id, folder / f"{picture.id}.png")
    if as_json:
        print_json({"keyframes": [vars(picture) for picture in pictures]})
    elif pictures:
        print_rows([(each.id, "ready" if each.ready else "being made", printable(each.prompt)) for each in pictures])
    else:
        screen.say("There are no pictures: the script is not whole yet, or the film is made by words alone.")


@APP.command()
@reported
def approve(
    video_id: VideoId,
    again: Annotated[
        list[str] | None,
        typer.Option(metavar="PICTURE", help="Have another one made instead, as in --again shot-3; may be repeated."),
    ] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
) -> None:
    """Films a video by its script or its pictures as they are; with --again, has other pictures made and keeps
    waiting."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        for picture_id in again or ():
            video.remake_keyframe(picture_id)
            screen.say(f"Another {printable(picture_id)} is made. Look at it with: songreel keyframes {video.id}")
        if not again:
            video.approve()
            screen.say(f"Approved. Follow the film with: songreel watch {video.id}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = printable(str(folder))
        raise CannotWrite(f"The folder {name} cannot be made ({error.strerror}). Name another one.") from error
