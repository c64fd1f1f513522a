"""ScriptService over gRPC."""

import asyncio
import math
from contextlib import aclosing
from typing import Any, TypeAlias

import grpc
from songreel.script.v1 import script_pb2, script_pb2_grpc
from songreel_chassis.errors import Unavailable
from songreel_chassis.server import Service

from songreel_script.adopting.adoption import adopt
from songreel_script.assignment import read_request
from songreel_script.budget import Budget
from songreel_script.look import style_presets
from songreel_script.screenplay import write
from songreel_script.sentences import choose_sense
from songreel_script.settings import ScriptSettings
from songreel_script.variety import Sense
from songreel_script.writers import Writer
from songreel_script.writers.choosing import warm_writer

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class ScriptServicer(script_pb2_grpc.ScriptServiceServicer):
    """Writes one script at a time; others wait their turn, since they would share one model's two cores."""

    def __init__(self, settings: ScriptSettings) -> None:
        self._settings = settings
        self._writer: Writer | None = None
        self._sense: Sense | None = None
        self._budget = Budget(
            by_rule=settings.script_fallback_to_rules,
            attempts=settings.script_attempts,
            seconds=settings.script_budget_seconds or math.inf,
            tokens=settings.script_budget_tokens,
        )
        self._turn = asyncio.Semaphore(settings.script_concurrency)

    async def warm_up(self) -> None:
        """Loads the sense for what is alike and the writer, and has the writer make a real call."""
        self._sense = await asyncio.to_thread(choose_sense, self._settings)
        self._writer = await warm_writer(self._settings)

    async def close(self) -> None:
        """Gives the writer back."""
        if self._writer is not None:
            await self._writer.close()

    async def WriteScript(self, request: script_pb2.WriteScriptRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        """Streams the treatment, each shot, the script."""
        assignment = read_request(request)
        if self._writer is None:
            raise Unavailable("The script service is still starting. Ask again soon.", retry_after_seconds=2)
        async with self._turn, aclosing(write(assignment, self._writer, self._budget, self._sense)) as parts:
            async for part in parts:
                await context.write(part)

    async def AdoptScript(  # noqa: N802  gRPC's name
        self, request: script_pb2.AdoptScriptRequest, context: Context
    ) -> script_pb2.AdoptScriptResponse:
        """The hand-written script complete, or its faults."""
        return await asyncio.to_thread(adopt, request)

    async def ListStyles(  # noqa: N802  gRPC's name
        self, request: script_pb2.ListStylesRequest, context: Context
    ) -> script_pb2.ListStylesResponse:
        """The presets of style."""
        return script_pb2.ListStylesResponse(styles=style_presets())


def build(settings: ScriptSettings) -> Service:
    """The service as the chassis runs it."""
    servicer = ScriptServicer(settings)
    return Service(
        name="songreel.script.v1.ScriptService",
        register=lambda server: script_pb2_grpc.add_ScriptServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
    )
