"""Lists, fetches and verifies the weights, on a terminal or (with --json) for a program."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from songreel_weights.catalogue import load_catalogue
from songreel_weights.errors import WeightsError
from songreel_weights.fetching import Cupboard
from songreel_weights.licences import licences_page
from songreel_weights.progress import Progress

OK, FAILED, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 when all went well, 1 when some weights cannot be had or are wrong, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    catalogue = load_catalogue()
    cupboard = Cupboard(catalogue, options.cache_folder)
    if options.command == "licences":
        _say(licences_page(catalogue).rstrip("\n"))
        return OK
    names: list[str] = getattr(options, "names", []) or list(catalogue.entries)
    try:
        if options.command == "list":
            return _list(cupboard, names, options.json)
        if options.command == "verify":
            here = options.names or [name for name in names if cupboard.started(name)]
            return _verify(cupboard, here, options.json)
        return _fetch(cupboard, names, options)
    except WeightsError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What has come so far is kept: the same command goes on from there.\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m songreel_weights", description=__doc__)
    parser.add_argument("--cache-folder", type=Path, default=Path("~/.cache/songreel"), help="default: %(default)s")
    parser.add_argument("--json", action="store_true", help="print results as JSON")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="all models: what for, how large, which licence, whether they are here")
    fetch = commands.add_parser("fetch", help="bring models into the cache; what is there already costs nothing")
    fetch.add_argument("names", nargs="+", metavar="NAME")
    fetch.add_argument("--allow", action="append", default=[], metavar="NAME", help="allow its non-commercial licence")
    fetch.add_argument("--offline", action="store_true", help="use the cache only")
    verify = commands.add_parser("verify", help="hash what is in the cache anew (all of it, or the models named)")
    verify.add_argument("names", nargs="*", metavar="NAME")
    commands.add_parser("licences", help="the page LICENCES.md")
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _list(cupboard: Cupboard, names: list[str], as_json: bool) -> int:
    entries = [cupboard.catalogue.entry(name) for name in names]
    if as_json:
        rows = [
            {
                "name": entry.name,
                "task": entry.task,
                "bytes": entry.size_bytes,
                "licence": entry.licence.spdx,
                "commercial": entry.licence.commercial,
                "cached": cupboard.holds(entry.name),
            }
            for entry in entries
        ]
        _say(json.dumps(rows, indent=1))
        return OK
    for entry in entries:
        here = "here" if cupboard.holds(entry.name) else ""
        licence = f"{entry.licence.spdx}{'' if entry.licence.commercial else ' (non-commercial)'}"
        _say(f"{entry.name:32}{entry.size_bytes / 1e6:9,.1f} MB  {here:5} {licence:14} {entry.task}")
    return OK


def _verify(cupboard: Cupboard, names: list[str], as_json: bool) -> int:
    checked = {name: cupboard.verify(name) for name in names}
    if as_json:
        _say(json.dumps(checked, indent=1))
    else:
        for name, wrong in checked.items():
            _say(f"{name:32}{'; '.join(wrong) or 'right'}")
    return FAILED if any(checked.values()) else OK


def _fetch(cupboard: Cupboard, names: list[str], options: argparse.Namespace) -> int:
    fetched = []
    for name in names:
        with _bar(show=not options.json and sys.stderr.isatty()) as on_progress:
            allow = frozenset(options.allow)
            model = cupboard.fetch(name, allow=allow, on_progress=on_progress, offline=options.offline)
        fetched.append(
            {"name": name, "folder": str(model.folder), "files": {k: v.name for k, v in model.files.items()}}
        )
        if not options.json:
            _say(f"{name:32}{model.folder}")
            if model.licence.credit:
                _say(f"{'':32}credit: {model.licence.credit}")
    if options.json:
        _say(json.dumps(fetched, indent=1))
    return OK


@contextmanager
def _bar(*, show: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar, or None where nobody looks or rich is not installed."""
    try:
        from rich import progress as bars  # optional: a service's image fetches without it
        from rich.console import Console
    except ImportError:
        show = False
    if not show:
        yield None
        return
    columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.DownloadColumn())
    speed = (bars.TransferSpeedColumn(), bars.TimeRemainingColumn())
    with bars.Progress(*columns, *speed, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def on_progress(report: Progress) -> None:
            where = report.source if report.stage == "downloading" else report.stage
            text = f"{report.model} · {where}"
            bar.update(task, description=text, completed=report.done_bytes, total=report.total_bytes or None)

        yield on_progress


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
