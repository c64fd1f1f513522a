"""`songreel write` and `songreel check`: the script of a film, to be read, edited, and held against what can be
filmed."""

from pathlib import Path
from typing import Annotated

import typer
from google.protobuf import json_format

from songreel_client import scriptwriting
from songreel_client.connection import Place
from songreel_client.errors import BadInput, CannotWrite
from songreel_client.following import at_work
from songreel_client.inputs import check_song, choose_script
from songreel_client.options import (
    CACHE_FOLDER,
    DATA_FOLDER,
    Cache,
    Data,
    Force,
    Gateway,
    JsonOutput,
    ScriptPath,
)  # fmt: skip
from songreel_client.reporting import print_json, reported
from songreel_client.script_file import read_script, to_yaml
from songreel_client.scripted import require_song
from songreel_client.stack.plans import SERVICES
from songreel_client.texts import printable
from songreel_client.wishes import Wishes, wishing
from songreel_client.written import markdown, terminal

APP = typer.Typer()
Markdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown on standard output.")]


@APP.command()
@reported
@wishing
def write(
    song: Annotated[Path, typer.Argument(metavar="SONG", help="MP3, WAV, FLAC, OGG, M4A and the like.")],
    wishes: Wishes,
    output: ScriptPath = None,
    anew: Annotated[bool, typer.Option("--anew", help="Write again what was written before.")] = False,
    force: Force = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
    as_markdown: Markdown = False,
) -> None:
    """Writes the script of a song's film, to be read, edited and filmed.

        \b
        songreel write song.mp3 --brief "a lighthouse keeper's last night"
        songreel make song.mp3 --script song.script.yaml
        songreel write song.mp3 --json | jq -r '.script.shots[].sentence'

    Logline, look, characters, the arc over the song's sections, and a shot list. The script lies beside the song as
    SONG.script.yaml, made for editing; `songreel check` tells what of it cannot be filmed. With --json or --markdown
    a file is written only when --output names it.
    """
    if as_json and as_markdown:
        raise BadInput("Choose --json or --markdown.")
    check_song(song)
    path = None if (as_json or as_markdown) and output is None else choose_script(song, output, force)
    job = scriptwriting.WritingJob(song, wishes.read_brief(), wishes.order(), wishes.read_lyrics(), anew)
    services = SERVICES if wishes.pipeline == "lalm" else scriptwriting.SERVICES  # only a whole stack has a listener
    with at_work(Place.of(gateway, data, cache), services) as (connection, screen):
        written = scriptwriting.write(job, connection, screen)
        if path:
            keep(to_yaml(written.file, written.analysis), path)
    if as_json:
        times = heard_times(written)
        script = json_format.MessageToDict(written.file.script)
        print_json({**written.file.document(), "script": script, "analysis": times})
    elif as_markdown:
        print(markdown.page(written))
    else:
        terminal.tell(written)
        if path:
            print(f"\nScript  {printable(str(path))}")
    if path and not as_json:
        screen.say("Edit it as you like, then film it: songreel make SONG --script SCRIPT.yaml")


@APP.command()
@reported
def check(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT.yaml", help="A script that `songreel write` wrote.")],
    song: Annotated[Path | None, typer.Argument(metavar="[SONG]", help="The song that it is for.")] = None,
) -> None:
    """Tells line by line what of an edited script cannot be filmed.

        \b
        songreel check song.script.yaml
        songreel check song.script.yaml song.mp3

    Nothing is started or sent. Exit status 0 means that it can be filmed, 2 that the lines which were printed need
    mending.
    """
    file, places = read_script(script)
    if song:
        require_song(file, places, script, check_song(song))
    people = f"{len(file.script.characters)} characters, " if file.script.characters else ""
    print(f"{printable(str(script))}: {people}{len(file.script.shots)} shots, nothing to mend.")


def keep(text: str, path: Path) -> None:
    """The file, replaced in one step. Raises CannotWrite."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(text, "utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CannotWrite(f"{printable(str(path))} cannot be written: {error.strerror}.") from error


def heard_times(written: scriptwriting.Written) -> dict[str, object]:
    """When shots and sections are: of the SongAnalysis message what has to do with time."""
    times = type(written.analysis)()
    times.CopyFrom(written.analysis)
    for name in ("beats", "energy", "onset", "vocal", "segments", "tags", "lyrics", "turns", "heard_by"):
        times.ClearField(name)
    for shot in times.shots:
        shot.ClearField("music")
    document: dict[str, object] = json_format.MessageToDict(times)
    return document
