"""The pictures that a shot must follow: refused where a backend cannot follow them, or lacks one."""

from collections.abc import Collection
from typing import TypeAlias

from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput

Kind: TypeAlias = "video_pb2.ReferenceKind.ValueType"

CHARACTER = video_pb2.REFERENCE_KIND_CHARACTER
PLACE = video_pb2.REFERENCE_KIND_PLACE
KEYFRAME = video_pb2.REFERENCE_KIND_KEYFRAME
LAST_FRAME = video_pb2.REFERENCE_KIND_LAST_FRAME


def check_references(request: video_pb2.FilmShotRequest, kinds: Collection[Kind]) -> None:
    """Raises InvalidInput for references that are not of these kinds; one keyframe is needed where they name it."""
    for number, reference in enumerate(request.references):
        if reference.kind not in kinds:
            kind = video_pb2.ReferenceKind.Name(reference.kind).removeprefix("REFERENCE_KIND_").lower()
            raise InvalidInput(
                f"This backend follows no {kind} picture. Leave it out, or film with another backend.",
                field=f"references[{number}].kind",
            )
    given = [reference.kind for reference in request.references]
    if KEYFRAME in kinds and (given.count(KEYFRAME) != 1 or given.count(LAST_FRAME) > 1):
        raise InvalidInput(
            "This backend films on from one keyframe, to one last frame at most. Give them as references, or film "
            "with a backend that needs none.",
            field="references",
        )
