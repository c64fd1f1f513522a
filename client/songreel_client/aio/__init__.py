"""Songreel's SDK for asyncio: the same verbs as the blocking one, awaited.

async with AsyncSongreel("http://127.0.0.1:8080") as songreel:
    song = await songreel.songs.upload(Path("song.mp3"))
    video = await songreel.videos.create(song.id, brief=Brief(text="a lighthouse keeper's last night"))
    async for event in video.events():
        print(event.name, event.data)
    await (await video.refresh()).download(Path("song.film.mp4"))
"""

from songreel_client.aio.client import AsyncHearings, AsyncScripts, AsyncSongreel, AsyncSongs, AsyncVideos
from songreel_client.aio.hearing import AsyncHearing
from songreel_client.aio.images import AsyncImages
from songreel_client.aio.quoting import AsyncQuotes
from songreel_client.aio.video import AsyncVideo
from songreel_client.aio.webhooks import AsyncWebhooks
from songreel_client.aio.writing import AsyncWriting

__all__ = [
    "AsyncHearing",
    "AsyncHearings",
    "AsyncImages",
    "AsyncQuotes",
    "AsyncScripts",
    "AsyncSongreel",
    "AsyncSongs",
    "AsyncVideo",
    "AsyncVideos",
    "AsyncWebhooks",
    "AsyncWriting",
]
