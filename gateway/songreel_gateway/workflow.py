"""How a film is made: hear, write, film, check, cut. Read this page first.

    make_film ── plan ── hear ── write ──┬── make_take 0-1: film, check ──┬── cut ── completed
                                         ├── make_take 1-1: film, check ──┤
                                         └── make_take 1-2 (rejected) ────┘      on queue `video`

Each verb is a durable step: its answer is journalled, so that after `kill -9` the workflow goes on behind the last
finished one. A step killed in mid-call runs again, hence each is idempotent: messages are stored under the digest of
what asked for them, clips are found by the digest of their request, an event has an id of its own. The steps
themselves are in `steps.py`; a workflow only orders them, so it may hold no clock, no chance and no setting.
"""

from typing import Any

import structlog
from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID, WorkflowHandleAsync
from dbos._serialization import PortableWorkflowError  # what a journalled StepFailed is read back as

from songreel_gateway.patience import StepFailed
from songreel_gateway.problems import problem
from songreel_gateway.running import Running
from songreel_gateway.steps import Steps

log = structlog.get_logger()

QUEUE = "video"
RECOVERIES_LIMIT = 10_000  # of one workflow; a machine that is switched off every night must not exhaust it
POLLING_SECONDS = 0.2
CRASHED = "Something failed inside the gateway. It was logged; create the video again."
Take = dict[str, Any]


@DBOS.dbos_class("Production")
class Production(DBOSConfiguredInstance):
    """The workflows. One of them makes a film; each take of a shot is a child of it with an id of its own."""

    def __init__(self, steps: Steps) -> None:
        super().__init__("production")
        self._steps = steps
        self.running = Running()

    @DBOS.workflow(name="make_film", max_recovery_attempts=RECOVERIES_LIMIT)
    async def make_film(self, video_id: str) -> None:
        """Leaves the video completed or failed."""
        self.running.note()
        try:
            plan = await self.plan(video_id)
            await self.hear(video_id)
            shot_count = await self.write(video_id)
            takes = await self._film_all(video_id, shot_count, plan["takes_limit"])
            await self.cut(video_id, takes)
        except (StepFailed, PortableWorkflowError) as failure:
            why: Any = failure.data  # a problem, in both
            await self.fail(video_id, why)
        except Exception:
            log.exception("workflow_crashed", video=video_id)
            await self.fail(video_id, problem("crashed", 500, CRASHED).document())

    @DBOS.workflow(name="make_take", max_recovery_attempts=RECOVERIES_LIMIT)
    async def make_take(self, video_id: str, index: int, number: int, last: bool) -> Take:
        """One filming of a shot and what the critic says of it: {clip, findings, accepted}."""
        self.running.note()
        clip = await self.film(video_id, index, number)
        return await self.check(video_id, index, number, clip, last)

    async def _film_all(self, video_id: str, shot_count: int, takes_limit: int) -> list[Take]:
        """The take to use of each shot; what the critic rejected is filmed again, the last take is kept as it is."""
        takes: dict[int, Take] = {}
        wanted = list(range(shot_count))
        for number in range(1, takes_limit + 1):
            begun = [await self._begin_take(video_id, index, number, number == takes_limit) for index in wanted]
            for index, handle in zip(wanted, begun, strict=True):
                takes[index] = await handle.get_result(polling_interval_sec=POLLING_SECONDS)
            wanted = [index for index in wanted if not takes[index]["accepted"]]
        return [takes[index] for index in range(shot_count)]

    async def _begin_take(self, video_id: str, index: int, number: int, last: bool) -> WorkflowHandleAsync[Take]:
        with SetWorkflowID(f"{video_id}-shot-{index}-{number}"):  # the id is the idempotency key
            return await DBOS.enqueue_workflow_async(QUEUE, self.make_take, video_id, index, number, last)

    @DBOS.step(name="plan", preemptible=True)
    async def plan(self, video_id: str) -> dict[str, Any]:
        """Settles rate and size with the video backend."""
        return await self._steps.plan(video_id)

    @DBOS.step(name="hear", preemptible=True)
    async def hear(self, video_id: str) -> None:
        """Has the song analysed and its shots timed."""
        await self._steps.hear(video_id)

    @DBOS.step(name="write", preemptible=True)
    async def write(self, video_id: str) -> int:
        """Has the script written; the number of its shots."""
        return await self._steps.write(video_id)

    @DBOS.step(name="film", preemptible=True)
    async def film(self, video_id: str, index: int, number: int) -> dict[str, Any]:
        """Has a shot filmed; its clip."""
        return await self._steps.film(video_id, index, number)

    @DBOS.step(name="check", preemptible=True)
    async def check(self, video_id: str, index: int, number: int, clip: dict[str, Any], last: bool) -> Take:
        """Has a take measured."""
        return await self._steps.check(video_id, index, number, clip, last)

    @DBOS.step(name="cut", preemptible=True)
    async def cut(self, video_id: str, takes: list[Take]) -> None:
        """Has the film cut and measured; the video is completed."""
        await self._steps.cut(video_id, takes)

    @DBOS.step(name="fail")
    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """Ends the video with a problem and its takes with it."""
        await self._steps.fail(video_id, why)
        await DBOS.cancel_workflows_async(await self._unfinished_takes(video_id))

    @staticmethod
    async def _unfinished_takes(video_id: str) -> list[str]:
        waiting = ["PENDING", "ENQUEUED"]
        takes = await DBOS.list_workflows_async(workflow_id_prefix=f"{video_id}-shot-", status=waiting)
        return [take.workflow_id for take in takes]
