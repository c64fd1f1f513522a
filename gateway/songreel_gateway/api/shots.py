"""The shots of a video and their takes: every filming, with its clip, its findings and what it cost."""

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from google.protobuf import json_format
from pydantic import BaseModel, Field

from songreel_gateway.api.answers import Number, TheGateway, problems
from songreel_gateway.api.downloads import FILM, file_answer
from songreel_gateway.api.paging import NextCursor, ThePart
from songreel_gateway.api.resources import ShotResource, moment
from songreel_gateway.api.spends import SpendResource
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.deciding.answering import hasty
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Problem, refuse
from songreel_gateway.store.ledger import Entry
from songreel_gateway.store.production_tables import TAKES
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.tables import SHOTS
from songreel_gateway.store.takes import Take
from songreel_gateway.store.videos import Video

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/shots", tags=["shots"], responses=problems(404))


class TakeResource(BaseModel):
    """One filming of a shot. It never changes once it is accepted, rejected or failed."""

    shot: int
    number: int = Field(description="From 1, over all revisions.")
    revision: int = Field(description="In which it was filmed.")
    state: Literal["filming", "checking", "accepted", "rejected", "failed"] = Field(
        description="By the critic; a rejected one can be used nonetheless."
    )
    used: bool = Field(description="It is in the film.")
    created_at: datetime
    sentence: str
    prompt: str = Field(description="What the model was told; empty where that was the sentence.")
    seed: int
    animatic: bool = Field(description="Drawn, not generated.")
    filming_seconds: float | None = Field(description="Null for a clip that was found, not filmed.")
    findings: list[dict[str, Any]] | None = Field(description="JSON forms of songreel.critic.v1.Finding.")
    clip: dict[str, Any] | None = Field(description="JSON form of songreel.video.v1.Clip.")
    error: Problem | None
    spend: SpendResource
    links: dict[str, str]


class TakeList(BaseModel):
    """A shot's, oldest first."""

    takes: list[TakeResource]
    next_cursor: NextCursor = None


class WholeShot(ShotResource):
    """A shot with its words, field by field."""

    words: dict[str, Any] | None = Field(description="JSON form of songreel.script.v1.Shot; null until it is written.")
    links: dict[str, str]


class ShotList(BaseModel):
    """A video's, in film order."""

    shots: list[ShotResource]
    next_cursor: NextCursor = None


@ROUTER.get("", responses=problems(422))
async def list_shots(part: ThePart, video: TheVideo, gateway: TheGateway) -> ShotList:
    """As the newest revision has them."""
    rows, following = await part.page(gateway, [SHOTS.c.index], SHOTS.c.video_id == video.id)
    return ShotList(shots=[ShotResource.of(Shot(**row._mapping)) for row in rows], next_cursor=following)


@ROUTER.get("/{index}")
async def read_shot(index: Number, video: TheVideo, gateway: TheGateway) -> WholeShot:
    """A shot with all its words."""
    shot = await the_shot(index, video, gateway)
    words = None
    if shot.sentence:
        with hasty():
            _, told = await gateway.script.words(video, index)
        words = json_format.MessageToDict(told)
    me = f"/v1/videos/{video.id}/shots/{index}"
    links = {"self": me, "takes": f"{me}/takes", "video": f"/v1/videos/{video.id}"}
    return WholeShot(**dict(ShotResource.of(shot)), words=words, links=links)


@ROUTER.get("/{index}/takes", responses=problems(422))
async def list_takes(index: Number, part: ThePart, video: TheVideo, gateway: TheGateway) -> TakeList:
    """Every filming of the shot, the rejected ones too."""
    shot = await the_shot(index, video, gateway)
    entries = {entry.take: entry for entry in await gateway.records.ledger.of(video.id) if entry.shot_index == index}
    mine = (TAKES.c.video_id == video.id, TAKES.c.shot_index == index)
    rows, following = await part.page(gateway, [TAKES.c.number], *mine)
    takes = [take_resource(Take(**row._mapping), shot, entries.get(row.number)) for row in rows]
    return TakeList(takes=takes, next_cursor=following)


@ROUTER.get("/{index}/takes/{number}")
async def read_take(index: Number, number: Number, video: TheVideo, gateway: TheGateway) -> TakeResource:
    """One filming."""
    shot, take = await the_shot(index, video, gateway), await the_take(index, number, video, gateway)
    entries = [entry for entry in await gateway.records.ledger.of(video.id) if entry.shot_index == index]
    return take_resource(take, shot, next((each for each in entries if each.take == number), None))


@ROUTER.get("/{index}/takes/{number}/clip", response_class=FileResponse, responses=FILM | problems(409))
async def download_clip(index: Number, number: Number, video: TheVideo, gateway: TheGateway) -> FileResponse:
    """Its clip as MP4, without sound; ranges work."""
    take = await the_take(index, number, video, gateway)
    return await file_answer(gateway, video, (take.clip or {}).get("clipUri"), f" shot {index} take {number}")


def take_resource(take: Take, shot: Shot, entry: Entry | None) -> TakeResource:
    """As the API shows it."""
    me = f"/v1/videos/{take.video_id}/shots/{take.shot_index}/takes/{take.number}"
    return TakeResource(
        shot=take.shot_index,
        number=take.number,
        revision=take.revision,
        state=take.state,
        used=take.number == shot.used_take,
        created_at=moment(take.created_at),
        sentence=take.sentence,
        prompt=take.prompt,
        seed=take.seed,
        animatic=bool(((take.clip or {}).get("provenance") or {}).get("animatic", take.drawn)),
        filming_seconds=take.filming_seconds,
        findings=take.findings,
        clip=take.clip,
        error=Problem.model_validate(take.problem) if take.problem else None,
        spend=SpendResource.of([entry] if entry else []),
        links={"self": me} | ({"clip": f"{me}/clip"} if take.clip else {}),
    )


async def the_shot(index: int, video: Video, gateway: Gateway) -> Shot:
    """The shot, or 404."""
    shot = await gateway.records.shots.one(video.id, index)
    if shot is None:
        raise refuse("not-found", 404, f"This video has no shot {index}. `shots` lists them once the song is heard.")
    return shot


async def the_take(index: int, number: int, video: Video, gateway: Gateway) -> Take:
    """The take, or 404."""
    await the_shot(index, video, gateway)
    take = await gateway.records.takes.find(video.id, index, number) if number < 1 << 31 else None
    if take is None:
        raise refuse("not-found", 404, f"Shot {index} has no take {number}. `takes` lists them.")
    return take
