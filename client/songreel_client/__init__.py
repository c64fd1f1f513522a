"""Songreel's Python SDK: a song in, a film out.

with Songreel("http://127.0.0.1:8080") as songreel:
    song = songreel.songs.upload(Path("song.mp3"))
    video = songreel.videos.create(song.id, brief=Brief(text="a lighthouse keeper's last night"))
    video.wait().download(Path("song.film.mp4"))
    analysis = songreel.hear(Path("song.mp3"))  # the song alone: beats, sections, tags, cuts
    script = songreel.write(Path("song.mp3"))  # the words alone, to be changed and given to `videos.create`
"""

from songreel_client.aio import AsyncSongreel
from songreel_client.client import Hearings, Scripts, Songreel, Songs, Videos
from songreel_client.edits import Budget, RequiredAction, Revision, ShotEdit, Spend, Take
from songreel_client.errors import (
    ApiError,
    BadInput,
    CannotRead,
    CannotWrite,
    FieldFault,
    HearingFailed,
    JobFailed,
    SongreelError,
    StackFailed,
    Unreachable,
    VideoFailed,
    WritingFailed,
)
from songreel_client.events import Event
from songreel_client.hearing import Hearing
from songreel_client.images import Consent, Image, Images
from songreel_client.keys import ApiKey, Keys, Me, Tenant, Tenants
from songreel_client.orders import Brief, Character, HearingOrder, Lyrics, Order, ScriptOrder
from songreel_client.quoting import PresetQuote, Quote, QuoteOrder, Quotes
from songreel_client.resources import Keyframe, Progress, Shot, Song, Wait
from songreel_client.video import Video
from songreel_client.waivers import Waiver
from songreel_client.webhooks import Delivery, NotGenuine, Webhook, WebhookEvent, Webhooks, read_webhook
from songreel_client.writing import Writing

__all__ = [
    "ApiError",
    "ApiKey",
    "AsyncSongreel",
    "BadInput",
    "Brief",
    "Budget",
    "CannotRead",
    "CannotWrite",
    "Character",
    "Consent",
    "Delivery",
    "Event",
    "FieldFault",
    "Hearing",
    "HearingFailed",
    "HearingOrder",
    "Hearings",
    "Image",
    "Images",
    "JobFailed",
    "Keyframe",
    "Keys",
    "Lyrics",
    "Me",
    "NotGenuine",
    "Order",
    "PresetQuote",
    "Progress",
    "Quote",
    "QuoteOrder",
    "Quotes",
    "RequiredAction",
    "Revision",
    "ScriptOrder",
    "Scripts",
    "Shot",
    "ShotEdit",
    "Song",
    "Songreel",
    "SongreelError",
    "Songs",
    "Spend",
    "StackFailed",
    "Take",
    "Tenant",
    "Tenants",
    "Unreachable",
    "Video",
    "VideoFailed",
    "Videos",
    "Wait",
    "Waiver",
    "Webhook",
    "WebhookEvent",
    "Webhooks",
    "Writing",
    "WritingFailed",
    "read_webhook",
]
