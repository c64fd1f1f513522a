"""How a film is made: hear, write, film, check, cut. Read this page first.

    make_film ── plan ── hear ──┬── write_script: words of shot 0, 1, 2, ...
                                │         │ as soon as a shot has its words
                                ├── make_take 0-1: film, check ──┬── cut ── completed
                                ├── make_take 1-1: film, check ──┤
                                └── make_take 1-2 (rejected) ────┘      on queue `video`

Each verb is a durable step: its answer is journalled, so that after `kill -9` the workflow goes on behind the last
finished one. A step killed in mid-call runs again, hence each is idempotent: messages are stored under the digest of
what asked for them, clips are found by the digest of their request, an event has an id of its own. The steps
themselves are in `steps.py`; a workflow only orders them, so it may hold no clock, no chance and no setting.
"""

from collections.abc import Sequence
from typing import Any

import structlog
from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID, WorkflowHandleAsync
from dbos._serialization import PortableWorkflowError  # what a journalled StepFailed is read back as

from songreel_gateway.patience import StepFailed
from songreel_gateway.preparing import Preparation
from songreel_gateway.problems import problem
from songreel_gateway.running import Running
from songreel_gateway.steps import Steps

log = structlog.get_logger()

QUEUE = "video"
RECOVERIES_LIMIT = 10_000  # of one workflow; a machine that is switched off every night must not exhaust it
POLLING_SECONDS = 0.2
CRASHED = "Something failed inside the gateway. It was logged; create the video again."
Take = dict[str, Any]
Handle = WorkflowHandleAsync


