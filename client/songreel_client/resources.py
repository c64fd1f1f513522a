"""What the gateway tells of songs and shots, as typed values."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Song:
    """An uploaded song. The same bytes are the same song."""

    id: str
    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Progress:
    """How far a video or a script is. Fractions from 0 to 1."""

    hear: float = 0.0
    write: float = 0.0
    film: float = 0.0
    """Frames filmed of all frames."""
    shots_done: int = 0
    shots_total: int = 0
    """0 until the song is heard."""
    eta_seconds: float | None = None
    """Until all shots are filmed; None while unknown."""


@dataclass(frozen=True)
class Wait:
    """A service the video waits for; it goes on by itself when that is back."""

    service: str
    reason: str
    """UPPER_SNAKE_CASE."""
    message: str


@dataclass(frozen=True)
class Shot:
    """A shot of the film. Frames are of the film at its rate, half open."""

    index: int
    state: str
    """queued, filming, checking, filmed."""
    start_frame: int
    end_frame: int
    sentence: str = ""
    take: int = 1
    progress: float = 0.0
    """From 0 to 1."""
    eta_seconds: float | None = None
    used_take: int | None = None
    """That is in the film, from 1: not the last one where all were rejected. None until that is known."""
    reasons: tuple[str, ...] = ()
    """Why the critic did not accept it, in its own words; empty for a shot that it accepted."""


@dataclass(frozen=True)
class Keyframe:
    """A picture that shots are filmed by: of a character, or of a shot's first frame."""

    id: str
    """character-ada, shot-3."""
    prompt: str
    """What the model is told."""
    number: int = 0
    """How often another one was asked for."""
    ready: bool = False
    """False while it is being made."""


def read(kind: type[T], document: dict[str, Any]) -> T:
    """The value in a JSON object; members that this version does not know are left out."""
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # every kind here is a dataclass
    return kind(**{name: value for name, value in document.items() if name in names})


def read_shot(document: dict[str, Any]) -> Shot:
    """The shot in a JSON object; its defects say why it was not accepted."""
    defects = [each for each in document.get("findings") or () if each.get("severity") == "SEVERITY_DEFECT"]
    return read(Shot, document | {"reasons": tuple(str(each.get("sentence", "")) for each in defects)})
