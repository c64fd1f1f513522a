"""What follows when a client has answered: the video's next run begins, or the one that runs looks at the answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from songreel_chassis.artifacts import request_digest

from songreel_gateway.asking.patience import StepFailed
from songreel_gateway.deciding.editing import Desk
from songreel_gateway.deciding.edits import ShotEdit
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Problem, Refusal
from songreel_gateway.store.rearranging import ShotChange
from songreel_gateway.store.videos import Video


async def go_on(
    gateway: Gateway, video_id: str, asked: str = "", changes: Sequence[ShotChange] = (), **columns: Any
) -> None:
    """See Revisions.answer. A crash in between is put right at the next start."""
    if await gateway.records.revisions.answer(video_id, asked, changes, **columns):
        await gateway.begin(video_id)


@contextmanager
def hasty() -> Iterator[None]:
    """Answers with the problem where the store does not give what is asked of it."""
    try:
        yield
    except StepFailed as failure:
        raise Refusal(Problem.model_validate(failure.data)) from failure


async def take_edits(gateway: Gateway, video: Video, edits: Sequence[ShotEdit]) -> tuple[str, list[ShotChange]]:
    """The URI of the script that they make, and what follows for the shots. Raises Refusal, changing nothing."""
    shots, takes = await gateway.records.shots.of(video.id), await gateway.records.takes.of(video.id)
    with hasty():
        script, analysis = await gateway.script.whole(video), await gateway.script.analysis(video)
    edited = await Desk(video, shots, takes, gateway).carry_out(edits, script, analysis)
    cause = request_digest(edited.script.SerializeToString(deterministic=True))
    uri = await gateway.messages.put("scripts", cause.encode(), video.key, edited.script)
    await gateway.records.uses.claim(video.id, [uri])
    return uri, [edited.changes[index] for index in sorted(edited.changes)]
