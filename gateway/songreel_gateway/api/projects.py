"""The cut for editors, captions, and the certificate as a page."""

import asyncio
import os
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.downloads import file_answer, not_yet
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import refuse
from songreel_gateway.store.videos import Video

ROUTER = APIRouter(prefix="/v1/videos/{video_id}", tags=["videos"], responses=problems(404, 409))

TIMELINES = {"otio": "otioUri", "fcpxml": "fcpxmlUri", "edl": "edlUri"}
CAPTIONS = {"srt": "srtUri", "vtt": "vttUri", "ass": "assUri"}
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": {}}}}
PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}


@ROUTER.get("/certificate-page", response_class=FileResponse, responses=PAGE)
async def download_certificate_page(video: TheVideo, gateway: TheGateway) -> FileResponse:
    """The certificate on one page for people: HTML with its pictures in it."""
    return await file_answer(gateway, video, made(video, "").get("certificatePageUri"), " certificate")


@ROUTER.get("/captions/{form}", response_class=FileResponse)
async def download_captions(form: Literal["srt", "vtt", "ass"], video: TheVideo, gateway: TheGateway) -> FileResponse:
    """The sung words with their times; `ass` where they were burned in."""
    uri = made(video, "captions").get(CAPTIONS[form])
    if not uri:
        raise refuse("not-found", 404, f"There are no {form} captions: order `captions`, and give the song's lyrics.")
    return await file_answer(gateway, video, uri, "")


@ROUTER.get("/timeline/{form}", response_class=FileResponse)
async def download_timeline(
    form: Literal["otio", "fcpxml", "edl"], video: TheVideo, gateway: TheGateway
) -> FileResponse:
    """The cut as an editor reads it; the files that it names are in `/project`."""
    uri = made(video, "timeline").get(TIMELINES[form])
    if not uri:
        raise refuse(
            "not-found", 404, f"This film cannot be told as {form}: its frame rate has no name there. Take otio."
        )
    return await file_answer(gateway, video, uri, "")


@ROUTER.get("/project", response_class=FileResponse, responses=ZIP)
async def download_project(video: TheVideo, gateway: TheGateway) -> FileResponse:
    """All that an editor needs in one ZIP: the timeline in each format, captions where there are any, every shot with
    its handle, and the song."""
    timeline = made(video, "timeline")
    if not timeline:
        raise refuse("not-found", 404, "There is no project: the film was cut by an earlier version.")
    name = Path(video.song_name).stem
    inside, captions = on_every_disk(name), made(video, "captions")
    entries = {f"{inside}.{form}": timeline[field] for form, field in TIMELINES.items() if field in timeline}
    entries |= {f"{inside}.{form}": captions[field] for form, field in CAPTIONS.items() if field in captions}
    entries |= {media["path"]: media["uri"] for media in timeline["media"]}
    path = await _zip(gateway, entries)
    return FileResponse(
        path, media_type="application/zip", filename=f"{name} project.zip",
        background=BackgroundTask(path.unlink, missing_ok=True),
    )  # fmt: skip


def on_every_disk(name: str) -> str:
    """A file's name with a dash for each letter that Windows cannot store."""
    return FORBIDDEN.sub("-", name).rstrip(". ") or "song"


def made(video: Video, part: str) -> dict[str, Any]:
    """What the assembly service told of a part of the film, or of all of it."""
    if not video.cut:
        raise not_yet(video)
    found: dict[str, Any] = video.cut.get(part, {}) if part else video.cut
    return found


async def _zip(gateway: Gateway, entries: dict[str, str]) -> Path:
    """A file of those artifacts under those names; nothing is compressed, for nothing in it would shrink."""
    paths = await asyncio.gather(*(gateway.artifacts.local_path(uri) for uri in entries.values()))
    descriptor, name = tempfile.mkstemp(prefix="songreel-project-", suffix=".zip")

    def write() -> None:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for entry, path in zip(entries, paths, strict=True):
                archive.write(path, entry)

    await asyncio.to_thread(write)
    return Path(name)
