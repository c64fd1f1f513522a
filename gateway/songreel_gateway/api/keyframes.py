"""Keyframes: the pictures that a film is made by, before it is: look at them, ask for others, approve them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from songreel.script.v1 import script_pb2

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.images import CONTENT
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.deciding.answering import go_on
from songreel_gateway.problems import refuse
from songreel_gateway.store.videos import Video
from songreel_gateway.takes.gallery import Gallery, Wanted, kept_words, wanted

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/keyframes", tags=["keyframes"], responses=problems(404, 409))


class KeyframeResource(BaseModel):
    """A picture that shots are filmed by: of a character, or of a shot's first frame."""

    id: str = Field(description="`character-ada`, `shot-3`.")
    number: int = Field(description="How often another one was asked for.")
    prompt: str = Field(description="What the model is told.")
    ready: bool = Field(description="False while it is being made.")
    links: dict[str, str]


class KeyframeList(BaseModel):
    """All of a video's, in the order in which the film first needs them."""

    approved: bool
    keyframes: list[KeyframeResource] = Field(description="Empty until the script is whole, and where none are made.")


async def the_pictures(video: TheVideo, gateway: TheGateway) -> list[Wanted]:
    """What is made for the video in the path; 409 for one that was ordered without approval."""
    if video.order.get("approval") != "keyframes":
        detail = "This video was ordered without approval. Order one with `approval`: `keyframes`."
        raise refuse("conflict", 409, detail)
    if not video.script_uri:
        return []
    script = await gateway.messages.get(video.script_uri, script_pb2.Script)
    return wanted(video.order, plan_of(video), await kept_words(gateway.messages, video.key, script))


ThePictures = Annotated[list[Wanted], Depends(the_pictures)]


@ROUTER.get("")
async def list_keyframes(video: TheVideo, pictures: ThePictures, gateway: TheGateway) -> KeyframeList:
    """The pictures that wait for approval, or that were approved."""
    gallery = Gallery(gateway.messages, video.key)
    listed = [await _resource(each, video, gallery) for each in pictures]
    return KeyframeList(approved=await gallery.approved(), keyframes=listed)


@ROUTER.post("/approve")
async def approve_keyframes(video: TheVideo, pictures: ThePictures, gateway: TheGateway) -> KeyframeList:
    """Films by the pictures as they are. 409 while one of them is still being made."""
    gallery = Gallery(gateway.messages, video.key)
    listed = [await _resource(each, video, gallery) for each in pictures]
    if not listed or not all(each.ready for each in listed):
        raise refuse("not-ready", 409, "The pictures are still being made. Ask again when all of them are `ready`.")
    await gallery.approve()
    await go_on(gateway, video.id, approved=True)
    return KeyframeList(approved=True, keyframes=listed)


@ROUTER.post("/{keyframe_id}/again", status_code=202)
async def make_again(keyframe_id: str, video: TheVideo, pictures: ThePictures, gateway: TheGateway) -> KeyframeResource:
    """Has another picture made in place of this one. While that is under way, asking again changes nothing."""
    gallery, picture = Gallery(gateway.messages, video.key), _named(keyframe_id, pictures)
    if await gallery.approved():
        raise refuse("conflict", 409, "The pictures are approved, and shots are filmed by them.")
    number = await gallery.number(picture.id)
    if await gallery.made(picture.id, number):
        await gallery.ask_again(picture.id, number)
        await go_on(gateway, video.id)
    return await _resource(picture, video, gallery)


@ROUTER.get("/{keyframe_id}/content", response_class=FileResponse, responses=CONTENT)
async def download_keyframe(
    keyframe_id: str, video: TheVideo, pictures: ThePictures, gateway: TheGateway
) -> FileResponse:
    """The picture, a PNG."""
    gallery, picture = Gallery(gateway.messages, video.key), _named(keyframe_id, pictures)
    made = await gallery.made(picture.id, await gallery.number(picture.id))
    if made is None:
        raise refuse("not-ready", 409, "The picture is still being made. Ask again when it is `ready`.")
    return FileResponse(await gateway.artifacts.local_path(made.image_uri), media_type="image/png")


def _named(keyframe_id: str, pictures: list[Wanted]) -> Wanted:
    for picture in pictures:
        if picture.id == keyframe_id:
            return picture
    raise refuse("not-found", 404, f"This video has no keyframe {keyframe_id[:80]}. `keyframes` lists them.")


async def _resource(picture: Wanted, video: Video, gallery: Gallery) -> KeyframeResource:
    number = await gallery.number(picture.id)
    ready = await gallery.made(picture.id, number) is not None
    me = f"/v1/videos/{video.id}/keyframes/{picture.id}"
    links = {"again": f"{me}/again"} | ({"content": f"{me}/content"} if ready else {})
    prompt = picture.request.prompt
    return KeyframeResource(id=picture.id, number=number, prompt=prompt, ready=ready, links=links)
