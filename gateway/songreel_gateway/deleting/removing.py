"""Deletion, really: a video's rows and every artifact that no other video uses; a song or a picture, once no video is
made of it.

A gateway that is killed in the middle deletes the rest at its next start.
"""

import asyncio
import contextlib

import structlog
from google.protobuf.message import DecodeError
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import ServiceError

from songreel_gateway.asking import requests
from songreel_gateway.asking.draft import SHOTS, TREATMENTS
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.asking.messages import Messages
from songreel_gateway.deleting.doomed import delete_doomed
from songreel_gateway.gateway import Gateway
from songreel_gateway.store.songs import Song
from songreel_gateway.store.uses import artifacts_in
from songreel_gateway.store.videos import Video
from songreel_gateway.takes.gallery import Gallery, wanted

log = structlog.get_logger()


async def remove_video(gateway: Gateway, video: Video) -> None:
    """Ends the video if need be, forgets it, and deletes what it alone used."""
    while not (await gateway.records.videos.get(video.id)).ended:
        await gateway.cancel(video)
    uris = await _private(gateway, video)
    await gateway.records.removals.video(video.id, sorted(uris))
    log.info("video_removed", video=video.id)
    await delete_doomed(gateway.records.uses, gateway.artifacts)


async def remove_song(gateway: Gateway, song: Song) -> list[str]:
    """Nothing, once the song with its hearings and scripts is gone; or the videos that are made of it."""
    videos = await gateway.records.removals.song(song.id, song.uri, sorted(await _papers(gateway, song)))
    if not videos:
        log.info("song_removed", song=song.id)
        await delete_doomed(gateway.records.uses, gateway.artifacts)
    return videos


async def remove_image(gateway: Gateway, tenant_id: str, image_id: str) -> list[str]:
    """Nothing, once the tenant's picture is gone with what was declared of it; or their videos that follow it."""
    videos = await gateway.records.removals.image(tenant_id, image_id, requests.image_uri(image_id))
    if not videos:
        log.info("image_removed", image=image_id)
        await delete_doomed(gateway.records.uses, gateway.artifacts)
    return videos


async def _private(gateway: Gateway, video: Video) -> set[str]:
    """What only this video can have: it is named after it."""
    records, key = gateway.records, video.key
    revisions, takes = await records.revisions.of(video.id), await records.takes.of(video.id)
    uris = artifacts_in(video.analysis_uri, video.script_uri, [revision.script_uri for revision in revisions])
    uris |= {Messages.uri(TREATMENTS, b"", key), Messages.uri("scripts", b"", key)}
    uris |= {Messages.uri("scripts", f"revision {revision.number}".encode(), key) for revision in revisions}
    shots = await records.shots.of(video.id)
    uris |= {Messages.uri(SHOTS, str(shot.index).encode(), key) for shot in shots}
    with contextlib.suppress(ServiceError, DecodeError):
        uris |= await _pictures(gateway, video)
    with contextlib.suppress(ServiceError, DecodeError):
        uris |= await _narrative(gateway, video)
    made = [(revision.cut, video.cut) for revision in revisions] + [take.clip for take in takes]
    await records.uses.claim(video.id, artifacts_in(*made))  # of versions that noted none
    return uris


async def _papers(gateway: Gateway, song: Song) -> set[str]:
    """What was heard in a song and written of it without a film; narratives stay, whose names need the analysis."""
    uris: set[str] = set()
    for heard in await gateway.records.hearings.of_song(song.id):
        uris |= artifacts_in(heard.analysis_uri)
    for script in await gateway.records.scripts.of_song(song.id):
        uris |= artifacts_in(script.analysis_uri, script.script_uri) | {Messages.uri(TREATMENTS, b"", script.key)}
        uris |= {Messages.uri(SHOTS, str(index).encode(), script.key) for index in range(script.shots_total)}
    return uris


async def _narrative(gateway: Gateway, video: Video) -> set[str]:
    """What the audio-language model told of the song, kept under what asked for it."""
    song = await gateway.records.songs.find(video.song_id)
    if video.order["pipeline"] != "lalm" or not video.analysis_uri or not song:
        return set()
    analysis = await gateway.messages.get(video.analysis_uri, audio_pb2.SongAnalysis)
    asked = await asyncio.to_thread(requests.tell_narrative, video.order, song.uri, analysis)
    return {Messages.uri("narratives", asked.SerializeToString(deterministic=True), video.key)}


async def _pictures(gateway: Gateway, video: Video) -> set[str]:
    """What was decided about its keyframes; the pictures themselves may be others' too."""
    if video.order.get("approval") != "keyframes" or not video.script_uri:
        return set()
    script = await gateway.messages.get(video.script_uri, script_pb2.Script)
    gallery, found, pictures = Gallery(gateway.messages, video.key), set(), set()
    for picture in wanted(video.order, plan_of(video), script):
        found |= await gallery.papers(picture.id)
        for number in range(await gallery.number(picture.id) + 1):
            if made := await gallery.made(picture.id, number):
                pictures.add(made.image_uri)
    await gateway.records.uses.claim(video.id, artifacts_in(sorted(pictures)))
    return found
