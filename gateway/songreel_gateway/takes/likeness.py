"""The pictures that a shot follows: those that were given, and those that are made once, before it is filmed.

    characters    ada: her picture from the brief ──────────────────────────┐
                  bob: made from his wording, once for the whole film ──────┼──► references of the shot
    keyframe      made from the shot's words, anew for each take ───────────┘

The video service finds a picture by the digest of what asked for it, so whoever asks again gets the same one.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import grpc
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking import requests
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.identity import CHARACTER, KEYFRAME, MOST_PICTURES, Way
from songreel_gateway.asking.patience import Patience, Step
from songreel_gateway.asking.requests import Words
from songreel_gateway.asking.services import Services
from songreel_gateway.takes.gallery import Gallery, character_picture, shot_picture, version
from songreel_gateway.takes.portraits import keyframe, portrait
from songreel_gateway.takes.spending import Spending


@dataclass(frozen=True)
class Scene:
    """A shot that is about to be filmed."""

    video_id: str
    order: dict[str, Any]
    plan: FilmPlan
    words: Words
    take: int
    seed: int
    """Of this take."""
    gallery: Gallery | None = None
    """Where the client had a say in the pictures; None where it was not asked."""

    @property
    def cast(self) -> list[script_pb2.Character]:
        """Who is in it."""
        return requests.characters_in(*self.words)


class Likeness:
    """Sees to it that a shot has its pictures."""

    def __init__(self, services: Services, patience: Patience, spending: Spending) -> None:
        self._services = services
        self._patience = patience
        self._spending = spending
        self._making: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()
        """Shots of one film ask for the same picture at the same time: the second one waits, and finds it."""

    async def references(self, scene: Scene, way: Way) -> list[video_pb2.Reference]:
        """What the shot follows, this way."""
        match way.by:
            case "characters":
                found = [await self._of(character, scene, way) for character in scene.cast]
                return [each for each in found if each is not None][:MOST_PICTURES]
            case "keyframe":
                # An approved keyframe holds for every take; else another take begins otherwise.
                seed = int(scene.order["seed"]) if scene.gallery else scene.seed
                asked = keyframe(scene.order, scene.plan, scene.words, seed)
                uri = await self._version(asked, shot_picture(scene.words[1].index), scene, way.maker)
                return [video_pb2.Reference(kind=KEYFRAME, image_uri=uri)]
            case "words":
                return []

    async def _of(self, character: script_pb2.Character, scene: Scene, way: Way) -> video_pb2.Reference | None:
        if character.image_uris:
            uri = character.image_uris[0]
        elif way.maker:
            asked = portrait(scene.order, scene.plan, scene.words[0], character)
            uri = await self._version(asked, character_picture(character.id), scene, way.maker)
        else:
            return None
        return video_pb2.Reference(kind=CHARACTER, image_uri=uri, character_id=character.id)

    async def _version(self, request: video_pb2.MakePictureRequest, picture_id: str, scene: Scene, maker: str) -> str:
        """The URI of the picture's version that holds, once it is there."""
        number = await scene.gallery.number(picture_id) if scene.gallery else 0
        step = Step(scene.video_id, "film", "video", scene.words[1].index)
        return (await self.make(version(request, number), maker, step)).image_uri

    async def make(
        self, request: video_pb2.MakePictureRequest, maker: str, step: Step
    ) -> video_pb2.MakePictureResponse:
        """The picture, once it is there; by a pod of this backend."""
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
            asked = time.monotonic()
            made = await self._patience.call(step, attempt)
        if time.monotonic() - asked >= made.provenance.filming_seconds:  # else it was there before
            await self._spending.pictured(step.job_id, made.image_uri, made.provenance)
        return made
