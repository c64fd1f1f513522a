"""From a song to words: plan, hear, write, for a video or for a script by itself. Each may run more than once and must
come to the same."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, Protocol

from google.protobuf.message import Message
from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway import identity, requests
from songreel_gateway.draft import Draft
from songreel_gateway.messages import M, Messages
from songreel_gateway.patience import Patience, Step, StepFailed
from songreel_gateway.problems import FieldProblem, no_keyframes, no_lalm, no_video, problem
from songreel_gateway.services import Services
from songreel_gateway.store.songs import Songs
from songreel_gateway.tracing import traced

Told = tuple[str, str, dict[str, Any]]
"""An event: its key, its name, what it says."""


class Job(Protocol):
    """A video, or a script by itself."""

    @property
    def id(self) -> str:
        """Its name in the API."""

    @property
    def key(self) -> str:
        """Names what is made for it; another one for each time that it is begun anew."""

    @property
    def song_id(self) -> str:
        """Of its song."""

    @property
    def order(self) -> dict[str, Any]:
        """The request's body with every default in place."""

    @property
    def trace_parent(self) -> str:
        """Of the request that ordered it."""

    @property
    def plan(self) -> dict[str, Any] | None:
        """The film plan, once it is settled."""

    @property
    def analysis_uri(self) -> str | None:
        """Once the song is heard."""


class Jobs(Protocol):
    """Where jobs are kept."""

    async def get(self, job_id: str, /) -> Job:
        """The job, which must be there."""

    async def reach(self, job_id: str, state: str, /) -> Job:
        """The job, in this state or a later one."""

    async def change(self, job_id: str, /, *events: Told, **columns: Any) -> bool:
        """Sets columns and adds events as one."""

    async def expect_shots(self, job_id: str, shots: Iterable[audio_pb2.TimedShot], /) -> None:
        """Notes the shots that wait for their words."""

    async def word_shot(self, job_id: str, shot: script_pb2.Shot, shot_count: int, /) -> None:
        """Notes that a shot has its words."""


