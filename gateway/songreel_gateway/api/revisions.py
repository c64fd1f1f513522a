"""Revisions: what a video was at each time, and edits, which make the next one."""

import hashlib
from datetime import datetime
from typing import Any

import structlog
from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from songreel.script.v1 import script_pb2

from songreel_gateway.access.allowing import Wish, allow
from songreel_gateway.api.answers import Number, TheGateway, problems
from songreel_gateway.api.downloads import (
    CERTIFICATE,
    FILM,
    PICTURE,
    TheForm,
    certificate_answer,
    file_answer,
    message_answer,
)
from songreel_gateway.api.paging import NextCursor, ThePart
from songreel_gateway.api.resources import RequiredAction, State, moment, required_action
from songreel_gateway.api.videos import Key, TheVideo
from songreel_gateway.deciding.answering import take_edits
from songreel_gateway.deciding.edits import EditOrder
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Problem, refuse
from songreel_gateway.store.production_tables import REVISIONS
from songreel_gateway.store.revisions import Edit, NotNow, Revision
from songreel_gateway.store.videos import ASKS, Video

log = structlog.get_logger()

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/revisions", tags=["revisions"], responses=problems(404))
BUSY = {
    "failed": "It failed and has no film to edit. Order it again.",
    "cancelled": "It was cancelled and has no film to edit. Order it again.",
    ASKS: "It asks you something: `required_action` of the video says what, and how to answer.",
}
ALREADY = "Revision {} is being made. Wait until it is completed, or cancel it with POST /v1/videos/{}/cancel."


class RevisionResource(BaseModel):
    """A state of the video: its script, the takes that were chosen, the film. Once completed it never changes."""

    number: int = Field(description="From 1.")
    state: State
    created_at: datetime
    updated_at: datetime
    edits: dict[str, Any] = Field(description="What was asked for; empty for the first.")
    captions: str
    takes: dict[int, int] | None = Field(description="By shot, the number of the take that is in the film.")
    film: dict[str, Any] | None = Field(description="JSON form of songreel.assembly.v1.Film.")
    findings: list[dict[str, Any]] | None
    required_action: RequiredAction | None
    error: Problem | None = Field(description="Why it failed.")
    links: dict[str, str] = Field(description="What can be read now, by name.")


class RevisionList(BaseModel):
    """A video's, oldest first."""

    revisions: list[RevisionResource]
    next_cursor: NextCursor = None


def resource(video: Video, revision: Revision) -> RevisionResource:
    """As the API shows it."""
    me = f"/v1/videos/{video.id}/revisions/{revision.number}"
    links = {"self": me, "video": f"/v1/videos/{video.id}"}
    if revision.cut:
        links |= {part: f"{me}/{part}" for part in ("film", "poster", "certificate")}
    if revision.script_uri:
        links["script"] = f"{me}/script"
    return RevisionResource(
        number=revision.number,
        state=revision.state,
        created_at=moment(revision.created_at),
        updated_at=moment(revision.updated_at),
        edits=revision.edits,
        captions=revision.captions or video.order["captions"],
        takes={int(index): number for index, number in revision.takes.items()} if revision.takes else None,
        film=revision.cut["film"] if revision.cut else None,
        findings=revision.findings,
        required_action=required_action(revision),
        error=Problem.model_validate(revision.problem) if revision.problem else None,
        links=links,
    )


@ROUTER.get("", responses=problems(422))
async def list_revisions(part: ThePart, video: TheVideo, gateway: TheGateway) -> RevisionList:
    """All of them, those that failed or were cancelled too."""
    rows, following = await part.page(gateway, [REVISIONS.c.number], REVISIONS.c.video_id == video.id)
    listed = [resource(video, Revision(**row._mapping)) for row in rows]
    return RevisionList(revisions=listed, next_cursor=following)


