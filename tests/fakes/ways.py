"""How the fakes behave, and the journal that they keep."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import grpc
from songreel_chassis.artifacts import ArtifactStore

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

RATE = 24
POISON = "poison"
"""In the words of a shot: no pod films it, though it can be drawn."""


@dataclass(frozen=True)
class Ways:
    """How the fakes behave."""

    artifacts_url: str
    journal: Path
    shots: int = 5
    shot_seconds: float = 0.05
    hear_seconds: float = 0.0
    word_seconds: float = 0.0
    """For the words of one shot."""
    reject_first_take: int = -1
    """Index of the shot whose first take the critic rejects; -1 for none."""
    reject_every_take: int = -1
    """Index of the shot whose place the critic never sees; each further take it also finds black."""
    gpu_factor: float = 0.0
    """GPU-seconds a second of film, as quoted; 0 for a device without."""
    gpu_overrun: float = 1.0
    """What shots really take, of what they were quoted at."""
    backend: str = "fake"
    """What the video fake says it films by: fake (an animatic), wan, wan_i2v or wan_vace."""

    def store(self) -> ArtifactStore:
        return ArtifactStore(self.artifacts_url, self.journal.parent)

    def note(self, event: str, **facts: object) -> None:
        """On disk before it returns."""
        line = json.dumps({"event": event, **facts}) + "\n"
        with self.journal.open("a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def read_journal(path: Path, event: str) -> list[dict[str, Any]]:
    """What the fakes noted, oldest first."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [entry for entry in map(json.loads, lines) if entry["event"] == event]
