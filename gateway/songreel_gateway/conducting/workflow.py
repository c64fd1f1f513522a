"""How a film is made: hear, write, film, check, cut. Read this page first.

    make_film ── plan ── hear ──┬── write_script: words of shot 0, 1, 2, ...
                                │         │ as soon as a shot has its words
                                ├── make_take 0-1: film, check ──┬── cut ── completed
                                ├── make_take 1-1: film, check ──┤
                                └── make_take 1-2 (rejected) ────┘      on queue `video`

    film_on ── the same from the words on: what an edit asks for, or what a paused video was paused at

Each verb is a durable step: its answer is journalled, so that after `kill -9` the workflow goes on behind the last
finished one. A step killed in mid-call runs again, hence each is idempotent: messages are stored under the digest of
what asked for them, clips are found by the digest of their request, an event has an id of its own. The steps
themselves are in `steps.py`; a workflow only orders them, so it may hold no clock, no chance and no setting.

A video that needs its client (to approve, to raise a budget, to say what becomes of a shot that cannot be filmed) runs
no workflow while it waits: this one ends, and the answer begins `film_on`, which finds all takes that are there. A
further revision is the same: the edit says which shots have no take any more, and `film_on` films those.
"""

from collections.abc import Awaitable
from typing import Any

from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID, WorkflowHandleAsync

from songreel_gateway.conducting.failing import FAILED, why
from songreel_gateway.conducting.preparing import Preparation
from songreel_gateway.conducting.steps import Steps
from songreel_gateway.durability.running import Running
from songreel_gateway.takes.retaking import Outcome