@ROUTER.post("", status_code=202, responses=problems(400, 409, 422, 429, 503))
async def edit_video(
    edits: EditOrder, video: TheVideo, gateway: TheGateway, response: Response, idempotency_key: Key = None
) -> RevisionResource:
    """Edits a film that is there: all edits together are the next revision. It is made in the background.

    Only shots whose words, seed or take an edit asks for are filmed; another take that is there, captions and
    transitions are only cut anew. The film before stays, and is the video's again should this one fail or be cancelled.
    409 while another revision is being made; 429 where the tenant's quotas leave no room for it.
    """
    document = edits.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    fingerprint = hashlib.sha256(edits.model_dump_json().encode()).hexdigest()
    if idempotency_key and (known := await gateway.records.revisions.by_key(video.id, idempotency_key)):
        if known.fingerprint != fingerprint:
            detail = "This Idempotency-Key came before with another body. Use a new key for new edits."
            raise refuse("conflict", 422, detail)
        return _begun(response, video, known)
    last = await gateway.records.revisions.newest(video.id)
    if video.state != "completed":
        raise _not_now(video.id, video.state, last)
    if edits.based_on not in (None, last.number):
        detail = f"You looked at revision {edits.based_on}, and {last.number} came since. Look at it, then edit it."
        raise refuse("conflict", 409, detail)
    script_uri, changes = await take_edits(gateway, video, edits.shots)
    edit = Edit(document, changes, script_uri, edits.captions, idempotency_key, fingerprint)
    may = allow(gateway.settings, video.tenant_id, Wish(videos=1))
    try:
        revision = await gateway.records.revisions.begin(video.id, last.number, edit, may)
    except NotNow as error:
        raise _not_now(video.id, error.state, await gateway.records.revisions.newest(video.id)) from None
    log.info("video_edited", video=video.id, revision=revision.number, shots=len(changes))
    await gateway.begin(video.id)
    return _begun(response, video, revision)


@ROUTER.get("/{number}")
async def read_revision(number: Number, video: TheVideo, gateway: TheGateway) -> RevisionResource:
    """One of them."""
    return resource(video, await the_revision(number, video, gateway))


@ROUTER.get("/{number}/film", response_class=FileResponse, responses=FILM | problems(409))
async def download_film_of_revision(number: Number, video: TheVideo, gateway: TheGateway) -> FileResponse:
    """Its film as MP4; ranges work."""
    revision = await the_revision(number, video, gateway)
    return await file_answer(gateway, video, _of_cut(revision, "filmUri"), f" {number}")


@ROUTER.get("/{number}/poster", response_class=FileResponse, responses=PICTURE | problems(409))
async def download_poster_of_revision(number: Number, video: TheVideo, gateway: TheGateway) -> FileResponse:
    """One picture of its film."""
    revision = await the_revision(number, video, gateway)
    return await file_answer(gateway, video, _of_cut(revision, "posterUri"), f" {number} poster")


@ROUTER.get("/{number}/certificate", response_class=FileResponse, responses=CERTIFICATE | problems(409))
async def download_certificate_of_revision(
    number: Number, video: TheVideo, gateway: TheGateway, form: TheForm
) -> FileResponse:
    """What was measured on its film, in the forms of the video's own certificate."""
    revision = await the_revision(number, video, gateway)
    latest = video.cut and revision.cut and video.cut.get("film") == revision.cut.get("film")
    # What was waived since stands in the certificate that the video names.
    return await certificate_answer(gateway, video, video.cut if latest else revision.cut, form, f" {number}")


@ROUTER.get("/{number}/script", responses=problems(409))
async def download_script_of_revision(number: Number, video: TheVideo, gateway: TheGateway) -> Response:
    """The JSON form of songreel.script.v1.Script, as its shots are filmed by it."""
    revision = await the_revision(number, video, gateway)
    return await message_answer(gateway, video, revision.script_uri, script_pb2.Script)


async def the_revision(number: int, video: Video, gateway: Gateway) -> Revision:
    """The revision, or 404."""
    revision = await gateway.records.revisions.find(video.id, number) if number < 1 << 31 else None
    if revision is None:
        raise refuse("not-found", 404, f"This video has no revision {number}. `revisions` lists them.")
    return revision


def _of_cut(revision: Revision, member: str) -> str | None:
    uri: str | None = revision.cut["film"].get(member) if revision.cut else None
    return uri


def _begun(response: Response, video: Video, revision: Revision) -> RevisionResource:
    response.headers["location"] = f"/v1/videos/{video.id}/revisions/{revision.number}"
    return resource(video, revision)


def _not_now(video_id: str, state: str, last: Revision) -> Exception:
    words = BUSY.get(state) or ALREADY.format(last.number, video_id)
    return refuse("conflict", 409, f"The video is {state}. {words}")
