"""Errors that carry their gRPC status, and their way over the wire and back.

A service raises a subclass of `ServiceError`; the class says which status it is, the message says what to do. The
server's interceptor turns it into a rich status (AIP-193: one ErrorInfo, and RetryInfo or BadRequest where they
apply); `read_rpc_error` gives a caller the same facts back.
"""

from dataclasses import dataclass

import grpc
from google.protobuf import any_pb2, duration_pb2
from google.rpc import error_details_pb2, status_pb2

DOMAIN = "songreel"
DETAILS_KEY = "grpc-status-details-bin"


class ServiceError(Exception):
    """An error whose message is meant for the caller: what is wrong and what to do about it."""

    status = grpc.StatusCode.INTERNAL

    def __init__(self, message: str, *, field: str = "", retry_after_seconds: float = 0.0) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.retry_after_seconds = retry_after_seconds

    @property
    def reason(self) -> str:
        """The class's name in UPPER_SNAKE_CASE, as ErrorInfo has it."""
        name = type(self).__name__
        return "".join(f"_{c}" if c.isupper() and i else c.upper() for i, c in enumerate(name)).upper()


class InvalidInput(ServiceError):
    """The request can never succeed as it is."""

    status = grpc.StatusCode.INVALID_ARGUMENT


class NotFound(ServiceError):
    """What the request names is not there."""

    status = grpc.StatusCode.NOT_FOUND


class NotConfigured(ServiceError):
    """The process lacks a setting that this request needs."""

    status = grpc.StatusCode.FAILED_PRECONDITION


class Busy(ServiceError):
    """All places are taken; the same request succeeds later."""

    status = grpc.StatusCode.RESOURCE_EXHAUSTED


class StorageFull(ServiceError):
    """The disk or the bucket takes no more; free room, then ask again."""

    status = grpc.StatusCode.RESOURCE_EXHAUSTED


class Unavailable(ServiceError):
    """Something this process depends on does not answer."""

    status = grpc.StatusCode.UNAVAILABLE


@dataclass(frozen=True)
class RemoteError:
    """What a caller learns from a failed call."""

    status: grpc.StatusCode
    reason: str
    """UPPER_SNAKE_CASE; empty when the status carried no ErrorInfo."""
    message: str
    field: str
    """Path of the offending request field; may be empty."""
    retry_after_seconds: float


def to_status(error: ServiceError) -> status_pb2.Status:
    """The rich status of an error."""
    details: list[any_pb2.Any] = []

    def pack(message: error_details_pb2.ErrorInfo | error_details_pb2.RetryInfo | error_details_pb2.BadRequest) -> None:
        details.append(any_pb2.Any())
        details[-1].Pack(message)

    pack(error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN))
    if error.retry_after_seconds:
        delay = duration_pb2.Duration()
        delay.FromMilliseconds(round(error.retry_after_seconds * 1000))
        pack(error_details_pb2.RetryInfo(retry_delay=delay))
    if error.field:
        violation = error_details_pb2.BadRequest.FieldViolation(field=error.field, description=error.message)
        pack(error_details_pb2.BadRequest(field_violations=[violation]))
    return status_pb2.Status(code=error.status.value[0], message=error.message, details=details)


def read_rpc_error(error: grpc.aio.AioRpcError) -> RemoteError:
    """The facts that `to_status` put in, as far as they are there."""
    info, retry, bad = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo(), error_details_pb2.BadRequest()
    for key, value in error.trailing_metadata() or ():
        if key == DETAILS_KEY:
            for detail in status_pb2.Status.FromString(value).details:
                for wanted in (info, retry, bad):
                    if detail.Is(wanted.DESCRIPTOR):
                        detail.Unpack(wanted)
    return RemoteError(
        status=error.code(),
        reason=info.reason,
        message=error.details() or error.code().name,
        field=bad.field_violations[0].field if bad.field_violations else "",
        retry_after_seconds=retry.retry_delay.ToMilliseconds() / 1000,
    )
