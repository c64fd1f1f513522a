"""`songreel findings`, `waive` and `waivers`: what the critic found in a film, and what somebody accepts of it."""

from typing import Annotated

import typer
from google.protobuf import json_format

from songreel_client.certificates.telling import findings_rows, shot_name
from songreel_client.connection import Connection, Place
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, Gateway, JsonOutput
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen
from songreel_client.texts import printable
from songreel_client.video_commands import VideoId
from songreel_client.waivers import WHOLE_FILM

APP = typer.Typer()
CERTIFIERS = ("assembly",)
"""Services that a waiver needs: the certificate is issued anew with it."""


@APP.command()
@reported
def findings(
    video_id: VideoId,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists what the critic minds in a film: where, what, how grave, and what to do. With --json also what passed."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        found = connection.songreel.videos.get(video_id).findings
    if as_json:
        print_json({"findings": [json_format.MessageToDict(each) for each in found]})
    elif rows := list(findings_rows(found)):
        print_rows(rows)
    else:
        screen.say("The critic minds nothing in it." if found else "The critic has not looked at it.")


@APP.command()
@reported
def waive(
    video_id: VideoId,
    measure: Annotated[str, typer.Argument(help="What is accepted, as `songreel findings` calls it: cut_inside, ...")],
    name: Annotated[str, typer.Option("--name", help="Who answers for it; stands in the certificate.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the film is good all the same; stands there too.")],
    shot: Annotated[
        int, typer.Option(help="The shot in which it is accepted; -1 for the whole film.", min=-1)
    ] = WHOLE_FILM,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Accepts a defect of a finished film, by name and with a reason. The certificate is issued anew with it.

        \b
        songreel waive VIDEO shows_place --shot 2 --name "Ada Byron" --reason "The fog hides the pier."

    A waiver is never taken back: it stands in certificates that are signed.
    """
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=CERTIFIERS) as connection:
        video = connection.songreel.videos.get(video_id)
        kept = video.waive(measure, shot_index=shot, waived_by=name, reason=reason)
        passed = video.certificate().passed
    if as_json:
        print_json(vars(kept) | {"passed": passed})
    else:
        by = printable(kept.waived_by)
        print(f"{printable(kept.measure)} in {shot_name(kept.shot_index)} is waived by {by}: {printable(kept.reason)}")
        screen.say("The film passes now." if passed else "The film does not pass yet: see `songreel certificate`.")


@APP.command("waivers")
@reported
def list_waivers(
    video_id: VideoId,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists what was accepted in a film: where, what, by whom and why."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        given = connection.songreel.videos.get(video_id).waivers()
    if as_json:
        print_json({"waivers": [vars(each) for each in given]})
    elif given:
        print_rows(
            [
                (shot_name(each.shot_index), printable(each.measure), printable(each.waived_by), printable(each.reason))
                for each in given
            ]
        )
    else:
        screen.say("Nothing was waived.")
