"""What one may ask for when ordering a video, a script or a hearing; the gateway checks every value and says what is
wrong."""

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from songreel.script.v1 import script_pb2

from songreel_client.edits import Budget


@dataclass(frozen=True)
class Character:
    """Somebody who shall be in the film."""

    id: str
    """Lower-case words and hyphens."""
    description: str
    """The fixed wording of every shot: "a young woman in a red coat"."""
    name: str = ""
    build: str = ""
    hair: str = ""
    wardrobe: str = ""
    colours: tuple[str, ...] = ()
    """#rrggbb."""
    images: tuple[Path | str, ...] = ()
    """Files of pictures of them, the best first; uploaded when a video or a script is ordered."""
    image_ids: tuple[str, ...] = ()
    """Of pictures that were uploaded."""
    consent: str = ""
    """Declared with those files: who is seen and that they agreed, or that nobody real is. Certificates tell it."""
    consent_by: str = ""
    """Who declares that."""


@dataclass(frozen=True)
class Brief:
    """What the film should be about. Everything may be left out."""

    text: str = ""
    story_cues: tuple[str, ...] = ()
    characters: tuple[Character, ...] = ()
    style: str = ""
    palette: tuple[str, ...] = ()
    """#rrggbb."""
    do_not_show: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    language: str = ""
    """BCP 47; empty for English."""
    title: str = ""
    artist: str = ""
    explicitness: str = ""
    """general or mature; empty for general."""
    camera_moves: tuple[str, ...] = ()
    """Those to choose among; empty for what the music suggests."""
    transitions: tuple[str, ...] = ()
    """Openings of shots to choose among; empty for what the music suggests."""


@dataclass(frozen=True)
class Lyrics:
    """The singer's words."""

    text: str
    """Plain text, LRC or SRT."""
    language: str = ""


@dataclass(frozen=True)
class ScriptOrder:
    """How a script is to be written. The same song, brief, order and seed give the same script."""

    pipeline: str = "clap"
    """clap or lalm."""
    preset: str = "preview"
    """preview, draft or final."""
    segmentation: str = "planned"
    """planned, random, fixed, beat, structure or novelty."""
    aspect: str = "16:9"
    """16:9, 9:16 or 1:1."""
    seed: int = 0


@dataclass(frozen=True)
class Order(ScriptOrder):
    """How a film is to be made. The same song, brief, order and seed give the same film."""

    captions: str = "none"
    """none, sidecar or karaoke."""
    label_animatic: bool = False
    """Writes ANIMATIC into the picture, where it is one."""
    handles: bool = False
    """Films half a second more before every shot, for editors of the project."""
    approval: str = "none"
    """none; script or keyframes: the script, or the pictures that are made for the film, wait for `Video.approve`
    before shots are filmed."""
    budget: Budget | None = None
    """What filming may cost at most."""
    priority: int = 0
    """0 to 9: higher ones of your own videos are made first."""


@dataclass(frozen=True)
class HearingOrder:
    """How a song is to be heard by itself."""

    segmentation: str = "planned"
    """planned, random, fixed, beat, structure or novelty."""
    rate: str = "24"
    """Frames a second of the grid that the cuts lie on: 24, 25, 30000/1001."""
    seed: int = 0
    """Decides the cuts of `random`."""


def hearing_body(song_id: str, order: HearingOrder, lyrics: Lyrics | None, anew: bool) -> dict[str, Any]:
    """The request's JSON."""
    return {"song_id": song_id, **asdict(order), **sung(lyrics), "anew": anew}


def script_body(
    song_id: str, brief: Brief | dict[str, Any], order: ScriptOrder, lyrics: Lyrics | None, anew: bool
) -> dict[str, Any]:
    """The request's JSON; of a video's order what a script depends on."""
    asked = {each.name: getattr(order, each.name) for each in fields(ScriptOrder)}
    return {"song_id": song_id, "brief": brief_body(brief), **asked, **sung(lyrics), "anew": anew}


LATER: dict[str, Any] = {"handles": False, "approval": "none", "budget": None, "priority": 0}
"""What a gateway of an earlier version does not know, left out where nothing of it is asked."""


def body(
    song_id: str,
    brief: Brief | dict[str, Any],
    order: Order,
    lyrics: Lyrics | None,
    script: script_pb2.Script | None = None,
) -> dict[str, Any]:
    """The request's JSON."""
    written = {"script": json_format.MessageToDict(script)} if script else {}
    asked = asdict(order) | {"budget": order.budget.body() if order.budget else None}
    for name, usual in LATER.items():
        if asked[name] == usual:
            del asked[name]
    return {"song_id": song_id, "brief": brief_body(brief), **asked, **sung(lyrics), **written}


def brief_body(brief: Brief | dict[str, Any]) -> dict[str, Any]:
    """A brief may also be a plain dictionary, for one that was read from a file. What is empty is left out, so that a
    gateway of an earlier version, which knows less, still takes the rest."""
    if isinstance(brief, dict):
        return brief
    body = {name: value for name, value in asdict(brief).items() if value}
    if brief.characters:
        body["characters"] = [{name: value for name, value in each.items() if value} for each in body["characters"]]
    return body


def sung(lyrics: Lyrics | None) -> dict[str, Any]:
    """The lyrics, if there are any."""
    return {"lyrics": asdict(lyrics)} if lyrics else {}
