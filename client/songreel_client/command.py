"""The `songreel` command."""

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from songreel_client import (
    certificate_command,
    edit_commands,
    hear_command,
    key_commands,
    keyframe_commands,
    making,
    model_commands,
    quote_command,
    scripted,
    stack_commands,
    take_commands,
    video_commands,
    waiver_commands,
    write_command,
)
from songreel_client.connection import Connection, Place
from songreel_client.extras import Extras
from songreel_client.inputs import check_song, choose_output, read_budget
from songreel_client.options import (
    CACHE_FOLDER,
    DATA_FOLDER,
    FILM,
    Cache,
    Captions,
    Data,
    Deliver,
    Force,
    Gateway,
    JsonOutput,
    Output,
    Project,
)  # fmt: skip
from songreel_client.orders import Order
from songreel_client.reporting import interrupt_on_signals, reported
from songreel_client.screens import open_screen
from songreel_client.summary import tell
from songreel_client.wishes import Wishes, wishing

HELP = """A song in, a music video out.

\b
    songreel make song.mp3
    songreel make song.mp3 -o film.mp4 --brief "a lighthouse keeper's last night" --style watercolour
    songreel make song.mp3 --brief-file brief.toml --aspect 9:16 --seed 7
    songreel make song.mp3 --json | jq .certificate.framesOff
    songreel write song.mp3                                    its script, to be read, edited and filmed
    songreel hear song.mp3                                     what is heard in it, told and drawn on a page
    songreel quote song.mp3                                    what a film of it would take
    songreel retake VIDEO 3-5                                  shots of a film once more; also edit, choose, recut
    songreel certificate song.film.mp4 --verify                whether it is the film that was certified

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
@wishing
def make(
    song: Annotated[Path, typer.Argument(metavar="SONG", help="MP3, WAV, FLAC, OGG, M4A and the like.")],
    wishes: Wishes,
    output: Output = None,
    script: Annotated[
        Path | None,
        typer.Option(metavar="SCRIPT.yaml", help="Film this script.", rich_help_panel=FILM, show_default=False),
    ] = None,
    captions: Annotated[Captions, typer.Option(help="The sung words.", rich_help_panel=FILM)] = "none",
    label_animatic: Annotated[bool, typer.Option("--label-animatic", help="Write ANIMATIC into it.")] = False,
    deliver: Deliver = "",
    project: Project = False,
    handles: Annotated[
        bool, typer.Option("--handles", rich_help_panel=FILM, help="Film a little more before every shot, for editors.")
    ] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Show you its pictures before it is filmed.")] = False,
    approve_script: Annotated[
        bool, typer.Option("--approve-script", help="Show you its script before it is filmed.")
    ] = False,
    budget: Annotated[
        str, typer.Option(metavar="AMOUNT", help="What filming may cost: 12.50, or 600s of GPUs.", show_default=False)
    ] = "",
    priority: Annotated[
        int, typer.Option(min=0, max=9, rich_help_panel=FILM, help="Higher ones of your videos are made first.")
    ] = 0,
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
        songreel make song.mp3 --script song.script.yaml

    The film lies beside the song as SONG.film.mp4, its certificate as SONG.film.certificate.json. An interrupted
    command loses nothing: the same command goes on where it was.

    With --script exactly that script is filmed, as `songreel write` wrote it or as you edited it, and with the order
    in its file; --preset, --aspect and --seed change the picture of it.
    """
    check_song(song)
    shooting = scripted.shooting(song, script, wishes)
    order = Order(**asdict(shooting.order), captions=captions, label_animatic=label_animatic, handles=handles)
    approval = "keyframes" if approve else "script" if approve_script else "none"
    order = replace(order, approval=approval, budget=read_budget(budget), priority=priority)
    extras = Extras.of(deliver, project)
    path = choose_output(song, output, force)
    job = making.FilmJob(song, path, shooting.brief, order, shooting.lyrics, shooting.script, extras)
    place, screen = Place.of(gateway, data, cache), open_screen()
    try:
        for line in shooting.remarks:
            screen.say(line)
        with Connection(place, screen) as connection, shooting.blaming():
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


APP.add_typer(write_command.APP)
APP.add_typer(hear_command.APP)
APP.add_typer(quote_command.APP)
APP.add_typer(video_commands.APP)
APP.add_typer(keyframe_commands.APP)
APP.add_typer(edit_commands.APP)
APP.add_typer(take_commands.APP)
APP.add_typer(certificate_command.APP)
APP.add_typer(waiver_commands.APP)
APP.add_typer(stack_commands.APP)
APP.add_typer(model_commands.APP, name="models")
APP.add_typer(key_commands.APP, name="keys")


def main() -> None:
    """The entry point."""
    interrupt_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to fail
    APP(prog_name="songreel")


if __name__ == "__main__":
    main()
