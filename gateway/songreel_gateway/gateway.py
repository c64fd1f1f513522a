"""The gateway as one thing: its records, its channels, its workflows; opened at start, closed at the end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import structlog
from dbos import DBOS, SetWorkflowID
from songreel.script.v1 import script_pb2
from songreel_chassis.artifacts import ArtifactStore

from songreel_gateway.access.access import Access, open_access
from songreel_gateway.access.links import Links
from songreel_gateway.asking.draft import Draft
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.patience import Patience
from songreel_gateway.asking.services import Services, open_services
from songreel_gateway.asking.shooting_script import ShootingScript
from songreel_gateway.conducting import hearing, scripting, workflow
from songreel_gateway.conducting.hearing import Listening
from songreel_gateway.conducting.preparing import Preparation
from songreel_gateway.conducting.scripting import Scripting
from songreel_gateway.conducting.steps import Steps
from songreel_gateway.conducting.workflow import Production
from songreel_gateway.durability.durable import Executor, Places, launch, register
from songreel_gateway.durability.recovery import Recovery
from songreel_gateway.durability.replicas import Watch
from songreel_gateway.fleet.admission import Admission
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.store.outages import patient
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.video_jobs import VideoJobs
from songreel_gateway.store.videos import Video
from songreel_gateway.store.wire import Wire
from songreel_gateway.takes.pricing import PriceList, read_prices
from songreel_gateway.telemetry.gauging import Gauging
from songreel_gateway.webhooks.postman import Postman

log = structlog.get_logger()

VIDEOS_QUEUE = workflow.VIDEOS_QUEUE
HASTE_SECONDS = 5.0
APPLICATION_VERSION = "3"  # of the workflows' order of steps; what runs under an older one begins anew, see `recovery`


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
    watch: Watch
    wire: Wire | None = None
    """Carries the bell's rings to other gateways; None where there can be none."""
    ends: Callable[[], None] = DBOS.destroy
    """Of running workflows here; set when it began."""
    access: Access | None = field(init=False)
    """None where everybody is let in. Set when it is opened: before, reading it fails."""
    links: Links = field(init=False)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the process is asked to end: event streams close then."""

    @property
    def uploads_folder(self) -> Path:
        """Where songs lie until they are whole."""
        return self.settings.data_folder.expanduser() / "uploads"

    @cached_property
    def admission(self) -> Admission:
        """Begins the videos that wait."""
        return Admission(self.records.admissions, self.records.replicas, self.start, self.settings.videos_at_once)

    @cached_property
    def script(self) -> ShootingScript:
        """The words of films, for requests: these do not wait for long."""
        hasty = Patience(self.settings.model_copy(update={"patience_seconds": HASTE_SECONDS}), self.records.waits)
        return ShootingScript(self.records, self.messages, hasty)

    @cached_property
    def gauging(self) -> Gauging:
        """Reads what operators watch."""
        return Gauging(self.records.database, self.services.video)

    async def begin(self, video_id: str) -> None:
        """Puts the making of a video's newest revision in line; harmless when that was done before."""
        revision = await self.records.revisions.newest(video_id)
        video = await self.records.videos.get(video_id)
        priority = int(video.order.get("priority", 0))
        await self.records.admissions.ask(revision.workflow_id, video_id, video.tenant_id, priority)

    async def start(self, video_id: str) -> None:
        """Begins what was in line, here or in another gateway; harmless when it runs."""
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

    async def take_over_words(self, video: Video) -> None:
        """Of a video that begins anew: a script it has stays its script."""
        if video.script_uri:
            script = await self.messages.get(video.script_uri, script_pb2.Script)
            await Draft(self.messages, video.key).take_over(script)

    async def pause(self) -> None:
        """Stops the workflows where they are."""
        for part in (self.production, self.listening, self.scripting):
            await part.running.pause()

    async def open(self) -> None:
        """Begins to work, with what was left first. Its name is taken before any work runs under it."""
        if not self.records.database.url.startswith("sqlite"):
            self.wire = Wire(self.records.database.url, self.records.bell)
            self.wire.begin()
        await self.watch.join()
        self.ends = launch(self.records.database.url, Executor(self.settings.executor_id, APPLICATION_VERSION))
        queues = {
            workflow.QUEUE: Places(in_all=self.settings.film_concurrency or None),
            VIDEOS_QUEUE: Places(),  # they are admitted before
            hearing.QUEUE: Places(hearing.AT_ONCE),
            scripting.QUEUE: Places(scripting.AT_ONCE),
        }
        await register(queues, workflow.POLLING_SECONDS)
        recovery = Recovery(self, APPLICATION_VERSION)
        with patient():
            await recovery.resume()
        self.watch.begin(recovery)
        self.admission.begin()
        self.gauging.begin()
        self.postman.begin()

    async def close(self) -> None:
        """Pauses the workflows where they are and gives everything back."""
        self.stopping.set()
        await self.admission.end()
        await self.gauging.end()
        await self.pause()
        await self.watch.end()
        await self.postman.close()
        await asyncio.to_thread(self.ends)
        await self.services.close()
        if self.wire:
            await self.wire.end()
        self.records.close()
        log.info("gateway_stopped")


async def open_gateway(settings: GatewaySettings) -> Gateway:
    """A gateway whose interrupted workflows have begun to go on. Call inside the loop that serves."""
    prices = read_prices(settings.gpu_prices, settings.currency)
    records = open_records(settings.database_url, settings.executor_id)
    artifacts = ArtifactStore(settings.artifacts_url, settings.cache_folder)
    messages = Messages(artifacts)
    services = open_services(settings, records.turns)
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
    watch = Watch(records.replicas, settings.executor_id, APPLICATION_VERSION)
    parts = (production, listening, scripts, postman, prices, watch)
    gateway = Gateway(settings, artifacts, messages, records, services, *parts)
    records.turns.shots_usually = settings.quota_shots
    gateway.access, gateway.links = await open_access(settings, records), Links(records.secrets)
    gateway.uploads_folder.mkdir(parents=True, exist_ok=True)
    await gateway.open()
    log.info("gateway_started", database=records.database.shown, pods=len(services.video))
    return gateway
