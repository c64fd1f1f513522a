"""The gateway as one thing: its records, its channels, its workflows; opened at start, closed at the end."""

import asyncio
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import structlog
from dbos import DBOS, SetWorkflowID
from dbos._serialization import DBOSPortableJSON  # the default is pickle
from songreel.script.v1 import script_pb2
from songreel_chassis.artifacts import ArtifactStore

from songreel_gateway import hearing, scripting, workflow
from songreel_gateway.draft import Draft
from songreel_gateway.hearing import Listening
from songreel_gateway.messages import Messages
from songreel_gateway.patience import Patience
from songreel_gateway.preparing import Preparation
from songreel_gateway.pricing import PriceList, read_prices
from songreel_gateway.scripting import Scripting
from songreel_gateway.services import Services, open_services
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.shooting_script import ShootingScript
from songreel_gateway.steps import Steps
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.revisions import ASKS
from songreel_gateway.store.video_jobs import VideoJobs
from songreel_gateway.store.videos import Video
from songreel_gateway.uploads import PARTIAL
from songreel_gateway.webhooks.postman import Postman
from songreel_gateway.workflow import Production

log = structlog.get_logger()

VIDEOS_QUEUE = workflow.VIDEOS_QUEUE
HASTE_SECONDS = 5.0
APPLICATION_VERSION = "3"  # of the workflows' order of steps; what runs under an older one begins anew, see `resume`


@dataclass
class Gateway:
    """What the API's routes work with."""

    settings: GatewaySettings
    artifacts: ArtifactStore
    messages: Messages
    records: Records
    services: Services
    production: Production
    listening: Listening
    scripting: Scripting
    postman: Postman
    prices: PriceList
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the process is asked to end: event streams close then."""

    @property
    def uploads_folder(self) -> Path:
        """Where songs lie until they are whole."""
        return self.settings.data_folder.expanduser() / "uploads"

    @cached_property
    def script(self) -> ShootingScript:
        """The words of films, for requests: these do not wait for long."""
        hasty = Patience(self.settings.model_copy(update={"patience_seconds": HASTE_SECONDS}), self.records.waits)
        return ShootingScript(self.records, self.messages, hasty)

    async def begin(self, video_id: str) -> None:
        """Queues the making of a video's newest revision; harmless when that was done before."""
        revision = await self.records.revisions.newest(video_id)
        with SetWorkflowID(revision.workflow_id):
            if revision.workflow_id == video_id:
                await DBOS.enqueue_workflow_async(VIDEOS_QUEUE, self.production.make_film, video_id)
                return
            plan = (await self.records.videos.get(video_id)).plan or {}
            facts = (revision.number, revision.run, int(plan.get("takes_limit", self.settings.takes_limit)))
            await DBOS.enqueue_workflow_async(VIDEOS_QUEUE, self.production.film_on, video_id, *facts)

    async def listen(self, hearing_id: str, run: int) -> None:
        """Queues a hearing; harmless when that was done before."""
        with SetWorkflowID(f"{hearing_id}-{run}"):
            await DBOS.enqueue_workflow_async(hearing.QUEUE, self.listening.hear_song, hearing_id, run)

    async def write(self, script_id: str, run: int) -> None:
        """Queues the writing of a script by itself; harmless when that was done before."""
        with SetWorkflowID(f"{script_id}-{run}"):
            await DBOS.enqueue_workflow_async(scripting.QUEUE, self.scripting.write_alone, script_id, run)

    async def cancel(self, video: Video) -> None:
        """Ends a video and all that is done for it; harmless when it has ended. Of a further revision the film before
        stays."""
        revision = await self.records.revisions.newest(video.id)
        if await self.records.revisions.give_up(video.id, "cancelled"):
            await DBOS.cancel_workflow_async(revision.workflow_id, cancel_children=True)
            await self.records.ledger.close(video.id)

    async def resume(self) -> None:
        """Puts right what a crash left between a record and its workflow; DBOS itself resumes the workflows."""
        await self.records.waits.clear_all()
        await forget_older_workflows()
        for video in await self.records.videos.unfinished():
            revision = await self.records.revisions.newest(video.id)
            if video.state != ASKS and await DBOS.get_workflow_status_async(revision.workflow_id) is None:
                await self._take_over_words(video)
                await self.begin(video.id)
        for heard in await self.records.hearings.unfinished():
            await self.records.hearings.end(heard.id, "hear")
            await self.listen(heard.id, heard.run)
        for script in await self.records.scripts.unfinished():
            await self.records.scripts.end(script.id, "write")
            await self.write(script.id, script.run)
        for stopped in await DBOS.list_workflows_async(status=["PENDING", "ENQUEUED"], name=["make_film", "film_on"]):
            video_or_none = await self.records.videos.find(stopped.workflow_id.partition("-")[0])
            if video_or_none and video_or_none.ended:
                await DBOS.cancel_workflow_async(stopped.workflow_id, cancel_children=True)
        for path in self.uploads_folder.glob(f"*{PARTIAL}"):  # of a killed process; the folder is this gateway's own
            path.unlink(missing_ok=True)

    async def _take_over_words(self, video: Video) -> None:
        """Of a video that begins anew: a script it has stays its script."""
        if video.script_uri:
            script = await self.messages.get(video.script_uri, script_pb2.Script)
            await Draft(self.messages, video.key).take_over(script)

    async def close(self) -> None:
        """Pauses the workflows where they are and gives everything back."""
        self.stopping.set()
        await self.production.running.pause()
        await self.listening.running.pause()
        await self.scripting.running.pause()
        await self.postman.close()
        await asyncio.to_thread(DBOS.destroy)
        await self.services.close()
        self.records.database.close()
        log.info("gateway_stopped")


