"""Errors that say what is wrong and what to do, and the exit status each gives the command.

0 made · 1 the video failed · 2 wrong usage or bad input · 3 not reachable · 4 disk or permission · 130 interrupted
"""

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


class ApiError(SongreelError):
    """The gateway refused: RFC 9457 problem details."""

    def __init__(self, status: int, title: str, detail: str, field: str = "", trace_id: str = "") -> None:
        super().__init__(detail or title)
        self.status = status
        """HTTP status code."""
        self.title = title
        self.detail = detail
        self.field = field
        """JSON pointer to the offending part of the request, or empty."""
        self.trace_id = trace_id
        """Names the request in the logs of gateway and services."""

    @property
    def exit_status(self) -> int:  # type: ignore[override]  # here it follows from the HTTP status
        """Our mistake, a full store, or a gateway in trouble."""
        if self.status == STORAGE_FULL:
            return CannotWrite.exit_status
        return BadInput.exit_status if self.status < 500 else Unreachable.exit_status


class JobFailed(SongreelError):
    """A video or a hearing ended without its result."""

    def __init__(self, message: str, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("detail") or message)
        self.problem = problem
        """RFC 9457 problem details; empty when it was cancelled."""

    @property
    def exit_status(self) -> int:  # type: ignore[override]  # here it follows from the problem
        """A song that cannot be heard is bad input, also when it is found out late; a full disk is one anywhere."""
        status = int(self.problem.get("status", 500))
        if status == STORAGE_FULL:
            return CannotWrite.exit_status
        return BadInput.exit_status if 400 <= status < 500 else SongreelError.exit_status


class VideoFailed(JobFailed):
    """The video ended without a film."""

    def __init__(self, video_id: str, state: str, problem: dict[str, Any]) -> None:
        super().__init__(f"The video {video_id} was {state}.", problem)
        self.video_id = video_id
        self.state = state
        """failed or cancelled."""


class HearingFailed(JobFailed):
    """The song could not be heard."""

    def __init__(self, hearing_id: str, problem: dict[str, Any]) -> None:
        super().__init__(f"The hearing {hearing_id} failed.", problem)
        self.hearing_id = hearing_id


def problem_error(status: int, body: object) -> ApiError:
    """The error in a problem document, or the best that can be said of another answer."""
    if not isinstance(body, dict) or not ("detail" in body or "title" in body):
        return ApiError(status, "The gateway refused", f"The gateway answered with HTTP status {status}.")
    wrong = [error for error in body.get("errors") or () if isinstance(error, dict)]
    detail = str(body.get("detail", ""))
    for error in wrong:
        if str(error.get("detail", "")) not in detail:
            detail = f"{detail} {error.get('pointer', '')}: {error.get('detail', '')}".strip()
    field = str(wrong[0].get("pointer", "")) if wrong else ""
    return ApiError(status, str(body.get("title", "")), detail, field, str(body.get("trace_id") or ""))
