"""What pods did and when, a line each, written before it goes on; one file a pod, read together afterwards."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


class Journal:
    """Of one process; survives its `kill -9` up to the last line."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)
        self._name = path.stem

    def note(self, event: str, **facts: object) -> None:
        """At the machine's monotonic time, which all its processes share."""
        self._file.write(json.dumps({"at": time.monotonic(), "by": self._name, "event": event, **facts}) + "\n")

    def close(self) -> None:
        """Nothing more is noted."""
        self._file.close()


def read(folder: Path) -> list[Entry]:
    """All journals of a folder, in the order of time; a line that a kill cut off is left out."""
    return sorted((entry for path in folder.glob("*.jsonl") for entry in _lines(path)), key=lambda entry: entry["at"])


def _lines(path: Path) -> Iterator[Entry]:
    for line in path.read_text().splitlines():
        if line.endswith("}"):
            yield json.loads(line)
