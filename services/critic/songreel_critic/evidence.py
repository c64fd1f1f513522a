"""Pictures beside findings: what a warning or a defect saw at its frame, and what a character looks like."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from songreel.critic.v1 import critic_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.worker import ModelThread

from songreel_critic.findings import WARNING
from songreel_critic.stills import stills_at

LONGEST_PIXELS = 480
MOST_PICTURES = 12
"""Of one clip or film: a page that a browser opens at once."""


async def add_pictures(
    findings: Iterable[critic_pb2.Finding], path: Path, store: ArtifactStore, thread: ModelThread
) -> None:
    """Stores the pictures at which something was found, and writes their places into the findings."""
    placed = [each for each in findings if each.frame >= 0 and (each.severity >= WARNING or each.character_id)]
    placed.sort(key=lambda each: -each.severity)  # where there are too many, faults come first
    frames = sorted(list(dict.fromkeys(each.frame for each in placed))[:MOST_PICTURES])
    if not frames:
        return
    stills = await thread.run(stills_at, path, frames)
    uris = {}
    for still in stills:
        coded = await thread.run(still.jpeg, LONGEST_PIXELS)
        uri = f"artifact:findings/{hashlib.sha256(coded).hexdigest()}.jpg"
        await store.put_bytes(uri, coded)
        uris[still.frame] = uri
    for finding in placed:
        finding.picture_uri = uris.get(finding.frame, "")
