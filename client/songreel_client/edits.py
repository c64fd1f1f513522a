"""Edits of a film, and what a gateway tells of its revisions, takes and costs: values, and the JSON they travel as.

Nothing here speaks to a gateway, so every client can share it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from songreel_client.resources import read


@dataclass(frozen=True)
class ShotEdit:
    """What shall be otherwise with one shot, or with `through` with a range. What is left out stays.

    Other words or another seed film it anew; a `take` that is there, and a `transition`, are only cut anew.
    """

    index: int
    through: int | None = None
    """The last shot of a range, itself included."""
    sentence: str | None = None
    """What is filmed; the fields below follow from it unless they are given too."""
    subject: str | None = None
    action: str | None = None
    place: str | None = None
    time_and_light: str | None = None
    details: str | None = None
    framing: str | None = None
    """extreme_wide, wide, medium, close or insert."""
    camera: str | None = None
    """static, push_in, pull_out, pan_left, pan_right, track, crane_up, crane_down or handheld."""
    mood: str | None = None
    character_ids: tuple[str, ...] | None = None
    prompt: str | None = None
    """To the letter what the model is told."""
    transition: str | None = None
    """cut, fade_from_black, flash, whip, dip or dissolve."""
    seed: int | None = None
    retake: bool = False
    """Films it again, with the next seed."""
    animatic: bool = False
    """Draws it, and says so."""
    drop: bool = False
    """Gives its time to the shot before it."""
    take: int | None = None
    """Uses this one of its takes."""

    def body(self) -> dict[str, Any]:
        """As JSON, without what is left out."""
        return {name: value for name, value in asdict(self).items() if value is not None and value is not False}


@dataclass(frozen=True)
class Budget:
    """A cap on all that filming spends, in money or in GPU-seconds."""

    amount: float | None = None
    gpu_seconds: float | None = None

    def body(self) -> dict[str, float]:
        """As JSON."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Spend:
    """What filming took so far."""

    gpu_seconds: float = 0.0
    amount: float | None = None
    """None without a price."""
    currency: str | None = None
    quoted_gpu_seconds: float | None = None
    """Of what was filmed."""
    relative_error: float | None = None
    """How far the quote was off."""
    reserved_gpu_seconds: float | None = None
    """Quoted, of what is being filmed."""
    budget: Budget | None = None


@dataclass(frozen=True)
class RequiredAction:
    """What only you can say; the video goes on when you have."""

    type: str
    """approve_script, approve_keyframes, raise_budget or resolve_shots."""
    message: str
    shots: tuple[int, ...] = ()
    """Those that could not be filmed."""


@dataclass(frozen=True)
class Revision:
    """A state of a video. Once completed it never changes."""

    number: int
    state: str
    captions: str = "none"
    takes: dict[int, int] | None = None
    """By shot, of a completed one."""
    edits: dict[str, Any] | None = None
    error: dict[str, Any] | None = None


@dataclass(frozen=True)
class Take:
    """One filming of a shot."""

    shot: int
    number: int
    state: str
    """filming, checking, accepted, rejected or failed."""
    used: bool
    """It is in the film."""
    seed: int
    sentence: str = ""
    prompt: str = ""
    """What the model was told; empty where that was the sentence."""
    revision: int = 1
    animatic: bool = False
    filming_seconds: float | None = None
    """None for a clip that was found."""
    findings: tuple[dict[str, Any], ...] = ()
    spend: Spend = Spend()
    error: dict[str, Any] | None = None


def edits_body(edits: Sequence[ShotEdit], captions: str | None = None, based_on: int | None = None) -> dict[str, Any]:
    """The request's JSON."""
    body: dict[str, Any] = {"shots": [edit.body() for edit in edits]}
    return body | {name: value for name, value in (("captions", captions), ("based_on", based_on)) if value is not None}


def read_spend(document: dict[str, Any]) -> Spend:
    """From JSON."""
    budget = document.get("budget")
    return read(Spend, document | {"budget": read(Budget, budget) if budget else None})


def read_action(document: dict[str, Any] | None) -> RequiredAction | None:
    """From JSON."""
    return read(RequiredAction, document | {"shots": tuple(document.get("shots") or ())}) if document else None


def read_revision(document: dict[str, Any]) -> Revision:
    """From JSON, whose keys are strings."""
    takes = document.get("takes")
    by_shot = {int(index): number for index, number in takes.items()} if takes is not None else None
    return read(Revision, document | {"takes": by_shot})


def read_take(document: dict[str, Any]) -> Take:
    """From JSON."""
    told = {"findings": tuple(document.get("findings") or ()), "spend": read_spend(document.get("spend") or {})}
    return read(Take, document | told)
