"""The one server interceptor: trace, metrics, one log line a call, and exceptions turned into statuses."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import grpc
import structlog
from opentelemetry.trace import SpanKind, Status, StatusCode

from songreel_chassis import errors, telemetry

log = structlog.get_logger()

QUIET = ("/grpc.health.", "/grpc.reflection.")
UNEXPECTED = "Something failed inside the service. It was logged; ask again, and report the trace id if it stays."

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class CallInterceptor(grpc.aio.ServerInterceptor):
    """Wraps unary and server-streaming handlers; streams must write with `await context.write()`."""

    async def intercept_service(
        self,
        continuation: "Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]]",
        details: grpc.HandlerCallDetails,
    ) -> "Handler | None":
        """Called by grpc for every call, before its handler."""
        handler = await continuation(details)
        if handler is None or details.method.startswith(QUIET) or handler.request_streaming:
            return handler

        kind = "unary_stream" if handler.response_streaming else "unary_unary"
        behaviour = getattr(handler, kind)

        async def call(request: Any, context: Context) -> Any:
            async with watched(details.method, context):
                return await behaviour(request, context)

        make = getattr(grpc, f"{kind}_rpc_method_handler")
        wrapped: Handler = make(call, handler.request_deserializer, handler.response_serializer)
        return wrapped


@asynccontextmanager
async def watched(method: str, context: Context) -> AsyncIterator[None]:
    """One call under watch; leaves with the right status whatever happened inside."""
    started, status, problem = time.perf_counter(), grpc.StatusCode.OK, ""
    parent = telemetry.incoming_context(context.invocation_metadata() or ())
    with telemetry.TRACER.start_as_current_span(method, parent, SpanKind.SERVER, set_status_on_exception=False) as span:
        try:
            yield
        except errors.ServiceError as error:
            status, problem = error.status, error.message
            details = errors.to_status(error).SerializeToString()
            await context.abort(status, problem, ((errors.DETAILS_KEY, details),))
        except asyncio.CancelledError:
            status = grpc.StatusCode.CANCELLED
            raise
        except grpc.aio.AbortError:
            status = context.code()
            raise
        except Exception:
            status, problem = grpc.StatusCode.INTERNAL, UNEXPECTED
            log.exception("call_crashed", method=method)
            await context.abort(status, problem)
        finally:
            seconds = time.perf_counter() - started
            name = getattr(status, "name", str(status))
            telemetry.CALLS.labels(method, name).inc()
            telemetry.CALL_SECONDS.labels(method).observe(seconds)
            if status is not grpc.StatusCode.OK:
                span.set_status(Status(StatusCode.ERROR, problem))
            fields = {"problem": problem} if problem else {}
            log.info("call_ended", method=method, status=name, seconds=round(seconds, 3), **fields)
