"""What is decided about a video's pictures: each decision an artifact of its own, written once, found by every retry.

character-ada   0 ── again ── 1                 the picture of this number is the one that is filmed by
shot-3          0 ── again ── 1 ── again ── 2
approvals       ──────────────────────────────► nothing changes any more
"""

from dataclasses import dataclass
from typing import Any

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking.draft import Draft
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.identity import MOST_PICTURES, choose
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.requests import characters_in
from songreel_gateway.takes.portraits import keyframe, portrait

MADE, AGAIN, APPROVALS = "keyframes", "keyframes-again", "keyframe-approvals"
ANOTHER_SEED = 1_000_003
"""Between a picture and the one that is made instead: takes, which count by one, never come that far."""


@dataclass(frozen=True)
class Wanted:
    """A picture that is made for a film."""

    id: str
    """character-ada, shot-3."""
    request: video_pb2.MakePictureRequest
    """Of its first version."""
    maker: str
    """Whose pods make it."""


def character_picture(character_id: str) -> str:
    """The id of a character's picture."""
    return f"character-{character_id}"


def shot_picture(index: int) -> str:
    """The id of a shot's keyframe."""
    return f"shot-{index}"


def version(request: video_pb2.MakePictureRequest, number: int) -> video_pb2.MakePictureRequest:
    """The request of the picture that is made instead, the `number`-th time."""
    other = video_pb2.MakePictureRequest()
    other.CopyFrom(request)
    other.seed += number * ANOTHER_SEED
    return other


def wanted(order: dict[str, Any], plan: FilmPlan, script: script_pb2.Script) -> list[Wanted]:
    """All pictures that are made for the film, each once, in the order in which it first needs them."""
    found: dict[str, Wanted] = {}
    for shot in script.shots:
        cast = characters_in(script, shot)
        way = choose(cast, plan.known)
        if way.by == "keyframe":
            asked = keyframe(order, plan, (script, shot), int(order["seed"]))
            found[shot_picture(shot.index)] = Wanted(shot_picture(shot.index), asked, way.maker)
        elif way.by == "characters" and way.maker:
            for character in cast[:MOST_PICTURES]:
                if not character.image_uris:
                    name = character_picture(character.id)
                    found.setdefault(name, Wanted(name, portrait(order, plan, script, character), way.maker))
    return list(found.values())


async def kept_words(messages: Messages, video_key: str, script: script_pb2.Script) -> script_pb2.Script:
    """The script as shots are filmed by it: its parts as they were kept, whatever its last message said."""
    return await Draft(messages, video_key).written(len(script.shots)) or script


class Gallery:
    """Of one video."""

    def __init__(self, messages: Messages, video_key: str) -> None:
        self._messages = messages
        self._key = video_key

    async def number(self, picture_id: str) -> int:
        """Which version of the picture holds: how often another one was asked for."""
        number = 0
        while await self._marked(AGAIN, f"{picture_id}-{number}"):
            number += 1
        return number

    async def ask_again(self, picture_id: str, number: int) -> None:
        """Has another version made in place of this one; the same twice is one."""
        await self._mark(AGAIN, f"{picture_id}-{number}")

    async def approve(self) -> None:
        """All pictures as they are."""
        await self._mark(APPROVALS, "")

    async def approved(self) -> bool:
        """Whether the pictures may be filmed by."""
        return await self._marked(APPROVALS, "")

    async def keep(self, picture_id: str, number: int, made: video_pb2.MakePictureResponse) -> None:
        """Notes that this version is there."""
        await self._messages.put(MADE, f"{picture_id}-{number}".encode(), self._key, made)

    async def made(self, picture_id: str, number: int) -> video_pb2.MakePictureResponse | None:
        """This version, once it is there."""
        cause = f"{picture_id}-{number}".encode()
        return await self._messages.find(MADE, cause, self._key, video_pb2.MakePictureResponse)

    async def papers(self, picture_id: str) -> set[str]:
        """The artifacts that its decisions are."""
        found = {Messages.uri(APPROVALS, b"", self._key)}
        for number in range(await self.number(picture_id) + 1):
            cause = f"{picture_id}-{number}".encode()
            found |= {Messages.uri(kind, cause, self._key) for kind in (MADE, AGAIN)}
        return found

    async def _mark(self, kind: str, cause: str) -> None:
        await self._messages.put(kind, cause.encode(), self._key, video_pb2.MakePictureResponse())

    async def _marked(self, kind: str, cause: str) -> bool:
        found = await self._messages.find(kind, cause.encode(), self._key, video_pb2.MakePictureResponse)
        return found is not None
