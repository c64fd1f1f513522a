"""The pictures that a shot follows: those that were given, and those that are made once, before it is filmed.

    characters    ada: her picture from the brief ──────────────────────────┐
                  bob: made from his wording, once for the whole film ──────┼──► references of the shot
    keyframe      made from the shot's words, anew for each take ───────────┘

The video service finds a picture by the digest of what asked for it, so whoever asks again gets the same one.
"""

import asyncio
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import grpc
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway import requests
from songreel_gateway.identity import CHARACTER, KEYFRAME, MOST_PICTURES, Way
from songreel_gateway.patience import Patience, Step
from songreel_gateway.portraits import keyframe, portrait
from songreel_gateway.requests import FilmPlan, Words
from songreel_gateway.services import Services


@dataclass(frozen=True)
class Scene:
    """A shot that is about to be filmed."""

    video_id: str
    order: dict[str, Any]
    plan: FilmPlan
    words: Words
    take: int

    @property
    def cast(self) -> list[script_pb2.Character]:
        """Who is in it."""
        return requests.characters_in(*self.words)


class Likeness:
    """Sees to it that a shot has its pictures."""

    def __init__(self, services: Services, patience: Patience) -> None:
        self._services = services
        self._patience = patience
        self._making: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()
        """Shots of one film ask for the same picture at the same time: the second one waits, and finds it."""

    async def references(self, scene: Scene, way: Way) -> list[video_pb2.Reference]:
        """What the shot follows, this way."""
        match way.by:
            case "characters":
                found = [await self._of(character, scene, way) for character in scene.cast]
                return [each for each in found if each is not None][:MOST_PICTURES]
            case "keyframe":
                asked = keyframe(scene.order, scene.plan, scene.words, scene.take)
                return [video_pb2.Reference(kind=KEYFRAME, image_uri=await self._make(asked, scene, way.maker))]
            case "words":
                return []

    async def _of(self, character: script_pb2.Character, scene: Scene, way: Way) -> video_pb2.Reference | None:
        if character.image_uris:
            uri = character.image_uris[0]
        elif way.maker:
            asked = portrait(scene.order, scene.plan, scene.words[0], character)
            uri = await self._make(asked, scene, way.maker)
        else:
            return None
        return video_pb2.Reference(kind=CHARACTER, image_uri=uri, character_id=character.id)

    async def _make(self, request: video_pb2.MakePictureRequest, scene: Scene, maker: str) -> str:
        """The picture's URI, once it is there."""
        pods, key = self._services.video, request.SerializeToString(deterministic=True)

        async def attempt() -> video_pb2.MakePictureResponse:
            async with pods.lend(maker) as pod:
                try:
                    return await pod.MakePicture(request)
                except grpc.aio.AioRpcError:
                    pods.failed(pod)
                    raise

        lock = self._making.setdefault(key, asyncio.Lock())
        async with lock:
            made = await self._patience.call(Step(scene.video_id, "film", "video", scene.words[1].index), attempt)
        return made.image_uri
