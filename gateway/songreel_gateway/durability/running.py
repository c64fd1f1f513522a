"""The workflows that run in this process, so that they can be paused before it ends."""

import asyncio
from typing import Any

from songreel_gateway.store.outages import PATIENT


class Running:
    """The tasks of workflows."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def note(self) -> None:
        """The calling task is a workflow."""
        PATIENT.set(True)  # for its steps too
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def pause(self) -> None:
        """Stops all of them where they are; their journals say how to go on, here or elsewhere."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
