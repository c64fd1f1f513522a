"""What a client reads: the resources of the API."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from songreel_gateway.api.spends import SpendResource
from songreel_gateway.deciding.orders import VideoOrder
from songreel_gateway.problems import Problem
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.songs import Song
from songreel_gateway.store.videos import ASKS, Video
from songreel_gateway.store.waits import Wait

# `filming` begins with the first shot, while later ones may still be written: `progress` tells both.
# `requires_action` waits for its client, as `required_action` says.
State = Literal[
    "queued", "hearing", "writing", "filming", "cutting", "requires_action", "completed", "failed", "cancelled"
]
PARTS = ("film", "poster", "contact-sheet", "certificate")


class SongResource(BaseModel):
    """An uploaded song. The same bytes are the same song."""

    id: str
    name: str = Field(description="The file's name, tidied.")
    sha256: str
    size_bytes: int
    created_at: datetime

    @classmethod
    def of(cls, song: Song) -> "SongResource":
        """From its record."""
        made = moment(song.created_at)
        return cls(id=song.id, name=song.name, sha256=song.sha256, size_bytes=song.size_bytes, created_at=made)


class Progress(BaseModel):
    """How far the video is, for bars."""

    hear: float = Field(description="From 0 to 1.")
    write: float = Field(description="From 0 to 1: shots that have their words.")
    film: float = Field(description="From 0 to 1: frames filmed of all frames.")
    shots_done: int
    shots_total: int = Field(description="0 until the song is heard.")
    eta_seconds: float | None = Field(description="Until all shots are filmed; null while unknown.")


class WaitResource(BaseModel):
    """A service the video waits for; it goes on by itself when that is back."""

    service: str
    reason: str = Field(description="UPPER_SNAKE_CASE: UNAVAILABLE, BUSY, ...")
    message: str
    since: datetime


class ShotResource(BaseModel):
    """A shot of the film. Frames are of the film at its rate, half open."""

    index: int
    state: Literal["queued", "filming", "checking", "filmed", "failed"]
    take: int = Field(description="That is filmed now, or was last; from 1.")
    used_take: int | None = Field(None, description="That is in the film.")
    start_frame: int
    end_frame: int
    sentence: str = Field(description="What is filmed; empty until it is written.")
    progress: float = Field(description="From 0 to 1.")
    eta_seconds: float | None
    clip: dict[str, Any] | None = Field(None, description="JSON form of songreel.video.v1.Clip.")
    findings: list[dict[str, Any]] | None = Field(None, description="JSON forms of songreel.critic.v1.Finding.")
    error: Problem | None = Field(None, description="Why it could not be filmed.")

    @classmethod
    def of(cls, shot: Shot) -> "ShotResource":
        """From its record."""
        names = ("index", "state", "take", "used_take", "start_frame", "end_frame", "sentence", "clip", "findings")
        eta = (shot.progress or {}).get("eta_seconds") if shot.state == "filming" else None
        values = {name: getattr(shot, name) for name in names}
        error = Problem.model_validate(shot.problem) if shot.problem else None
        return cls(progress=round(shot.fraction, 4), eta_seconds=eta, error=error, **values)


class RequiredAction(BaseModel):
    """What only the client can say. The video goes on when it has."""

    type: Literal["approve_script", "approve_keyframes", "raise_budget", "resolve_shots"]
    message: str
    since: datetime
    shots: list[int] = Field(default_factory=list, description="Those that could not be filmed.")


class VideoResource(BaseModel):
    """A video: what was ordered, how far it is, what came of it."""

    id: str
    song_id: str
    song_name: str
    state: State
    created_at: datetime
    updated_at: datetime
    order: VideoOrder
    progress: Progress
    animatic: bool | None = Field(description="Drawn, not generated; null until the backend was asked.")
    waiting_for: WaitResource | None
    required_action: RequiredAction | None = Field(description="In state `requires_action`: what you are asked for.")
    revision: int = Field(description="That is being made, or was last: `revisions` lists them.")
    spend: SpendResource
    shots: list[ShotResource] = Field(description="In film order; empty until the song is heard, and in lists.")
    error: Problem | None = Field(description="Why the video failed.")
    film: dict[str, Any] | None = Field(description="JSON form of songreel.assembly.v1.Film.")
    findings: list[dict[str, Any]] | None = Field(description="What the critic found in the whole film.")
    links: dict[str, str] = Field(description="What can be read now, by name.")


class VideoList(BaseModel):
    """A page of videos, newest first."""

    videos: list[VideoResource]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


@dataclass(frozen=True)
class Facts:
    """All that is shown of a video beside its row."""

    revision: Revision
    waits: list[Wait]
    spend: SpendResource
    pods: int


def video_resource(
    video: Video, shots: list[Shot], facts: Facts, counts: tuple[int, int] | None = None
) -> VideoResource:
    """From its records; `counts` (shots done, all shots) stands in for shots that were not read."""
    done, total = counts or (sum(shot.state == "filmed" for shot in shots), len(shots))
    frames = sum(shot.frames for shot in shots)
    filmed = sum(shot.frames * shot.fraction for shot in shots)
    fraction = filmed / frames if frames else done / max(1, total)
    eta = eta_seconds(shots, facts.pods) if video.state == "filming" else None
    progress = {"shots_done": done, "shots_total": total, "eta_seconds": eta, "film": round(fraction, 4)}
    return VideoResource(
        id=video.id,
        song_id=video.song_id,
        song_name=video.song_name,
        state=video.state,
        created_at=moment(video.created_at),
        updated_at=moment(video.updated_at),
        order=VideoOrder.model_validate(video.order),
        progress=Progress(hear=video.heard, write=video.written, **progress),
        animatic=video.plan["animatic"] if video.plan else None,
        waiting_for=wait_resource(facts.waits[0]) if facts.waits else None,
        required_action=required_action(facts.revision),
        revision=facts.revision.number,
        spend=facts.spend,
        shots=[ShotResource.of(shot) for shot in shots],
        error=Problem.model_validate(video.problem) if video.problem else None,
        film=video.cut["film"] if video.cut else None,
        findings=video.findings,
        links=links(video),
    )


def eta_seconds(shots: list[Shot], pods: int) -> float | None:
    """Until the last shot is filmed, at the pace of those that are; None before the first."""
    timed = [shot for shot in shots if shot.filming_seconds]
    frames = sum(shot.frames for shot in timed)
    if not frames:
        running = [(shot.progress or {}).get("eta_seconds") for shot in shots if shot.state == "filming"]
        known = [eta for eta in running if eta is not None]
        left = sum(shot.state != "filmed" for shot in shots)
        return round(max(known) * left / max(1, pods), 1) if known else None
    pace = sum(shot.filming_seconds or 0.0 for shot in timed) / frames
    left_frames = sum(shot.frames * (1 - shot.fraction) for shot in shots)
    return round(left_frames * pace / max(1, pods), 1)


def links(video: Video) -> dict[str, str]:
    """What can be read of the video now."""
    me = f"/v1/videos/{video.id}"
    found = {"self": me, "events": f"{me}/events", "song": f"/v1/songs/{video.song_id}"}
    found |= {part: f"{me}/{part}" for part in ("revisions", "shots")}
    if not video.ended:
        found["cancel"] = f"{me}/cancel"
    if video.analysis_uri:
        found["analysis"] = f"{me}/analysis"
    if video.script_uri:
        found["script"] = f"{me}/script"
    if video.cut:
        found |= {part.replace("-", "_"): f"{me}/{part}" for part in PARTS}
        found |= {f"captions_{form[:3]}": f"{me}/captions/{form[:3]}" for form in video.cut.get("captions", {})}
        if video.cut.get("certificatePageUri"):
            found["certificate_page"] = f"{me}/certificate-page"
        if video.cut.get("certificatePdfUri"):
            found["certificate_pdf"] = f"{me}/certificate?format=pdf"
        if video.cut.get("timeline"):
            found |= {"project": f"{me}/project", "timeline": f"{me}/timeline/otio"}
    return found


def required_action(revision: Revision) -> RequiredAction | None:
    """What the revision's client is asked for."""
    if revision.action is None or revision.state != ASKS:
        return None
    return RequiredAction(**{**revision.action, "since": moment(revision.action["since"])})


def asked(revision: Revision) -> list[Wait]:
    """The same as something that the video waits for, for clients that look at nothing else."""
    if revision.action is None or revision.state != ASKS:
        return []
    reason = "APPROVAL" if revision.action["type"].startswith("approve") else revision.action["type"].upper()
    return [Wait("client", reason, revision.action["message"], revision.action["since"])]


def wait_resource(wait: Wait) -> WaitResource:
    """From its record."""
    since = moment(wait.since)
    return WaitResource(service=wait.service, reason=wait.reason, message=wait.message, since=since)


def moment(unix_seconds: float) -> datetime:
    """In UTC, to the millisecond."""
    return datetime.fromtimestamp(round(unix_seconds, 3), UTC)
