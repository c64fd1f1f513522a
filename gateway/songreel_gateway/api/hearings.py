"""Hearings: what a song is, without a film of it."""

from datetime import datetime
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from songreel.audio.v1 import audio_pb2

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.downloads import json_of
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.paging import OfSong, TheAsked
from songreel_gateway.api.resources import WaitResource, moment, wait_resource
from songreel_gateway.deciding.orders import HearingOrder
from songreel_gateway.problems import Problem, refuse
from songreel_gateway.store.hearings import Hearing
from songreel_gateway.store.tables import HEARINGS
from songreel_gateway.store.waits import Wait
from songreel_gateway.telemetry.tracing import current_trace_parent

log = structlog.get_logger()

State = Literal["queued", "hearing", "completed", "failed"]

ROUTER = APIRouter(prefix="/v1/hearings", tags=["hearings"])

ASK_AGAIN = {"retry-after": "1"}


class HearingResource(BaseModel):
    """A hearing: what was ordered and how far it is."""

    id: str
    song_id: str
    state: State
    created_at: datetime
    updated_at: datetime
    order: HearingOrder
    waiting_for: WaitResource | None
    error: Problem | None = Field(description="Why the song could not be heard.")
    links: dict[str, str] = Field(description="What can be read now, by name.")

    @classmethod
    def of(cls, hearing: Hearing) -> "HearingResource":
        """From its record."""
        me = f"/v1/hearings/{hearing.id}"
        links = {"self": me, "song": f"/v1/songs/{hearing.song_id}"}
        if hearing.analysis_uri:
            links["analysis"] = f"{me}/analysis"
        return cls(
            id=hearing.id,
            song_id=hearing.song_id,
            state=hearing.state,
            created_at=moment(hearing.created_at),
            updated_at=moment(hearing.updated_at),
            order=HearingOrder.model_validate(hearing.order),
            waiting_for=wait_resource(Wait(**hearing.wait)) if hearing.wait else None,
            error=Problem.model_validate(hearing.problem) if hearing.problem else None,
            links=links,
        )


class HearingList(BaseModel):
    """A page of hearings, newest first."""

    hearings: list[HearingResource]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


async def the_hearing(hearing_id: str, gateway: TheGateway, caller: TheCaller) -> Hearing:
    """The hearing named in the path."""
    hearing = await gateway.records.hearings.owned(caller.tenant_id, hearing_id)
    if hearing is None:
        raise refuse("not-found", 404, f"There is no hearing {hearing_id}. Ask for one with POST /v1/hearings.")
    return hearing


TheHearing = Annotated[Hearing, Depends(the_hearing)]


@ROUTER.post("", status_code=202, responses={200: {"model": HearingResource}, **problems(400, 404, 422)})
async def ask_for_hearing(
    order: HearingOrder, response: Response, gateway: TheGateway, caller: TheCaller
) -> HearingResource:
    """Has a song heard in the background, whatever happens to this server. It is heard once: the same song and
    options are the same hearing.

    202 while it runs, 200 when it has ended; one that failed begins again.
    """
    await own_song(gateway, caller, order.song_id)
    hearing = await gateway.records.hearings.ask(order.document(), current_trace_parent(), order.anew)
    if not hearing.ended:
        await gateway.listen(hearing.id, hearing.run)
        hearing = await gateway.records.hearings.get(hearing.id)
    response.status_code = 200 if hearing.ended else 202
    response.headers["location"] = f"/v1/hearings/{hearing.id}"
    return HearingResource.of(hearing)


@ROUTER.get("", responses=problems(422))
async def list_hearings(
    asked: TheAsked, gateway: TheGateway, caller: TheCaller, song_id: OfSong = None, state: State | None = None
) -> HearingList:
    """All that were asked for, newest first."""
    wanted = {"tenant_id": caller.tenant_id, "song_id": song_id, "state": state}
    filters = [HEARINGS.c[name] == value for name, value in wanted.items() if value is not None]
    rows, following = await asked.page(gateway, HEARINGS, *filters)
    listed = [HearingResource.of(Hearing(**row._mapping)) for row in rows]
    return HearingList(hearings=listed, next_cursor=following)


@ROUTER.get("/{hearing_id}", responses=problems(404))
async def read_hearing(hearing: TheHearing) -> HearingResource:
    """How far a hearing is."""
    return HearingResource.of(hearing)


@ROUTER.get("/{hearing_id}/analysis", responses=problems(404, 409))
async def read_analysis_of_hearing(hearing: TheHearing, gateway: TheGateway) -> Response:
    """The JSON form of songreel.audio.v1.SongAnalysis."""
    if not hearing.analysis_uri:
        words = "Read the hearing's `error`." if hearing.ended else "Read the hearing until its state is `completed`."
        refusal = refuse("not-ready", 409, f"The hearing is {hearing.state} and has no analysis. {words}")
        refusal.headers.update({} if hearing.ended else ASK_AGAIN)
        raise refusal
    return await json_of(gateway, hearing.analysis_uri, audio_pb2.SongAnalysis)
