"""`songreel quote`: what a film would take, before it is made."""

from pathlib import Path
from typing import Annotated

import typer

from songreel_client import quoting
from songreel_client.connection import Place
from songreel_client.following import at_work
from songreel_client.inputs import check_song, read_lyrics
from songreel_client.options import (
    CACHE_FOLDER,
    CUTS,
    DATA_FOLDER,
    Aspect,
    Cache,
    Data,
    Gateway,
    JsonOutput,
    Segmentation,
)  # fmt: skip
from songreel_client.orders import Lyrics
from songreel_client.reporting import print_json, reported
from songreel_client.sending import send

APP = typer.Typer()
SERVICES = ("audio", "video")


@APP.command()
@reported
def quote(
    song: Annotated[Path, typer.Argument(metavar="SONG", help="MP3, WAV, FLAC, OGG, M4A and the like.")],
    aspect: Annotated[Aspect, typer.Option(help="Shape of the picture.")] = "16:9",
    lyrics_file: Annotated[Path | None, typer.Option(help="The words: text, LRC or SRT.")] = None,
    segmentation: Annotated[Segmentation, typer.Option(help="How it is cut.", rich_help_panel=CUTS)] = "planned",
    seed: Annotated[int, typer.Option(help="Decides the cuts of `random`.", rich_help_panel=CUTS)] = 0,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Tells what a film of a song would take, in every preset: time, GPU time, money, and when it would be there.

        \b
        songreel quote song.mp3 --gateway https://songreel.example.com
        songreel quote song.mp3 --json | jq '.quotes[] | {preset, amount}'

    The song is heard for it; nothing is filmed. Money needs the operator's prices (SONGREEL_GPU_PRICES).
    """
    check_song(song)
    order = quoting.QuoteOrder(segmentation, aspect, seed)
    lyrics = Lyrics(read_lyrics(lyrics_file)) if lyrics_file else None
    with at_work(Place.of(gateway, data, cache), SERVICES) as (connection, screen):
        song_id = send(connection, screen, song).id
        screen.busy("Hearing the song")
        found = connection.songreel.quotes.wait(song_id, order, lyrics, connection.check)
        told = quoting.lines(connection.songreel.quotes.read(found))
    if as_json:
        print_json(found)
    else:
        print("\n".join(told))
