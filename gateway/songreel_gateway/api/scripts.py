"""Scripts: the words of a film, without the film."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.downloads import json_of
from songreel_gateway.api.images import check_images
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.paging import OfSong, TheAsked
from songreel_gateway.api.resources import WaitResource, moment, wait_resource
from songreel_gateway.deciding.orders import ScriptOrder
from songreel_gateway.problems import Problem, Refusal, no_lalm, refuse
from songreel_gateway.store.scripts import ScriptJob
from songreel_gateway.store.tables import SCRIPTS
from songreel_gateway.store.waits import Wait
from songreel_gateway.telemetry.tracing import current_trace_parent

State = Literal["queued", "hearing", "listening", "writing", "completed", "failed"]

ROUTER = APIRouter(prefix="/v1/scripts", tags=["scripts"])

ASK_AGAIN = {"retry-after": "1"}


class ScriptProgress(BaseModel):
    """How far the script is."""

    shots_written: int
    shots_total: int = Field(description="0 until the song is heard.")


class ScriptResource(BaseModel):
    """A script: what was ordered and how far it is."""

    id: str
    song_id: str
    state: State
    created_at: datetime
    updated_at: datetime
    order: ScriptOrder
    progress: ScriptProgress
    waiting_for: WaitResource | None
    error: Problem | None = Field(description="Why the script could not be written.")
    links: dict[str, str] = Field(description="What can be read now, by name.")

    @classmethod
    def of(cls, script: ScriptJob) -> "ScriptResource":
        """From its record."""
        me = f"/v1/scripts/{script.id}"
        links = {"self": me, "song": f"/v1/songs/{script.song_id}"}
        if script.analysis_uri:
            links["analysis"] = f"{me}/analysis"
        if script.state == "completed":
            links["script"] = f"{me}/script"
        return cls(
            id=script.id,
            song_id=script.song_id,
            state=script.state,
            created_at=moment(script.created_at),
            updated_at=moment(script.updated_at),
            order=ScriptOrder.model_validate(script.order),
            progress=ScriptProgress(shots_written=script.shots_written, shots_total=script.shots_total),
            waiting_for=wait_resource(Wait(**script.wait)) if script.wait else None,
            error=Problem.model_validate(script.problem) if script.problem else None,
            links=links,
        )


class ScriptList(BaseModel):
    """A page of scripts, newest first."""

    scripts: list[ScriptResource]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


async def the_script(script_id: str, gateway: TheGateway, caller: TheCaller) -> ScriptJob:
    """The script named in the path."""
    script = await gateway.records.scripts.owned(caller.tenant_id, script_id)
    if script is None:
        raise refuse("not-found", 404, f"There is no script {script_id}. Ask for one with POST /v1/scripts.")
    return script


TheScript = Annotated[ScriptJob, Depends(the_script)]


@ROUTER.post("", status_code=202, responses={200: {"model": ScriptResource}, **problems(400, 404, 422, 503)})
async def ask_for_script(
    order: ScriptOrder, response: Response, gateway: TheGateway, caller: TheCaller
) -> ScriptResource:
    """Has a script written in the background, whatever happens to this server. The same order is the same script.

    202 while it is written, 200 when it has ended; one that failed begins again. Edit what you get, and film it with
    `script` in POST /v1/videos.
    """
    await own_song(gateway, caller, order.song_id)
    if order.pipeline == "lalm" and gateway.services.lalm is None:
        raise Refusal(no_lalm())
    await check_images(order, None, gateway, caller)
    script = await gateway.records.scripts.ask(order.document(), current_trace_parent(), order.anew)
    if not script.ended:
        await gateway.write(script.id, script.run)
        script = await gateway.records.scripts.get(script.id)
    response.status_code = 200 if script.ended else 202
    response.headers["location"] = f"/v1/scripts/{script.id}"
    return ScriptResource.of(script)


@ROUTER.get("", responses=problems(422))
async def list_scripts(
    asked: TheAsked, gateway: TheGateway, caller: TheCaller, song_id: OfSong = None, state: State | None = None
) -> ScriptList:
    """All that were asked for, newest first."""
    wanted = {"tenant_id": caller.tenant_id, "song_id": song_id, "state": state}
    filters = [SCRIPTS.c[name] == value for name, value in wanted.items() if value is not None]
    rows, following = await asked.page(gateway, SCRIPTS, *filters)
    listed = [ScriptResource.of(ScriptJob(**row._mapping)) for row in rows]
    return ScriptList(scripts=listed, next_cursor=following)


@ROUTER.get("/{script_id}", responses=problems(404))
async def read_script(script: TheScript) -> ScriptResource:
    """How far a script is."""
    return ScriptResource.of(script)


@ROUTER.get("/{script_id}/script", responses=problems(404, 409))
async def read_words(script: TheScript, gateway: TheGateway) -> Response:
    """The JSON form of songreel.script.v1.Script."""
    uri = script.script_uri if script.state == "completed" else None
    return await json_of(gateway, _there(uri, script, "script"), script_pb2.Script)


@ROUTER.get("/{script_id}/analysis", responses=problems(404, 409))
async def read_analysis_of_script(script: TheScript, gateway: TheGateway) -> Response:
    """The JSON form of songreel.audio.v1.SongAnalysis: the times of its shots and sections."""
    return await json_of(gateway, _there(script.analysis_uri, script, "analysis"), audio_pb2.SongAnalysis)


def _there(uri: str | None, script: ScriptJob, what: str) -> str:
    """The URI, or a refusal that says when to ask again."""
    if uri:
        return uri
    words = "Read the script's `error`." if script.ended else f"Ask again until `links.{what}` is there."
    refusal = refuse("not-ready", 409, f"The script is {script.state} and has no {what} yet. {words}")
    refusal.headers.update({} if script.ended else ASK_AGAIN)
    raise refusal
