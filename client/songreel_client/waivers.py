"""What the critic found in a film, and what somebody accepted of it with a name and a reason."""

from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format
from songreel.critic.v1 import critic_pb2

WHOLE_FILM = -1


@dataclass(frozen=True)
class Waiver:
    """A defect that somebody accepts. It is never changed and never taken back: it stands in signed certificates."""

    measure: str
    shot_index: int
    """-1 for the whole film."""
    waived_by: str
    reason: str
    created_at: str = ""
    """ISO 8601; of the first that was given for this defect."""


def findings_in(document: dict[str, Any]) -> tuple[critic_pb2.Finding, ...]:
    """Of a video's JSON: of its shots in film order, then of the film."""
    lists = [*(shot.get("findings") for shot in document.get("shots") or ()), document.get("findings")]
    return tuple(finding(each) for found in lists for each in found or ())


def finding(document: dict[str, Any]) -> critic_pb2.Finding:
    """From its JSON form."""
    return json_format.ParseDict(document, critic_pb2.Finding(), ignore_unknown_fields=True)
