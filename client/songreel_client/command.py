"""The `songreel` command."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from songreel_client import hear_command, making, model_commands, stack_commands, video_commands
from songreel_client.connection import Connection, Place
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
    Preset,
    Segmentation,
)  # fmt: skip
from songreel_client.orders import Lyrics, Order
from songreel_client.reporting import interrupt_on_signals, reported
from songreel_client.screens import open_screen
from songreel_client.summary import tell

HELP = """A song in, a music video out.

\b
    songreel make song.mp3
    songreel make song.mp3 -o film.mp4 --brief "a lighthouse keeper's last night" --style watercolour
    songreel make song.mp3 --brief-file brief.toml --aspect 9:16 --seed 7
    songreel make song.mp3 --json | jq .certificate.framesOff
    songreel hear song.mp3                                     what is heard in it, told and drawn on a page

Everything runs on this machine unless --gateway names another one. Progress goes to standard error, results to
standard output.

Exit status: 0 made; 1 the video failed; 2 wrong usage or bad input; 3 gateway or local stack not reachable;
4 disk or permission; 130 interrupted (the job is kept and goes on next time).
"""

APP = typer.Typer(
    help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip


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
                stack_commands.stay_up(connection, screen)
            connection.wait_for_others()
    except KeyboardInterrupt:
        screen.say("Interrupted. Nothing is lost: the same command goes on with the job.")
        raise
    finally:
        screen.close()


APP.add_typer(hear_command.APP)
APP.add_typer(video_commands.APP)
APP.add_typer(stack_commands.APP)
APP.add_typer(model_commands.APP, name="models")


def main() -> None:
    """The entry point."""
    interrupt_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to fail
    APP(prog_name="songreel")


if __name__ == "__main__":
    main()
