"""How a script is written by itself, without a film: the first steps of `workflow.py`, on records of their own.

    POST /v1/scripts ── queue `scripts` ── plan ── hear ── write ── script kept ── completed

The same order is the same script: asked for again, it is answered from what was kept. A `run` counts how often it was
begun, since one that failed, or that is wanted anew, begins again under the same id.
"""

from typing import Any

import structlog
from dbos import DBOS, DBOSConfiguredInstance
from dbos._serialization import PortableWorkflowError  # what a journalled StepFailed is read back as

from songreel_gateway.asking.patience import StepFailed
from songreel_gateway.conducting.preparing import Preparation
from songreel_gateway.conducting.workflow import RECOVERIES_LIMIT
from songreel_gateway.durability.running import Running
from songreel_gateway.problems import problem
from songreel_gateway.store.scripts import Scripts

log = structlog.get_logger()

QUEUE = "scripts"
AT_ONCE = 4  # the script service says how many it writes at once; the others are on their way to it
CRASHED = "Something failed inside the gateway. It was logged; ask for the script again."


@DBOS.dbos_class("Scripting")
class Scripting(DBOSConfiguredInstance):
    """The workflow of a script by itself."""

    def __init__(self, preparation: Preparation, scripts: Scripts) -> None:
        super().__init__("scripting")
        self.running = Running()
        self._preparation = preparation
        self._scripts = scripts

    @DBOS.workflow(name="write_alone", max_recovery_attempts=RECOVERIES_LIMIT)
    async def write_alone(self, script_id: str, run: int) -> None:
        """Leaves the script completed or failed."""
        self.running.note()
        try:
            await self.plan(script_id)
            await self.hear(script_id)
            await self.write(script_id)
            await self.complete(script_id)
        except (StepFailed, PortableWorkflowError) as failure:
            why: Any = failure.data  # a problem, in both
            await self.fail(script_id, why)
        except Exception:
            log.exception("scripting_crashed", script=script_id)
            await self.fail(script_id, problem("crashed", 500, CRASHED).document())

    @DBOS.step(name="plan_alone", preemptible=True)
    async def plan(self, script_id: str) -> None:
        """Settles rate, lengths and dialect with the video backend, so that the script can be filmed."""
        await self._preparation.plan(script_id, takes_limit=1, to_film=False)

    @DBOS.step(name="hear_for_script", preemptible=True)
    async def hear(self, script_id: str) -> None:
        """Has the song analysed and its shots timed."""
        await self._preparation.hear(script_id)

    @DBOS.step(name="write_by_itself", preemptible=True)
    async def write(self, script_id: str) -> None:
        """Has the script written."""
        await self._preparation.write(script_id)

    @DBOS.step(name="complete_script")
    async def complete(self, script_id: str) -> None:
        """The script can be read."""
        await self._scripts.change(script_id, state="completed")
        log.info("script_written", script=script_id)

    @DBOS.step(name="fail_script")
    async def fail(self, script_id: str, why: dict[str, Any]) -> None:
        """Ends the script with a problem."""
        await self._scripts.change(script_id, state="failed", problem=why)
