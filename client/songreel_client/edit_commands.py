"""`songreel edit`, `retake`, `choose`, `recut` and `resolve`: films that are there, made otherwise."""

from collections.abc import Callable
from typing import Annotated

import typer

from songreel_client import making
from songreel_client.connection import Connection, Place
from songreel_client.edits import ShotEdit
from songreel_client.errors import BadInput
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Captions, Data, Gateway, JsonOutput
from songreel_client.reporting import print_json, reported
from songreel_client.screens import Screen, open_screen
from songreel_client.video import Video
from songreel_client.video_commands import VideoId

APP = typer.Typer()
ShotNumber = Annotated[int, typer.Argument(metavar="SHOT", help="Its number, from 0.", min=0)]
Shots = Annotated[str, typer.Argument(metavar="SHOTS", help="A shot, or a range: 3, 3-7. From 0.")]


@APP.command()
@reported
def edit(
    video_id: VideoId,
    shots: Shots,
    sentence: Annotated[str, typer.Option(help="What is filmed; the rest follows from it.")] = "",
    action: Annotated[str, typer.Option(help="What happens.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
    camera: Annotated[str, typer.Option(help="static, push_in, pull_out, pan_left, track, ...")] = "",
    framing: Annotated[str, typer.Option(help="extreme_wide, wide, medium, close or insert.")] = "",
    prompt: Annotated[str, typer.Option(help="To the letter what the model is told.")] = "",
    seed: Annotated[int | None, typer.Option(help="Of the new take.", show_default=False)] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Films shots of a finished film by other words, or with another seed, and cuts it anew.

        \b
        songreel edit VIDEO 3 --sentence "A fox crosses the road."
        songreel edit VIDEO 3-5 --camera static

    No other shot is filmed again. The film before stays: `songreel revisions VIDEO`.
    """
    words = {"sentence": sentence, "action": action, "place": place, "camera": camera, "framing": framing}
    given = {name: value for name, value in (words | {"prompt": prompt}).items() if value}
    first, last = read_range(shots)
    change = ShotEdit(first, through=last, seed=seed, **given)  # type: ignore[arg-type]  # texts are for texts
    _anew(Place.of(gateway, data, cache), video_id, as_json, lambda video: video.edit(change))


@APP.command()
@reported
def retake(
    video_id: VideoId,
    shots: Shots,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Films shots of a finished film once more, with the next seed, and cuts it anew: songreel retake VIDEO 3-5."""
    first, last = read_range(shots)
    _anew(Place.of(gateway, data, cache), video_id, as_json, lambda video: video.retake(first, last))


@APP.command()
@reported
def choose(
    video_id: VideoId,
    shot: ShotNumber,
    take: Annotated[int, typer.Argument(metavar="TAKE", help="Its number, as `songreel takes` shows it.", min=1)],
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Puts another take of a shot into the film. Nothing is filmed."""
    _anew(Place.of(gateway, data, cache), video_id, as_json, lambda video: video.choose(shot, take))


@APP.command()
@reported
def recut(
    video_id: VideoId,
    captions: Annotated[Captions | None, typer.Option(help="Other captions.", show_default=False)] = None,
    transition: Annotated[
        list[str] | None, typer.Option(metavar="SHOT=NAME", help="How a shot begins, as in 3=flash; may be repeated.")
    ] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Cuts a finished film anew, with other captions or transitions."""
    transitions = dict(_transition(each) for each in transition or ())
    place = Place.of(gateway, data, cache)
    _anew(place, video_id, as_json, lambda video: video.recut(captions=captions, transitions=transitions))


@APP.command()
@reported
def resolve(
    video_id: VideoId,
    shots: Shots,
    again: Annotated[bool, typer.Option("--retake", help="Film it again.")] = False,
    sentence: Annotated[str, typer.Option(help="Film it by these words.")] = "",
    animatic: Annotated[bool, typer.Option("--animatic", help="Draw it.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Give its time to the shot before it.")] = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Says what becomes of a shot that could not be filmed; then the film goes on."""
    first, last = read_range(shots)
    change = ShotEdit(first, last, sentence=sentence or None, retake=again, animatic=animatic, drop=drop)
    _anew(Place.of(gateway, data, cache), video_id, as_json, lambda video: video.resolve(change))


def read_range(text: str) -> tuple[int, int | None]:
    """ "3" or "3-7". Raises BadInput."""
    first, dash, last = text.partition("-")
    if not first.isdigit() or (dash and not last.isdigit()):
        raise BadInput(f"{text!r} names no shots. They look like 3, or 3-7 for a range; the first one is 0.")
    return int(first), int(last) if dash else None


def _transition(text: str) -> tuple[int, str]:
    index, _, name = text.partition("=")
    if not index.isdigit() or not name:
        raise BadInput(f"{text!r} is no transition of a shot. It looks like 3=flash.")
    return int(index), name


def _anew(place: Place, video_id: str, as_json: bool, change: Callable[[Video], object]) -> None:
    """Asks for the change and follows the film until it is there, as `watch` does."""
    screen = open_screen()
    try:
        with Connection(place, screen) as connection:
            change(connection.songreel.videos.get(video_id))
            video = making.follow(connection, video_id, screen)
            tell(video, as_json, screen)
            connection.wait_for_others()
    except KeyboardInterrupt:
        screen.say(f"Interrupted. The job is kept: songreel watch {video_id}")
        raise
    finally:
        screen.close()


def tell(video: Video, as_json: bool, screen: Screen) -> None:
    """That the revision is there. Raises VideoFailed when it failed: the film before is there then."""
    last = video.revisions()[-1]
    if as_json:
        print_json(video.document)
    if last.state != "completed":
        raise video.failure(video.id, last.state, last.error or {})
    video.completed()
    screen.say(f"Revision {last.number} is made. Get it with: songreel download {video.id}")
