"""`songreel shots`, `takes`, `revisions`, `budget` and `delete`: what there is of a video, and what it may cost."""

from pathlib import Path
from typing import Annotated

import typer

from songreel_client.connection import Connection, Place
from songreel_client.edit_commands import ShotNumber
from songreel_client.edits import Budget, Take
from songreel_client.errors import BadInput, CannotWrite
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, Gateway, JsonOutput
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen
from songreel_client.texts import printable
from songreel_client.video_commands import VideoId

APP = typer.Typer()


@APP.command()
@reported
def shots(
    video_id: VideoId,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists a video's shots: number, state, take, what is filmed."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
    if as_json:
        print_json({"shots": video.document.get("shots", [])})
    else:
        print_rows([(str(s.index), s.state, f"take {s.take}", printable(s.sentence)) for s in video.shots])


@APP.command()
@reported
def takes(
    video_id: VideoId,
    shot: ShotNumber,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Where the clips go.", show_default=False)
    ] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists the takes of a shot: number, state, seed, what it cost, what the critic minds. With -o downloads them."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        listed = video.takes(shot)
        if folder:
            _make_folder(folder)
            for take in listed:
                if take.state in ("accepted", "rejected"):
                    video.download_clip(shot, take.number, folder / f"shot-{shot}-take-{take.number}.mp4")
    if as_json:
        print_json({"takes": [_document(take) for take in listed]})
    else:
        print_rows([_row(take) for take in listed])


@APP.command()
@reported
def revisions(
    video_id: VideoId,
    number: Annotated[int | None, typer.Option("--get", help="Download the film of this one.", min=1)] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILM.mp4")] = Path("film.mp4"),
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Lists a video's revisions: number, state, what was edited."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        listed = video.revisions()
        if number:
            video.download_revision(number, output)
            screen.say(f"{printable(str(output))} is the film of revision {number}.")
    if as_json:
        print_json({"revisions": [vars(each) for each in listed]})
    elif not number:
        print_rows([(str(each.number), each.state, printable(_edited(each.edits or {}))) for each in listed])


@APP.command()
@reported
def budget(
    video_id: VideoId,
    amount: Annotated[float | None, typer.Option(help="Money, in the gateway's currency.", show_default=False)] = None,
    gpu_seconds: Annotated[float | None, typer.Option(help="Time of GPUs.", show_default=False)] = None,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:
    """Tells what a video spent; with --amount or --gpu-seconds caps it. One that paused at its budget goes on."""
    if amount is not None and gpu_seconds is not None:
        raise BadInput("Give --amount or --gpu-seconds, one of the two.")
    cap, screen = Budget(amount, gpu_seconds), open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        if cap.body():
            video = video.set_budget(cap)
    if as_json:
        print_json(video.document.get("spend") or {})
        return
    spend = video.spend
    print_rows(
        [
            ("spent", f"{spend.gpu_seconds:.1f} GPU-seconds", _money(spend.amount, spend.currency)),
            ("budget", *_cap(spend.budget, spend.currency)),
        ]
    )


@APP.command()
@reported
def delete(
    video_id: VideoId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
) -> None:
    """Deletes a video with all its revisions, takes and films. It cannot be undone."""
    screen = open_screen(quiet=True)
    with Connection(Place.of(gateway, data, cache), screen, services=()) as connection:
        video = connection.songreel.videos.get(video_id)
        if not yes:
            typer.confirm(f"Delete {video.id} ({printable(video.song_name)}) for ever?", abort=True, err=True)
        video.delete()
        screen.say(f"The video {video.id} is deleted.")


def _row(take: Take) -> tuple[str, ...]:
    minded = "; ".join(str(each.get("sentence", "")) for each in take.findings)
    cost = f"{take.spend.gpu_seconds:.1f} GPU-s" if take.spend.gpu_seconds else "-"
    used = "in the film" if take.used else ""
    return (str(take.number), take.state, used, f"seed {take.seed}", cost, printable(minded))


def _document(take: Take) -> dict[str, object]:
    return vars(take) | {"spend": vars(take.spend) | {"budget": None}}


def _edited(edits: dict[str, object]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in edits.items())[:200] or "as ordered"


def _money(amount: float | None, currency: str | None) -> str:
    return "" if amount is None else f"{amount:.2f} {currency or ''}".strip()


def _cap(cap: Budget | None, currency: str | None) -> tuple[str, str]:
    if cap is None:
        return ("none", "")
    if cap.amount is not None:
        return (_money(cap.amount, currency), "")
    return (f"{cap.gpu_seconds:.1f} GPU-seconds", "")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = printable(str(folder))
        raise CannotWrite(f"The folder {name} cannot be made ({error.strerror}). Name another one.") from error
