"""Calls that wait for a service which is busy or away, and give up only on what can never succeed.

UNAVAILABLE, RESOURCE_EXHAUSTED     the service is away or busy: wait, saying for what, and ask again
INTERNAL, DEADLINE_EXCEEDED, ...    it crashed: a few tries, for another pod may do better
INVALID_ARGUMENT, ...               asking again cannot help: the job fails with the service's own words
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import grpc
import structlog
from songreel_chassis.errors import RemoteError, ServiceError, read_rpc_error

from songreel_gateway.problems import Problem, problem_of_call
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.store.waits import Wait
from songreel_gateway.telemetry import metrics

log = structlog.get_logger()

AWAY = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.CANCELLED,  # by the service, which is stopping; our own cancellation is another exception
    grpc.StatusCode.ABORTED,
}
HOPELESS = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.UNIMPLEMENTED,
    grpc.StatusCode.OUT_OF_RANGE,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
}
QUIET_TRIES = 2  # a busy moment is not worth telling

T = TypeVar("T")


class StepFailed(Exception):
    """A step that failed for good. `data` is the problem as JSON: it is what the workflow's journal keeps."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.data: dict[str, Any] = problem.document()


@dataclass(frozen=True)
class Step:
    """Which step of which job (a video or a hearing) calls which service."""

    job_id: str
    verb: str
    service: str
    shot_index: int | None = None

    @property
    def name(self) -> str:
        """Unique within the job."""
        return self.verb if self.shot_index is None else f"{self.verb}-{self.shot_index}"


class Waits(Protocol):
    """Where it is noted what a job waits for."""

    async def begin(self, job_id: str, step: str, wait: Wait, /) -> None:
        """The step waits."""

    async def end(self, job_id: str, step: str, /) -> None:
        """The step goes on."""


class Patience:
    """The retry policy of all steps."""

    def __init__(self, settings: GatewaySettings, waits: Waits) -> None:
        self._settings = settings
        self._waits = waits

    async def call(self, step: Step, attempt: Callable[[], Awaitable[T]]) -> T:
        """What the attempt returns in the end; raises StepFailed when it never will."""
        tries, crashes, started = 0, 0, time.monotonic()
        while True:
            try:
                result = await attempt()
            except (grpc.aio.AioRpcError, ServiceError) as error:
                remote = facts(error)
            else:
                await self._waits.end(step.job_id, step.name)
                return result
            tries += 1
            full = remote.reason == "STORAGE_FULL"
            crashes += remote.status not in AWAY or full
            out_of_time = time.monotonic() - started > self._settings.patience_seconds
            if remote.status in HOPELESS or crashes >= self._settings.crashes_limit or out_of_time:
                await self._waits.end(step.job_id, step.name)
                metrics.STEPS_FAILED.labels(step.verb).inc()
                raise StepFailed(problem_of_call(remote, step.verb, step.shot_index))
            if tries > QUIET_TRIES or remote.status is grpc.StatusCode.UNAVAILABLE:
                await self._waits.begin(step.job_id, step.name, wait_for(step.service, remote))
            metrics.RETRIES.labels(step.service, remote.status.name).inc()
            pause = self._pause(tries, remote)
            log.info("call_postponed", step=step.name, service=step.service, status=remote.status.name, seconds=pause)
            await asyncio.sleep(pause)

    def _pause(self, tries: int, remote: RemoteError) -> float:
        growing = self._settings.retry_first_seconds * 2.0 ** min(tries - 1, 20)
        pause = min(max(growing, remote.retry_after_seconds), self._settings.retry_longest_seconds)
        return round(pause * random.uniform(0.8, 1.2), 3)  # noqa: S311  # spreads callers, keeps no secret


def wait_for(service: str, remote: RemoteError) -> Wait:
    """What to tell a person: the service's own words where it has any."""
    if remote.reason:
        return Wait(service, remote.reason, remote.message)
    silence = f"The {service} service does not answer. The work goes on by itself when it is back."
    return Wait(service, remote.status.name, silence)


def facts(error: grpc.aio.AioRpcError | ServiceError) -> RemoteError:
    """The same facts of an error from a service and of one from our own artifact store."""
    if isinstance(error, ServiceError):
        return RemoteError(error.status, error.reason, error.message, error.field, error.retry_after_seconds)
    return read_rpc_error(error)
