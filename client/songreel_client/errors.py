"""Errors that say what is wrong and what to do, and the exit status each gives the command.

0 made · 1 the video failed · 2 wrong usage or bad input · 3 not reachable · 4 disk or permission · 130 interrupted
"""

from dataclasses import dataclass
from typing import Any

STORAGE_FULL = 507  # HTTP status, RFC 4918


class SongreelError(Exception):
    """Anything that keeps Songreel from doing what was asked; its text is meant for a person."""

    exit_status = 1


class BadInput(SongreelError):
    """What was asked for can never succeed as it is."""

    exit_status = 2


class Unreachable(SongreelError):
    """No gateway answers at the address."""

    exit_status = 3


class StackFailed(SongreelError):
    """The local stack does not start, or keeps dying."""

    exit_status = 3


class CannotRead(SongreelError):
    """A file of this machine may not be read."""

    exit_status = 4


class CannotWrite(SongreelError):
    """A file or folder of this machine cannot be written."""

    exit_status = 4


@dataclass(frozen=True)
class FieldFault:
    """One part of a request that is wrong."""

    pointer: str
    """JSON pointer into the request's body: "/script/shots/3/sentence"."""
    detail: str
    """What to do about it."""


class ApiError(SongreelError):
    """The gateway refused: RFC 9457 problem details."""

    def __init__(
        self, status: int, title: str, detail: str, faults: tuple[FieldFault, ...] = (), trace_id: str = ""
    ) -> None:
        super().__init__(detail or title)
        self.status = status
        """HTTP status code."""
        self.title = title
        self.detail = detail
        self.faults = faults
        """Every offending part of the request; may be empty."""
        self.trace_id = trace_id
        """Names the request in the logs of gateway and services."""

    @property
    def field(self) -> str:
        """JSON pointer to the first offending part, or empty."""
        return self.faults[0].pointer if self.faults else ""

    @property
    def exit_status(self) -> int:  # type: ignore[override]  # here it follows from the HTTP status
        """Our mistake, a full store, or a gateway in trouble."""
        if self.status == STORAGE_FULL:
            return CannotWrite.exit_status
        return BadInput.exit_status if self.status < 500 else Unreachable.exit_status


class JobFailed(SongreelError):
    """A hearing, a writing or a video ended without its result."""

    noun = "job"

    def __init__(self, job_id: str, state: str, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("detail") or f"The {self.noun} {job_id} was {state}.")
        self.job_id = job_id
        self.state = state
        """failed or cancelled."""
        self.problem = problem
        """RFC 9457 problem details; empty when it was cancelled."""

    @property
    def faults(self) -> tuple[FieldFault, ...]:
        """Every part of the order that is wrong, such as a script's shots."""
        return field_faults(self.problem)

    @property
    def exit_status(self) -> int:  # type: ignore[override]  # here it follows from the problem
        """A song that cannot be heard is bad input, also when it is found out late; a full disk is one anywhere."""
        status = int(self.problem.get("status", 500))
        if status == STORAGE_FULL:
            return CannotWrite.exit_status
        return BadInput.exit_status if 400 <= status < 500 else SongreelError.exit_status


class HearingFailed(JobFailed):
    """The song could not be heard."""

    noun = "hearing"


class WritingFailed(JobFailed):
    """The script could not be written."""

    noun = "writing"


class VideoFailed(JobFailed):
    """The video ended without a film."""

    noun = "video"


def field_faults(problem: dict[str, Any]) -> tuple[FieldFault, ...]:
    """Those that a problem document names."""
    wrong = [error for error in problem.get("errors") or () if isinstance(error, dict)]
    return tuple(FieldFault(str(error.get("pointer", "")), str(error.get("detail", ""))) for error in wrong)


def problem_error(status: int, body: object) -> ApiError:
    """The error in a problem document, or the best that can be said of another answer."""
    if not isinstance(body, dict) or not ("detail" in body or "title" in body):
        return ApiError(status, "The gateway refused", f"The gateway answered with HTTP status {status}.")
    faults = field_faults(body)
    detail = str(body.get("detail", ""))
    for fault in faults:
        if fault.detail not in detail:
            detail = f"{detail} {fault.pointer}: {fault.detail}".strip()
    return ApiError(status, str(body.get("title", "")), detail, faults, str(body.get("trace_id") or ""))
