"""What the video pods last said of themselves, for a film that is planned while none is up.

order ── plan ── hear ── write ── words ─┐          a model loads for minutes: meanwhile the song is heard
pod    started ──────── loads ───────────┴─ films   and the script is written, by what pods said before

It is kept under a name that the operator gives (SONGREEL_VIDEO_KIND) and changes with the model, so that no plan is
made for a model that is there no more. Without a name nothing is remembered, and a plan waits for a pod.
"""

import json
from collections.abc import Sequence
from importlib.metadata import version

import structlog
from google.protobuf import json_format
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import SCHEME, ArtifactStore, request_digest
from songreel_chassis.errors import ServiceError

log = structlog.get_logger()

Backends = Sequence[video_pb2.DescribeBackendResponse]


class Memory:
    """In the artifact store, so that every gateway has it and a restart keeps it. A store that fails costs the memory,
    never the plan."""

    def __init__(self, store: ArtifactStore, kind: str) -> None:
        """`kind` is what pods are remembered by; empty for nothing. Another release remembers anew, for its presets may
        be others."""
        self._store = store
        self._uri = f"{SCHEME}backends/{request_digest(kind, version('songreel-gateway'))}.json" if kind else ""
        self._kept = b""

    async def keep(self, backends: Backends) -> None:
        """Remembers these, instead of what was said before."""
        data = json.dumps([json_format.MessageToDict(each) for each in backends]).encode()
        if not self._uri or data == self._kept:
            return
        try:
            await self._store.replace_bytes(self._uri, data)
            self._kept = data
        except ServiceError as error:
            log.warning("pods_not_remembered", reason=error.message)

    async def recall(self) -> Backends:
        """What was said last; nothing where nobody ever said anything."""
        if not self._uri:
            return []
        try:
            data = await self._store.read_bytes(self._uri)
            said = json.loads(data) if data else []
            return [json_format.ParseDict(each, video_pb2.DescribeBackendResponse()) for each in said]
        except (ServiceError, ValueError, json_format.ParseError) as error:
            log.warning("pods_not_recalled", reason=str(error))
            return []
