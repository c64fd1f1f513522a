"""What one may ask for when ordering a video or a hearing; the gateway checks every value and says what is wrong."""

from dataclasses import asdict, dataclass
from typing import Any


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


@dataclass(frozen=True)
class Lyrics:
    """The singer's words."""

    text: str
    """Plain text, LRC or SRT."""
    language: str = ""


@dataclass(frozen=True)
class Order:
    """How a film is to be made. The same song, order and seed give the same film."""

    pipeline: str = "clap"
    """clap or lalm."""
    preset: str = "preview"
    """preview, draft or final."""
    segmentation: str = "planned"
    """planned, random, fixed, beat, structure or novelty."""
    aspect: str = "16:9"
    """16:9, 9:16 or 1:1."""
    seed: int = 0
    captions: str = "none"
    """none, sidecar or karaoke."""
    label_animatic: bool = False
    """Writes ANIMATIC into the picture, where it is one."""


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
    sung = {"lyrics": asdict(lyrics)} if lyrics else {}
    return {"song_id": song_id, **asdict(order), **sung, "anew": anew}


def body(song_id: str, brief: Brief | dict[str, Any], order: Order, lyrics: Lyrics | None) -> dict[str, Any]:
    """The request's JSON. A brief may also be a plain dictionary, for one that was read from a file."""
    words = brief if isinstance(brief, dict) else asdict(brief)
    sung = {"lyrics": asdict(lyrics)} if lyrics else {}
    return {"song_id": song_id, "brief": words, **asdict(order), **sung}
