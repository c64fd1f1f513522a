"""What went wrong, as RFC 9457 problem details: in answers, in a failed video, in the event that tells of it."""

from typing import Any

import grpc
from pydantic import BaseModel, ConfigDict, Field
from songreel_chassis.errors import RemoteError

TYPES = "https://songreel.example/problems/"
TITLES = {
    "bad-request": "The request cannot be read",
    "crashed": "Something failed inside Songreel",
    "gave-up-waiting": "A service did not come back in time",
    "forbidden": "Your key does not allow this",
    "invalid-script": "The script cannot be filmed",
    "invalid-input": "The input cannot be used",
    "method-not-allowed": "This resource does not take that method",
    "no-key": "An API key is needed",
    "not-configured": "A setting is missing",
    "not-found": "There is no such thing",
    "not-ready": "The resource is not ready yet",
    "conflict": "The request conflicts with an earlier one",
    "service-failed": "A service failed",
    "storage-full": "The store is full",
    "precondition-failed": "The resource is not as you saw it",
    "over-quota": "That would be more than this tenant may have",
    "too-fast": "These are too many requests",
    "too-large": "The upload is too large",
    "too-many": "That is one too many",
    "unsupported-media-type": "The body is in a form that is not taken",
    "unprocessable": "The request is well formed but wrong",
    "unavailable": "Songreel cannot do this now",
}
STATUSES = {  # what a client would have seen, had the call been its own
    grpc.StatusCode.INVALID_ARGUMENT: (422, "invalid-input"),
    grpc.StatusCode.NOT_FOUND: (422, "not-found"),
    grpc.StatusCode.FAILED_PRECONDITION: (503, "not-configured"),
    grpc.StatusCode.RESOURCE_EXHAUSTED: (507, "storage-full"),
    grpc.StatusCode.UNAVAILABLE: (503, "gave-up-waiting"),
}


class FieldProblem(BaseModel):
    """One field that is wrong."""

    pointer: str = Field(description="JSON pointer into the request body, or the parameter's name.")
    detail: str


class Problem(BaseModel):
    """Problem details after RFC 9457, with Songreel's own members."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str = Field(description="What is wrong and what to do about it.")
    instance: str | None = None
    errors: list[FieldProblem] | None = None
    request_id: str | None = Field(None, description="The header X-Request-Id: names the request in the logs.")
    trace_id: str | None = Field(
        None, description="Names all that was done for it, in traces and logs of all services."
    )
    quota: str | None = Field(None, description="Which quota of the tenant is used up: songs, storage_bytes, ...")
    step: str | None = Field(None, description="Of a video: hear, listen, write, film, check or cut.")
    shot_index: int | None = Field(None, description="Of a video: the shot that failed.")

    def document(self) -> dict[str, Any]:
        """As JSON, without empty members."""
        return self.model_dump(mode="json", exclude_none=True)


def problem(kind: str, status: int, detail: str, **members: Any) -> Problem:
    """A problem of a known kind."""
    return Problem(type=TYPES + kind, title=TITLES[kind], status=status, detail=detail, **members)


def problem_of_call(remote: RemoteError, step: str, shot_index: int | None) -> Problem:
    """Why a call to a service failed for good."""
    status, kind = STATUSES.get(remote.status, (502, "service-failed"))
    return problem(kind, status, remote.message, step=step, shot_index=shot_index)


class Refusal(Exception):
    """Raised anywhere below the API to answer with a problem."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers or {}


def refuse(kind: str, status: int, detail: str, headers: dict[str, str] | None = None, **members: Any) -> Refusal:
    """The exception that answers with such a problem."""
    return Refusal(problem(kind, status, detail, **members), headers)


def no_lalm() -> Problem:
    """Why pipeline `lalm` is refused."""
    detail = (
        "Pipeline `lalm` needs the audio-language service. Set SONGREEL_LALM_BACKEND (openai or transformers) where "
        "`songreel` starts the services, or SONGREEL_LALM_ADDRESS of a running one; or order pipeline `clap`."
    )
    return problem("not-configured", 503, detail)


def no_video() -> Problem:
    """Why no video is made."""
    detail = "Nothing can be filmed without a video service. Set SONGREEL_VIDEO_ADDRESSES, or ask for the script alone."
    return problem("not-configured", 503, detail)


def no_keyframes(backend: str) -> Problem:
    """Why nothing can be filmed by the pods there are."""
    detail = (
        f"The {backend} backend films from a keyframe, and no video pod makes one. Add a pod with "
        "SONGREEL_VIDEO_BACKEND=wan (or wan_vace), and name it in SONGREEL_VIDEO_ADDRESSES too."
    )
    return problem("not-configured", 503, detail, step="plan")
