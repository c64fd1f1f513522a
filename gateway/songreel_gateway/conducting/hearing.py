"""How a song is heard by itself, without a film: one durable call, patient as those of a film.

    POST /v1/hearings ── queue `hearings` ── hear_song: HearSong ── analysis kept ── completed

The same song with the same options is the same hearing: asked for again, it is answered from what was kept. A `run`
counts how often it was begun, since one that failed, or that is wanted anew, begins again under the same id.
"""

from typing import Any

import structlog
from dbos import DBOS, DBOSConfiguredInstance
from dbos._serialization import PortableWorkflowError  # what a journalled StepFailed is read back as
from songreel.audio.v1 import audio_pb2

from songreel_gateway.asking import requests
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.patience import Patience, Step, StepFailed
from songreel_gateway.asking.services import Services
from songreel_gateway.conducting.workflow import RECOVERIES_LIMIT
from songreel_gateway.durability.running import Running
from songreel_gateway.problems import problem
from songreel_gateway.store.records import Records
from songreel_gateway.telemetry.tracing import traced

log = structlog.get_logger()

QUEUE = "hearings"
AT_ONCE = 4  # the audio service hears one song at a time; the others are on their way to it
CRASHED = "Something failed inside the gateway. It was logged; ask for the hearing again."


@DBOS.dbos_class("Listening")
class Listening(DBOSConfiguredInstance):
    """The workflow of a hearing."""

    def __init__(self, services: Services, records: Records, messages: Messages, patience: Patience) -> None:
        super().__init__("listening")
        self.running = Running()
        self._services = services
        self._records = records
        self._messages = messages
        self._patience = patience

    @DBOS.workflow(name="hear_song", max_recovery_attempts=RECOVERIES_LIMIT)
    async def hear_song(self, hearing_id: str, run: int) -> None:
        """Leaves the hearing completed or failed."""
        self.running.note()
        try:
            await self.hear(hearing_id, run)
        except (StepFailed, PortableWorkflowError) as failure:
            why: Any = failure.data  # a problem, in both
            await self.fail(hearing_id, why)
        except Exception:
            log.exception("hearing_crashed", hearing=hearing_id)
            await self.fail(hearing_id, problem("crashed", 500, CRASHED).document())

    @DBOS.step(name="hear_alone", preemptible=True)
    async def hear(self, hearing_id: str, run: int) -> None:
        """Has the song analysed; notes the URI of the analysis."""
        hearing = await self._records.hearings.get(hearing_id)
        await self._records.hearings.change(hearing_id, state="hearing")
        song = await self._records.songs.find(hearing.song_id)
        rate = read_rate(hearing.order["rate"])
        request = requests.hear_song(hearing.order, song.uri if song else "", rate)
        cause, job = request.SerializeToString(deterministic=True), f"{hearing_id}-{run}"
        analysis = await self._messages.find("analyses", cause, job, audio_pb2.SongAnalysis)
        if analysis is None:
            with traced(hearing, "hear"):
                heard = await self._patience.call(
                    Step(hearing_id, "hear", "audio"), lambda: self._services.audio.HearSong(request)
                )
            analysis = heard.analysis
        store = Step(hearing_id, "hear", "artifact store")
        uri = await self._patience.call(store, lambda: self._messages.put("analyses", cause, job, analysis))
        await self._records.hearings.change(hearing_id, state="completed", analysis_uri=uri)
        log.info("song_heard", hearing=hearing_id, song=hearing.song_id)

    @DBOS.step(name="fail_alone")
    async def fail(self, hearing_id: str, why: dict[str, Any]) -> None:
        """Ends the hearing with a problem."""
        await self._records.hearings.change(hearing_id, state="failed", problem=why)


def read_rate(text: str) -> audio_pb2.FrameRate:
    """From `24` or `30000/1001`."""
    numerator, _, denominator = text.partition("/")
    return audio_pb2.FrameRate(numerator=int(numerator), denominator=int(denominator or 1))