@DBOS.dbos_class("Production")
class Production(DBOSConfiguredInstance):
    """The workflows. One makes a film; the writing of its script and each take of a shot are children of it, with ids
    of their own."""

    def __init__(self, preparation: Preparation, steps: Steps, takes_limit: int) -> None:
        super().__init__("production")
        self._preparation = preparation
        self._steps = steps
        self._takes_limit = takes_limit
        self.running = Running()

    @DBOS.workflow(name="make_film", max_recovery_attempts=RECOVERIES_LIMIT)
    async def make_film(self, video_id: str) -> None:
        """Leaves the video completed or failed."""
        self.running.note()
        try:
            plan = await self.plan(video_id)
            shot_count = await self.hear(video_id)
            writing = await self._begin_writing(video_id)
            if plan.get("approval") == "keyframes":
                await writing.get_result(polling_interval_sec=POLLING_SECONDS)
                await self.approve(video_id)
            takes = await self._film_all(video_id, shot_count, plan["takes_limit"], writing)
            await self.cut(video_id, takes)
        except (StepFailed, PortableWorkflowError) as failure:
            why: Any = failure.data  # a problem, in both
            await self.fail(video_id, why)
        except Exception:
            log.exception("workflow_crashed", video=video_id)
            await self.fail(video_id, problem("crashed", 500, CRASHED).document())

    @DBOS.workflow(name="write_script", max_recovery_attempts=RECOVERIES_LIMIT)
    async def write_script(self, video_id: str) -> None:
        """Leaves the script whole; each shot has its words long before. What fails here ends the video."""
        self.running.note()
        try:
            await self.write(video_id)
        except (StepFailed, PortableWorkflowError) as failure:
            why: Any = failure.data
            await self.note_problem(video_id, why)
            raise
        except Exception:
            await self.note_problem(video_id, problem("crashed", 500, CRASHED).document())
            raise

    @DBOS.workflow(name="make_take", max_recovery_attempts=RECOVERIES_LIMIT)
    async def make_take(self, video_id: str, index: int, number: int, last: bool, earlier: Sequence[Take] = ()) -> Take:
        """One filming of a shot and what the critic says of it: {clip, findings, accepted}. When the last one is
        rejected too, the best of it and the `earlier` ones."""
        self.running.note()
        clip = await self.film(video_id, index, number)
        return await self.check(video_id, index, number, clip, last, earlier)

    async def _begin_writing(self, video_id: str) -> Handle[None]:
        with SetWorkflowID(f"{video_id}-script"):
            return await DBOS.start_workflow_async(self.write_script, video_id)

    async def _film_all(self, video_id: str, shot_count: int, takes_limit: int, writing: Handle[None]) -> list[Take]:
        """The take to use of each shot; what the critic rejected is filmed again, at last the best take is kept.

        A first take begins as soon as its shot has its words; the second ones wait until all first ones are there.
        """
        takes: dict[int, list[Take]] = {index: [] for index in range(shot_count)}
        wanted = list(range(shot_count))
        for number in range(1, takes_limit + 1):
            begun = []
            for index in wanted:
                if number == 1 and not await self.await_words(video_id, index):
                    await writing.get_result(polling_interval_sec=POLLING_SECONDS)  # raises why
                begun.append(await self._begin_take(video_id, index, number, number == takes_limit, takes[index]))
            for index, handle in zip(wanted, begun, strict=True):
                takes[index].append(await handle.get_result(polling_interval_sec=POLLING_SECONDS))
            wanted = [index for index in wanted if not takes[index][-1]["accepted"]]
        await writing.get_result(polling_interval_sec=POLLING_SECONDS)
        return [takes[index][-1] for index in range(shot_count)]

    async def _begin_take(
        self, video_id: str, index: int, number: int, last: bool, earlier: Sequence[Take]
    ) -> Handle[Take]:
        with SetWorkflowID(f"{video_id}-shot-{index}-{number}"):  # the id is the idempotency key
            return await DBOS.enqueue_workflow_async(
                QUEUE, self.make_take, video_id, index, number, last, list(earlier)
            )

    @DBOS.step(name="plan", preemptible=True)
    async def plan(self, video_id: str) -> dict[str, Any]:
        """Settles rate and size with the video backend."""
        return await self._preparation.plan(video_id, self._takes_limit)

    @DBOS.step(name="hear", preemptible=True)
    async def hear(self, video_id: str) -> int:
        """Has the song analysed and its shots timed; how many there are."""
        return await self._preparation.hear(video_id)

    @DBOS.step(name="write", preemptible=True)
    async def write(self, video_id: str) -> None:
        """Has the script written; the words of each shot are kept as they come."""
        await self._preparation.write(video_id)
        await self._steps.announce_words(video_id)

    @DBOS.step(name="await_words", preemptible=True)
    async def await_words(self, video_id: str, index: int) -> bool:
        """Whether the shot has its words, now; false when writing failed before."""
        return await self._steps.await_words(video_id, index)

    @DBOS.step(name="note_problem")
    async def note_problem(self, video_id: str, why: dict[str, Any]) -> None:
        """Says why writing failed to whoever waits for words."""
        await self._steps.note_problem(video_id, why)

    @DBOS.step(name="approve", preemptible=True)
    async def approve(self, video_id: str) -> None:
        """Has the pictures made that the film is made by, and waits until the client has approved them."""
        await self._steps.approve(video_id)

    @DBOS.step(name="film", preemptible=True)
    async def film(self, video_id: str, index: int, number: int) -> dict[str, Any]:
        """Has a shot filmed; its clip."""
        return await self._steps.film(video_id, index, number)

    @DBOS.step(name="check", preemptible=True)
    async def check(
        self, video_id: str, index: int, number: int, clip: dict[str, Any], last: bool, earlier: Sequence[Take] = ()
    ) -> Take:
        """Has a take measured."""
        return await self._steps.check(video_id, index, number, clip, last, earlier)

    @DBOS.step(name="cut", preemptible=True)
    async def cut(self, video_id: str, takes: list[Take]) -> None:
        """Has the film cut and measured; the video is completed."""
        await self._steps.cut(video_id, takes)

    @DBOS.step(name="fail")
    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """Ends the video with a problem, and its writing and takes with it."""
        await self._steps.fail(video_id, why)
        await DBOS.cancel_workflows_async(await self._unfinished_children(video_id))

    @staticmethod
    async def _unfinished_children(video_id: str) -> list[str]:
        waiting = ["PENDING", "ENQUEUED"]
        children = await DBOS.list_workflows_async(workflow_id_prefix=f"{video_id}-", status=waiting)
        return [child.workflow_id for child in children]
