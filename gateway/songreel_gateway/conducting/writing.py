"""How a script comes to be: written by the script service, or adopted from the order, each part kept as it comes."""

from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway.asking import requests
from songreel_gateway.asking.draft import Draft
from songreel_gateway.asking.jobs import Job, Jobs, plan_of
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.papers import Papers
from songreel_gateway.asking.patience import Patience, Step, StepFailed
from songreel_gateway.asking.services import Services
from songreel_gateway.problems import FieldProblem, no_lalm, problem
from songreel_gateway.telemetry.tracing import traced


class Writing:
    """The step of words."""

    def __init__(self, services: Services, jobs: Jobs, messages: Messages, patience: Patience, papers: Papers) -> None:
        self._services = services
        self._jobs = jobs
        self._messages = messages
        self._patience = patience
        self._papers = papers

    async def write(self, job_id: str) -> None:
        """Notes each shot's words as they come, then the URI of the script."""
        job = await self._jobs.get(job_id)
        analysis = await self._papers.read(job, str(job.analysis_uri), audio_pb2.SongAnalysis)
        cause = b""  # a job has one script, whatever later settings would make of it
        script = await self._messages.find("scripts", cause, job.key, script_pb2.Script)
        if script is None:
            own = job.order.get("script")
            script = await (self._adopted(job, analysis) if own else self._written(job, analysis))
            _check_script(script, analysis)
        else:
            await self._word_all(job, script)
        uri = await self._papers.keep(job, "write", "scripts", cause, script)
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
        request = requests.tell_narrative(job.order, await self._papers.song_uri(job), analysis)
        cause = request.SerializeToString(deterministic=True)
        narrative = await self._messages.find("narratives", cause, job.key, lalm_pb2.Narrative)
        if narrative is None:
            with traced(job, "listen"):
                answer = await self._patience.call(Step(job.id, "listen", "lalm"), lambda: lalm.TellNarrative(request))
            narrative = answer.narrative
            await self._papers.keep(job, "listen", "narratives", cause, narrative)
        return narrative


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
