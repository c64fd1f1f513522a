"""`songreel hear`: what is heard in a song, told in lines and drawn on one page."""

from pathlib import Path
from typing import Annotated

import typer
from google.protobuf import json_format

from songreel_client import heard, listening
from songreel_client.connection import Place
from songreel_client.errors import BadInput
from songreel_client.following import at_work
from songreel_client.inputs import check_song, choose_page, read_lyrics
from songreel_client.options import (
    CACHE_FOLDER,
    CUTS,
    DATA_FOLDER,
    Cache,
    Data,
    Force,
    Gateway,
    JsonOutput,
    Page,
    Segmentation,
)  # fmt: skip
from songreel_client.orders import HearingOrder, Lyrics
from songreel_client.reporting import print_json, reported
from songreel_client.texts import printable

APP = typer.Typer()


@APP.command()
@reported
def hear(
    song: Annotated[Path, typer.Argument(metavar="SONG", help="MP3, WAV, FLAC, OGG, M4A and the like.")],
    output: Page = None,
    lyrics_file: Annotated[Path | None, typer.Option(help="The words: text, LRC or SRT.")] = None,
    segmentation: Annotated[Segmentation, typer.Option(help="How it is cut.", rich_help_panel=CUTS)] = "planned",
    rate: Annotated[str, typer.Option(help="Frames a second: 24, 25, 30000/1001.", rich_help_panel=CUTS)] = "24",
    seed: Annotated[int, typer.Option(help="Decides the cuts of `random`.", rich_help_panel=CUTS)] = 0,
    anew: Annotated[bool, typer.Option("--anew", help="Listen again to a song that was heard before.")] = False,
    force: Force = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Tells what is heard in a song, and draws it on one page.

        \b
        songreel hear song.mp3
        songreel hear song.mp3 -o page.pdf --lyrics-file song.lrc
        songreel hear song.mp3 --json | jq .tempo.bpm

    Length, tempo, metre, key, sections, tags, lyrics, and where a film of it would be cut and why. The page lies
    beside the song as SONG.hearing.png. With --json the SongAnalysis message is printed, and a page is drawn only
    when --output names it.
    """
    check_song(song)
    page = None if as_json and output is None else choose_page(song, output, force)
    if page:
        require_drawing()
    lyrics = Lyrics(read_lyrics(lyrics_file)) if lyrics_file else None
    job = listening.HearingJob(song, HearingOrder(segmentation, rate, seed), lyrics, anew)
    with at_work(Place.of(gateway, data, cache), listening.SERVICES) as (connection, screen):
        analysis = listening.hear(job, connection, screen)
        if page:
            screen.busy("Drawing the page")
            draw(analysis, song, page)
    if as_json:
        print_json(json_format.MessageToDict(analysis))
    else:
        print("\n".join(heard.lines(analysis, song.name)))
        if page:
            print(f"Page      {printable(str(page))}")


def require_drawing() -> None:
    """Nothing, or BadInput when the page's libraries are not installed."""
    try:
        import songreel_client.page.files  # noqa: F401
    except ImportError as error:
        raise BadInput(
            f"A page is drawn with libraries that are not here ({error}). Install them with "
            "`pip install 'songreel-client[page]'` (`songreel doctor` tells what else they need), or add --json to "
            "have the analysis alone."
        ) from error


def draw(analysis: "heard.SongAnalysis", song: Path, page: Path) -> None:
    """The page in its place. Raises CannotWrite."""
    from songreel_client.page.files import write_page  # not needed by any other command

    write_page(analysis, printable(song.stem), page)
