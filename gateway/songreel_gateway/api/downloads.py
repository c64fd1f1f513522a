"""What was made for a video: the film, its pictures, and the papers behind it."""

import asyncio
import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse
from google.protobuf import json_format
from google.protobuf.message import Message
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Refusal, refuse
from songreel_gateway.store.videos import Video

ROUTER = APIRouter(prefix="/v1/videos/{video_id}", tags=["videos"], responses=problems(404, 409))

MEDIA = {"mp4": "video/mp4", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "json": "application/json"}
MEDIA |= {"mov": "video/quicktime", "html": "text/html", "srt": "application/x-subrip", "vtt": "text/vtt"}
MEDIA |= {"pdf": "application/pdf"}
JSON_MEDIA = "application/json"
FILM: dict[int | str, dict[str, Any]] = {200: {"content": {"video/mp4": {}}}, 206: {"content": {"video/mp4": {}}}}
Form = Literal["json", "html", "pdf"]
FORMS: dict[Form, str] = {"json": "certificateUri", "html": "certificatePageUri", "pdf": "certificatePdfUri"}
CERTIFICATE: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA[form]: {} for form in FORMS}}}
PICTURE: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}, "image/png": {}}}}


def chosen_form(
    request: Request,
    form: Annotated[
        Form | None, Query(alias="format", description="Without it the Accept header decides, and JSON where it may.")
    ] = None,
) -> Form:
    """As the query says, else as the Accept header does."""
    return form or wanted_form(request.headers.get("accept", ""))


TheForm = Annotated[Form, Depends(chosen_form)]


@ROUTER.get("/film", response_class=FileResponse, responses=FILM)
async def download_film(video: TheVideo, gateway: TheGateway) -> FileResponse:
    """The film as MP4; ranges work."""
    return await file_answer(gateway, video, of_film(video, "filmUri"), "")


@ROUTER.get("/poster", response_class=FileResponse, responses=PICTURE)
async def download_poster(video: TheVideo, gateway: TheGateway) -> FileResponse:
    """One picture of the film."""
    return await file_answer(gateway, video, of_film(video, "posterUri"), " poster")


@ROUTER.get("/contact-sheet", response_class=FileResponse, responses=PICTURE)
async def download_contact_sheet(video: TheVideo, gateway: TheGateway) -> FileResponse:
    """All shots in one picture."""
    return await file_answer(gateway, video, of_film(video, "contactSheetUri"), " contact sheet")


@ROUTER.get("/certificate", response_class=FileResponse, responses=CERTIFICATE)
async def download_certificate(video: TheVideo, gateway: TheGateway, form: TheForm) -> FileResponse:
    """What was measured on the film: the signed JSON form of songreel.assembly.v1.Certificate, or a page of it.

    409 also for a page of a film that was cut before there were such pages: waiving a defect issues them.
    """
    return await certificate_answer(gateway, video, video.cut, form)


@ROUTER.get("/script")
async def download_script(video: TheVideo, gateway: TheGateway) -> Response:
    """The JSON form of songreel.script.v1.Script."""
    return await message_answer(gateway, video, video.script_uri, script_pb2.Script)


@ROUTER.get("/analysis")
async def download_analysis(video: TheVideo, gateway: TheGateway) -> Response:
    """The JSON form of songreel.audio.v1.SongAnalysis."""
    return await message_answer(gateway, video, video.analysis_uri, audio_pb2.SongAnalysis)


async def certificate_answer(
    gateway: Gateway, video: Video, cut: Mapping[str, Any] | None, form: Form, which: str = ""
) -> FileResponse:
    """The certificate of a cut in that form."""
    uri = cut.get(FORMS[form]) if cut else None
    answer = await file_answer(gateway, video, uri, f"{which} certificate")
    answer.headers["vary"] = "accept"
    return answer


def wanted_form(accept: str) -> Form:
    """The form that an Accept header likes best (RFC 9110, section 12.5.1); JSON where it is as welcome."""
    liked: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((each.removeprefix("q=") for each in parameters if each.startswith("q=")), "1")
        with contextlib.suppress(ValueError):
            liked[media] = float(quality)

    def liking(form: Form) -> float:
        kind = MEDIA[form].partition("/")[0]
        return next((liked[media] for media in (MEDIA[form], f"{kind}/*", "*/*") if media in liked), 0.0)

    return max(FORMS, key=liking)


def of_film(video: Video, member: str) -> str | None:
    """A URI in the film's message."""
    uri: str | None = video.cut["film"].get(member) if video.cut else None
    return uri


async def file_answer(gateway: Gateway, video: Video, uri: str | None, what: str) -> FileResponse:
    """The artifact under the song's name."""
    if not uri:
        raise not_yet(video)
    path = await gateway.artifacts.local_path(uri)
    suffix = path.suffix.removeprefix(".")
    name = f"{Path(video.song_name).stem}{what}.{suffix}"
    media = MEDIA.get(suffix, "application/octet-stream")
    same = {"etag": f'"{path.stem[:64]}"'}  # its digest: every gateway's copy has it, whenever it was fetched
    return FileResponse(path, headers=same, media_type=media, filename=name, content_disposition_type="inline")


async def message_answer(gateway: Gateway, video: Video, uri: str | None, message_type: type[Message]) -> Response:
    """The message in its JSON form."""
    if not uri:
        raise not_yet(video)
    return await json_of(gateway, uri, message_type)


async def json_of(gateway: Gateway, uri: str, message_type: type[Message]) -> Response:
    """A stored message in its JSON form."""
    message = await gateway.messages.get(uri, message_type)
    return Response(await asyncio.to_thread(json_format.MessageToJson, message, indent=None), media_type=JSON_MEDIA)


def not_yet(video: Video) -> Refusal:
    """409: asked too early, or for what will never be."""
    words = "It will not come: read the video's `error`." if video.ended else "Follow its events, then ask again."
    return refuse("not-ready", 409, f"The video is {video.state} and has none of this. {words}")
