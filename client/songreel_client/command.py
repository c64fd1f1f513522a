"""The `songreel` command."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from songreel_client import making, model_commands, summary
from songreel_client.connection import Connection, Place
from songreel_client.doctor import examine
from songreel_client.errors import StackFailed
from songreel_client.inputs import check_song, choose_output, read_brief, read_lyrics
from songreel_client.options import (
    CACHE_FOLDER,
    DATA_FOLDER,
    FILM,
    Aspect,
    Cache,
    Captions,
    Data,
    Force,
    Gateway,
    JsonOutput,
    Output,
    Pipeline,
    Port,
    Preset,
    Segmentation,
)  # fmt: skip
from songreel_client.orders import Lyrics, Order
from songreel_client.reporting import interrupt_on_signals, print_json, print_rows, reported
from songreel_client.screens import Screen, open_screen

HELP = """A song in, a music video out.

\b
    songreel make song.mp3
    songreel make song.mp3 -o film.mp4 --brief "a lighthouse keeper's last night" --style watercolour
    songreel make song.mp3 --brief-file brief.toml --aspect 9:16 --seed 7
    songreel make song.mp3 --json | jq .certificate.framesOff

Everything runs on this machine unless --gateway names another one. Progress goes to standard error, results to
standard output.

Exit status: 0 made; 1 the video failed; 2 wrong usage or bad input; 3 gateway or local stack not reachable;
4 disk or permission; 130 interrupted (the job is kept and goes on next time).
"""

APP = typer.Typer(
    help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip
APP.add_typer(model_commands.APP, name="models")
VideoId = Annotated[str, typer.Argument(metavar="VIDEO", help="The video's id, as `songreel list` shows it.")]


@APP.command()
@reported
def make(
    song: Annotated[Path, typer.Argument(metavar="SONG", help="MP3, WAV, FLAC, OGG, M4A and the like.")],
    output: Output = None,
    brief: Annotated[str, typer.Option(help="What the film should be about.", rich_help_panel=FILM)] = "",
    brief_file: Annotated[
        Path | None,
        typer.Option(help="A brief as JSON or TOML: text, story_cues, characters, ...", rich_help_panel=FILM),
    ] = None,
    style: Annotated[str, typer.Option(help="watercolour, neon noir, or a description.", rich_help_panel=FILM)] = "",
    lyrics_file: Annotated[Path | None, typer.Option(help="The words: text, LRC or SRT.", rich_help_panel=FILM)] = None,
    pipeline: Annotated[Pipeline, typer.Option(help="Who listens.", rich_help_panel=FILM)] = "clap",
    preset: Annotated[Preset, typer.Option(help="Size and quality.", rich_help_panel=FILM)] = "preview",
    aspect: Annotated[Aspect, typer.Option(help="Shape of the picture.", rich_help_panel=FILM)] = "16:9",
    segmentation: Annotated[Segmentation, typer.Option(help="How it is cut.", rich_help_panel=FILM)] = "planned",
    captions: Annotated[Captions, typer.Option(help="The sung words.", rich_help_panel=FILM)] = "none",
    seed: Annotated[int, typer.Option(help="The same seed gives the same film.", rich_help_panel=FILM)] = 0,
    label_animatic: Annotated[bool, typer.Option("--label-animatic", help="Write ANIMATIC into it.")] = False,
    force: Force = False,
    keep_stack: Annotated[bool, typer.Option("--keep-stack", help="Keep the local stack running afterwards.")] = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Makes the film of a song.

        \b
        songreel make song.mp3
        songreel make "My Song.flac" -o film.mp4 --brief "two sisters cross the desert" --seed 3

    The film lies beside the song as SONG.film.mp4, its certificate as SONG.film.certificate.json. An interrupted
    command loses nothing: the same command goes on where it was.
    """
    check_song(song)
    order = Order(pipeline, preset, segmentation, aspect, seed, captions, label_animatic)
    lyrics = Lyrics(read_lyrics(lyrics_file)) if lyrics_file else None
    job = making.Job(song, choose_output(song, output, force), read_brief(brief, style, brief_file), order, lyrics)
    place, screen = Place.of(gateway, data, cache), open_screen()
    try:
        with Connection(place, screen) as connection:
            delivered = making.make(job, place, connection, screen)
            tell(delivered, as_json, screen)
            if keep_stack:
                stay_up(connection, screen)
            connection.wait_for_others()
    except KeyboardInterrupt:
        screen.say("Interrupted. Nothing is lost: the same command goes on with the job.")
        raise
    finally:
        screen.close()


@APP.command()
@reported
def up(port: Port = 8080, data: Data = DATA_FOLDER, cache: Cache = CACHE_FOLDER) -> None:
    """Runs the local stack until Ctrl-C: the API and a web page at http://127.0.0.1:8080."""
    screen = open_screen()
    try:
        with Connection(Place.of("", data, cache), screen, port=port) as connection:
            if connection.stack and not connection.stack.owned:
                raise StackFailed(f"A stack of this data folder is already running at {connection.url}.")
            stay_up(connection, screen)
    finally:
        screen.close()


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
    with Connection(Place.of(gateway, data, cache), screen, services=False) as connection:
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
            video.require_film()
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
    with Connection(Place.of(gateway, data, cache), screen, services=False) as connection:
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
    force: Force = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Downloads the film of a completed video and its certificate."""
    path = choose_output(Path(f"{video_id}.song"), output, force)
    screen = open_screen()
    try:
        with Connection(Place.of(gateway, data, cache), screen, services=False) as connection:
            video = connection.songreel.videos.get(video_id)
            if video.ended:
                video.require_film()
            tell(making.deliver(video, path, screen), as_json, screen)
    finally:
        screen.close()


@APP.command()
@reported
def doctor(port: Port = 0, data: Data = DATA_FOLDER, cache: Cache = CACHE_FOLDER, as_json: JsonOutput = False) -> None:
    """Looks for what this machine lacks, and says what to do about it."""
    checks = []
    for check in examine(Place.of("", data, cache).folders, port):
        checks.append(check)
        if not as_json:
            mark = "ok     " if check.ok else "MISSING" if check.needed else "later  "
            print_rows([(mark, check.name.ljust(16), check.found)])
            if check.advice:
                print_rows([("       ", " " * 16, check.advice)])
    if as_json:
        print_json({"checks": [check.document() for check in checks]})
    if any(check.needed and not check.ok for check in checks):
        raise StackFailed("Films cannot be made on this machine before the above is mended.")


def tell(delivered: summary.Delivered, as_json: bool, screen: Screen) -> None:
    """The result on standard output."""
    screen.close()
    if as_json:
        print_json(delivered.document())
    else:
        print("\n".join(delivered.lines()))


def stay_up(connection: Connection, screen: Screen) -> None:
    """Returns on Ctrl-C. Raises StackFailed when a process is given up."""
    screen.say(f"The stack is up at {connection.url}. Ctrl-C stops it.")
    screen.busy("")
    try:
        while True:
            connection.check()
            time.sleep(0.2)
    except KeyboardInterrupt:
        screen.say("Stopping. Unfinished videos go on at the next start.")


def main() -> None:
    """The entry point."""
    interrupt_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to fail
    APP(prog_name="songreel")


if __name__ == "__main__":
    main()