class Preparation:
    """The steps up to the script."""

    def __init__(self, services: Services, songs: Songs, jobs: Jobs, messages: Messages, patience: Patience) -> None:
        self._services = services
        self._songs = songs
        self._jobs = jobs
        self._messages = messages
        self._patience = patience

    async def plan(self, job_id: str, takes_limit: int, to_film: bool = True) -> dict[str, Any]:
        """The film plan as JSON: rate, size and lengths of the video backend. Without one, words alone can be had."""
        job = await self._jobs.reach(job_id, "hearing")
        pods = self._services.video
        if not pods.wanted:
            if to_film:
                raise StepFailed(no_video())
            await self._jobs.change(job_id, plan=requests.UNFILMED.document())
            return requests.UNFILMED.document()
        with traced(job, "plan"):
            ask = video_pb2.DescribeBackendRequest()
            backend = await self._patience.call(Step(job_id, "plan", "video"), lambda: pods.any().DescribeBackend(ask))
        plan = requests.film_plan(job.order, backend, takes_limit)
        if plan is None:
            sizes = ", ".join(f"{size.width_pixels}x{size.height_pixels}" for size in backend.sizes)
            detail = f"The {backend.backend} backend films no {job.order['aspect']}. It films {sizes}."
            raise StepFailed(problem("invalid-input", 422, detail, step="plan"))
        size = (plan.width_pixels, plan.height_pixels)
        known = identity.abilities(size, [backend, *await pods.describe()])
        if to_film and not identity.can_film(known):
            raise StepFailed(no_keyframes(backend.backend))
        approval = job.order.get("approval", "none")
        plan = replace(plan, abilities=[asdict(each) for each in known], approval=approval)
        await self._jobs.change(job_id, plan=plan.document())
        return plan.document()

    async def hear(self, job_id: str) -> int:
        """Notes the URI of the analysis and the shots that wait for words; their number."""
        job = await self._jobs.reach(job_id, "hearing")
        plan = plan_of(job)
        song_uri = await self._song_uri(job)
        request = requests.hear_song(job.order, song_uri, plan.rate, plan.legal_frame_counts)
        cause = request.SerializeToString(deterministic=True)
        analysis = await self._messages.find("analyses", cause, job.key, audio_pb2.SongAnalysis)
        if analysis is None:
            with traced(job, "hear"):
                heard = await self._patience.call(
                    Step(job_id, "hear", "audio"), lambda: self._services.audio.HearSong(request)
                )
            analysis = heard.analysis
        uri = await self._keep(job, "hear", "analyses", cause, analysis)
        facts = {"shots": len(analysis.shots), "frames": analysis.frames, "bpm": analysis.tempo.bpm}
        await self._jobs.expect_shots(job_id, analysis.shots)
        await self._jobs.change(job_id, ("song-heard", "song.heard", facts), analysis_uri=uri, heard=1.0)
        return len(analysis.shots)

    async def write(self, job_id: str) -> None:
        """Notes each shot's words as they come, then the URI of the script."""
        job = await self._jobs.get(job_id)
        analysis = await self._read(job, str(job.analysis_uri), audio_pb2.SongAnalysis)
        cause = b""  # a job has one script, whatever later settings would make of it
        script = await self._messages.find("scripts", cause, job.key, script_pb2.Script)
        if script is None:
            own = job.order.get("script")
            script = await (self._adopted(job, analysis) if own else self._written(job, analysis))
            _check_script(script, analysis)
        else:
            await self._word_all(job, script)
        uri = await self._keep(job, "write", "scripts", cause, script)
        told = ("script-written", "script.written", {"logline": script.logline, "shots": len(script.shots)})
        await self._jobs.change(job_id, told, script_uri=uri, written=1.0)

    async def _written(self, job: Job, analysis: audio_pb2.SongAnalysis) -> script_pb2.Script:
        narrative = await self._listen(job, analysis) if job.order["pipeline"] == "lalm" else None
        await self._jobs.reach(job.id, "writing")
        request = requests.write_script(job.order, plan_of(job).dialect, analysis, narrative)
        draft = Draft(self._messages, job.key)
        with traced(job, "write"):
            return await self._patience.call(
                Step(job.id, "write", "script"), lambda: self._watch_writing(job, request, draft)
            )

    async def _watch_writing(self, job: Job, request: script_pb2.WriteScriptRequest, draft: Draft) -> script_pb2.Script:
        """The script at the stream's end; each part is kept before the next is read. A retry goes on behind them."""
        count = len(request.analysis.shots)
        request.ClearField("written")
        if written := await draft.written(count):
            request.written.CopyFrom(written)
            for shot in written.shots:
                await self._jobs.word_shot(job.id, shot, count)
        async for answer in self._services.script.WriteScript(request):
            match answer.WhichOneof("part"):
                case "treatment":
                    await draft.put_treatment(answer.treatment)
                    facts = {"logline": answer.treatment.logline}
                    await self._jobs.change(job.id, ("script-treatment", "script.treatment", facts))
                case "shot":
                    await draft.put_shot(answer.shot)
                    await self._jobs.word_shot(job.id, await draft.shot(answer.shot.index), count)
                case "script":
                    return await draft.whole(answer.script)
        raise Unavailable("The script service ended its stream without a script.")

    async def _adopted(self, job: Job, analysis: audio_pb2.SongAnalysis) -> script_pb2.Script:
        """The order's own script, completed. Raises StepFailed with all its faults."""
        await self._jobs.reach(job.id, "writing")
        request = requests.adopt_script(job.order, plan_of(job).dialect, analysis)
        with traced(job, "write"):
            answer = await self._patience.call(
                Step(job.id, "write", "script"), lambda: self._services.script.AdoptScript(request)
            )
        if answer.faults:
            faults = [FieldProblem(pointer=pointer_of(fault.field), detail=fault.message) for fault in answer.faults]
            detail = "The script cannot be filmed as it is. Mend what `errors` names, then order the video again."
            raise StepFailed(problem("invalid-script", 422, detail, step="write", errors=faults))
        await Draft(self._messages, job.key).take_over(answer.script)
        await self._word_all(job, answer.script)
        return answer.script

    async def _word_all(self, job: Job, script: script_pb2.Script) -> None:
        for shot in script.shots:
            await self._jobs.word_shot(job.id, shot, len(script.shots))

    async def _listen(self, job: Job, analysis: audio_pb2.SongAnalysis) -> lalm_pb2.Narrative:
        lalm = self._services.lalm
        if lalm is None:
            raise StepFailed(no_lalm())
        await self._jobs.reach(job.id, "listening")
        request = requests.tell_narrative(job.order, await self._song_uri(job), analysis)
        cause = request.SerializeToString(deterministic=True)
        narrative = await self._messages.find("narratives", cause, job.key, lalm_pb2.Narrative)
        if narrative is None:
            with traced(job, "listen"):
                answer = await self._patience.call(Step(job.id, "listen", "lalm"), lambda: lalm.TellNarrative(request))
            narrative = answer.narrative
            await self._keep(job, "listen", "narratives", cause, narrative)
        return narrative

    async def _song_uri(self, job: Job) -> str:
        song = await self._songs.find(job.song_id)
        return song.uri if song else ""

    async def _read(self, job: Job, uri: str, message_type: type[M]) -> M:
        step = Step(job.id, "read", "artifact store")
        return await self._patience.call(step, lambda: self._messages.get(uri, message_type))

    async def _keep(self, job: Job, verb: str, kind: str, cause: bytes, message: Message) -> str:
        step = Step(job.id, verb, "artifact store")
        return await self._patience.call(step, lambda: self._messages.put(kind, cause, job.key, message))


def plan_of(job: Job) -> requests.FilmPlan:
    """The plan that an earlier step noted."""
    return requests.FilmPlan(**(job.plan or {}))


def pointer_of(field: str) -> str:
    """A JSON pointer into the order, from the path of a script's field: "shots[3].sentence"."""
    return "/script/" + field.replace("[", "/").replace("]", "").replace(".", "/")


def _check_script(script: script_pb2.Script, analysis: audio_pb2.SongAnalysis) -> None:
    if [shot.index for shot in script.shots] != [shot.index for shot in analysis.shots]:
        detail = f"The script has {len(script.shots)} shots, the song {len(analysis.shots)}. Create the video again."
        raise StepFailed(problem("service-failed", 502, detail, step="write"))
    if bare := [shot.index for shot in script.shots if not shot.sentence]:  # nobody could ever film them
        detail = f"The script has no words for shot {bare[0]}. Create the video again."
        raise StepFailed(problem("service-failed", 502, detail, step="write", shot_index=bare[0]))