QUEUE = "video"
VIDEOS_QUEUE = "videos"
RECOVERIES_LIMIT = 10_000  # of one workflow; a machine that is switched off every night must not exhaust it
POLLING_SECONDS = 0.2
CHILDREN = ("write_script", "make_take")
POISONED = ("invalid-input", "not-found", "service-failed")  # kinds of problems that are one shot's own
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
        """Leaves the video completed, failed, or with a question to its client."""
        self.running.note()
        await self._see_through(video_id, self._make(video_id))

    @DBOS.workflow(name="film_on", max_recovery_attempts=RECOVERIES_LIMIT)
    async def film_on(self, video_id: str, revision: int, run: int, takes_limit: int) -> None:
        """As make_film, of a video whose words are there."""
        self.running.note()
        await self._see_through(video_id, self._film_and_cut(video_id, revision, run, takes_limit))

    @DBOS.workflow(name="write_script", max_recovery_attempts=RECOVERIES_LIMIT)
    async def write_script(self, video_id: str) -> None:
        """Leaves the script whole; each shot has its words long before. What fails here ends the video."""
        self.running.note()
        try:
            await self.write(video_id)
        except Exception as failure:
            await self.note_problem(video_id, why(failure, video_id))
            raise

    @DBOS.workflow(name="make_take", max_recovery_attempts=RECOVERIES_LIMIT)
    async def make_take(self, video_id: str, index: int, number: int, last: bool) -> Outcome:
        """One filming of a shot and what the critic says of it: accepted or rejected; when the `last` one is rejected
        too, the best of all is used. A shot that cannot be filmed is set aside: failed."""
        self.running.note()
        if not await self.afford(video_id, index, number):
            return "over_budget"
        try:
            await self.film(video_id, index, number)
        except FAILED as failure:
            reason = why(failure, video_id)
            if not reason["type"].endswith(POISONED):
                raise
            await self.set_aside(video_id, index, number, reason)
            return "failed"
        return await self.check(video_id, index, number, last)

    async def _see_through(self, video_id: str, making: Awaitable[None]) -> None:
        """Whatever goes wrong ends the revision with a problem."""
        try:
            await making
        except Exception as failure:
            await self.fail(video_id, why(failure, video_id))

    async def _make(self, video_id: str) -> None:
        plan = await self.plan(video_id)
        await self.hear(video_id)
        writing = await self._begin_writing(video_id)
        if plan.get("approval", "none") != "none":
            await writing.get_result(polling_interval_sec=POLLING_SECONDS)
        await self._film_and_cut(video_id, 1, 0, plan["takes_limit"], writing)

    async def _begin_writing(self, video_id: str) -> Handle[None]:
        with SetWorkflowID(f"{video_id}-script"):
            return await DBOS.start_workflow_async(self.write_script, video_id)

    async def _film_and_cut(
        self, video_id: str, revision: int, run: int, takes_limit: int, writing: Handle[None] | None = None
    ) -> None:
        """Ends with the film, or with a question. An answer that came in time begins the next run at once."""
        if await self.approved(video_id, run):
            prefix = f"{video_id}-r{revision}-{run}"
            if await self._film_all(video_id, prefix, takes_limit, writing):
                return await self.cut(video_id)
            await self.ask(video_id, run)
        if next_run := await self.answered(video_id, revision, run):
            with SetWorkflowID(f"{video_id}-r{revision}-{next_run}"):
                await DBOS.enqueue_workflow_async(VIDEOS_QUEUE, self.film_on, video_id, revision, next_run, takes_limit)
        return None

    async def _film_all(
        self, video_id: str, prefix: str, takes_limit: int, writing: Handle[None] | None = None
    ) -> bool:
        """Whether every shot has a take to use: what the critic rejected is filmed again, at last the best one is kept.

        A first take begins as soon as its shot has its words; the second ones wait until all first ones are there.
        False when shots were set aside, or when the budget bears not one more take.
        """
        wanted, failed = await self.wanted(video_id)
        number_of_round = 0
        while wanted:
            begun = []
            for index, number, first in wanted:
                if writing and not number_of_round and not await self.await_words(video_id, index):
                    await writing.get_result(polling_interval_sec=POLLING_SECONDS)  # raises why
                last = number - first + 1 >= takes_limit
                with SetWorkflowID(f"{prefix}-{number_of_round}-shot-{index}-{number}"):  # the idempotency key
                    begun.append(
                        await DBOS.enqueue_workflow_async(QUEUE, self.make_take, video_id, index, number, last)
                    )
            outcomes = [await handle.get_result(polling_interval_sec=POLLING_SECONDS) for handle in begun]
            if all(outcome == "over_budget" for outcome in outcomes):
                return False
            failed += outcomes.count("failed")
            again = {"rejected": 1, "over_budget": 0}
            wanted = [
                (index, number + again[outcome], first)
                for (index, number, first), outcome in zip(wanted, outcomes, strict=True)
                if outcome in again
            ]
            number_of_round += 1
        if writing:
            await writing.get_result(polling_interval_sec=POLLING_SECONDS)
        return not failed

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
        return await self._steps.script.await_words(video_id, index)

    @DBOS.step(name="note_problem")
    async def note_problem(self, video_id: str, reason: dict[str, Any]) -> None:
        """Says why writing failed to whoever waits for words."""
        await self._steps.note_problem(video_id, reason)

    @DBOS.step(name="approved", preemptible=True)
    async def approved(self, video_id: str, run: int) -> bool:
        """Whether filming may begin. Else the client is asked; pictures to be approved are made first."""
        return await self._steps.approval.given(video_id, run)

    @DBOS.step(name="wanted")
    async def wanted(self, video_id: str) -> tuple[list[tuple[int, int, int]], int]:
        """The shots without a take to use (index, number of the next take, and of the first that counts), and how many
        wait for the client's word, since they could not be filmed."""
        return await self._steps.wanted(video_id)

    @DBOS.step(name="afford", preemptible=True)
    async def afford(self, video_id: str, index: int, number: int) -> bool:
        """Whether the budget has room for a take."""
        return await self._steps.filming.afford(video_id, index, number)

    @DBOS.step(name="film", preemptible=True)
    async def film(self, video_id: str, index: int, number: int) -> dict[str, Any]:
        """Has a shot filmed; its clip."""
        return await self._steps.filming.film(video_id, index, number)

    @DBOS.step(name="check", preemptible=True)
    async def check(self, video_id: str, index: int, number: int, last: bool) -> Outcome:
        """Has a take measured."""
        return await self._steps.filming.check(video_id, index, number, last)

    @DBOS.step(name="set_aside")
    async def set_aside(self, video_id: str, index: int, number: int, why: dict[str, Any]) -> None:
        """Notes that a shot cannot be filmed as it is."""
        await self._steps.filming.set_aside(video_id, index, number, why)

    @DBOS.step(name="ask")
    async def ask(self, video_id: str, run: int) -> None:
        """Asks the client what only it can say."""
        await self._steps.ask(video_id, run)

    @DBOS.step(name="answered")
    async def answered(self, video_id: str, revision: int, run: int) -> int:
        """The next run, when the client answered before it was asked; else 0."""
        return await self._steps.answered(video_id, revision, run)

    @DBOS.step(name="cut", preemptible=True)
    async def cut(self, video_id: str) -> None:
        """Has the film cut and measured; the video is completed."""
        await self._steps.cutting.cut(video_id)

    @DBOS.step(name="fail")
    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """Ends the revision with a problem, and its writing and takes with it."""
        await self._steps.fail(video_id, why)
        await DBOS.cancel_workflows_async(await self._unfinished_children(video_id))

    @staticmethod
    async def _unfinished_children(video_id: str) -> list[str]:
        waiting = ["PENDING", "ENQUEUED"]
        children = await DBOS.list_workflows_async(workflow_id_prefix=f"{video_id}-", status=waiting)
        return [child.workflow_id for child in children if child.name in CHILDREN]
