"""What a gateway does about work that was left: its own at its start, that of others when they are lost.

                    DBOS row          executor            what is done
its own, killed     PENDING           this name           DBOS enqueues it again at launch
another's, lost     PENDING           does not live       enqueued again, atomically: one gateway gets it
an older version's  PENDING/ENQUEUED  nobody runs it      dropped; the record begins anew behind what was made
none at all         a record without a workflow           begun
"""

import asyncio
import os
import re
import signal
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import structlog
from dbos import DBOS
from dbos._dbos import _get_dbos_instance  # what DBOS recovers by; its own cluster recovery is a server of its own
from dbos._utils import INTERNAL_QUEUE_NAME

from songreel_gateway.telemetry import metrics

if TYPE_CHECKING:
    from songreel_gateway.gateway import Gateway

log = structlog.get_logger()

UNFINISHED = ["PENDING", "ENQUEUED"]
OF_TAKE = re.compile(r"-shot-(\d+)-\d+$")


class Recovery:
    """See `replicas.Work`."""

    def __init__(self, gateway: "Gateway", version: str) -> None:
        self._gateway = gateway
        self._records = gateway.records
        self._name = gateway.settings.executor_id
        self._version = version

    async def resume(self) -> None:
        """Puts right what a crash left between records and workflows; at the start, once this gateway has its name."""
        living = await self._records.replicas.living()
        await self._records.turns.forget([self._name])
        await self._forget_older(living)
        pending = await DBOS.list_workflows_async(status=UNFINISHED, executor_id=self._name, load_input=False)
        await self._forget_waits(workflow.workflow_id for workflow in pending)
        await self.begin_lost()
        for heard in await self._records.hearings.unfinished():
            await self._gateway.listen(heard.id, heard.run)
        for script in await self._records.scripts.unfinished():
            await self._gateway.write(script.id, script.run)
        for stopped in await DBOS.list_workflows_async(status=UNFINISHED, name=["make_film", "film_on"]):
            video = await self._records.videos.find(stopped.workflow_id.partition("-")[0])
            if video and video.ended:
                await DBOS.cancel_workflow_async(stopped.workflow_id, cancel_children=True)

    async def begin_lost(self) -> None:
        """Begins each video that should be in work, or in line for it, and is not."""
        known = await self._records.admissions.known()
        for video_id in await self._records.videos.unfinished():
            if video_id not in known:
                revision = await self._records.revisions.newest(video_id)
                if await DBOS.get_workflow_status_async(revision.workflow_id) is None:
                    await self._gateway.take_over_words(await self._records.videos.get(video_id))
                    await self._gateway.begin(video_id)
        begun = await self._records.admissions.begun()
        if not begun:
            return
        found = await DBOS.list_workflows_async(workflow_ids=begun, load_input=False, load_output=False)
        there = {workflow.workflow_id for workflow in found}
        for workflow_id in begun:
            if workflow_id not in there:  # whoever admitted it died before it was begun
                await self._gateway.start(workflow_id.partition("-")[0])

    async def pause(self) -> None:
        """See Work."""
        await self._gateway.pause()

    async def take_up(self) -> None:
        """See Work. What was enqueued for this name again meanwhile runs already and is left alone."""
        active = set(_get_dbos_instance()._active_workflows_set.activeList())
        pending = await self._pending()
        mine = [each for each in pending if each.executor_id == self._name and each.workflow_id not in active]
        await self._records.turns.forget([self._name])
        await self._enqueue_again(mine)

    async def take_over(self, lost: Collection[str], living: Mapping[str, str]) -> None:
        """See Work."""
        await self._records.turns.keep(living)
        orphans = [each for each in await self._pending() if each.executor_id not in living]
        await self._enqueue_again(orphans)
        if lost:
            await self._forget_older(living)
        await self.begin_lost()

    def superseded(self) -> None:
        """See Work."""
        os.kill(os.getpid(), signal.SIGTERM)

    async def _pending(self) -> list[Any]:
        return await DBOS.list_workflows_async(
            status="PENDING", app_version=self._version, load_input=False, load_output=False
        )

    async def _enqueue_again(self, workflows: list[Any]) -> None:
        """Each only while it is still that executor's: whoever is late changes nothing."""
        if not workflows:
            return
        await self._forget_waits(workflow.workflow_id for workflow in workflows)
        database = _get_dbos_instance()._sys_db

        def enqueue() -> int:
            return sum(
                database.reenqueue_for_recovery(each.workflow_id, [each.executor_id], INTERNAL_QUEUE_NAME)
                for each in workflows
            )

        count = await asyncio.to_thread(enqueue)
        metrics.TAKEN_OVER.inc(count)
        log.info("work_taken_over", count=count, of=sorted({each.executor_id for each in workflows}))

    async def _forget_waits(self, workflow_ids: Iterable[str]) -> None:
        """What they waited for; their steps begin anew and say so again."""
        for workflow_id in workflow_ids:
            take = OF_TAKE.search(workflow_id)
            video_id = workflow_id.partition("-")[0]
            await self._records.waits.forget(video_id, int(take.group(1)) if take else None)

    async def _forget_older(self, living: Mapping[str, str]) -> None:
        """Drops the journals of workflows of versions that nobody runs, or that this name ran before it was upgraded.

        Their records stay and begin anew; what they had made is found again by its digest.
        """
        unfinished = await DBOS.list_workflows_async(status=[*UNFINISHED, "CANCELLED"], load_input=False)
        run_by_others = {version for name, version in living.items() if name != self._name}
        older = [each for each in unfinished if each.app_version not in (None, self._version)]
        mine = [each for each in older if each.executor_id == self._name and each.app_version in run_by_others]
        await self._enqueue_again([each for each in mine if each.status == "PENDING"])
        # CANCELLED: by a kill in here
        dropped = [each.workflow_id for each in older if each.app_version not in run_by_others]
        if dropped:
            log.info("older_workflows_begin_anew", count=len(dropped))
            await DBOS.cancel_workflows_async(dropped)
            await DBOS.delete_workflows_async(dropped)
            await self._records.admissions.forget(dropped)
