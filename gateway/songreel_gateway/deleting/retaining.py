"""Retention: what was kept long enough is deleted, by one gateway at a time, now and then.

every hour: claimed by one ──► videos that ended ──► songs, pictures without videos ──► events ──► what writers left
"""

import asyncio
import contextlib
import time

import structlog

from songreel_gateway.deleting.doomed import delete_doomed
from songreel_gateway.deleting.removing import remove_image, remove_song, remove_video
from songreel_gateway.gateway import Gateway

log = structlog.get_logger()

CHORE = "retention"
EVERY_SECONDS = 3600.0
LOOK_SECONDS = 600.0
DRAFT_SECONDS = 86_400.0
"""No file is written for so long: what lies beside its place then was left by a writer that was killed."""
DAY_SECONDS = 86_400.0


async def tend_now_and_then(gateway: Gateway) -> None:
    """Until the gateway stops. What cannot be deleted now is next time."""
    while not gateway.stopping.is_set():
        try:
            if await gateway.records.aging.claim(CHORE, EVERY_SECONDS, gateway.settings.executor_id):
                await tend(gateway, time.time())
        except Exception as error:  # the database or the store is away
            log.warning("retention_failed", reason=str(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(gateway.stopping.wait(), LOOK_SECONDS)


async def tend(gateway: Gateway, now: float) -> None:
    """Deletes everything that is old enough at this time."""
    settings, aging = gateway.settings, gateway.records.aging
    videos = songs = images = events = 0
    if settings.keep_videos_days:
        for video_id in await aging.videos(now - settings.keep_videos_days * DAY_SECONDS):
            if (video := await gateway.records.videos.find(video_id)) and video.ended:
                await remove_video(gateway, video)
                videos += 1
    if settings.keep_songs_days:
        for song_id in await aging.songs(now - settings.keep_songs_days * DAY_SECONDS):
            if song := await gateway.records.songs.find(song_id):
                songs += not await remove_song(gateway, song)
    if settings.keep_images_days:
        for tenant_id, image_id in await aging.images(now - settings.keep_images_days * DAY_SECONDS):
            images += not await remove_image(gateway, tenant_id, image_id)
    if settings.keep_events_days:
        events = await aging.forget_events(now - settings.keep_events_days * DAY_SECONDS)
    await delete_doomed(gateway.records.uses, gateway.artifacts)  # what the store would not let go before
    drafts = await gateway.artifacts.clear_drafts(DRAFT_SECONDS)
    if videos or songs or images or events or drafts:
        log.info("retention_done", videos=videos, songs=songs, images=images, events=events, drafts=drafts)
