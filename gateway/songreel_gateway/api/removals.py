"""Deletion of videos, songs and pictures, with everything that was made of them."""

from fastapi import APIRouter, Response

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.images import ImageId, missing
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.deleting.removing import remove_image, remove_song, remove_video
from songreel_gateway.problems import refuse

ROUTER = APIRouter(responses=problems(404))


@ROUTER.delete("/v1/videos/{video_id}", status_code=204, tags=["videos"])
async def delete_video(video: TheVideo, gateway: TheGateway) -> Response:
    """Deletes a video: its revisions, takes, scripts, films, deliveries and events. One that is being made is cancelled
    first. Clips and pictures that other videos use stay until those are deleted. It cannot be undone."""
    await remove_video(gateway, video)
    return Response(status_code=204)


@ROUTER.delete("/v1/songs/{song_id}", status_code=204, tags=["songs"], responses=problems(409))
async def delete_song(song_id: str, gateway: TheGateway, caller: TheCaller) -> Response:
    """Deletes a song that no video is made of, with its hearings and scripts. 409 while there are videos of it."""
    song = await own_song(gateway, caller, song_id)
    if videos := await remove_song(gateway, song):
        named = ", ".join(videos[:5])
        detail = f"{len(videos)} videos are made of this song ({named}). Delete them first."
        raise refuse("conflict", 409, detail)
    return Response(status_code=204)


@ROUTER.delete("/v1/images/{image_id}", status_code=204, tags=["images"], responses=problems(409))
async def delete_image(image_id: ImageId, gateway: TheGateway, caller: TheCaller) -> Response:
    """Deletes a picture and what was declared of it. 409 while there are videos that follow it, whose certificates name
    the declarations. It cannot be undone."""
    if not await gateway.records.images.owns(caller.tenant_id, image_id):
        raise missing(image_id)
    if videos := await remove_image(gateway, caller.tenant_id, image_id):
        named = ", ".join(videos[:5])
        detail = f"{len(videos)} videos follow this picture ({named}). Delete them first."
        raise refuse("conflict", 409, detail)
    return Response(status_code=204)
