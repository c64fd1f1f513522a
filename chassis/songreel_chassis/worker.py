"""Blocking model code off the event loop: one thread a model, one call at a time."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ModelThread:
    """Runs calls one after another in a thread of its own, with the caller's context (log fields, trace)."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns. A cancelled caller does not stop the thread: pass the function a way to see it."""
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: context.run(function, *args, **kwargs))

    def stop(self) -> None:
        """Lets the running call end and drops the waiting ones."""
        self._executor.shutdown(wait=False, cancel_futures=True)
