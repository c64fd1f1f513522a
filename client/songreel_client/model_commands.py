"""`songreel models`: which models the catalogue has, and fetching them."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import songreel_weights
import typer

from songreel_client.errors import BadInput, CannotWrite, SongreelError, Unreachable
from songreel_client.options import CACHE_FOLDER, Cache, JsonOutput
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen
from songreel_client.stack.weights import MODELS

APP = typer.Typer(help="The models that Songreel works with: which there are, and fetching them.", no_args_is_help=True)


@APP.command("list")
@reported
def list_models(cache: Cache = CACHE_FOLDER, as_json: JsonOutput = False) -> None:
    """Lists the models of the catalogue: whether they are here, their size, licence and task."""
    folder = cache.expanduser()
    entries = songreel_weights.load_catalogue().entries.values()
    here = {entry.name: _is_here(entry, folder) for entry in entries}
    if as_json:
        print_json({"models": [_document(entry, here[entry.name]) for entry in entries]})
        return
    print_rows(
        (
            entry.name,
            "here" if here[entry.name] else "-",
            f"{entry.size_bytes / 1e6:,.1f} MB",
            entry.licence.spdx + ("" if entry.licence.commercial else " (non-commercial)"),
            entry.task,
        )
        for entry in entries
    )


@APP.command("fetch")
@reported
def fetch_models(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names from `songreel models list`.", show_default=False)
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(help="Use this model although its licence is non-commercial.", show_default=False),
    ] = None,
    cache: Cache = CACHE_FOLDER,
) -> None:
    """Fetches models, those of the local stack by default; a cut download goes on where it was cut."""
    screen = open_screen()
    try:
        for name in names or MODELS:
            screen.busy(f"Looking at {name}")
            model = fetch(name, cache, frozenset(allow or ()), screen.fetching)
            screen.say(f"{name} is in {model.folder}")
    finally:
        screen.close()


def fetch(
    name: str, cache: Path, allow: frozenset[str], on_progress: Callable[[songreel_weights.Progress], None]
) -> songreel_weights.FetchedModel:
    """The model, with the catalogue's errors as ours."""
    try:
        return songreel_weights.fetch(name, cache_folder=cache.expanduser(), allow=allow, on_progress=on_progress)
    except (songreel_weights.UnknownModel, songreel_weights.LicenceRefused) as error:
        raise BadInput(str(error)) from error
    except songreel_weights.DiskFull as error:
        raise CannotWrite(str(error)) from error
    except songreel_weights.FetchFailed as error:
        raise Unreachable(str(error)) from error
    except songreel_weights.WeightsError as error:
        raise SongreelError(str(error)) from error


def _is_here(entry: songreel_weights.Entry, folder: Path) -> bool:
    allow = frozenset({entry.name})  # to look is not to use
    return songreel_weights.find_cached(entry.name, folder, allow=allow) is not None


def _document(entry: songreel_weights.Entry, here: bool) -> dict[str, object]:
    licence = {"spdx": entry.licence.spdx, "commercial": entry.licence.commercial, "url": entry.licence.url}
    return {"name": entry.name, "here": here, "size_bytes": entry.size_bytes, "licence": licence, "task": entry.task}
