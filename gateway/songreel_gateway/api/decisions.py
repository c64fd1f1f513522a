"""What a client decides while its video waits for it: approval, what becomes of shots that failed, more budget."""

from typing import Any

from fastapi import APIRouter

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.resources import VideoResource
from songreel_gateway.api.videos import TheVideo, check_budget, resource
from songreel_gateway.deciding.answering import go_on, take_edits
from songreel_gateway.deciding.edits import ApprovalOrder, ResolutionOrder
from songreel_gateway.deciding.orders import BudgetOrder
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, Refusal, refuse
from songreel_gateway.store.ledger import Budget
from songreel_gateway.store.revisions import NotNow, Revision
from songreel_gateway.store.videos import Video
from songreel_gateway.takes.gallery import Gallery

ROUTER = APIRouter(prefix="/v1/videos/{video_id}", tags=["decisions"], responses=problems(400, 404, 409, 422))
SCRIPT, KEYFRAMES, SHOTS = "approve_script", "approve_keyframes", "resolve_shots"


@ROUTER.post("/approval", status_code=202)
async def approve_video(approval: ApprovalOrder, video: TheVideo, gateway: TheGateway) -> VideoResource:
    """Films by the script, or by the pictures, as the video was ordered with approval; with `shots`, by the script as
    these edits make it. 409 when the video does not ask for approval."""
    asked = _asked(await gateway.records.revisions.newest(video.id))
    if asked == KEYFRAMES:
        if approval.shots:
            raise _no_edits("Pictures are approved as they are. Ask for others at `keyframes` first.")
        await Gallery(gateway.messages, video.key).approve()
        return await _answer(gateway, video, KEYFRAMES, approved=True)
    if asked != SCRIPT:
        raise _not_asked(video, "approval")
    if not approval.shots:
        return await _answer(gateway, video, SCRIPT, approved=True)
    if any(edit.retake or edit.take is not None for edit in approval.shots):
        raise _no_edits("Nothing is filmed yet: there is no take to use or to repeat. Edit the words or the seed.")
    script_uri, changes = await take_edits(gateway, video, approval.shots)
    return await _answer(gateway, video, SCRIPT, changes=changes, approved=True, script_uri=script_uri)


@ROUTER.post("/resolution", status_code=202, responses=problems(503))
async def resolve_shots(resolution: ResolutionOrder, video: TheVideo, gateway: TheGateway) -> VideoResource:
    """Says what becomes of shots that could not be filmed: `retake` (perhaps with other words or seed), `animatic`,
    `drop`, or one of its takes. All other shots stay as they are. 409 when the video does not ask for that."""
    revision = await gateway.records.revisions.newest(video.id)
    if _asked(revision) != SHOTS:
        raise _not_asked(video, "resolution")
    failed = set((revision.action or {}).get("shots", []))
    faults = [
        FieldProblem(pointer=f"/shots/{place}/index", detail=f"Shot {edit.index} is there; {sorted(failed)} failed.")
        for place, edit in enumerate(resolution.shots)
        if not set(range(edit.index, min(edit.through or edit.index, edit.index + 100_000) + 1)) <= failed
    ]
    if faults:
        raise refuse("unprocessable", 422, "; ".join(each.detail for each in faults), errors=faults)
    script_uri, changes = await take_edits(gateway, video, resolution.shots)
    return await _answer(gateway, video, SHOTS, changes=changes, script_uri=script_uri)


@ROUTER.post("/budget", status_code=202)
async def set_budget(budget: BudgetOrder, video: TheVideo, gateway: TheGateway) -> VideoResource:
    """Caps what the video may spend from now on, all that it spent included. A video that paused at its budget goes on
    by itself when this has room for its next shot, and asks again when it has not."""
    check_budget(budget, gateway, "")
    await gateway.records.ledger.set_budget(video.id, Budget(budget.gpu_seconds, budget.amount))
    if not video.ended and _asked(await gateway.records.revisions.newest(video.id)) in (None, "raise_budget"):
        await go_on(gateway, video.id)
    return await resource(gateway, video.tenant_id, video.id)


async def _answer(gateway: Gateway, video: Video, asked: str, **what: Any) -> VideoResource:
    try:
        await go_on(gateway, video.id, asked, **what)
    except NotNow:
        raise _not_asked(video, "answer") from None
    return await resource(gateway, video.tenant_id, video.id)


def _asked(revision: Revision) -> str | None:
    return None if revision.action is None else str(revision.action["type"])


def _not_asked(video: Video, what: str) -> Refusal:
    words = "Look at its `required_action`." if not video.ended else "It has ended."
    return refuse("conflict", 409, f"The video is {video.state} and asks for no {what}. {words}")


def _no_edits(detail: str) -> Refusal:
    fault = FieldProblem(pointer="/shots", detail=detail)
    return refuse("unprocessable", 422, detail, errors=[fault])