async def open_gateway(settings: GatewaySettings) -> Gateway:
    """A gateway whose interrupted workflows have begun to go on. Call inside the loop that serves."""
    prices = read_prices(settings.gpu_prices, settings.currency)
    records = open_records(settings.database_url)
    artifacts = ArtifactStore(settings.artifacts_url, settings.cache_folder)
    messages = Messages(artifacts)
    services = open_services(settings)
    await services.begin()
    patience = Patience(settings, records.waits)
    video_jobs = VideoJobs(records.videos, records.shots)
    preparation = Preparation(services, records.songs, video_jobs, messages, patience)
    steps = Steps(services, records, messages, patience, prices)
    production = Production(preparation, steps, settings.takes_limit)
    of_scripts = Preparation(services, records.songs, records.scripts, messages, Patience(settings, records.scripts))
    scripts = Scripting(of_scripts, records.scripts)
    listening = Listening(services, records, messages, Patience(settings, records.hearings))
    postman = Postman(records.webhooks, settings.webhooks_private)
    gateway = Gateway(settings, artifacts, messages, records, services, production, listening, scripts, postman, prices)
    gateway.uploads_folder.mkdir(parents=True, exist_ok=True)
    DBOS(
        config={
            "name": "songreel",
            "system_database_url": records.database.url,
            "application_version": APPLICATION_VERSION,
            "executor_id": settings.executor_id,
            "serializer": DBOSPortableJSON,
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 0.2,
        }
    )
    DBOS.launch()
    queues = {
        workflow.QUEUE: settings.shots_at_once(),
        VIDEOS_QUEUE: settings.videos_at_once,
        hearing.QUEUE: hearing.AT_ONCE,
        scripting.QUEUE: scripting.AT_ONCE,
    }
    for queue, places in queues.items():
        await DBOS.register_queue_async(
            queue,
            worker_concurrency=places,
            polling_interval_sec=workflow.POLLING_SECONDS,
            on_conflict="always_update",  # the setting decides, not what an earlier start left in the database
        )
    await gateway.resume()
    postman.begin()
    log.info("gateway_started", database=records.database.shown, pods=len(services.video))
    return gateway


async def forget_older_workflows() -> None:
    """Drops the journals of workflows that an older version of this program left unfinished.

    Their records stay, so `resume` begins them anew; what they had made is found again by its digest.
    """
    unfinished = await DBOS.list_workflows_async(
        status=["PENDING", "ENQUEUED", "CANCELLED"]
    )  # the last: by a kill in here
    older = [each.workflow_id for each in unfinished if each.app_version not in (None, APPLICATION_VERSION)]
    if older:
        log.info("older_workflows_begin_anew", count=len(older))
        await DBOS.cancel_workflows_async(older)
        await DBOS.delete_workflows_async(older)
