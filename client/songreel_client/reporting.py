"""Results on standard output, errors as one sentence on standard error with an exit status."""

import functools
import json
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from types import FrameType
from typing import NoReturn, ParamSpec, TypeVar

import typer

from songreel_client.errors import ApiError, SongreelError
from songreel_client.texts import printable

P = ParamSpec("P")
T = TypeVar("T")

INTERRUPTED = 130


def reported(command: Callable[P, T]) -> Callable[P, T]:
    """The command, ending with a sentence and an exit status instead of a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except SongreelError as error:
            complain(error)
            raise typer.Exit(error.exit_status) from None
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            complain(f"This is a defect of songreel: {error!r}. What it was doing is in {keep_traceback()}.")
            raise typer.Exit(1) from None

    return run


def complain(error: SongreelError | str) -> None:
    """The error's own words, line by line."""
    text = str(error)
    if isinstance(error, ApiError) and error.trace_id:
        text += f" (trace {error.trace_id})"
    sys.stderr.write("songreel: " + "\n".join(map(printable, text.splitlines())) + "\n")


def keep_traceback() -> str:
    """The file that the traceback now lies in."""
    with tempfile.NamedTemporaryFile("w", prefix="songreel-defect-", suffix=".txt", delete=False) as file:
        file.write(traceback.format_exc())
    return file.name


def print_json(document: object) -> None:
    """One document on standard output."""
    print(json.dumps(document, indent=2, ensure_ascii=False))


def print_rows(rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side on standard output."""
    for line in columns(rows):
        print(line)


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """The rows as lines, their columns side by side."""
    rows = list(rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def interrupt_on_signals() -> None:
    """SIGTERM and a closed terminal end the command as Ctrl-C does: its children are stopped first."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup(1) wants it ignored
            signal.signal(number, interrupt)
